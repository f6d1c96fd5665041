import Aggregate
import Analyses
import Canonical
import Tables

/// What the published tables say of a drawn center, beside what is true of it.
struct CoachingReading {
  /// One coach, as the individual table has them.
  struct Coach {
    /// The place among the planted effects.
    var place: Int
    /// The raw effect within 84 days, and the one drawn toward the mean of coaches; nil where there is none.
    var performance: ReportLines.Line?
    var shrunken: ReportLines.Line?
    /// Whether the table calls them a bright spot.
    var isBright: Bool
    /// Whether they could have been: an effect with a false discovery rate.
    var isTested: Bool
    /// The true effect within 84 days; nil where none of their agents has a month.
    var truth: Double?
  }

  /// Numbers of people below which nothing is told, as in a run.
  private static let minimumPeople = 5

  /// Coaches, by place.
  let coaches: [Coach]
  private let drawn: CoachingCenter.Drawn
  private let effects: ReportLines
  /// Months of first sessions and months seen that have an estimate.
  private let cells: Set<CoachingTruth.Cell>

  /// Runs the analyses of coaching on a center.
  init(_ drawn: CoachingCenter.Drawn, coaches count: Int) {
    let panel = drawn.panel()
    let disclosure = Disclosure(minimumPeople: CoachingReading.minimumPeople)
    let effects = ReportLines(
      disclosure.disclose([
        CoachingEffectTable(
          panel: panel, outcomes: [.acr], minimumPeople: CoachingReading.minimumPeople, last: drawn.last
        ).table
      ])[0].table)
    let tables = CoachTables(
      CoachTables.Ground(
        panel: panel, histories: drawn.histories, answers: [], parameters: CoachingParameters(),
        minimumPeople: CoachingReading.minimumPeople, knowsPromotions: true,
        logFrom: CoachingCenter.logFrom,
        last: drawn.last, isIndividual: true
      ) { _, code in code == 0 ? "" : "p\(code)" })
    let own = disclosure.disclose(tables.guarded).filter { $0.isIndividual && $0.table.name == "coaches" }
      .flatMap { ReportLines($0.table).lines }
    let ofCoach = Dictionary(grouping: own) { $0.text("group") }
    let places = Dictionary(uniqueKeysWithValues: panel.months.enumerated().map { ($1.description, $0) })
    let printed = effects.lines.filter { $0.text("estimand") == "att" && $0.number("estimate") != nil }
    cells = Set(
      printed.compactMap { line in
        places[line.text("group")].flatMap { group in
          places[line.text("time")].map { CoachingTruth.Cell(group: group, period: $0) }
        }
      })
    let all = Set(
      Set(drawn.first.compactMap(\.self)).flatMap { group in
        (group..<panel.months.count).map { CoachingTruth.Cell(group: group, period: $0) }
      })
    coaches = (0..<count).map { place in
      let lines = ofCoach["p\(CoachingCenter.firstCoach + UInt32(place))"] ?? []
      let bright = lines.first { $0.text("measure") == "bright_spot" }
      return Coach(
        place: place,
        performance: lines.first { $0.text("measure") == "performance" && $0.number("value") != nil },
        shrunken: lines.first { $0.text("measure") == "effect" && $0.number("value") != nil },
        isBright: bright?.text("flag") == "yes", isTested: bright?.number("q") != nil,
        truth: drawn.truth.effect(ofCoach: place, in: all))
    }
    (self.drawn, self.effects) = (drawn, effects)
  }

  /// The row of an estimand over all groups and months; nil where it is not estimable.
  func line(_ estimand: String) -> ReportLines.Line? {
    effects.line(["estimand": estimand, "group": "all"]).flatMap {
      $0.number("estimate") == nil ? nil : $0
    }
  }

  /// The true effect that an average over months since the first session is of.
  func effect(_ eventTimes: ClosedRange<Int> = 0...Int.max) -> Double {
    drawn.truth.effect(in: cells.filter { eventTimes.contains($0.eventTime) }) ?? .nan
  }

  /// What before and after shows beside the effect.
  var selection: Double { drawn.truth.selection(in: cells) ?? .nan }
}
