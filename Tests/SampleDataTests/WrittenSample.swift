@testable import SampleData

/// The written files, read again with simple line logic.
struct WrittenSample {
  /// Bytes of each file.
  let files: [String: [UInt8]]
  /// Lines of TRUTH.md.
  let truth: [String]

  /// The files of a center.
  init(seed: UInt64, size: Double) {
    files = Dictionary(
      uniqueKeysWithValues: SampleCenter(seed: seed, size: size).files().map { ($0.path, $0.bytes) })
    truth = String(decoding: files["TRUTH.md"] ?? [], as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init)
  }

  /// Cells of the table rows of TRUTH.md that have so many columns.
  func table(columns: Int) -> [[String]] {
    truth.filter { $0.hasPrefix("| ") }.map {
      $0.split(separator: "|").map { $0.trimmingBlanks }
    }.filter { $0.count == columns }
  }

  /// Planted faults of a file: code by physical line.
  func planted(in path: String) -> [(line: Int, code: String)] {
    table(columns: 4).filter { $0[0] == path }.map { (Int($0[1]) ?? 0, $0[2]) }
  }

  /// Physical lines of a file, without their ends.
  func lines(of path: String) -> [[UInt8]] {
    (files[path] ?? []).split(separator: 0x0a, omittingEmptySubsequences: false).map { line in
      Array(line.last == 0x0d ? line.dropLast() : line)
    }
  }

  /// Records below the header with the code planted there, if any; a record ends where its quotes are even.
  func records(of path: String) -> [(code: String?, cells: [String])] {
    let codes = Dictionary(planted(in: path).map { ($0.line, $0.code) }) { first, _ in first }
    let delimiter: Character = path.contains("chat") ? ";" : ","
    var records: [(code: String?, cells: [String])] = []
    var open = ""
    let start = codes[1] == "separator_line" ? 2 : 1
    for (index, bytes) in lines(of: path).enumerated() where index >= start {
      let text = String(decoding: bytes, as: UTF8.self)
      if let code = codes[index + 1], code != "control_z" {
        if code != "blank_line" { records.append((code, cells(text, delimiter))) }
        continue
      }
      guard !(text.isEmpty && open.isEmpty), bytes != [0x1a] else { continue }
      open += open.isEmpty ? text : "\n" + text
      guard open.count(where: { $0 == "\"" }).isMultiple(of: 2) else { continue }
      records.append((nil, cells(open, delimiter)))
      open = ""
    }
    return records
  }

  private func cells(_ record: String, _ delimiter: Character) -> [String] {
    var cells = [""]
    var isQuoted = false
    for character in record {
      if character == "\"" {
        isQuoted.toggle()
      } else if character == delimiter, !isQuoted {
        cells.append("")
      } else {
        cells[cells.count - 1].append(character)
      }
    }
    return cells
  }

  /// The number behind a sentence of TRUTH.md's counts.
  func count(after sentence: String) -> Int? {
    guard let line = truth.first(where: { $0.contains(sentence) }) else { return nil }
    let end = line.ranges(of: sentence).first?.upperBound ?? line.endIndex
    return Int(line[end...].drop { !$0.isNumber }.prefix { $0.isNumber })
  }

  /// Codes of rows that a run rejects.
  static let rejectedCodes: Set<String> = [
    "too_few_fields", "too_many_fields", "text_after_quote", "unterminated_quote", "nul_byte",
    "invalid_text", "required_missing", "required_unreadable", "unknown_value", "end_before_start",
  ]
}

extension Substring {
  fileprivate var trimmingBlanks: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
