/// Corrects the sums of cells for customers with several observations: each observation changes those
/// that it shares with earlier ones of its customer.
struct RepeatedCustomers: Sendable {
  private var change: CustomerChange
  /// Blocks of eight numbers of all, and of a month.
  private let wholeBlocks: Int
  private let monthBlocks: Int

  /// No customer yet; the numbers stand at these places of a mask.
  init(monthly: Range<Int>, others: Range<Int>) {
    change = CustomerChange([monthly, others])
    monthBlocks = CustomerChange.blocks([monthly]).count
    wholeBlocks = CustomerChange.blocks([monthly, others]).count
  }

  /// Adds what repeated rows change.
  /// - Parameters:
  ///   - places: by grouping and repeated row: the group, and the cell of the month.
  mutating func add(
    _ imprints: Imprints, places: [SIMD2<UInt32>], groupings: Int, whole: inout CustomerSums,
    months: inout CustomerSums
  ) {
    change.take(imprints)
    var (first, end) = (0, 1)
    while first < imprints.repeatCount {
      while end < imprints.repeatCount, imprints.repeats[2 * end + 1] > 0 { end += 1 }
      if end - first > CustomerChange.most {
        for grouping in 0..<groupings {
          let start = grouping * imprints.repeatCount
          addMany(first..<end, places, start, 0, wholeBlocks, to: &whole)
          addMany(first..<end, places, start, 1, monthBlocks, to: &months)
        }
      } else {
        for row in first + 1..<end {
          add(row, from: first, places, imprints.repeatCount, groupings, &whole, &months)
        }
      }
      first = end
      end += 1
    }
  }

  private mutating func add(
    _ row: Int, from first: Int, _ places: [SIMD2<UInt32>], _ count: Int, _ groupings: Int,
    _ whole: inout CustomerSums, _ months: inout CustomerSums
  ) {
    // Most groupings share the same ones: the change is worked out where they differ.
    var (known, blocks) = (UInt64(0), 0)
    for grouping in 0..<groupings {
      let start = grouping &* count
      let (own, inMonth) = RepeatedCustomers.sharing(row, first, places, start)
      if own == 0 { continue }
      if own != known || blocks < wholeBlocks {
        change.find(row, after: own, from: first, blocks: wholeBlocks)
        (known, blocks) = (own, wholeBlocks)
      }
      whole.add(
        change.change, most: UInt32(truncatingIfNeeded: 2 &* own.nonzeroBitCount),
        to: Int(places[start &+ row].x))
      if inMonth == 0 { continue }
      if inMonth != known {
        change.find(row, after: inMonth, from: first, blocks: monthBlocks)
        (known, blocks) = (inMonth, monthBlocks)
      }
      months.add(
        change.change, most: UInt32(truncatingIfNeeded: 2 &* inMonth.nonzeroBitCount),
        to: Int(places[start &+ row].y))
    }
  }

  /// Which earlier rows of the customer have the same group, and the same cell of a month: a bit for each.
  private static func sharing(
    _ row: Int, _ first: Int, _ places: [SIMD2<UInt32>], _ start: Int
  ) -> (group: UInt64, cell: UInt64) {
    let places = places.span
    let own = places[start &+ row]
    var (group, cell, bit, other) = (UInt64(0), UInt64(0), UInt64(1), first)
    while other < row {
      let place = places[start &+ other]
      if place.x == own.x {
        group |= bit
        cell |= place.y == own.y ? bit : 0
      }
      bit &<<= 1
      other &+= 1
    }
    return (group, cell)
  }

  /// Adds a customer with many observations, cell by cell.
  private func addMany(
    _ rows: Range<Int>, _ places: [SIMD2<UInt32>], _ start: Int, _ kind: Int, _ blocks: Int,
    to sums: inout CustomerSums
  ) {
    func cell(_ row: Int) -> UInt32 { places[start + row][kind] }
    let order = rows.sorted { (cell($0), $0) < (cell($1), $1) }
    var first = 0
    while first < order.count {
      let next = order[first...].firstIndex { cell($0) != cell(order[first]) } ?? order.count
      if next - first > 1 {
        sums.add(change.counts(order[first..<next], blocks: blocks), to: Int(cell(order[first])))
      }
      first = next
    }
  }
}
