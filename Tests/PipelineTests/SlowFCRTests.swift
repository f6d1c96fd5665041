import Aggregate
import Canonical
import Dice
import Tables
import Testing

@testable import Score

/// The modules against the second implementation, in histories full of ties, overlaps and exact edges.
@Suite struct SlowFCRTests {
  @Test(arguments: [20_260_308, 20_261_101] as [UInt64])
  func `the modules count what the slow oracle counts in random histories`(seed: UInt64) throws {
    var random = Dice(seed: seed)
    var met: [SlowFCRFate.State: Int] = [:]
    for number in 0..<Rounds.count(80) {
      let history = SlowFCRHistory(using: &random)
      let oracle = SlowFCR(history)
      let partitions = random.below(6) + 1
      guard let modules = try SlowFCRModules(history, partitions: partitions, using: &random) else {
        continue
      }
      let comparison = SlowFCRComparison(oracle: oracle, modules: modules)
      let differences = comparison.differences()
      #expect(differences == [], "seed \(seed), history \(number), \(partitions) partitions")
      if !differences.isEmpty { return }
      for fate in oracle.fates(days: 7, match: "reason") { met[fate.state, default: 0] += 1 }
    }
    // Every state is met often enough that a wrong rule would show.
    #expect(met.count == 6 && met.values.allSatisfy { $0 > 15 }, "\(met)")
  }

  @Test func `the number of partitions changes nothing`() throws {
    let seed: UInt64 = 7
    var random = Dice(seed: seed)
    for number in 0..<Rounds.count(20) {
      let history = SlowFCRHistory(using: &random)
      let whole = try SlowFCRModules(history, partitions: 1, using: &random)?.tally
      for partitions in [2, 3, 16] {
        let parts = try SlowFCRModules(history, partitions: partitions, using: &random)?.tally
        #expect(
          parts?.finish() == whole?.finish(), "seed \(seed), history \(number), \(partitions) partitions")
      }
    }
  }

  @Test func `km equals window_fcr where nothing is unsettled`() throws {
    let seed: UInt64 = 11
    var random = Dice(seed: seed)
    var compared = 0
    for _ in 0..<300 {
      let history = SlowFCRHistory(using: &random)
      guard let modules = try SlowFCRModules(history, partitions: 2, using: &random) else { continue }
      for key in modules.figures.cells.keys where key.month == nil {
        for number in modules.plan.numbers where [.windowFCR, .windowFCRNet].contains(number.measure) {
          guard let figure = modules.figures.figure(number, of: key), figure.unsettled == 0,
            let survival = figure.survival
          else { continue }
          let share = Double(figure.rate.x) / Double(figure.rate.n)
          #expect(abs(survival - share) < 1e-12, "seed \(seed), history \(history.rows.count), \(key)")
          compared += 1
        }
      }
    }
    #expect(compared > 1000)
  }
}

/// Every number of the tally beside the oracle's.
struct SlowFCRComparison {
  let oracle: SlowFCR
  let modules: SlowFCRModules
  /// Names of the groups and periods that each conversation is in, by its first contact.
  private let rows: [String: [String]]

  init(oracle: SlowFCR, modules: SlowFCRModules) {
    self.oracle = oracle
    self.modules = modules
    rows = Dictionary(
      uniqueKeysWithValues: oracle.conversations.map { (Self.id(of: $0), Self.rows(of: $0)) })
  }

  /// What differs, one line each.
  func differences() -> [String] {
    var lines: [String] = []
    if oracle.duplicates != modules.duplicates {
      lines.append("duplicates \(modules.duplicates), oracle \(oracle.duplicates)")
    }
    if Int64(oracle.coversFrom) * 1000 != modules.coverage.from.milliseconds
      || Int64(oracle.coversTo) * 1000 != modules.coverage.to.milliseconds
    {
      lines.append("coverage \(modules.coverage), oracle \(oracle.coversFrom)…\(oracle.coversTo)")
    }
    let measures = Dictionary(uniqueKeysWithValues: SlowFCRMeasure.allCases.map { ($0.rawValue, $0) })
    for number in modules.plan.numbers {
      guard let measure = measures[number.measure.rawValue] else {
        lines.append("\(number.measure): the oracle does not know it")
        continue
      }
      let days = number.variant?.days ?? 0
      let units = oracle.units(measure, days: days, match: number.variant?.match.rawValue ?? "")
      let groups = Dictionary(
        grouping: units.flatMap { unit in
          rows[Self.id(of: unit.conversation), default: []].map { (row: $0, unit: unit) }
        },
        by: \.row)
      for key in modules.figures.cells.keys
      where key.month == nil || modules.plan.monthNumbers.contains(number) {
        guard let figure = modules.figures.figure(number, of: key) else {
          lines.append("\(name(of: key)) \(number) is missing")
          continue
        }
        let expected = SlowFCRFigure(
          (groups[name(of: key)] ?? []).map(\.unit), measure, days: days)
        lines += differences(figure, expected).map { "\(name(of: key)) \(number): \($0)" }
      }
    }
    for (key, cell) in modules.figures.cells {
      let name = name(of: key)
      lines += differences(
        cell, oracle.conversations.filter { rows[Self.id(of: $0), default: []].contains(name) }
      )
      .map { "\(name): \($0)" }
    }
    return lines.sorted()
  }

