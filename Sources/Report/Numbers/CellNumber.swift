import Output

/// A number as a table has it: exact, in millionths.
package struct CellNumber: Sendable, Equatable, Comparable {
  /// Millionths of one: 0.25 is 250,000.
  package var millionths: Int64

  /// A number of millionths.
  package init(millionths: Int64) { self.millionths = millionths }

  /// The number that a cell holds; nil where it is empty or holds none.
  package init?(_ text: String) {
    var digits = Substring(text)
    let isNegative = digits.first == "-"
    if isNegative { digits = digits.dropFirst() }
    let parts = digits.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = parts.first, !first.isEmpty, let whole = Int64(first), whole >= 0,
      first.utf8.first != UInt8(ascii: "+")
    else { return nil }
    var fraction: Int64 = 0
    if parts.count == 2 {
      let decimals = parts[1]
      // Tables have six decimals at most.
      guard (1...6).contains(decimals.utf8.count), let value = Int64(decimals), value >= 0,
        decimals.utf8.first != UInt8(ascii: "+")
      else { return nil }
      fraction = value
      for _ in decimals.utf8.count..<6 { fraction *= 10 }
    }
    let (product, overflow) = whole.multipliedReportingOverflow(by: 1_000_000)
    guard !overflow, product <= Int64.max - fraction else { return nil }
    millionths = isNegative ? -(product + fraction) : product + fraction
  }

  /// The number for drawings.
  package var double: Double { Double(millionths) / 1_000_000 }

  /// As tables write it: without zeros at its end.
  package var text: String {
    var buffer = TextBuffer()
    buffer.append(millionths: millionths)
    return String(decoding: buffer.bytes, as: UTF8.self)
  }

  /// Which of two is less.
  package static func < (one: CellNumber, other: CellNumber) -> Bool { one.millionths < other.millionths }

  /// The difference of two.
  package static func - (one: CellNumber, other: CellNumber) -> CellNumber {
    CellNumber(millionths: one.millionths - other.millionths)
  }
}
