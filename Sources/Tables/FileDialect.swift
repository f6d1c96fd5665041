/// How an export's text is cut into records and fields.
public struct FileDialect: Sendable, Equatable {
  /// What separates two fields.
  public enum Delimiter: UInt8, Sendable, CaseIterable {
    case comma = 0x2c
    case semicolon = 0x3b
    case tab = 0x09
    case pipe = 0x7c
  }

  /// How an export's bytes spell text.
  public enum Encoding: String, Sendable, CaseIterable {
    case utf8 = "utf-8"
    /// With a byte order mark, which tells the order of the bytes.
    case utf16 = "utf-16"
    case utf16LE = "utf-16le"
    case utf16BE = "utf-16be"
    case windows1252 = "windows-1252"
    case windows1251 = "windows-1251"
    case latin1 = "latin-1"
  }

  /// How the file's bytes spell text.
  public var encoding = Encoding.utf8
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
  /// Whether records may have fewer fields than there are columns; the missing ones are empty.
  public var isRagged = false
  /// Lines behind the data, such as totals, passed over; blank lines do not count.
  public var footerLines = 0

  /// Comma, one header line, UTF-8.
  public init() {}
}
