/// A number of a sentence: how it is written, and the cells that it comes from.
package struct Reading: Sendable, Equatable {
  /// As written, with its unit.
  package var text: String
  /// The cells as the tables have them, in the order they went in; of a count of rows none.
  package var cells: [String]

  /// A number made of cells.
  package init(_ text: String, from cells: [String]) { (self.text, self.cells) = (text, cells) }

  /// How many rows there are.
  package static func rows(_ count: Int) -> Reading {
    Reading(Measure.count.text(CellNumber(millionths: Int64(count) * 1_000_000)), from: [])
  }

  /// How many there are of something that was added up.
  static func sum(_ count: Int64, of cells: [Int64]) -> Reading {
    Reading(Measure.count.text(CellNumber(millionths: count * 1_000_000)), from: cells.map { String($0) })
  }
}
