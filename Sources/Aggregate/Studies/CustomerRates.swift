/// Shares of numbered cells, with what customers of several observations change of their intervals.
///
/// All sums are exact and add up in any order, as long as all observations of a customer come in turn.
struct CustomerRates: Sendable, Equatable {
  /// Sums of one cell.
  private struct Cell: Sendable, Equatable {
    var n: Int64 = 0
    var x: Int64 = 0
    var repetition = RateTally.Repetition()
  }

  /// What the present customer adds to one cell.
  private struct Own: Sendable, Equatable {
    var n: Int64 = 0
    var x: Int64 = 0
  }

  private var cells: [Cell] = []
  private var own: [Own] = []
  /// Cells that the present customer has observations in.
  private var touched: [Int32] = []

  /// No observation of any cell.
  init(cells count: Int = 0) { makeRoom(for: count) }

  /// How many cells there are.
  var count: Int { cells.count }

  /// About how many bytes it holds.
  var bytes: Int {
    MemoryLayout<Cell>.stride * cells.capacity + MemoryLayout<Own>.stride * own.capacity
  }

  /// Makes room for so many cells.
  mutating func makeRoom(for count: Int) {
    if count <= cells.count { return }
    cells.append(contentsOf: repeatElement(Cell(), count: count - cells.count))
    own.append(contentsOf: repeatElement(Own(), count: count - own.count))
  }

  /// Adds an observation of the present customer.
  @inline(__always)
  mutating func add(_ cell: Int, isHit: Bool) {
    if own[cell].n == 0 { touched.append(Int32(truncatingIfNeeded: cell)) }
    own[cell].n &+= 1
    if isHit { own[cell].x &+= 1 }
  }

  /// Adds an observation of a customer who has no other in this cell.
  @inline(__always)
  mutating func addAlone(_ cell: Int, isHit: Bool) {
    cells[cell].n &+= 1
    if isHit { cells[cell].x &+= 1 }
  }

  /// Whether no observation was added since the last customer ended.
  var isBetweenCustomers: Bool { touched.isEmpty }

  /// What the present customer adds to a cell.
  func own(_ cell: Int) -> (n: Int64, x: Int64) { (own[cell].n, own[cell].x) }

  /// Ends the present customer.
  mutating func endCustomer() {
    for cell in touched {
      let cell = Int(cell)
      let (n, x) = (own[cell].n, own[cell].x)
      cells[cell].n += n
      cells[cell].x += x
      if n > 1 { cells[cell].repetition.add(RateTally.Repetition(n: n, x: x, both: x)) }
      own[cell] = Own()
    }
    touched.removeAll(keepingCapacity: true)
  }

  /// Adds another's cell.
  mutating func add(_ theirs: Int, of other: CustomerRates, to cell: Int) {
    cells[cell].n += other.cells[theirs].n
    cells[cell].x += other.cells[theirs].x
    cells[cell].repetition.add(other.cells[theirs].repetition)
  }

  /// Adds all cells of another's with the same numbers.
  mutating func merge(_ other: CustomerRates) {
    makeRoom(for: other.count)
    for cell in 0..<other.count { add(cell, of: other, to: cell) }
  }

  /// Numerator and denominator of a cell.
  func rate(_ cell: Int) -> RateTally {
    RateTally(n: cells[cell].n, x: cells[cell].x, cells[cell].repetition)
  }
}
