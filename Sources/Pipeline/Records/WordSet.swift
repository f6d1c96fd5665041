/// A set of 64-bit words that are not 0, with open addressing.
///
/// A few bits for each word say first whether it may be there: most words that are asked for are not.
struct WordSet: Sendable {
  private var slots: [UInt64] = [0]
  private var hints: [UInt64] = [0]
  private(set) var count = 0

  /// An empty set.
  init() {}

  /// The set of some words.
  init(_ words: some Sequence<UInt64>) { for word in words { insert(word) } }

  /// Adds a word.
  /// - Returns: whether it was new.
  @discardableResult
  mutating func insert(_ word: UInt64) -> Bool {
    precondition(word != 0, "0 marks a free slot")
    var slot = first(word)
    while slots[slot] != 0 {
      if slots[slot] == word { return false }
      slot = (slot &+ 1) & (slots.count &- 1)
    }
    slots[slot] = word
    hints[hint(word)] |= 1 &<< (word.byteSwapped & 63)
    count += 1
    if count * 2 >= slots.count { grow() }
    return true
  }

  /// Bytes that it holds.
  var bytes: Int { (slots.count + hints.count) * 8 }

  /// Whether it holds a word.
  @inline(__always)
  func contains(_ word: UInt64) -> Bool {
    if hints[hint(word)] & (1 &<< (word.byteSwapped & 63)) == 0 { return false }
    var slot = first(word)
    while slots[slot] != 0 {
      if slots[slot] == word { return true }
      slot = (slot &+ 1) & (slots.count &- 1)
    }
    return false
  }

  @inline(__always)
  private func first(_ word: UInt64) -> Int {
    Int(truncatingIfNeeded: (word &* 0x9e37_79b9_7f4a_7c15) &>> 24) & (slots.count &- 1)
  }

  /// The word of hints; there are as many hints as eight times the slots.
  @inline(__always)
  private func hint(_ word: UInt64) -> Int {
    Int(truncatingIfNeeded: (word &* 0x9e37_79b9_7f4a_7c15) &>> 40) & (hints.count &- 1)
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: 0, count: old.count * 2)
    hints = Array(repeating: 0, count: max(1, slots.count / 8))
    for word in old where word != 0 {
      hints[hint(word)] |= 1 &<< (word.byteSwapped & 63)
      var slot = first(word)
      while slots[slot] != 0 { slot = (slot &+ 1) & (slots.count &- 1) }
      slots[slot] = word
    }
  }
}
