/// The observations of customers with several, and by how much one that shares its cell with earlier
/// ones of its customer changes the sums of the cell.
///
/// With n and x of the earlier ones, another one that is in the denominator and numerator changes
/// Σx² − x by 2x, Σxn − both by n + x, Σn² − n by 2n, and is no customer of its own where n > 0. All of
/// it is counted for eight numbers at once, in the bytes of a word.
struct CustomerChange: Sendable {
  /// Changes of eight numbers in 16 bits each: the four parts of those at even places, then of the others.
  typealias Block = SIMD8<UInt64>

  /// The change that was asked for last, by block.
  private(set) var change: [Block]
  /// Where each block of eight numbers begins in a mask, in bits.
  private let blocks: [Int]
  /// By observation and block: a byte for each number, 1 where it is in the denominator; then in the
  /// numerator.
  private var bytes: [UInt64] = []

  /// Changes of a number: of Σx², Σxn and Σn², and customers that are none of their own.
  static let parts = 4
  /// Customers with more observations have no place in a set, and in bytes.
  static let most = 64

  /// No observation yet; the numbers stand at these places of a mask.
  init(_ ranges: [Range<Int>]) {
    blocks = CustomerChange.blocks(ranges)
    change = Array(repeating: Block(repeating: 0), count: blocks.count)
  }

  /// Where blocks of eight numbers begin.
  static func blocks(_ ranges: [Range<Int>]) -> [Int] {
    ranges.flatMap { Array(stride(from: $0.lowerBound, to: $0.upperBound, by: 8)) }
  }

  /// A sum of a block.
  static func sum(_ part: Int, _ lane: Int, of block: Block) -> Int64 {
    Int64(block[(lane & 1) * parts + part] >> UInt64(lane / 2 * 16) & 0xffff)
  }

  /// Takes the repeated rows instead of those before.
  mutating func take(_ imprints: Imprints) {
    let wanted = imprints.repeatCount * 2 * blocks.count
    if wanted > bytes.count { bytes += Array(repeating: 0, count: wanted - bytes.count) }
    CustomerChange.write(
      imprints.masks, imprints.form.masks, imprints.repeats, imprints.repeatCount, blocks, &bytes)
  }

  /// Works out what an observation changes.
  /// - Parameters:
  ///   - earlier: a bit for each observation from `first` on that it shares the cell with; 63 at most.
  ///   - blocks: how many blocks are asked for.
  mutating func find(_ row: Int, after earlier: UInt64, from first: Int, blocks: Int) {
    CustomerChange.write(bytes, row, earlier, first, blocks, self.blocks.count, &change)
  }

  /// By block and number: how many of some observations are in the denominator, numerator and both.
  func counts(_ rows: ArraySlice<Int>, blocks count: Int) -> [(n: Int64, x: Int64, both: Int64)] {
    var counts = Array(repeating: (n: Int64(0), x: Int64(0), both: Int64(0)), count: count * 8)
    for row in rows {
      for block in 0..<count {
        let start = (row * blocks.count + block) * 2
        let (n, x) = (bytes[start], bytes[start + 1])
        for lane in 0..<8 {
          let (isN, isX) = (n >> UInt64(lane * 8) & 1, x >> UInt64(lane * 8) & 1)
          counts[block * 8 + lane].n += Int64(isN)
          counts[block * 8 + lane].x += Int64(isX)
          counts[block * 8 + lane].both += Int64(isN & isX)
        }
      }
    }
    return counts
  }

  private static func write(
    _ masks: [CountTable.Mask], _ width: Int, _ repeats: [UInt32], _ count: Int, _ blocks: [Int],
    _ bytes: inout [UInt64]
  ) {
    let (masks, repeats, blocks) = (masks.span, repeats.span, blocks.span)
    var bytes = bytes.mutableSpan
    var target = 0
    for row in 0..<count {
      let start = Int(repeats[2 &* row]) &* 2 &* width
      for block in blocks.indices {
        let (mask, lane) = (start &+ blocks[block] &>> 7, blocks[block] &>> 5 & 3)
        let shift = UInt32(truncatingIfNeeded: blocks[block] & 31)
        bytes[target] = spread(masks[mask][lane] &>> shift)
        bytes[target &+ 1] = spread(masks[mask &+ width][lane] &>> shift)
        target &+= 2
      }
    }
  }

  private static func write(
    _ bytes: [UInt64], _ row: Int, _ earlier: UInt64, _ first: Int, _ count: Int, _ width: Int,
    _ change: inout [Block]
  ) {
    let bytes = bytes.span
    var change = change.mutableSpan
    let low = SIMD4<UInt64>(repeating: 0x00ff_00ff_00ff_00ff)
    var (block, source) = (0, row &* width &* 2)
    // One earlier observation is the common case.
    let one = (first &+ earlier.trailingZeroBitCount) &* width &* 2 &- source
    let more = earlier & (earlier &- 1)
    while block < count {
      var (n, x, rest) = (bytes[source &+ one], bytes[source &+ one &+ 1], more)
      while rest != 0 {
        let start = ((first &+ rest.trailingZeroBitCount) &* width &+ block) &* 2
        n &+= bytes[start]
        x &+= bytes[start &+ 1]
        rest &= rest &- 1
      }
      let (ofN, ofX) = (bytes[source], bytes[source &+ 1])
      if (ofN | ofX) == 0 || (n | x) == 0 {
        change[block] = .zero
      } else {
        let (isN, isX) = (ofN &* 0xff, ofX &* 0xff)
        let some = ((n &+ 0x7f7f_7f7f_7f7f_7f7f) & 0x8080_8080_8080_8080) &>> 7
        let parts = SIMD4<UInt64>(
          (x & isX) &<< 1, (n & isX) &+ (x & isN), (n & isN) &<< 1, some & isN)
        change[block] = Block(lowHalf: parts & low, highHalf: (parts &>> 8) & low)
      }
      block &+= 1
      source &+= 2
    }
  }

  /// Eight bits as bytes.
  @inline(__always)
  private static func spread(_ bits: UInt32) -> UInt64 {
    // Each byte keeps its own bit, which is then carried to the byte's last.
    let own = (UInt64(bits & 0xff) &* 0x0101_0101_0101_0101) & 0x8040_2010_0804_0201
    return ((own &+ 0x0040_6070_787c_7e7f) & 0x8080_8080_8080_8080) &>> 7
  }
}
