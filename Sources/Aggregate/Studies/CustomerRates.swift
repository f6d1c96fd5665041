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
  init() {}

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

  /// Numerator and denominator of a cell.
  /// - Parameter further: observations of as many further customers, none of which counts.
  func rate(_ cell: Int, further: Int64 = 0) -> RateTally {
    RateTally(n: cells[cell].n + further, x: cells[cell].x, cells[cell].repetition)
  }
}
