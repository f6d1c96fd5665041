import Canonical
import Tables

/// The metrics of people's months that are computed here.
struct PanelColumns {
  /// By metric with a value: that of each row; and of supervisors' rows the shares behind it.
  private(set) var found: (values: [ComputedMetric: [Double?]], led: [ComputedMetric: [AgentCounts.Share?]]) =
    ([:], [:])

  /// Shares of contacts that may be results of people led.
  private static let ledMetrics: [ComputedMetric] = [.acr, .vocResolution]

  /// The metrics of some rows.
  init(_ rows: [AlignmentPanel.Row], _ ground: AlignmentPanel.Ground) {
    if let figures = ground.figures { addContacts(rows, figures) }
    addTasks(rows, ground)
  }

  /// Somebody's month.
  private struct Key: Hashable {
    var person: UInt32
    var month: Month
  }

  // MARK: contacts

  private static let ofContacts: [ComputedMetric] = [
    .acr, .repeatRate, .vocResolution, .csat, .ces, .handleTime, .transferRate,
  ]

  private mutating func addContacts(_ rows: [AlignmentPanel.Row], _ figures: AgentFigures) {
    func own(_ row: AlignmentPanel.Row) -> AgentCounts? {
      figures.counts(of: row.person, from: row.month.firstDay, through: row.month.lastDay)
    }
    var teams: [Key: AgentCounts] = [:]
    for row in rows where row.supervisor != 0 && row.type != .supervisor {
      guard let counts = own(row) else { continue }
      teams[Key(person: row.supervisor, month: row.month), default: AgentCounts()] += counts
    }
    var columns = PanelColumns.ofContacts.map { _ in [Double?](repeating: nil, count: rows.count) }
    var shares = PanelColumns.ledMetrics.map { _ in
      [AgentCounts.Share?](repeating: nil, count: rows.count)
    }
    for (place, row) in rows.enumerated() {
      let isLeader = row.type == .supervisor
      let counts = isLeader ? teams[Key(person: row.person, month: row.month)] : own(row)
      guard let counts else { continue }
      for (column, metric) in PanelColumns.ofContacts.enumerated() {
        columns[column][place] = PanelColumns.value(metric, of: counts)
      }
      if isLeader { (shares[0][place], shares[1][place]) = (counts.acr, counts.vocResolution) }
    }
    for (metric, column) in zip(PanelColumns.ofContacts, columns) { add(metric, column) }
    for (metric, column) in zip(PanelColumns.ledMetrics, shares) { found.led[metric] = column }
  }

  /// Ten-thousandths, as shares of scales are counted, in one.
  private static let ofScale = 10_000.0

  private static func value(_ metric: ComputedMetric, of counts: AgentCounts) -> Double? {
    let least = AlignmentParameters.minimumContacts
    return switch metric {
    case .acr: counts.acr.n < least ? nil : counts.acr.rate
    case .repeatRate: counts.repeats.n < least ? nil : counts.repeats.rate
    case .vocResolution: counts.vocResolution.rate
    case .csat: counts.csat.mean.map { $0 / ofScale }
    case .ces: counts.ces.mean.map { $0 / ofScale }
    case .handleTime: counts.handle.n < least ? nil : counts.handle.mean
    case .transferRate:
      counts.qualifying < least ? nil : Double(counts.transferred) / Double(counts.qualifying)
    case .tasksPerHour, .quality, .rework: nil
    }
  }

  // MARK: tasks and quality

  private static let secondsOfHour = 3_600.0
  private static let ofMillionths = 1e6

  private mutating func addTasks(_ rows: [AlignmentPanel.Row], _ ground: AlignmentPanel.Ground) {
    let means = MonthlyMeans(ground.quality)
    let delivered = rows.map { means.mean(of: $0.person, in: $0.month) }
    let least = AlignmentParameters.minimumContacts
    let months = Dictionary(
      ground.tasks.map { (Key(person: $0.person, month: $0.month), $0) }, uniquingKeysWith: { $1 })
    func column(_ value: (TaskMonth) -> Double?) -> [Double?] {
      rows.map { row in months[Key(person: row.person, month: row.month)].flatMap(value) }
    }
    add(
      .tasksPerHour,
      column { month in
        month.timed < least || month.seconds <= 0
          ? nil : Double(month.timed) * PanelColumns.secondsOfHour / Double(month.seconds)
      })
    // Where no status says so, nobody knows.
    if ground.tasks.contains(where: { $0.reworked > 0 }) {
      add(.rework, column { $0.completed < least ? nil : Double($0.reworked) / Double($0.completed) })
    }
    let ofTasks = column { month in
      month.judged < least
        ? nil : Double(month.quality) / PanelColumns.ofMillionths / Double(month.judged)
    }
    // The two may have other scales, so a role has one of them: what was delivered, where there is any.
    let hasDelivered = Set(zip(rows, delivered).filter { $0.1 != nil }.map(\.0.role))
    add(
      .quality,
      rows.indices.map { hasDelivered.contains(rows[$0].role) ? delivered[$0] : ofTasks[$0] })
  }

  private mutating func add(_ metric: ComputedMetric, _ column: [Double?]) {
    if column.contains(where: { $0 != nil }) { found.values[metric] = column }
  }
}
