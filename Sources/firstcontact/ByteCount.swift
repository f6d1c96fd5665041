import ArgumentParser

/// A number of bytes on the command line: a plain integer, or one that ends in KiB, MiB or GiB.
struct ByteCount: ExpressibleByArgument {
  /// How many.
  let bytes: Int

  private static let units = [("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30)]

  init?(argument: String) {
    let unit = ByteCount.units.first { argument.hasSuffix($0.0) }
    let digits = unit.map { argument.dropLast($0.0.count) } ?? argument[...]
    guard !digits.isEmpty, digits.utf8.allSatisfy({ $0 &- 0x30 < 10 }), let number = Int(digits) else {
      return nil
    }
    let (bytes, isOver) = number.multipliedReportingOverflow(by: unit?.1 ?? 1)
    if isOver { return nil }
    self.bytes = bytes
  }
}
