/// Which people stand behind which numbers of which cells.
struct PeopleIndex {
  private var index = PlaceIndex()
  /// Words of bits for each pair of cell and person, a bit for each number.
  private var bits: [UInt64] = []
  private let words: Int

  /// Nobody yet, for so many numbers a cell.
  init(numbers: Int) { words = (numbers + 63) / 64 }

  /// Notes that a person is part of some numbers of a cell.
  /// - Parameter mask: a bit for each number.
  mutating func add(cell: Int, person: UInt32, _ mask: [UInt64]) {
    let place = index.place(of: UInt64(cell) << 32 | UInt64(person))
    if place * words == bits.count {
      bits += mask
    } else {
      for word in 0..<words { bits[place * words + word] |= mask[word] }
    }
  }

  /// Adds another's, whose cells have these places here.
  mutating func merge(_ other: PeopleIndex, cells: [Int]) {
    for (theirs, key) in other.index.keys.enumerated() {
      let place = index.place(of: UInt64(cells[Int(key >> 32)]) << 32 | key & 0xffff_ffff)
      if place * words == bits.count { bits += Array(repeating: 0, count: words) }
      for word in 0..<words { bits[place * words + word] |= other.bits[theirs * words + word] }
    }
  }

  /// How many people each number of each cell has, by cell and number; and each cell in all.
  func counts(cells: Int, numbers: Int) -> (byNumber: [Int32], all: [Int32]) {
    var byNumber = Array(repeating: Int32(0), count: cells * numbers)
    var all = Array(repeating: Int32(0), count: cells)
    for (place, key) in index.keys.enumerated() {
      let cell = Int(key >> 32)
      all[cell] += 1
      for word in 0..<words {
        var rest = bits[place * words + word]
        while rest != 0 {
          byNumber[cell * numbers + word * 64 + rest.trailingZeroBitCount] += 1
          rest &= rest - 1
        }
      }
    }
    return (byNumber, all)
  }
}
