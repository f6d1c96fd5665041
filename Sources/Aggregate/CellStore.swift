/// The cells of one kind of period: rows of counters in one flat array.
///
/// Every observation is counted as if its customer had no other; `CustomerSums` correct that.
struct CellStore: Sendable {
  /// The layout's counters that it holds.
  private let held: Range<Int>
  private var counters: [UInt32] = []

  /// No cell yet.
  /// - Parameter held: the layout's counters that it holds.
  init(_ held: Range<Int>) { self.held = held }

  /// Makes room for so many cells in all.
  @inline(__always)
  mutating func makeRoom(for cells: Int) {
    if cells * held.count > counters.count { grow(to: cells) }
  }

  @inline(never)
  private mutating func grow(to cells: Int) {
    counters.append(contentsOf: repeatElement(0, count: cells * held.count - counters.count))
  }

  /// Raises the counters of rows in their cells, for which there is room.
  /// - Parameters:
  ///   - raises: a row, and a counter of the layout, in a range.
  ///   - cells: a group and a cell of the month for each row; `isMonthly`: which one.
  mutating func add(
    _ raises: [SIMD2<UInt32>], _ range: Range<Int>, to cells: [SIMD2<UInt32>], isMonthly: Bool
  ) {
    if range.isEmpty { return }
    if isMonthly {
      CellStore.raise(
        raises, range, &counters, held.count, held.lowerBound, cells
      ) { $0.y }
    } else {
      CellStore.raise(
        raises, range, &counters, held.count, held.lowerBound, cells
      ) { $0.x }
    }
  }

  /// Adds a cell of another's to one of these, for which there is room.
  mutating func merge(_ theirs: Int, of other: CellStore, into cell: Int) {
    let (width, more) = (held.count, other.counters.span)
    var counters = counters.mutableSpan
    for word in 0..<width { counters[cell &* width &+ word] &+= more[theirs &* width &+ word] }
  }

  /// Adds the first counters of a cell to sums that begin at a place.
  func add(_ cell: Int, _ count: Int, to sums: inout [Int64], from place: Int) {
    let (start, counters) = (cell * held.count, counters.span)
    precondition(held.lowerBound == 0 && count <= held.count, "what is summed is held")
    var sums = sums.mutableSpan
    for counter in 0..<count { sums[place &+ counter] &+= Int64(counters[start &+ counter]) }
  }

  /// A counter of a cell.
  func count(_ counter: Int, in cell: Int) -> Int64 {
    Int64(counters[cell * held.count + counter - held.lowerBound])
  }

  /// About how many bytes it holds.
  var bytes: Int { 4 * counters.capacity }

  @inline(__always)
  private static func raise(
    _ raises: [SIMD2<UInt32>], _ range: Range<Int>, _ counters: inout [UInt32], _ width: Int,
    _ firstCounter: Int, _ cells: [SIMD2<UInt32>], cell: (SIMD2<UInt32>) -> UInt32
  ) {
    let (raises, cells) = (raises.span, cells.span)
    var counters = counters.mutableSpan
    var place = range.lowerBound
    while place < range.upperBound {
      let (row, counter) = (Int(raises[place].x), Int(raises[place].y))
      let start = Int(cell(cells[row])) &* width &- firstCounter
      // No counter is raised twice by a row, and the rows are as many as 32 bits can count.
      counters[start &+ counter] &+= 1
      place &+= 1
    }
  }
}
