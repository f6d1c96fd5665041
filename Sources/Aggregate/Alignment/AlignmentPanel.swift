import Canonical
import Statistics
import Tables

/// Months of people in roles, and the metrics of each: what weights of scorecards are held against.
///
/// - A person's month belongs to the role, site and supervisor of its last day in a role whose kind of work is known.
/// - Contacts of a supervisor's month are those of the people whom they led in it.
/// - Shares and means of contacts need five of them in the month, and tasks likewise; what customers answered needs one
///   answer.
package struct AlignmentPanel: Sendable {
  /// What the panel stands on.
  package struct Ground: Sendable {
    /// Everybody's days, in an order that codes do not decide.
    package var histories: [EmploymentHistory]
    /// Kinds of work by role.
    package var types: [UInt32: RoleType]
    /// What was counted of agents, cut at month starts; nil without contacts.
    package var figures: AgentFigures?
    /// What other systems computed, by name.
    package var metrics: [String: [PersonMetric]]
    /// Quality scores; none where nobody gave any but those of tasks.
    package var quality: [PersonMetric]
    /// What people finished.
    package var tasks: [TaskMonth]
    /// Other names of metrics that are computed here.
    package var metricNames: [String: String]
    /// The first month whose days are all known, and the last one whose contacts are all settled.
    package var months: ClosedRange<Month>

    /// A ground of all parts.
    package init(
      histories: [EmploymentHistory], types: [UInt32: RoleType], figures: AgentFigures? = nil,
      metrics: [String: [PersonMetric]] = [:], quality: [PersonMetric] = [], tasks: [TaskMonth] = [],
      metricNames: [String: String] = AlignmentParameters().metricNames, months: ClosedRange<Month>
    ) {
      (self.histories, self.types, self.figures, self.metrics) = (histories, types, figures, metrics)
      (self.quality, self.tasks, self.metricNames, self.months) = (quality, tasks, metricNames, months)
    }
  }

  /// A month of somebody in a role.
  package struct Row: Sendable, Equatable {
    /// Code of the person, and their place among the histories.
    package var person: UInt32
    package var place: Int
    /// The month.
    package var month: Month
    /// Codes of role, site and supervisor; 0 where missing.
    package var role: UInt32
    package var site: UInt32
    package var supervisor: UInt32
    /// The role's kind of work.
    package var type: RoleType
  }

  /// Person by person in the order of the histories, then by month.
  package let rows: [Row]
  /// By metric: the value of each row; nil where too little is known.
  private let computed: [ComputedMetric: [Double?]]
  /// By metric: shares of contacts of supervisors' rows, by row.
  private let led: [ComputedMetric: [AgentCounts.Share?]]
  /// By name of what other systems delivered: the value of each row.
  private let delivered: [String: [Double?]]
  private let metricNames: [String: String]

  /// The panel of a ground.
  package init(_ ground: Ground) {
    rows = AlignmentPanel.rows(ground)
    (computed, led) = PanelColumns(rows, ground).found
    let rows = rows
    delivered = ground.metrics.mapValues { metrics in
      let means = MonthlyMeans(metrics)
      return rows.map { means.mean(of: $0.person, in: $0.month) }
    }
    metricNames = ground.metricNames
  }

  /// Where the values of a metric come from.
  package enum Source: Sendable, Equatable {
    /// Computed here, under this name.
    case computed(ComputedMetric)
    /// Delivered under its own name.
    case delivered
  }

  /// Whether anybody could know a metric of this name, with data or without.
  package func knows(_ name: String) -> Bool {
    ComputedMetric(rawValue: name) != nil || metricNames[name] != nil || delivered[name] != nil
  }

  /// Where values of a metric come from: computed here under its own name, else delivered, else computed here under
  /// another name; nil where there are none.
  package func source(of name: String) -> Source? {
    func known(_ name: String) -> ComputedMetric? {
      ComputedMetric(rawValue: name).flatMap { computed[$0] == nil ? nil : $0 }
    }
    if let metric = known(name) { return .computed(metric) }
    if delivered[name]?.contains(where: { $0 != nil }) == true { return .delivered }
    return metricNames[name].flatMap(known).map { .computed($0) }
  }

  /// The value of a metric in each row; nil where too little is known.
  package func values(of name: String) -> [Double?] {
    switch source(of: name) {
    case .computed(let metric): return computed[metric] ?? []
    case .delivered: return delivered[name] ?? []
    case nil: return rows.map { _ in nil }
    }
  }

  /// What the people whom supervisors lead achieve, each supervisor's month drawn toward the mean of all by how few
  /// contacts it has; of other rows nil.
  /// - Throws: `tooFew(.units)` under ten supervisors' months, and where `BetaBinomialShrinkage` does.
  package func shrunkenResults(of metric: ComputedMetric) throws(NotEstimable) -> [Double?] {
    let shares = led[metric] ?? rows.map { _ in nil }
    let places = rows.indices.filter { (shares[$0]?.n ?? 0) > 0 }
    var peers: [Proportion] = []
    for place in places {
      guard let share = shares[place] else { continue }
      peers.append(try Proportion(successes: Double(share.x), size: Double(share.n)))
    }
    let shrunken = try BetaBinomialShrinkage(peers, by: .moments)
    var values = [Double?](repeating: nil, count: rows.count)
    for (place, unit) in zip(places, shrunken.units) { values[place] = unit.mean }
    return values
  }

  private static func rows(_ ground: Ground) -> [Row] {
    let role = EmploymentHistory.place(of: .role)
    let (site, supervisor) = (
      EmploymentHistory.place(of: .site), EmploymentHistory.place(of: .supervisor)
    )
    var rows: [Row] = []
    for (place, history) in ground.histories.enumerated() {
      for number in ground.months.lowerBound.number...ground.months.upperBound.number {
        let month = Month(number: number)
        let (first, last) = (month.firstDay, month.lastDay)
        let own = history.stretches.last {
          $0.first <= last && $0.last >= first && ground.types[$0.groups[role]] != nil
        }
        guard let own, let type = ground.types[own.groups[role]] else { continue }
        rows.append(
          Row(
            person: history.person, place: place, month: month, role: own.groups[role],
            site: own.groups[site], supervisor: own.groups[supervisor], type: type))
      }
    }
    return rows
  }
}
