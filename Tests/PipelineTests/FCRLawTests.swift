import Canonical
import Dice
import Tables
import Testing

@testable import Aggregate

/// What must hold in any history, whatever is in it.
@Suite struct FCRLawTests {
  @Test func `acr under any is at most that under reason, and under case where all have one`() throws {
    let seed: UInt64 = 91
    var random = Dice(seed: seed)
    var stricter = (reason: 0, case: 0)
    for number in 0..<Rounds.count(40) {
      let history = SlowFCRHistory(using: &random).withCases(using: &random)
      let modules = try #require(try SlowFCRModules(history, partitions: 1, using: &random))
      for key in modules.figures.cells.keys where key.month == nil {
        for days in SlowFCRHistory.windows {
          func acr(_ match: Match) throws -> RateTally {
            let name = FCRNumber(.acr, FCRNumber.Variant(days: days, match: match))
            return try #require(modules.figures.figure(name, of: key)).rate
          }
          let (any, reason, byCase) = (try acr(.any), try acr(.reason), try acr(.case))
          let place = "seed \(seed), history \(number), \(key), \(days) days"
          #expect(any.n == reason.n && any.n == byCase.n, "\(place)")
          #expect(any.x <= reason.x && any.x <= byCase.x, "\(place)")
          if any.x < reason.x { stricter.reason += 1 }
          if any.x < byCase.x { stricter.case += 1 }
        }
      }
    }
    #expect(stricter.reason > 90 && stricter.case > 90, "\(stricter)")
  }

  @Test func `a later export never changes what was settled`() throws {
    let seed: UInt64 = 92
    var random = Dice(seed: seed)
    var settled: [String: Int] = [:]
    var opened = 0
    for number in 0..<Rounds.count(50) {
      let drawn = SlowFCRHistory(using: &random)
      let instant = drawn.instant(using: &random)
      let history = drawn.settleable(at: instant)
      guard let later = try SlowFCRModules(history, partitions: 1, using: &random),
        let earlier = try SlowFCRModules(history.cut(at: instant), partitions: 1, using: &random)
      else { continue }
      #expect(earlier.coverage.from == later.coverage.from && earlier.coverage.to < later.coverage.to)
      let outcomes = SettledOutcomes(later).outcomes
      let before = SettledOutcomes(earlier).outcomes
      for (name, outcome) in before {
        #expect(outcomes[name] == outcome, "seed \(seed), history \(number), \(name)")
        settled["\(name.split(separator: " ")[0]) \(outcome)", default: 0] += 1
      }
      opened += outcomes.count - before.count
    }
    // Every measure settles both ways often, and the later export settles more.
    #expect(settled.count == 10 && settled.values.allSatisfy { $0 > 15 } && opened > 150, "\(settled)")
  }

  @Test func `a row that arrives late changes what was settled, by hand`() throws {
    // Kim calls on day 10 and is not back by day 17. A call of day 12 arrives after day 30.
    func call(_ id: String, day: Int) -> SlowFCRRow {
      SlowFCRRow(contactID: id, start: day * 86_400, customerID: "kim", agentID: "ana")
    }
    let setting = SlowFCRSetting(coversFrom: 0, coversTo: 60 * 86_400)
    let history = SlowFCRHistory(
      files: [("acd", [call("1", day: 10), call("2", day: 12), call("3", day: 40)])], setting: setting,
      responses: [])
    var random = Dice(seed: 1)
    func outcome(_ history: SlowFCRHistory) throws -> Verdict? {
      let modules = try #require(try SlowFCRModules(history, partitions: 1, using: &random))
      return SettledOutcomes(modules).outcomes["window_fcr 7 any acd 1"]
    }
    let instant = 30 * 86_400
    let late = try #require(history.rows.first { $0.contactID == "2" })
    #expect(try outcome(history.cut(at: instant, without: late)) == .hit)
    #expect(try outcome(history.cut(at: instant)) == .miss)
    #expect(try outcome(history) == .miss)
  }

