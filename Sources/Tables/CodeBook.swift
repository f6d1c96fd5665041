/// Distinct texts and their codes, from 1 on in order of first appearance.
///
/// Code 0 is *missing*.
/// Each chunk of rows has its own; books are joined in the order of the chunks, so that a code
/// never depends on the number of workers. What a user sees is sorted by text, never by code.
public struct CodeBook: Sendable {
  /// What is kept of one text, so that most are told apart without a look at the arena.
  @usableFromInline @frozen struct Entry: Sendable {
    /// Its first sixteen bytes; zeros behind its end.
    @usableFromInline var head: UInt64
    @usableFromInline var next: UInt64
    /// Where it begins in the arena.
    @usableFromInline var start: Int
    @usableFromInline var count: UInt32
    @usableFromInline var hash: UInt32

    /// The entry of some bytes, the place in the arena left open.
    @inlinable @inline(__always) init(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) {
      let count = end &- start
      head = bytes.word(at: start, count: count)
      next = bytes.word(at: start &+ 8, count: count &- 8)
      var mixed = Fingerprint.fold(
        head ^ 0x9e37_79b9_7f4a_7c15, next ^ UInt64(truncatingIfNeeded: count) ^ 0xa076_1d64_78bd_642f)
      if count > 16 { mixed = Entry.mixed(mixed, withRestOf: bytes, start, end) }
      hash = UInt32(truncatingIfNeeded: mixed ^ (mixed &>> 32))
      self.count = UInt32(truncatingIfNeeded: count)
      self.start = 0
    }

    /// Mixes the bytes behind the first sixteen into a hash.
    @inline(never) @usableFromInline
    static func mixed(_ mixed: UInt64, withRestOf bytes: Span<UInt8>, _ start: Int, _ end: Int) -> UInt64 {
      var mixed = mixed
      for index in stride(from: start + 16, to: end, by: 8) {
        let word = bytes.word(at: index, count: end - index)
        mixed = Fingerprint.fold(mixed ^ word, 0xe703_7ed1_a0b4_28db)
      }
      return mixed
    }
  }

  /// The texts, one behind the other.
  @usableFromInline var arena: [UInt8] = []
  /// One for each code; element 0 stands for none.
  @usableFromInline var entries: [Entry] = [Entry([0].span, 0, 0)]
  /// Open addressing: the text's hash above its code, 0 where free; its size is a power of two.
  @usableFromInline var slots: [UInt64] = Array(repeating: 0, count: 16)

  /// An empty book.
  public init() {}

  /// How many distinct texts it holds; codes run from 1 to this.
  @inlinable public var count: Int { entries.count - 1 }

  /// The code of these bytes, new where they are; 0 for none.
  @inlinable @inline(__always)
  public mutating func code(of bytes: Span<UInt8>, from start: Int, to end: Int) -> UInt32 {
    if start >= end { return 0 }
    return code(of: Entry(bytes, start, end), bytes, start)
  }

  /// The code of these bytes of an array, new where they are; 0 for none.
  public mutating func code(of bytes: [UInt8], from start: Int, to end: Int) -> UInt32 {
    code(of: bytes.span, from: start, to: end)
  }

  /// The code of these bytes where they are known, else nil; 0 for none.
  @inlinable @inline(__always)
  public func existingCode(of bytes: Span<UInt8>, from start: Int, to end: Int) -> UInt32? {
    if start >= end { return 0 }
    let known = slots.span[slot(of: Entry(bytes, start, end), bytes, start)]
    return known == 0 ? nil : UInt32(truncatingIfNeeded: known)
  }

  /// The code of these bytes of an array where they are known, else nil; 0 for none.
  public func existingCode(of bytes: [UInt8], from start: Int, to end: Int) -> UInt32? {
    existingCode(of: bytes.span, from: start, to: end)
  }

  /// The code of a text, new where it is.
  public mutating func code(of text: String) -> UInt32 {
    let bytes = Array(text.utf8)
    return code(of: bytes, from: 0, to: bytes.count)
  }

  /// The bytes of a code; none for 0.
  public func bytes(of code: UInt32) -> ArraySlice<UInt8> {
    let entry = entries[Int(code)]
    return arena[entry.start..<(entry.start + Int(entry.count))]
  }

  /// The text of a code; empty for 0.
  public func text(of code: UInt32) -> String { String(decoding: bytes(of: code), as: UTF8.self) }

  /// Takes over another book's texts in their order.
  /// - Returns: this book's code for each of the other's; element 0 is 0.
  public mutating func merge(_ other: CodeBook) -> [UInt32] {
    var codes = Array(repeating: UInt32(0), count: other.count + 1)
    for code in 1..<codes.count {
      let entry = other.entries[code]
      codes[code] = self.code(of: entry, other.arena.span, entry.start)
    }
    return codes
  }

  /// The code of an entry whose bytes begin at `start`.
  @inlinable @inline(__always)
  mutating func code(of entry: Entry, _ bytes: Span<UInt8>, _ start: Int) -> UInt32 {
    let slot = slot(of: entry, bytes, start)
    let known = slots.span[slot]
    return known == 0 ? add(entry, bytes, start, slot) : UInt32(truncatingIfNeeded: known)
  }

  /// The slot of an entry: its own, or the free one where it belongs.
  @inlinable @inline(__always)
  func slot(of entry: Entry, _ bytes: Span<UInt8>, _ start: Int) -> Int {
    let (slots, entries) = (slots.span, entries.span)
    let mask = slots.count &- 1
    var slot = Int(entry.hash) & mask
    while true {
      let known = slots[slot]
      if known == 0 { return slot }
      if UInt32(truncatingIfNeeded: known &>> 32) == entry.hash {
        let other = entries[Int(known & 0xffff_ffff)]
        if other.head == entry.head, other.next == entry.next, other.count == entry.count,
          entry.count <= 16 || hasRest(of: entry, at: other.start, bytes, start)
        {
          return slot
        }
      }
      slot = (slot &+ 1) & mask
    }
  }

  /// Whether the bytes behind the first sixteen are those at a place of the arena.
  @inline(never) @usableFromInline
  func hasRest(of entry: Entry, at place: Int, _ bytes: Span<UInt8>, _ start: Int) -> Bool {
    let arena = arena.span
    for offset in stride(from: 16, to: Int(entry.count), by: 8) {
      let count = Int(entry.count) - offset
      if arena.word(at: place + offset, count: count) != bytes.word(at: start + offset, count: count) {
        return false
      }
    }
    return true
  }

  /// Adds bytes that are new, into a free slot.
  @inline(never) @usableFromInline
  mutating func add(_ entry: Entry, _ bytes: Span<UInt8>, _ start: Int, _ slot: Int) -> UInt32 {
    var entry = entry
    entry.start = arena.count
    for index in start..<(start + Int(entry.count)) { arena.append(bytes[index]) }
    entries.append(entry)
    let code = UInt32(count)
    slots[slot] = UInt64(entry.hash) << 32 | UInt64(code)
    if count * 2 > slots.count { grow() }
    return code
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    for code in 1...count {
      let hash = entries[code].hash
      var slot = Int(hash) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt64(hash) << 32 | UInt64(code)
    }
  }
}
