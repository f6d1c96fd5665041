import Statistics

/// First contacts of several months, with what units as clusters do to the variance.
struct PooledShare: Sendable {
  /// First contacts.
  private(set) var n: Int64 = 0
  /// Those resolved.
  private(set) var x: Int64 = 0
  /// How many units.
  private(set) var units = 0
  /// How many months of units.
  private(set) var months = 0
  /// Σ n·T, for the mean of turnover.
  private var turnover = 0.0
  private var (xx, xn, nn) = (Int64(0), Int64(0), Int64(0))

  /// The contacts of rows that are sorted by unit.
  init(_ rows: some Sequence<ImpactPanel.Row>) {
    var unit: (place: Int, n: Int64, x: Int64)?
    for row in rows {
      if unit?.place != row.unit {
        close(unit?.n ?? 0, unit?.x ?? 0)
        unit = (row.unit, 0, 0)
        units += 1
      }
      unit?.n += Int64(row.n)
      unit?.x += Int64(row.x)
      months += 1
      turnover += Double(row.n) * row.turnover
    }
    close(unit?.n ?? 0, unit?.x ?? 0)
  }

  /// Mean turnover, by contacts; nil without any.
  var meanTurnover: Double? { n > 0 ? turnover / Double(n) : nil }

  /// The share resolved.
  func share() throws(NotEstimable) -> ClusteredProportion {
    try ClusteredProportion(n: n, x: x, xx: xx, xn: xn, nn: nn, clusters: Int64(units))
  }

  private mutating func close(_ n: Int64, _ x: Int64) {
    self.n += n
    self.x += x
    xx += x * x
    xn += x * n
    nn += n * n
  }
}
