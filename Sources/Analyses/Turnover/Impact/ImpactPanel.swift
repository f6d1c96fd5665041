import Canonical

/// The months of units that the models of turnover and first contact resolution stand on.
///
/// The unit is the site where at least 8 sites count, else the team; a unit counts where it has a month with first
/// contacts after a full year of history. A month of fewer people than the minimum is as if nothing were known of it: it
/// is in no history and no model, so no sum of them tells anything about fewer people. The same holds for the contacts
/// of fewer agents.
struct ImpactPanel: Sendable {
  /// A unit's month with first contacts after a full year of history.
  struct Row: Equatable, Sendable {
    /// The unit's place in `units`.
    var unit: Int
    /// The month, counted from January of year 0.
    var month: Int
    /// External turnover of the 12 months before, a year: separations / person-days × 365.25.
    var turnover: Double
    /// Settled first contacts.
    var n: Int
    /// Those resolved.
    var x: Int
    /// The smaller of people and agents.
    var people: Int

    /// Turnover above the threshold, 0 below it.
    var excess: Double
    /// Whether turnover is above the threshold.
    var isAbove: Bool { excess > 0 }
  }

  /// A unit's month with first contacts whose turnover is known from six months before to one after.
  struct LagRow: Equatable, Sendable {
    /// The unit's place in `units`.
    var unit: Int
    /// The month, counted from January of year 0.
    var month: Int
    /// Annualized separations per person-day: of the month after, of the month, and of each of the six before.
    var rates: [Double]
    /// Settled first contacts.
    var n: Int
    /// Those resolved.
    var x: Int
  }

  /// Annual turnover, 0…1, that the knee is claimed at.
  let threshold: Double
  /// What a unit is.
  let kind: TurnoverPanel.UnitKind
  /// Names in sorted order.
  let units: [String]
  /// Sorted by unit, then month.
  let rows: [Row]
  /// Sorted by unit, then month.
  let lagRows: [LagRow]
  /// Months with first contacts that are in no model: their year before is not whole, or they are of too few people.
  let leftOut: Int
  /// Sites that count, whether or not they are the units.
  let sites: Int

  /// So many sites make the site the unit.
  ///
  /// Source: the product's contract on turnover and FCR.
  static let minimumSites = 8
  /// Months of history behind turnover.
  static let history = TurnoverParameters.monthsOfYear
  /// Lags of single months.
  ///
  /// Source: the product's contract on turnover and FCR.
  static let lags = 6

  /// The panel of sites or of teams.
  init(sites: TurnoverPanel, teams: TurnoverPanel, minimumPeople: Int, threshold: Double) {
    let bySite = ImpactPanel(of: sites, minimumPeople: minimumPeople, threshold: threshold, sites: nil)
    let count = Set(bySite.rows.map(\.unit)).count
    self =
      count >= Self.minimumSites
      ? bySite : ImpactPanel(of: teams, minimumPeople: minimumPeople, threshold: threshold, sites: count)
  }

  /// The panel of given units.
  private init(of panel: TurnoverPanel, minimumPeople: Int, threshold: Double, sites: Int?) {
    self.threshold = threshold
    let known = panel.cells.filter { $0.people >= minimumPeople && $0.personDays > 0 }
      .sorted { ($0.unit, $0.month) < ($1.unit, $1.month) }
    var separations = [0]
    var days = [0]
    for cell in known {
      separations.append((separations.last ?? 0) + cell.separations)
      days.append((days.last ?? 0) + cell.personDays)
    }
    /// Whether the cells from one place to another are all months of one unit, without a hole.
    func isWhole(_ first: Int, _ last: Int) -> Bool {
      first >= 0 && last < known.count && known[first].unit == known[last].unit
        && known[last].month - known[first].month == last - first
    }
    func rate(_ range: Range<Int>) -> Double {
      Double(separations[range.upperBound] - separations[range.lowerBound])
        / Double(days[range.upperBound] - days[range.lowerBound]) * TurnoverParameters.daysOfYear
    }
    var rows: [Row] = []
    var lagRows: [LagRow] = []
    for (place, cell) in known.enumerated() where cell.n > 0 && cell.agents >= minimumPeople {
      if isWhole(place - Self.history, place) {
        let turnover = rate(place - Self.history..<place)
        rows.append(
          Row(
            unit: cell.unit, month: cell.month, turnover: turnover, n: cell.n, x: cell.x,
            people: min(cell.people, cell.agents), excess: max(turnover - threshold, 0)))
      }
      if isWhole(place - Self.lags, place + 1) {
        let places = (place - Self.lags...place + 1).reversed()
        lagRows.append(
          LagRow(
            unit: cell.unit, month: cell.month, rates: places.map { rate($0..<$0 + 1) }, n: cell.n, x: cell.x)
        )
      }
    }
    (kind, units, self.rows, self.lagRows) = (panel.kind, panel.units, rows, lagRows)
    leftOut = panel.cells.count { $0.n > 0 } - rows.count
    self.sites = sites ?? Set(rows.map(\.unit)).count
  }

  /// What the unit is, and why.
  var choice: String {
    switch kind {
    case .site: "the unit is the site: \(sites) sites count, \(Self.minimumSites) are enough"
    case .team: "the unit is the team: \(sites) sites count, \(Self.minimumSites) would be needed"
    }
  }
}
