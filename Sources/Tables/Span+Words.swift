extension Span<UInt8> {
  /// Eight bytes as a little-endian word; they must all be there.
  @inlinable @inline(__always) public func word(at offset: Int) -> UInt64 {
    // Every pattern of bits is a number, and the load checks its bounds.
    UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// Up to eight bytes as a little-endian word whose other bytes are zero; more than eight are eight.
  @inlinable @inline(__always) public func word(at offset: Int, count: Int) -> UInt64 {
    if count <= 0 { return 0 }
    // Bytes behind those asked for are read where there are any, and shifted out.
    if offset >= 0 && offset <= self.count &- 8 {
      let whole = word(at: offset)
      if count >= 8 { return whole }
      let others = UInt64(truncatingIfNeeded: 64 &- count &* 8)
      return (whole &<< others) &>> others
    }
    return lastWord(at: offset, count: count)
  }

  /// The same byte by byte, near the end.
  @inline(never) @usableFromInline func lastWord(at offset: Int, count: Int) -> UInt64 {
    var word: UInt64 = 0
    for index in 0..<Swift.min(count, 8) { word |= UInt64(self[offset + index]) << UInt64(index * 8) }
    return word
  }
}
