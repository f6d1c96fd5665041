/// Distinct texts and their codes, from 1 on in order of first appearance.
///
/// Code 0 is *missing*.
/// Each chunk of rows has its own; books are joined in the order of the chunks, so that a code
/// never depends on the number of workers. What a user sees is sorted by text, never by code.
public struct CodeBook: Sendable {
  /// The texts, one behind the other.
  @usableFromInline var arena: [UInt8] = []
  /// Where text of code `index` ends in the arena; element 0 is 0.
  @usableFromInline var ends: [Int] = [0]
  /// Open addressing: codes, 0 where free; its size is a power of two.
  @usableFromInline var slots: [UInt32] = Array(repeating: 0, count: 16)

  /// An empty book.
  public init() {}

  /// How many distinct texts it holds; codes run from 1 to this.
  @inlinable public var count: Int { ends.count - 1 }

  /// The code of these bytes, new where they are; 0 for none.
  @inlinable public mutating func code(of bytes: [UInt8], from start: Int, to end: Int) -> UInt32 {
    if start >= end { return 0 }
    var slot = firstSlot(bytes, start, end)
    while slots[slot] != 0 {
      if matches(slots[slot], bytes, start, end) { return slots[slot] }
      slot = (slot + 1) & (slots.count - 1)
    }
    arena.append(contentsOf: bytes[start..<end])
    ends.append(arena.count)
    let code = UInt32(count)
    slots[slot] = code
    if count * 2 > slots.count { grow() }
    return code
  }

  /// The code of these bytes where they are known, else nil; 0 for none.
  @inlinable public func existingCode(of bytes: [UInt8], from start: Int, to end: Int) -> UInt32? {
    if start >= end { return 0 }
    var slot = firstSlot(bytes, start, end)
    while slots[slot] != 0 {
      if matches(slots[slot], bytes, start, end) { return slots[slot] }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// The code of a text, new where it is.
  public mutating func code(of text: String) -> UInt32 {
    let bytes = Array(text.utf8)
    return code(of: bytes, from: 0, to: bytes.count)
  }

  /// The bytes of a code; none for 0.
  public func bytes(of code: UInt32) -> ArraySlice<UInt8> {
    code == 0 ? [] : arena[ends[Int(code) - 1]..<ends[Int(code)]]
  }

  /// The text of a code; empty for 0.
  public func text(of code: UInt32) -> String { String(decoding: bytes(of: code), as: UTF8.self) }

  /// Takes over another book's texts in their order.
  /// - Returns: this book's code for each of the other's; element 0 is 0.
  public mutating func merge(_ other: CodeBook) -> [UInt32] {
    var codes: [UInt32] = [0]
    codes.reserveCapacity(other.count + 1)
    for code in 1..<UInt32(other.count + 1) {
      let start = other.ends[Int(code) - 1]
      codes.append(self.code(of: other.arena, from: start, to: other.ends[Int(code)]))
    }
    return codes
  }

  @usableFromInline func firstSlot(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for index in start..<end { hash = (hash ^ UInt64(bytes[index])) &* 0x0000_0100_0000_01b3 }
    return Int(truncatingIfNeeded: hash ^ (hash >> 32)) & (slots.count - 1)
  }

  @usableFromInline func matches(_ code: UInt32, _ bytes: [UInt8], _ start: Int, _ end: Int) -> Bool {
    let known = ends[Int(code) - 1]
    guard ends[Int(code)] - known == end - start else { return false }
    for offset in 0..<(end - start) where arena[known + offset] != bytes[start + offset] {
      return false
    }
    return true
  }

  @usableFromInline mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    for code in 1...UInt32(count) {
      var slot = firstSlot(arena, ends[Int(code) - 1], ends[Int(code)])
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = code
    }
  }
}
