import Aggregate
import Canonical
import Statistics
import Tables

/// Writes the rows of `fcr`: measures in the order of the catalog, then windows, matches and groups.
struct FCRRows {
  let cells: [FCRCell.Key: FCRCell]
  let plan: FCRTally.Plan
  let parameters: FCRParameters
  let headlineMatch: Match
  let groups: [FCRTables.Group]
  /// Rows that were withheld so far.
  private(set) var withheld = 0

  init(
    cells: [FCRCell.Key: FCRCell], plan: FCRTally.Plan, parameters: FCRParameters, headlineMatch: Match,
    groups: [FCRTables.Group]
  ) {
    self.cells = cells
    self.plan = plan
    self.parameters = parameters
    self.headlineMatch = headlineMatch
    self.groups = groups
  }

  /// The columns of the table.
  static let columns: [ReportTable.Column] = [
    .init("measure", .text, "id of the measure; docs/metrics.md has its definition"),
    .init("window_days", .integer, "days of the window; empty where the measure has none"),
    .init("match", .text, "what makes two contacts the same matter: any, reason or case"),
    .init("group_by", .text, "by what conversations are grouped"),
    .init("group", .text, "the group; empty where its value is missing"),
    .init("period", .text, "all, or the month of the start (yyyy-MM) in the pipeline's time zone"),
    .init("n", .integer, "denominator"),
    .init("x", .integer, "numerator"),
    .init("rate", .decimal, "x / n, share 0…1"),
    .init("lo", .decimal, "lower end of the 95 % Wilson interval on the effective n, share 0…1"),
    .init("hi", .decimal, "upper end of the 95 % Wilson interval on the effective n, share 0…1"),
    .init("km", .decimal, "Kaplan-Meier share without return at the window's last day, share 0…1"),
    .init("unsettled", .integer, "first contacts whose window is still open; in no denominator"),
    .init("first_unknown", .integer, "contacts whose look-back is cut off; in no denominator"),
    .init("unidentified", .integer, "qualifying conversations without what the match needs"),
    .init("people", .integer, "distinct credited agents of n"),
    .init("flag", .text, "withheld (too few people), too_few (n < 5), low_n (n < 30), or empty"),
  ]

  /// The rows of the groupings that are wanted.
  mutating func rows(where wanted: (Grouping) -> Bool, _ disclosure: Disclosure)
    -> [[ReportTable.Cell]]
  {
    let wantedGroups = groups.filter { wanted($0.key.grouping) }
    var rows: [[ReportTable.Cell]] = []
    for measure in parameters.measures {
      if measure == FCRCards.windowFCR.id {
        for variant in plan.variants {
          for group in wantedGroups {
            if let row = windowRow(variant, group, disclosure) { rows.append(row) }
          }
        }
      } else if measure == FCRCards.dispositionFCR.id {
        for group in wantedGroups {
          if let row = dispositionRow(group, disclosure) { rows.append(row) }
        }
      }
    }
    return rows
  }

  private mutating func windowRow(
    _ variant: FCRCell.Variant, _ group: FCRTables.Group, _ disclosure: Disclosure
  ) -> [ReportTable.Cell]? {
    let isMonth = group.key.month != nil
    let isHeadline = variant.days == parameters.headlineDays && variant.match == headlineMatch
    if isMonth && !isHeadline && !parameters.monthsInFull { return nil }
    let variants = isMonth ? plan.monthVariants : plan.variants
    guard let cell = cells[group.key], let place = variants.firstIndex(of: variant) else {
      return nil
    }
    let window = cell.windows[place]
    let qualifying = cell.population[Int(ConversationStatus.qualifying.rawValue)]
    precondition(
      window.qualifying == qualifying, "first contacts and the rest are all qualifying conversations")
    if window.rate.n == 0 && window.unsettled == 0 && window.firstUnknown == 0
      && window.unidentified == 0
    {
      return nil
    }
    return row(
      [
        .text(FCRCards.windowFCR.id), .integer(Int64(variant.days)), .text(variant.match.rawValue),
      ], group, window.rate, people: cell.people(ofWindow: place), concerned: cell.people,
      survival: window.survival,
      counts: [window.unsettled, window.firstUnknown, window.unidentified].map { .integer($0) },
      disclosure)
  }

  private mutating func dispositionRow(_ group: FCRTables.Group, _ disclosure: Disclosure)
    -> [ReportTable.Cell]?
  {
    guard let cell = cells[group.key], cell.disposition.n > 0 else { return nil }
    return row(
      [.text(FCRCards.dispositionFCR.id), .missing, .missing], group, cell.disposition,
      people: cell.peopleOfDisposition, concerned: cell.people, survival: nil,
      counts: [.missing, .missing, .missing], disclosure)
  }

  /// One row; `concerned` are the people of all its numbers, which decide where `n` is 0.
  private mutating func row(
    _ key: [ReportTable.Cell], _ group: FCRTables.Group, _ rate: RateTally, people: Int,
    concerned: Int, survival: Double?, counts: [ReportTable.Cell], _ disclosure: Disclosure
  ) -> [ReportTable.Cell] {
    let name: ReportTable.Cell = group.name.isEmpty ? .missing : .text(group.name)
    let head = key + [.text(group.key.grouping.rawValue), name, .text(group.period)]
    if disclosure.withholds(people: rate.n == 0 ? concerned : people) {
      withheld += 1
      return head + Array(repeating: .missing, count: FCRRows.columns.count - head.count - 1)
        + [.text("withheld")]
    }
    var numbers: [ReportTable.Cell] = [.missing, .missing, .missing, .missing]
    if rate.n >= FCRCards.minimumSample {
      let share = Double(rate.x) / Double(rate.n)
      let interval = WilsonInterval(share: share, size: rate.effectiveSize)
      // Exact, rounded half up: no last bit of a division can show.
      let millionths = (rate.x * 2_000_000 + rate.n) / (2 * rate.n)
      numbers = [
        .decimal(millionths: millionths), decimal(interval.low), decimal(interval.high),
        survival.map(decimal) ?? .missing,
      ]
    }
    let flag: ReportTable.Cell =
      rate.n < FCRCards.minimumSample
      ? .text("too_few") : rate.n < FCRCards.lowSample ? .text("low_n") : .missing
    return head + [.integer(rate.n), .integer(rate.x)] + numbers + counts
      + [.integer(Int64(people)), flag]
  }

  private func decimal(_ share: Double) -> ReportTable.Cell {
    .decimal(millionths: Int64((share * 1_000_000).rounded()))
  }
}
