/// By how much customers with several observations in a cell differ from as many customers with one
/// each, for every number of every cell that has such customers; exact, in 16 bits while they suffice.
struct CustomerSums: Sendable {
  /// How many blocks of eight numbers a row has.
  private let width: Int
  /// Where each block begins in a mask, in bits.
  private let blocks: [Int]
  /// By cell: its row + 1; 0 where no customer has several observations.
  private var rows: [UInt32] = []
  /// By row, in blocks of numbers.
  private var sums: [CustomerChange.Block] = []
  /// By row: what can be added to any of its sums for sure.
  private var room: [UInt32] = []
  /// What rows without room held, by row, block, part and number.
  private var carried: [Int: [Int64]] = [:]

  /// The most that a sum can hold.
  private static let most = UInt32(UInt16.max)

  /// No sum yet; the numbers stand at these places of a mask.
  init(_ ranges: [Range<Int>]) {
    blocks = CustomerChange.blocks(ranges)
    width = blocks.count
  }

  /// Adds what an observation changes that is not its customer's first in the cell.
  /// - Parameter most: at least what any sum changes by.
  mutating func add(_ change: [CustomerChange.Block], most: UInt32, to cell: Int) {
    let row = row(of: cell)
    if room[row] < most { carry(row) }
    room[row] &-= most
    CustomerSums.add(change, from: 0, to: &sums, from: row &* width, width)
  }

  /// Adds a customer with many observations in a cell.
  /// - Parameter counts: by block and number: how many are in the denominator, numerator and both.
  mutating func add(_ counts: [(n: Int64, x: Int64, both: Int64)], to cell: Int) {
    var more: [Int64] = []
    for block in 0..<width {
      let changes = counts[block * 8..<block * 8 + 8].map {
        RateTally.Repetition(n: $0.n, x: $0.x, both: $0.both)
      }
      more += changes.map(\.xx) + changes.map(\.xn) + changes.map(\.nn)
      more += changes.map { -$0.customers }
    }
    carry(more, row(of: cell))
  }

  /// Adds a cell of another's.
  mutating func add(_ theirs: Int, of other: CustomerSums, to cell: Int) {
    guard theirs < other.rows.count, other.rows[theirs] > 0 else { return }
    let (row, source) = (row(of: cell), Int(other.rows[theirs]) - 1)
    let most = CustomerSums.most - other.room[source]
    if room[row] < most { carry(row) }
    room[row] -= most
    CustomerSums.add(other.sums, from: source * width, to: &sums, from: row * width, width)
    if let more = other.carried[source] { carry(more, row) }
  }

  /// The sums of a number of a cell.
  /// - Parameter place: its place in masks.
  func repetition(at place: Int, in cell: Int) -> RateTally.Repetition {
    guard cell < rows.count, rows[cell] > 0, let block = blocks.lastIndex(where: { $0 <= place })
    else { return RateTally.Repetition() }
    let (row, lane) = (Int(rows[cell]) - 1, place - blocks[block])
    func sum(_ part: Int) -> Int64 {
      CustomerChange.sum(part, lane, of: sums[row * width + block])
        + (carried[row]?[(block * CustomerChange.parts + part) * 8 + lane] ?? 0)
    }
    return RateTally.Repetition(xx: sum(0), xn: sum(1), nn: sum(2), customers: -sum(3))
  }

  /// About how many bytes it holds.
  var bytes: Int {
    4 * (rows.capacity + room.capacity) + MemoryLayout<CustomerChange.Block>.stride * sums.capacity
      + carried.values.reduce(0) { $0 + 8 * $1.count }
  }

  private static func add(
    _ more: [CustomerChange.Block], from source: Int, to sums: inout [CustomerChange.Block],
    from start: Int, _ width: Int
  ) {
    let more = more.span
    var sums = sums.mutableSpan
    for block in 0..<width { sums[start &+ block] &+= more[source &+ block] }
  }

  @inline(__always)
  private mutating func row(of cell: Int) -> Int {
    if cell < rows.count, rows[cell] > 0 { return Int(rows[cell]) &- 1 }
    return append(cell)
  }

  @inline(never)
  private mutating func append(_ cell: Int) -> Int {
    if cell >= rows.count {
      rows.append(contentsOf: repeatElement(0, count: cell + 1 - rows.count))
    }
    room.append(CustomerSums.most)
    rows[cell] = UInt32(room.count)
    sums.append(contentsOf: repeatElement(CustomerChange.Block(repeating: 0), count: width))
    return room.count - 1
  }

  /// Moves a row's sums to where there is room.
  @inline(never)
  private mutating func carry(_ row: Int) {
    let range = row * width..<(row + 1) * width
    let more = sums[range].flatMap { block in
      (0..<CustomerChange.parts).flatMap { part in
        (0..<8).map { CustomerChange.sum(part, $0, of: block) }
      }
    }
    carry(more, row)
    for place in range { sums[place] = CustomerChange.Block(repeating: 0) }
    room[row] = CustomerSums.most
  }

  private mutating func carry(_ more: [Int64], _ row: Int) {
    let known = carried[row] ?? Array(repeating: 0, count: more.count)
    carried[row] = zip(known, more).map { $0 + $1 }
  }
}
