/// How many people stand behind each number of each cell.
struct PeopleCounts: Equatable {
  private let numbers: Int
  private let byNumber: [Int32]
  private let all: [Int32]

  /// Counts the people of cells.
  init(_ people: PeopleIndex, cells: Int, numbers: Int) {
    self.numbers = numbers
    (byNumber, all) = people.counts(cells: cells, numbers: numbers)
  }

  /// The people of one number.
  func count(of number: Int, in cell: Int) -> Int { Int(byNumber[cell * numbers + number]) }

  /// The people of a cell.
  func count(in cell: Int) -> Int { Int(all[cell]) }
}
