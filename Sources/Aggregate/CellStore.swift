import Canonical

/// The cells of one kind of period: rows of counters in one flat array, and what customers with several
/// observations in a cell change of the variance.
///
/// Every observation is counted as if its customer had no other; `CustomerSums` correct that.
struct CellStore: Sendable {
  /// How many cells there are.
  private(set) var count = 0
  /// What customers with several observations change.
  var sums: CustomerSums
  /// The layout's counters that it holds.
  private let held: Range<Int>
  private var counters: [UInt32] = []
  /// At least as many as any counter counts.
  private var most: UInt32 = 0

  /// No cell yet.
  /// - Parameters:
  ///   - held: the layout's counters that it holds.
  ///   - numbers: places of the numbers that it holds.
  init(_ held: Range<Int>, numbers: [Range<Int>]) {
    self.held = held
    sums = CustomerSums(numbers)
  }

  /// Makes another cell; its place is the count of all before it.
  mutating func append() {
    counters.append(contentsOf: repeatElement(0, count: held.count))
    count += 1
  }

  /// Takes note of rows that will be added to a cell each, in every grouping.
  mutating func expect(_ rows: Int) { most += UInt32(rows) }

  /// Raises the counters of rows in their cells; rows must have been expected.
  /// - Parameters:
  ///   - raises: a row, and a counter of the layout, in a range.
  ///   - cells: a group and a cell of the month for each row, from `first` on; `isMonthly`: which one.
  mutating func add(
    _ raises: [SIMD2<UInt32>], _ range: Range<Int>, to cells: [SIMD2<UInt32>], from first: Int,
    isMonthly: Bool
  ) {
    if range.isEmpty { return }
    if isMonthly {
      CellStore.raise(
        raises, range, &counters, held.count, held.lowerBound, cells, first
      ) { $0.y }
    } else {
      CellStore.raise(
        raises, range, &counters, held.count, held.lowerBound, cells, first
      ) { $0.x }
    }
  }

  /// Adds a cell of another's, of other customers, to one of these.
  mutating func merge(_ theirs: Int, of other: CellStore, into cell: Int) {
    for word in 0..<held.count {
      counters[cell * held.count + word] += other.counters[theirs * held.count + word]
    }
    sums.add(theirs, of: other.sums, to: cell)
  }

  /// Takes note of what another's cells may hold.
  mutating func merge(countsOf other: CellStore) { most += other.most }

  /// A counter of a cell.
  func count(_ counter: Int, in cell: Int) -> Int64 {
    Int64(counters[cell * held.count + counter - held.lowerBound])
  }

  /// What customers with several observations change of the number at a place.
  func repetition(at place: Int, in cell: Int) -> RateTally.Repetition {
    sums.repetition(at: place, in: cell)
  }

  /// About how many bytes it holds.
  var bytes: Int { 4 * counters.capacity + sums.bytes }

  @inline(__always)
  private static func raise(
    _ raises: [SIMD2<UInt32>], _ range: Range<Int>, _ counters: inout [UInt32], _ width: Int,
    _ firstCounter: Int, _ cells: [SIMD2<UInt32>], _ first: Int, cell: (SIMD2<UInt32>) -> UInt32
  ) {
    let (raises, cells) = (raises.span, cells.span)
    var counters = counters.mutableSpan
    var place = range.lowerBound
    while place < range.upperBound {
      let (row, counter) = (Int(raises[place].x), Int(raises[place].y))
      let start = Int(cell(cells[first &+ row])) &* width &- firstCounter
      // No counter is raised twice by a row, and the rows are as many as 32 bits can count.
      counters[start &+ counter] &+= 1
      place &+= 1
    }
  }
}