  @Test func `what a late row changes is about its own customer, and with the row nothing differs`() throws {
    let seed: UInt64 = 93
    var random = Dice(seed: seed)
    var changed = 0
    for number in 0..<Rounds.count(40) {
      let drawn = SlowFCRHistory(using: &random)
      let instant = drawn.instant(using: &random)
      // Without chains a row is a contact of its own customer alone.
      let history = drawn.settleable(at: instant).changed { row in
        var row = row
        row.chainID = nil
        return row
      }.settleable(at: instant)
      guard let late = history.rows.filter({ $0.start <= instant }).randomElement(using: &random),
        let later = try SlowFCRModules(history, partitions: 1, using: &random),
        let without = try SlowFCRModules(
          history.cut(at: instant, without: late), partitions: 1, using: &random),
        let with = try SlowFCRModules(history.cut(at: instant), partitions: 1, using: &random)
      else { continue }
      let outcomes = SettledOutcomes(later).outcomes
      let customers = Dictionary(
        uniqueKeysWithValues: history.rows.map { ("\($0.source) \($0.contactID)", $0.customerID) })
      for (name, outcome) in SettledOutcomes(without).outcomes where outcomes[name] != outcome {
        let contact = name.split(separator: " ").suffix(2).joined(separator: " ")
        #expect(
          late.customerID != nil && customers[contact] == late.customerID,
          "seed \(seed), history \(number), \(name)")
        changed += 1
      }
      let isExplained = SettledOutcomes(with).outcomes.allSatisfy { outcomes[$0.key] == $0.value }
      #expect(isExplained, "seed \(seed), history \(number)")
    }
    #expect(changed > 30, "\(changed)")
  }

  @Test func `the order of rows and how they are spread over files decide nothing`() throws {
    let seed: UInt64 = 94
    var random = Dice(seed: seed)
    for number in 0..<Rounds.count(20) {
      let history = SlowFCRHistory(using: &random).withoutDuplicates
      let figures = try #require(try NamedFigures(history, using: &random))
      let others = try #require(try NamedFigures(history.shuffled(using: &random), using: &random))
      #expect(figures == others, "seed \(seed), history \(number)")
      #expect(figures.figures.count > 100)
    }
  }

  @Test func `everything some days later gives the same numbers of all time`() throws {
    let seed: UInt64 = 95
    var random = Dice(seed: seed)
    for number in 0..<Rounds.count(20) {
      let history = SlowFCRHistory(using: &random)
      let days = random.pick([-400, -1, 1, 28, 365, 10_000])
      let figures = try #require(try NamedFigures(history, zone: .utc, using: &random))
      let others = try #require(try NamedFigures(history.shifted(days: days), zone: .utc, using: &random))
      #expect(figures.ofAllTime == others.ofAllTime, "seed \(seed), history \(number), \(days) days")
    }
  }

  @Test func `names mean nothing, as long as contacts keep their order`() throws {
    let seed: UInt64 = 96
    var random = Dice(seed: seed)
    for number in 0..<Rounds.count(20) {
      let history = SlowFCRHistory(using: &random)
      // Reversed and longer, so that names neither keep their order nor their length.
      func name(_ text: String) -> String { String(text.reversed()) + "'" + text }
      let figures = try #require(try NamedFigures(history, using: &random))
      let others = try #require(try NamedFigures(history.renamed(name), using: &random))
      let words = ["bill", "card", "ana", "bo", "cy"]
      let renamed = figures.renamed(Dictionary(uniqueKeysWithValues: words.map { ($0, name($0)) }))
      #expect(renamed == others, "seed \(seed), history \(number)")
    }
  }
}

/// What is settled of each conversation, by measure, window, match and its first contact.
struct SettledOutcomes {
  private(set) var outcomes: [String: Verdict] = [:]

  init(_ modules: SlowFCRModules) {
    for match in Match.allCases {
      for days in SlowFCRHistory.windows {
        let window = RepeatWindow(
          FCRNumber.Variant(days: days, match: match), coverage: modules.coverage)
        for (name, conversation) in modules.conversations where conversation.status == .qualifying {
          let state = window.state(of: conversation)
          var verdicts = [
            ("window_fcr", WindowFCR.verdict(state)), ("acr", ACR.verdict(state)),
            ("repeat_rate", RepeatRate.verdict(state)), ("one_and_done", OneAndDone.verdict(state)),
          ]
          if match == .any {
            verdicts.append(("placebo", Placebo.verdict(state, conversation, in: window)))
          }
          for (measure, verdict) in verdicts where verdict.counts {
            outcomes["\(measure) \(days) \(match) \(name)"] = verdict
          }
        }
      }
    }
  }
}

/// Every number and population of a history by names, whatever codes stand behind them.
struct NamedFigures: Equatable {
  private(set) var figures: [Name: FCRFigure] = [:]
  private var cells: [Name: [Int64]] = [:]

  /// A number of a group and period; without number a cell.
  struct Name: Hashable {
    var grouping: Grouping
    var group: String
    var month: String?
    var number: FCRNumber?
  }

  init?(
    _ history: SlowFCRHistory, zone: ZoneTable = SlowFCRModules.zone, using random: inout Dice
  ) throws {
    guard let modules = try SlowFCRModules(history, partitions: 2, zone: zone, using: &random) else {
      return nil
    }
    for (key, cell) in modules.figures.cells {
      var name = Name(
        grouping: key.grouping, group: modules.vocabulary.text(of: key.group),
        month: key.month?.description)
      cells[name] = cell.population + [Int64(cell.people)]
      for number in key.month == nil ? modules.plan.numbers : modules.plan.monthNumbers {
        name.number = number
        figures[name] = modules.figures.figure(number, of: key)
      }
    }
  }

  /// The period of all alone.
  var ofAllTime: NamedFigures {
    var rest = self
    rest.figures = figures.filter { $0.key.month == nil }
    rest.cells = cells.filter { $0.key.month == nil }
    return rest
  }

  /// The same under other names of groups.
  func renamed(_ words: [String: String]) -> NamedFigures {
    func name(_ name: Name) -> Name {
      var name = name
      name.group = words[name.group] ?? name.group
      return name
    }
    var other = self
    other.figures = Dictionary(uniqueKeysWithValues: figures.map { (name($0.key), $0.value) })
    other.cells = Dictionary(uniqueKeysWithValues: cells.map { (name($0.key), $0.value) })
    return other
  }
}
