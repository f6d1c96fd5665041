import Aggregate
import Canonical
import Dice
import Tables
import Testing

@testable import Score

/// The modules against the second implementation, in histories full of ties, overlaps and exact edges.
@Suite struct SlowFCRTests {
  @Test(arguments: [20_260_308, 20_261_101] as [UInt64])
  func `the modules count what the slow oracle counts in 500 random histories`(seed: UInt64) throws {
    var random = Dice(seed: seed)
    var met: [SlowFCRFate.State: Int] = [:]
    for number in 0..<500 {
      let history = SlowFCRHistory(using: &random)
      let oracle = SlowFCR(history.rows, history.setting)
      let partitions = random.below(6) + 1
      guard let modules = SlowFCRModules(history, partitions: partitions, using: &random) else { continue }
      let comparison = SlowFCRComparison(oracle: oracle, modules: modules)
      let differences = comparison.differences()
      #expect(differences == [], "seed \(seed), history \(number), \(partitions) partitions")
      if !differences.isEmpty { return }
      for fate in oracle.fates(days: 7, match: "reason") { met[fate.state, default: 0] += 1 }
    }
    // Every state is met often enough that a wrong rule would show.
    #expect(met.count == 6 && met.values.allSatisfy { $0 > 50 }, "\(met)")
  }

  @Test func `the number of partitions changes nothing`() throws {
    let seed: UInt64 = 7
    var random = Dice(seed: seed)
    for number in 0..<50 {
      let history = SlowFCRHistory(using: &random)
      let whole = SlowFCRModules(history, partitions: 1, using: &random)?.tally
      for partitions in [2, 3, 16] {
        let parts = SlowFCRModules(history, partitions: partitions, using: &random)?.tally
        #expect(parts == whole, "seed \(seed), history \(number), \(partitions) partitions")
      }
    }
  }

  @Test func `km equals window_fcr where nothing is unsettled`() throws {
    let seed: UInt64 = 11
    var random = Dice(seed: seed)
    var compared = 0
    for number in 0..<300 {
      let history = SlowFCRHistory(using: &random)
      guard let modules = SlowFCRModules(history, partitions: 2, using: &random) else { continue }
      for (key, cell) in modules.tally.cells {
        for window in cell.windows where window.unsettled == 0 {
          guard let survival = window.survival else { continue }
          let share = Double(window.rate.x) / Double(window.rate.n)
          #expect(abs(survival - share) < 1e-12, "seed \(seed), history \(number), \(key)")
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
    let fates = modules.plan.variants.map {
      oracle.fates(days: $0.days, match: $0.match.rawValue)
    }
    for (key, cell) in modules.tally.cells {
      let variants = key.month == nil ? modules.plan.variants : modules.plan.monthVariants
      let belongs = { (conversation: SlowFCRConversation) in
        group(of: conversation, key.grouping) == modules.vocabulary.text(of: key.group)
          && (key.month == nil || Self.month(of: conversation) == key.month?.description)
      }
      let name =
        "\(key.grouping) \(modules.vocabulary.text(of: key.group)) \(key.month?.description ?? "all")"
      for (place, variant) in variants.enumerated() {
        guard let all = modules.plan.variants.firstIndex(of: variant) else { continue }
        let counts = SlowFCRCounts(
          fates: fates[all].filter { belongs($0.conversation) }, days: variant.days)
        lines += differences(
          cell.windows[place], counts, people: cell.people(ofWindow: place)
        ).map { "\(name) \(variant.days) \(variant.match): \($0)" }
      }
      lines += differences(cell, oracle.conversations.filter(belongs), oracle.asserted.filter(belongs))
        .map { "\(name): \($0)" }
    }
    return lines.sorted()
  }

  private func differences(_ window: WindowFCR, _ counts: SlowFCRCounts, people: Int) -> [String] {
    let settled = counts.settled
    var pairs: [(String, Int, Int)] = [
      ("n", Int(window.rate.n), settled.count),
      ("x", Int(window.rate.x), counts.count(.resolved)),
      ("unsettled", Int(window.unsettled), counts.count(.unsettled)),
      ("first_unknown", Int(window.firstUnknown), counts.count(.firstUnknown)),
      ("unidentified", Int(window.unidentified), counts.count(.unidentified)),
      ("no first", Int(window.notFirst), counts.count(.notFirst)),
      ("people", people, Set(settled.compactMap(\.conversation.agent)).count),
    ]
    pairs.append(("sum", Int(window.qualifying), counts.fates.count))
    var lines = pairs.filter { $0.1 != $0.2 }.map { "\($0.0) \($0.1), oracle \($0.2)" }
    lines += difference("km", window.survival, counts.km)
    if !settled.isEmpty {
      let size = SlowFCRCounts.effectiveSize(
        settled.map { ($0.conversation.customer, $0.state == .resolved) })
      lines += difference("effective size", window.rate.effectiveSize, size)
    }
    return lines
  }

  private func differences(
    _ cell: FCRCell, _ conversations: [SlowFCRConversation], _ asserted: [SlowFCRConversation]
  ) -> [String] {
    var lines: [String] = []
    for status in ConversationStatus.allCases {
      let count = conversations.count { $0.status == status.word }
      if Int(cell.population[Int(status.rawValue)]) != count {
        lines.append("\(status) \(cell.population[Int(status.rawValue)]), oracle \(count)")
      }
    }
    let resolved = asserted.count { $0.resolved == true }
    if (Int(cell.disposition.n), Int(cell.disposition.x)) != (asserted.count, resolved) {
      lines.append(
        "disposition \(cell.disposition.x)/\(cell.disposition.n), oracle \(resolved)/\(asserted.count)")
    }
    if !asserted.isEmpty {
      let size = SlowFCRCounts.effectiveSize(asserted.map { ($0.customer, $0.resolved == true) })
      lines += difference("effective size of disposition", cell.disposition.effectiveSize, size)
    }
    return lines
  }

  private func difference(_ name: String, _ number: Double?, _ expected: Double?) -> [String] {
    if let number, let expected, abs(number - expected) < 1e-9 * max(1, expected) { return [] }
    if number == nil && expected == nil { return [] }
    return ["\(name) \(String(describing: number)), oracle \(String(describing: expected))"]
  }

  private func group(of conversation: SlowFCRConversation, _ grouping: Grouping) -> String {
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
