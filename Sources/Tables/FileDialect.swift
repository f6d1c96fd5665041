/// How an export's text is cut into records and fields.
public struct FileDialect: Sendable, Equatable {
  /// What separates two fields.
  public enum Delimiter: UInt8, Sendable, CaseIterable {
    case comma = 0x2c
    case semicolon = 0x3b
    case tab = 0x09
    case pipe = 0x7c
  }

  /// What separates two fields; a `sep=;` line of the file itself wins.
  public var delimiter = Delimiter.comma
  /// Lines of a preamble before the header, passed over.
  public var skippedLines = 0
  /// Records of the header; 0 where the file has none and `names` tells the columns.
  public var headerRecords = 1
  /// Which of the header's records names the columns, from 1.
  public var nameRecord = 1
  /// Columns of a file without a header.
  public var names: [String] = []

  /// Comma, one header line, UTF-8.
  public init() {}
}
