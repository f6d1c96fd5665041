import Canonical
import Tables

/// Which groups were met in each grouping, and in which months: their cells, in the order in which
/// they were first met.
///
/// A group's number is the place of its cell of the period `all`. Codes of groups are dense, so both
/// are found without hashing.
struct CellIndex: Sendable {
  /// A group of a grouping.
  struct Group: Equatable {
    /// Place of the grouping among those that are counted.
    var grouping: Int
    /// Its code; 0 where missing.
    var code: UInt32
  }

  /// Groups, by number.
  private(set) var groups: [Group] = []
  /// By group: its place among those of its grouping, in the order of being met.
  private(set) var ordinals: [UInt32] = []
  /// By grouping: how many groups were met.
  private var counts: [UInt32]
  /// Months that were met, and those between them.
  private(set) var months = MonthSpan()
  /// How many groupings are counted.
  private let groupings: Int
  /// By code and grouping: the group's number + 1; 0 where it was not met.
  private var numbers: [UInt32] = []
  /// By group and month: the place of its cell + 1; 0 where there is none.
  private var monthCells: [UInt32] = []
  /// How many cells of months there are.
  private(set) var monthCellCount = 0

  /// No group yet.
  init(groupings: Int) {
    self.groupings = groupings
    counts = Array(repeating: 0, count: groupings)
  }

  /// The number of a group; nil where it was not met.
  @inline(__always)
  func number(of code: UInt32, in grouping: Int) -> Int? {
    let place = Int(code) &* groupings &+ grouping
    guard place < numbers.count else { return nil }
    let number = Int(numbers[place])
    return number > 0 ? number &- 1 : nil
  }

  /// Finds group and cell of the month of rows; makes those that were not met.
  /// - Parameters:
  ///   - codes: by row, from `first` on: the code of its group.
  ///   - rows: by row: the place of its month, third of four.
  ///   - places: where group and cell of each row are written, from `first` on.
  mutating func locate(
    _ codes: [UInt32], from first: Int, _ rows: [SIMD4<UInt32>], _ count: Int, in grouping: Int,
    _ places: inout [SIMD2<UInt32>]
  ) {
    var row = 0
    while true {
      row = CellIndex.find(
        codes, first, rows, from: row, count, numbers, groupings, grouping, monthCells, months.count,
        &places)
      if row == count { break }
      // The next round finds it.
      _ = makeMonthCell(of: makeGroup(of: codes[first + row], in: grouping), Int(rows[row].z))
    }
  }

  private static func find(
    _ codes: [UInt32], _ first: Int, _ rows: [SIMD4<UInt32>], from start: Int, _ end: Int,
    _ numbers: [UInt32], _ groupings: Int, _ grouping: Int, _ monthCells: [UInt32], _ months: Int,
    _ places: inout [SIMD2<UInt32>]
  ) -> Int {
    let (codes, rows) = (codes.span, rows.span)
    let (numbers, monthCells) = (numbers.span, monthCells.span)
    var places = places.mutableSpan
    var row = start
    while row < end {
      let code = Int(codes[first &+ row]) &* groupings &+ grouping
      guard code < numbers.count else { return row }
      let group = numbers[code]
      if group == 0 { return row }
      let cell = monthCells[Int(group &- 1) &* months &+ Int(rows[row].z)]
      if cell == 0 { return row }
      places[first &+ row] = SIMD2(group &- 1, cell &- 1)
      row &+= 1
    }
    return end
  }

  /// The number of a group; the count of all before it where it was not met.
  mutating func makeGroup(of code: UInt32, in grouping: Int) -> Int {
    if let number = number(of: code, in: grouping) { return number }
    append(code, in: grouping)
    return groups.count - 1
  }

  /// The cell of a group and month; the count of all before it where it was not met.
  mutating func makeMonthCell(of group: Int, _ month: Int) -> Int {
    if let cell = monthCell(of: group, month) { return cell }
    monthCellCount += 1
    monthCells[group * months.count + month] = UInt32(monthCellCount)
    return monthCellCount - 1
  }

  private mutating func append(_ code: UInt32, in grouping: Int) {
    let wanted = (Int(code) + 1) * groupings
    if wanted > numbers.count {
      numbers.append(contentsOf: repeatElement(0, count: wanted - numbers.count))
    }
    groups.append(Group(grouping: grouping, code: code))
    ordinals.append(counts[grouping])
    counts[grouping] += 1
    monthCells.append(contentsOf: repeatElement(0, count: months.count))
    numbers[Int(code) * groupings + grouping] = UInt32(groups.count)
  }

  /// Takes in a month that was not met; places of months change.
  mutating func append(_ month: Month) {
    let old = months
    months.append(month)
    monthCells = months.widened(monthCells, from: old, before: 0, each: 1)
    let wanted = groups.count * months.count
    // Groups without any month had no room yet.
    monthCells.append(contentsOf: repeatElement(0, count: wanted - monthCells.count))
  }

  /// The cell of a group and month; nil where it was not met.
  @inline(__always)
  func monthCell(of group: Int, _ month: Int) -> Int? {
    let cell = Int(monthCells[group &* months.count &+ month])
    return cell > 0 ? cell &- 1 : nil
  }

  /// Every cell of a month: its group, the place of its month, and its own.
  var allMonthCells: [(group: Int, month: Int, cell: Int)] {
    groups.indices.flatMap { group in
      (0..<months.count).compactMap { month in
        monthCell(of: group, month).map { (group, month, $0) }
      }
    }
  }

  /// About how many bytes it holds.
  var bytes: Int {
    4 * (numbers.capacity + monthCells.capacity + ordinals.capacity) + MemoryLayout<Group>.stride
      * groups.capacity
  }
}
