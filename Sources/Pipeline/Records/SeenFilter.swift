/// Tells which keys were met before, perhaps: it never misses one, and takes few new keys for known ones
/// (below one in fifty) while it holds no more keys than it was made for.
///
/// All bits of a key lie in one word, so that a look costs one memory access.
///
/// Source: Putze, Sanders and Singler (2007), Cache-, Hash- and Space-Efficient Bloom Filters, section 3.
struct SeenFilter: Sendable {
  private var words: [UInt64]
  /// Its bytes of the memory.
  private var lease: MemoryLease?

  /// Bits for each key that it is made for.
  private static let bitsOfKey = 12

  /// A filter for about so many keys, of at most so many bytes.
  init(keys: Int, mostBytes: Int, budget: MemoryBudget? = nil) {
    let wanted = max(1, keys) * SeenFilter.bitsOfKey / 64 + 1
    words = Array(repeating: 0, count: min(wanted, max(1, mostBytes / 8)))
    lease = budget?.lease(words.count * 8)
  }

  /// Bytes that it holds.
  var bytes: Int { words.count * 8 }

  /// Notes keys, whose bits are as good as random.
  /// - Parameter known: gets those that may have been noted before.
  mutating func insert(_ keys: [UInt64], known: inout [UInt64]) {
    let keys = keys.span
    var words = words.mutableSpan
    for index in keys.indices {
      let key = keys[index]
      let place = SeenFilter.place(key, words.count)
      let bits = SeenFilter.bits(key)
      let word = words[place]
      if word & bits == bits { known.append(key) } else { words[place] = word | bits }
    }
  }

  /// Notes a key.
  mutating func insert(_ key: UInt64) { words[SeenFilter.place(key, words.count)] |= SeenFilter.bits(key) }

  /// Whether a key may have been noted.
  @inline(__always)
  func contains(_ key: UInt64) -> Bool {
    let bits = SeenFilter.bits(key)
    return words[SeenFilter.place(key, words.count)] & bits == bits
  }

  /// The word of a key.
  @inline(__always)
  private static func place(_ key: UInt64, _ count: Int) -> Int {
    Int(truncatingIfNeeded: key.multipliedFullWidth(by: UInt64(truncatingIfNeeded: count)).high)
  }

  /// Five of the 64 bits of a word.
  @inline(__always)
  private static func bits(_ key: UInt64) -> UInt64 {
    // The upper bits of the product: the lowest one of an odd key tells nothing.
    let mixed = key &* 0x9e37_79b9_7f4a_7c15
    return 1 &<< (mixed &>> 58) | 1 &<< (mixed &>> 52 & 63) | 1 &<< (mixed &>> 46 & 63)
      | 1 &<< (mixed &>> 40 & 63) | 1 &<< (mixed &>> 34 & 63)
  }
}