  private func name(of key: FCRCell.Key) -> String {
    "\(key.grouping) \(modules.vocabulary.text(of: key.group)) \(key.month?.description ?? "all")"
  }

  private static func id(of conversation: SlowFCRConversation) -> String {
    "\(conversation.first.source) \(conversation.first.contactID)"
  }

  /// Names of the groups and periods that a conversation is in.
  private static func rows(of conversation: SlowFCRConversation) -> [String] {
    let month = month(of: conversation)
    return [Grouping.all, .channel, .callType, .agent].flatMap { grouping in
      ["all", month].map { "\(grouping) \(group(of: conversation, grouping)) \($0)" }
    }
  }

  private func differences(_ figure: FCRFigure, _ expected: SlowFCRFigure) -> [String] {
    let isAdjusted = expected.x == nil
    let pairs: [(String, Int64?, Int?)] = [
      ("n", figure.rate.n, expected.n), ("x", isAdjusted ? nil : figure.rate.x, expected.x),
      ("unsettled", figure.unsettled, expected.unsettled),
      ("first_unknown", figure.firstUnknown, expected.firstUnknown),
      ("unidentified", figure.unidentified, expected.unidentified),
      ("people", Int64(figure.people), expected.people),
    ]
    var lines = pairs.filter { $0.1 != $0.2.map { Int64($0) } }.map {
      "\($0.0) \($0.1 ?? -1), oracle \($0.2 ?? -1)"
    }
    lines += difference("km", figure.survival, expected.km)
    lines += difference("adjusted", figure.ratio?.value, expected.value)
    lines += difference("low", figure.ratio?.low, expected.low)
    lines += difference("high", figure.ratio?.high, expected.high)
    if expected.n > 0, !isAdjusted {
      lines += difference("effective size", figure.rate.effectiveSize, expected.effectiveSize)
    }
    return lines
  }

  private func differences(_ cell: FCRCell, _ conversations: [SlowFCRConversation]) -> [String] {
    var lines: [String] = []
    for status in ConversationStatus.allCases {
      let count = conversations.count { $0.status == status.word }
      if Int(cell.population[Int(status.rawValue)]) != count {
        lines.append("\(status) \(cell.population[Int(status.rawValue)]), oracle \(count)")
      }
    }
    let people = Set(conversations.filter { $0.status == "qualifying" }.compactMap(\.agent)).count
    if people != cell.people { lines.append("people \(cell.people), oracle \(people)") }
    return lines
  }

  private func difference(_ name: String, _ number: Double?, _ expected: Double?) -> [String] {
    if let number, let expected, abs(number - expected) < 1e-9 * max(1, expected) { return [] }
    if number == nil && expected == nil { return [] }
    return ["\(name) \(String(describing: number)), oracle \(String(describing: expected))"]
  }

  private static func group(of conversation: SlowFCRConversation, _ grouping: Grouping) -> String {
    switch grouping {
    case .channel: conversation.first.channel
    case .callType: conversation.first.callType ?? ""
    case .agent: conversation.agent ?? ""
    default: "all"
    }
  }

  /// The local month of a start after 2026-01-01 in Chicago: UTC-5 between the two nights when clocks change.
  private static func month(of conversation: SlowFCRConversation) -> String {
    let start = conversation.first.start
    let isSummer = 1_772_956_800 <= start && start < 1_793_516_400
    // 2026-01-01T00:00:00Z
    var day = (start - (isSummer ? 5 : 6) * 3600 - 1_767_225_600) / 86_400
    var (year, month) = (2026, 1)
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    while day >= lengths[month - 1] {
      day -= lengths[month - 1]
      (year, month) = month == 12 ? (year + 1, 1) : (year, month + 1)
    }
    return "\(year)-\(month < 10 ? "0" : "")\(month)"
  }
}
