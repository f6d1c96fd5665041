@testable import Statistics

/// Investment of 10 firms over 20 years, whole or with holes.
///
/// Source: Grunfeld (1958), as in R's plm.
struct Grunfeld {
  let investment: [Double]
  let value: [Double]
  let capital: [Double]
  let firm: [Int]
  let year: [Int]

  /// The panel without the rows where (3·firm + year) is a multiple of `holes`; 0 for the whole.
  init(without holes: Int = 0) throws {
    let table = try Published.table("grunfeld")
    let (firms, years) = (try table.integers("firm"), try table.integers("year"))
    let rows = firms.indices.filter { holes == 0 || (3 * firms[$0] + years[$0]) % holes != 0 }
    func column(_ name: String) throws -> [Double] {
      let all = try table.numbers(name)
      return rows.map { all[$0] }
    }
    (investment, value, capital) = try (column("inv"), column("value"), column("capital"))
    firm = rows.map { firms[$0] }
    year = rows.map { years[$0] - 1935 }
  }

  var regressors: [Regressor] { [Regressor("value", value), Regressor("capital", capital)] }

  /// A column of zeros and ones for each firm but the first, and for each year but the first.
  var dummies: [Regressor] { Self.dummies("firm", firm) + Self.dummies("year", year) }

  static func dummies(_ name: String, _ ids: [Int]) -> [Regressor] {
    Set(ids).sorted().dropFirst().map { id in Regressor("\(name) \(id)", ids.map { $0 == id ? 1 : 0 }) }
  }
}
