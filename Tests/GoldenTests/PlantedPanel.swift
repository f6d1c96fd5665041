/// What is planted in the teams' months of a center over years, and the lines that it lies on.
struct PlantedPanel {
  /// A month of a team.
  struct Cell {
    var team: Int
    var month: Int
    /// Turnover a year of the twelve months before.
    var turnover: Double
    /// First contacts.
    var firsts: Double
    /// Their mean chance to be resolved.
    var chance: Double
  }

  /// All months of all teams.
  let cells: [Cell]

  /// The rows of `truth/panel.csv`.
  init(_ rows: [[String: String]]) {
    let teams = Set(rows.compactMap { $0["team"] }).sorted()
    let months = Set(rows.compactMap { $0["month"] }).sorted()
    cells = rows.compactMap { cells in
      let row = HistoryRow(cells)
      guard let team = teams.firstIndex(of: row.text("team")),
        let month = months.firstIndex(of: row.text("month")),
        let turnover = row("turnover_before"), let firsts = row("first_contacts"),
        let chance = row("mean_chance")
      else { return nil }
      return Cell(team: team, month: month, turnover: turnover, firsts: firsts, chance: chance)
    }
  }

  /// The mean chance of some first contacts.
  func chance(where isMeant: (Cell) -> Bool) -> Double {
    let meant = cells.filter(isMeant)
    return meant.reduce(0) { $0 + $1.firsts * $1.chance } / meant.reduce(0) { $0 + $1.firsts }
  }

  /// The slopes of the chance over columns of each cell: what a model without any luck would find.
  ///
  /// With an effect of every team and month, by first contacts: normal equations with a dummy each, solved by
  /// elimination.
  func slopes(_ columns: (Cell) -> [Double]) -> [Double] {
    let (teams, months) = ((cells.map(\.team).max() ?? 0) + 1, (cells.map(\.month).max() ?? 0) + 1)
    let slopes = cells.first.map { columns($0).count } ?? 0
    let size = slopes + teams + months - 1
    var equations = Array(repeating: Array(repeating: 0.0, count: size + 1), count: size)
    for cell in cells {
      var terms = columns(cell).enumerated().map { ($0.offset, $0.element) }
      terms.append((slopes + cell.team, 1))
      // The first month is what the others are compared with.
      if cell.month > 0 { terms.append((slopes + teams + cell.month - 1, 1)) }
      for (row, factor) in terms {
        for (column, other) in terms { equations[row][column] += cell.firsts * factor * other }
        equations[row][size] += cell.firsts * factor * cell.chance
      }
    }
    return Array(PlantedPanel.solution(equations)[..<slopes])
  }

  /// Gauss and Jordan, with the largest pivot of each column.
  private static func solution(_ equations: [[Double]]) -> [Double] {
    var rows = equations
    for column in rows.indices {
      let pivot = (column..<rows.count).max { abs(rows[$0][column]) < abs(rows[$1][column]) } ?? column
      rows.swapAt(column, pivot)
      let divisor = rows[column][column]
      precondition(abs(divisor) > 1e-9, "the columns differ")
      rows[column] = rows[column].map { $0 / divisor }
      for row in rows.indices where row != column && rows[row][column] != 0 {
        let factor = rows[row][column]
        for place in column...rows.count { rows[row][place] -= factor * rows[column][place] }
      }
    }
    return rows.map { $0[rows.count] }
  }
}
