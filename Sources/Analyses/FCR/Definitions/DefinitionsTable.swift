import Aggregate
import Canonical
import Tables

/// Writes `fcr_definitions`: the same contacts under every published rule, and how one gets from ours to
/// each.
struct DefinitionsTable {
  /// What was counted.
  let figures: RuleFigures
  /// The match of the headline, and its place among those that may.
  let headline: (match: Match, place: Int)
  /// Days of the headline's window.
  let days: Int
  /// Respondents behind all answers.
  let respondents: Int
  /// Whether some call types are marked as not resolvable at first contact.
  let hasUnresolvable: Bool
  /// How many whole days are covered.
  let coveredDays: Int

  /// The table.
  var table: GuardedTable {
    GuardedTable(
      ReportTable(
        name: FCRStudy.definitions.rawValue,
        description:
          "One published rule of first contact resolution over the same contacts per row, then the "
          + "steps from ours to it.",
        columns: DefinitionsTable.columns, primaryKey: ["definition", "step"], rows: []),
      guardedColumns: ["n", "x", "rate", "lo", "hi", "difference", "contacts", "people", "note"],
      rows: PublishedDefinition.allCases.flatMap(rows))
  }

  private static let columns: [ReportTable.Column] =
    [
      .init("definition", .text, "id of the rule; window_fcr is ours at the headline"),
      .init("step", .integer, "0: the rule itself; 1 and up: what changes on the way from ours to it"),
      .init("reason", .text, "what a step changes; empty for the rule itself"),
      .init("rule", .text, "the rule or the step in words"),
      .init("source", .text, "who published the rule; empty for steps"),
    ] + RateCells.columns(rate: "x / n, share 0…1; of a step: after it")
    + [
      .init(
        "difference", .decimal,
        "rate less ours; of a step: less the rate before it, so that steps add up to the rule's difference"),
      .init("contacts", .integer, "contacts, or answers, that a step puts in, takes out or judges otherwise"),
      .init(
        "people", .integer, "distinct credited agents of n; for what customers said the respondents"),
      RateCells.flagColumn,
      .init("note", .text, "what the rule needs and the data lack, or what to mind"),
    ]

  private func rows(_ definition: PublishedDefinition) -> [GuardedRow] {
    let words = DefinitionWords(definition, days: days, match: headline.match.rawValue)
    let key: [ReportTable.Cell] = [.text(definition.rawValue), .integer(0), .missing]
    let text: [ReportTable.Cell] = [.text(words.rule), .text(words.source)]
    if let missing = missing(definition) {
      let blank = Array(repeating: ReportTable.Cell.missing, count: DefinitionsTable.columns.count - 6)
      return [GuardedRow(key + text + blank + [.text("needs \(missing)")], people: nil)]
    }
    let ours = RateCells(figures.rate(.definition(.windowFCR), headline: headline.place))
    let rate = figures.rate(.definition(definition), headline: headline.place)
    let cells = RateCells(rate)
    let isSurveyed = definition == .sqmSurvey
    let people =
      isSurveyed
      ? respondents : figures.people(.definition(definition), headline: headline.place)
    // Where n is 0 all people decide, and no number of `fcr` shares the fate.
    let guardedPeople = rate.n > 0 || isSurveyed ? people : figures.allPeople
    let cell = rate.n > 0 ? cell(definition) : nil
    let difference = RateCells.difference(cells, ours.millionths)
    let whole = GuardedRow(
      key + text + cells.counts + cells.estimates
        + [
          difference, .missing, .integer(Int64(people)),
          cells.flag, .name(note(definition)),
        ], people: guardedPeople, isSurveyed: isSurveyed, cell: cell, comparisons: comparisons)
    let steps = steps(definition, from: ours.millionths)
    // One step tells the next: the fewest people decide on all. No more people than answers gave them.
    let fewest = steps.filter { $0.step.n > 0 }.map { isSurveyed ? Int($0.step.n) : $0.step.people }.min()
    return [whole]
      + steps.map { row, _ in
        GuardedRow(
          row, people: min(guardedPeople, fewest ?? guardedPeople), isSurveyed: isSurveyed,
          further: cell.map { [GuardedRow.Told($0, people: nil)] } ?? [], comparisons: comparisons)
      }
  }

  /// What differences would tell: our own rate.
  private var comparisons: [GuardedRow.Comparison] {
    cell(.windowFCR).map { [GuardedRow.Comparison("difference", with: $0)] } ?? []
  }

  /// The steps; where a rate is not printed its difference is part of the next one that is.
  private func steps(
    _ definition: PublishedDefinition, from ours: Int64?
  ) -> [(row: [ReportTable.Cell], step: RuleFigures.Step)] {
    var before = ours
    return figures.steps(to: definition, headline: headline.place).enumerated().map { place, step in
      let cells = RateCells(n: step.n, x: step.x, effectiveSize: Double(step.n))
      let difference = RateCells.difference(cells, before)
      if before != nil { before = cells.millionths ?? before }
      let row: [ReportTable.Cell] =
        [
          .text(definition.rawValue), .integer(Int64(place + 1)), .text(step.reason.rawValue),
          .text(step.reason.words), .missing,
        ] + cells.counts + [cells.estimates[0], .missing, .missing]
        + [
          difference, .integer(step.changed), .missing,
          cells.flag,
          .missing,
        ]
      return (row, step)
    }
  }

  /// What a rule needs and nobody gave; nil where it can be computed.
  private func missing(_ definition: PublishedDefinition) -> String? {
    switch definition {
    case .sqmSurvey: figures.hasAnswers ? nil : "responses with the items resolved and contacts_to_resolve"
    case .five9: figures.hasAssertions ? nil : "contacts.resolved"
    case .zendesk, .serviceNow:
      figures.hasCases && figures.hasAssertions
        ? nil : figures.hasCases ? "contacts.resolved" : "contacts.case_id and contacts.resolved"
    case .metricNet: hasUnresolvable ? nil : "call_types with resolvable_first: false in the pipeline file"
    default: nil
    }
  }

  /// What to mind of a rule over these data.
  private func note(_ definition: PublishedDefinition) -> String {
    switch definition {
    case .queueMetrics where figures.sharedContacts > 0:
      "\(figures.sharedContacts) contacts of ids that many share are left out, as in all rules by what was seen"
    case .eGain where coveredDays < ReturnTally.windowsCovered * ReturnTally.longestWindow:
      "the export covers \(coveredDays) days: few windows of 90 days have closed"
    case .sqmInternal where coveredDays < ReturnTally.windowsCovered * FCRParameters.callResolutionDays:
      "the export covers \(coveredDays) days, less than two windows"
    default: ""
    }
  }

  /// The number of `fcr` that it is, whose fate it shares; nil where it is none.
  private func cell(_ definition: PublishedDefinition) -> DisclosureCell? {
    let variant = FCRNumber.Variant(days: days, match: headline.match)
    let number: FCRNumber? =
      switch definition {
      case .windowFCR: FCRNumber(.windowFCR, variant)
      case .metricNet: FCRNumber(.windowFCRNet, variant)
      case .sqmSurvey: FCRNumber(.vocFCR)
      case .five9: FCRNumber(.dispositionFCR)
      default: definition.acrDays.map { FCRNumber(.acr, FCRNumber.Variant(days: $0, match: .any)) }
      }
    return number.map { DisclosureCell(FCRRows.series(of: $0), .all, Grouping.all.rawValue, nil) }
  }
}
