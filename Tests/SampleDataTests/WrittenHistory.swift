import Statistics

@testable import SampleData

/// A written center of teams over years, read again with simple line logic.
struct WrittenHistory {
  /// Cells by file, the header left out.
  private let rows: [String: [[Substring]]]
  /// The bytes by file.
  let files: [String: [UInt8]]

  /// The files of a center.
  init(_ center: HistoryCenter) throws {
    var files: [String: [UInt8]] = [:]
    try center.write { path, bytes in files[path, default: []] += bytes }
    self.files = files
    rows = files.mapValues { bytes in
      String(decoding: bytes, as: UTF8.self).split(separator: "\n").dropFirst().map {
        $0.split(separator: ",", omittingEmptySubsequences: false)
      }
    }
  }

  /// The rows of a file.
  func callAsFunction(_ path: String) -> [[Substring]] { rows[path] ?? [] }

  /// Where each person was when: first day, last day, team, in the order of the file.
  var assignments: [Substring: [(from: Substring, to: Substring, team: Substring)]] {
    var spans: [Substring: [(from: Substring, to: Substring, team: Substring)]] = [:]
    for row in self("exports/assignments.csv") {
      spans[row[0], default: []].append((row[1], row[2].isEmpty ? "9999" : row[2], row[4]))
    }
    return spans
  }

  /// First contacts of each team's month: how many, and after how many nobody came back.
  var firstContacts: [String: (n: Int, x: Int)] {
    let assignments = assignments
    var firsts: [Substring: (cell: String, isRepeated: Bool)] = [:]
    for row in self("exports/contacts.csv") {
      if firsts[row[3]] != nil {
        firsts[row[3]]?.isRepeated = true
      } else {
        let day = row[1].prefix(10)
        let team = assignments[row[5]]?.last { $0.from <= day && day <= $0.to }?.team ?? ""
        firsts[row[3]] = ("\(team) \(day.prefix(7))", false)
      }
    }
    return firsts.values.reduce(into: [:]) { sums, first in
      sums[first.cell, default: (0, 0)].n += 1
      sums[first.cell, default: (0, 0)].x += first.isRepeated ? 0 : 1
    }
  }

  /// The truth's turnover of each team's month with the first contacts of the exports.
  var panel: Panel {
    let found = firstContacts
    var panel = Panel()
    var (teams, months) = ([String](), [String]())
    for row in self("truth/panel.csv") {
      guard let cell = found["\(row[0]) \(row[1])"], let turnover = Double(row[4]) else { continue }
      panel.y.append(Double(cell.x) / Double(cell.n))
      panel.n.append(Double(cell.n))
      panel.turnover.append(turnover)
      panel.chance.append(Double(row[6]) ?? 0)
      teams.append(String(row[0]))
      months.append(String(row[1]))
    }
    func ids(_ names: [String]) -> [Int] {
      let sorted = Set(names).sorted()
      return names.map { sorted.firstIndex(of: $0) ?? 0 }
    }
    (panel.units, panel.periods) = (ids(teams), ids(months))
    return panel
  }

  /// Teams by month.
  struct Panel {
    /// Resolved first contacts, as a share.
    var y: [Double] = []
    /// The mean chance of that, as planted.
    var chance: [Double] = []
    /// First contacts.
    var n: [Double] = []
    /// Turnover a year of the twelve months before.
    var turnover: [Double] = []
    /// The team of each row.
    var units: [Int] = []
    /// The month of each row.
    var periods: [Int] = []

    /// An effect for each team and month but the first.
    var effects: [Regressor] {
      [units, periods].flatMap { ids in
        (1...(ids.max() ?? 1)).map { id in Regressor("\(id)", ids.map { $0 == id ? 1 : 0 }) }
      }
    }

    /// How much steeper a line through shares falls from a knee on.
    func bend(of shares: [Double], at knee: Double) throws -> CoefficientEstimate {
      try Hinge(shares, over: turnover, knee: knee, controls: effects, weights: n, clusters: units).bend
    }

    /// What is seen of a knee at 20 %.
    func assessment() throws -> KneeAssessment {
      try KneeAssessment(
        of: y, over: turnover, claimed: 0.2, controls: effects, weights: n, units: units, periods: periods,
        draws: 59,
        gridPoints: 20, seed: 1)
    }
  }
}
