import Ingest
import Tables

/// What separates two fields of a file.
struct DelimiterFinding {
  /// The delimiter.
  let delimiter: FileDialect.Delimiter
  /// Whether a line such as `sep=;` says so.
  let isDeclared: Bool
  /// The text without that line.
  let text: [UInt8]

  /// Records looked at for each delimiter.
  private static let records = 1000

  /// Finds the delimiter of a text: the one that cuts most records into equally many fields.
  init(_ text: [UInt8], isWhole: Bool) {
    if let (declared, rest) = DelimiterFinding.declared(text) {
      (delimiter, isDeclared, self.text) = (declared, true, rest)
      return
    }
    var best: (delimiter: FileDialect.Delimiter, score: Double) = (.comma, 0)
    for delimiter in FileDialect.Delimiter.allCases {
      let records = LooseRecords(
        text, delimiter: delimiter, isWhole: isWhole, limit: DelimiterFinding.records
      ).records
      let widths = records.map(\.fields.count)
      guard let width = commonest(widths), width > 1 else { continue }
      let share = Double(widths.count { $0 == width }) / Double(widths.count)
      let score = share * (1 - 1 / Double(width))
      if score > best.score { best = (delimiter, score) }
    }
    (delimiter, isDeclared, self.text) = (best.delimiter, false, text)
  }

  private static func declared(_ text: [UInt8]) -> (FileDialect.Delimiter, [UInt8])? {
    let line = text.prefix { $0 != 0x0a && $0 != 0x0d }
    let bare = line.filter { $0 != 0x22 }
    guard bare.count == 5, let last = bare.last, let delimiter = FileDialect.Delimiter(rawValue: last),
      String(decoding: bare.dropLast(), as: UTF8.self).lowercased() == "sep="
    else { return nil }
    let rest = text[line.endIndex...]
    return (delimiter, Array(rest.dropFirst(rest.starts(with: [0x0d, 0x0a]) ? 2 : 1)))
  }
}

/// The number that occurs most often, the largest of several such; nil for none.
func commonest(_ numbers: [Int]) -> Int? {
  var counts: [Int: Int] = [:]
  for number in numbers { counts[number, default: 0] += 1 }
  return counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key
}
