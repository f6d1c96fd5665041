/// The texts of one value for all rows of a batch, as places in one piece of memory.
struct TextRanges {
  /// Where one text stands; empty where it is missing.
  struct Place {
    var start: UInt32
    var end: UInt32

    /// No text.
    static let none = Place(start: 0, end: 0)

    var isEmpty: Bool { start >= end }
  }

  /// One for each row.
  var places: [Place]
  /// Whether they lie in the batch's bytes, else in what the evaluation put together.
  var isInFile: Bool

  /// All rows without text.
  init(count: Int, isInFile: Bool) {
    places = Array(repeating: .none, count: count)
    self.isInFile = isInFile
  }
}
