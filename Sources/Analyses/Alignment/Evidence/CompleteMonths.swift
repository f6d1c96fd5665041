import Aggregate
import Statistics

/// Months in which all of some columns are known, less what a site's month has in common.
struct CompleteMonths {
  /// Places of the months in the panel.
  let places: [Int]
  /// The columns in these months.
  let columns: [[Double]]
  /// The columns less the means of each site's month.
  let deviations: [[Double]]
  /// Months less sites' months: what is left to tell people apart.
  let degreesOfFreedom: Int
  /// By month: which site's month it is, by numbers without meaning.
  let cells: [Int]
  /// By month: the place of its person.
  let people: [Int]
  /// How many people they are of.
  let peopleCount: Int

  /// The months of a unit.
  /// - Parameter columns: by column, the values of each month of the unit.
  init(_ columns: [[Double?]], of unit: EvidenceUnit, _ panel: AlignmentPanel) throws(NotEstimable) {
    let complete = unit.places.indices.filter { place in columns.allSatisfy { $0[place] != nil } }
    places = complete.map { unit.places[$0] }
    self.columns = columns.map { column in complete.map { column[$0] ?? 0 } }
    cells = complete.map { unit.cells[$0] }
    let within = try CellDeviations(self.columns, cells: cells)
    (deviations, degreesOfFreedom) = (within.columns, within.degreesOfFreedom)
    people = places.map { panel.rows[$0].place }
    // Months of one person follow one another.
    peopleCount = zip(people, people.dropFirst()).reduce(people.isEmpty ? 0 : 1) {
      $0 + ($1.0 == $1.1 ? 0 : 1)
    }
  }

  /// Sums of products of some of the columns, person by person.
  func products(of chosen: [Int]) -> ClusteredProducts {
    ClusteredProducts(
      chosen.map { deviations[$0] }, clusters: people, observations: Int64(degreesOfFreedom + 1))
  }

  /// Whether a column tells nobody from others within sites and months.
  func isFlat(_ column: Int) -> Bool { deviations[column].allSatisfy { $0 == 0 } }
}
