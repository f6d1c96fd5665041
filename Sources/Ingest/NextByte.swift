import Glibc

/// The next place of one kind of byte, remembered, so that a search over many records costs one pass.
struct NextByte {
  /// What is looked for.
  enum Kind {
    case exactly(UInt8)
    /// Any byte from 0x80 on.
    case beyondASCII
  }

  private let kind: Kind
  // There is none in `known.lowerBound..<known.upperBound`, and one at the upper bound or none at all.
  private var known: Range<Int>

  /// Looks for this kind in `count` bytes of which nothing is known.
  init(_ kind: Kind, count: Int) {
    self.kind = kind
    known = count..<count
  }

  /// The first place at or behind `start`; the number of bytes where there is none.
  @inline(__always)
  mutating func place(from start: Int, in bytes: Span<UInt8>) -> Int {
    if start >= known.lowerBound && start <= known.upperBound { return known.upperBound }
    return searched(start, bytes)
  }

  private mutating func searched(_ start: Int, _ bytes: Span<UInt8>) -> Int {
    // Behind what is known to the end, before it only up to it: going back a few lines stays cheap.
    let isBefore = start < known.lowerBound
    let stop = isBefore ? known.lowerBound : bytes.count
    let found = first(start, stop, bytes)
    known = start..<(found < stop ? found : isBefore ? known.upperBound : stop)
    return known.upperBound
  }

  private func first(_ start: Int, _ stop: Int, _ bytes: Span<UInt8>) -> Int {
    precondition(start >= 0 && stop <= bytes.count, "places within the bytes")
    return bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress, start < stop else { return stop }
      switch kind {
      case .exactly(let byte):
        guard let found = memchr(base + start, Int32(byte), stop - start) else { return stop }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
      case .beyondASCII:
        return firstBeyondASCII(base, start, stop)
      }
    }
  }

  private func firstBeyondASCII(_ base: UnsafePointer<UInt8>, _ start: Int, _ stop: Int) -> Int {
    let raw = UnsafeRawPointer(base)
    var place = start
    while place + 8 <= stop,
      raw.loadUnaligned(fromByteOffset: place, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
    {
      place += 8
    }
    while place < stop && base[place] < 0x80 { place += 1 }
    return place
  }
}
