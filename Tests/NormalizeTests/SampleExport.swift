import Canonical
import Tables

@testable import Normalize

/// A small export as a test writes it; row `r` stands on line `r + 2`, below its header.
struct SampleExport {
  var header: [String]
  var rows: [[String]]
  /// Physical lines of each row, where they are not one each.
  var lines: [(first: UInt32, last: UInt32)] = []

  /// Chicago in 2026: UTC−6, from 2026-03-08 08:00 UTC UTC−5, from 2026-11-01 07:00 UTC UTC−6 again.
  static let chicago = ZoneTable(
    name: "America/Chicago", starts: [1_772_956_800, 1_793_516_400], offsets: [-21_600, -18_000, -21_600])
  /// UTC+1 all year.
  static let lagos = ZoneTable(name: "Africa/Lagos", starts: [], offsets: [3600])

  init(_ header: [String], _ rows: [[String]]) {
    self.header = header
    self.rows = rows
  }

  /// The rows as records of bytes, those of `range` alone where one is given.
  func batch(_ range: Range<Int>? = nil) -> RawBatch {
    var batch = RawBatch(width: header.count)
    for row in range ?? rows.indices {
      for cell in rows[row] {
        batch.bytes += Array(cell.utf8)
        batch.ends.append(UInt32(batch.bytes.count))
      }
      batch.firstLines.append(lines.isEmpty ? UInt32(row + 2) : lines[row].first)
      batch.lastLines.append(lines.isEmpty ? UInt32(row + 2) : lines[row].last)
    }
    return batch
  }

  func normalizer(_ profile: ProfileMapping, zone: String = "UTC") throws(StageFailure) -> Normalizer {
    let zones = ["UTC": ZoneTable.utc, "America/Chicago": Self.chicago, "Africa/Lagos": Self.lagos]
    return try Normalizer(profile, columns: header, file: "acd.csv", zones: zones, inputZone: zone)
  }

  func normalized(_ profile: ProfileMapping, zone: String = "UTC") throws(StageFailure) -> CanonicalBatch {
    try normalizer(profile, zone: zone).normalize(batch())
  }
}

extension CanonicalBatch {
  /// The texts of a column; nil where missing.
  func texts(_ column: String) -> [String?] {
    let place = table.place(of: column)
    let slot = slots[place]
    if case .text = table.columns[place].type {
      return codes[slot].map { $0 == 0 ? nil : books[slot].text(of: $0) }
    }
    return (0..<count).map { texts[slot].text($0) }.map { $0.isEmpty ? nil : $0 }
  }

  /// The numbers of a column; nil where missing.
  func numbers(_ column: String) -> [Int64?] {
    numbers[slots[table.place(of: column)]].map { $0 == CanonicalBatch.missing ? nil : $0 }
  }

  /// The instants of a column in UTC; nil where missing.
  func instants(_ column: String) -> [String?] {
    numbers(column).map { $0.map { Instant(milliseconds: $0).description } }
  }

  /// The words of a column of words; nil where missing.
  func words(_ column: String) -> [String?] {
    guard case .oneOf(let words) = table.columns[table.place(of: column)].type else { return [] }
    return numbers(column).map { $0.map { words[Int($0)] } }
  }

  /// How often a warning was counted.
  func warned(_ code: WarningCode, _ subject: String) -> Int {
    warnings.sorted.first { $0.key.code == code && $0.key.subject == subject }?.count ?? 0
  }

  /// Line and code of each reject.
  var faults: [String] { rejects.rejects.map { "\($0.firstLine) \($0.code.rawValue)" } }
}

extension ValueMapping {
  /// A column of the file, by any of its names.
  static func column(_ names: String..., optional: Bool = false) -> ValueMapping {
    ValueMapping(.column(ColumnReference(names: names, isOptional: optional)))
  }

  static func constant(_ text: String) -> ValueMapping { ValueMapping(.constant(text)) }

  static func concat(_ parts: [ValueMapping], _ separator: String = "", nullParts: Bool = false)
    -> ValueMapping
  {
    ValueMapping(.concat(parts, separator: separator, nullParts: nullParts))
  }

  static func coalesce(_ parts: ValueMapping...) -> ValueMapping { ValueMapping(.coalesce(parts)) }

  /// The same with texts that mean missing.
  func null(_ tokens: String...) -> ValueMapping { changed { $0.nullTokens = tokens } }

  /// The same behind a map.
  func map(_ pairs: [(String, String)], unknown: TextMap.Unknown = .error) -> ValueMapping {
    changed { $0.map = TextMap(pairs: pairs.map { (from: $0.0, to: $0.1) }, unknown: unknown) }
  }

  /// The same read by these formats.
  func formats(_ formats: String...) throws -> ValueMapping {
    let patterns = try formats.map { try DatePattern($0) }
    return changed { $0.formats = patterns }
  }

  func changed(_ change: (inout ValueMapping) -> Void) -> ValueMapping {
    var value = self
    change(&value)
    return value
  }
}

extension ProfileMapping {
  /// Contacts with these fields beside an id from column `id` and a fixed start.
  static func contacts(
    _ fields: [(String, ValueMapping)], null: [String] = [], where conditions: [RowCondition] = [],
    keep: KeepRule? = nil
  ) -> ProfileMapping {
    let names = fields.map(\.0)
    let given: [(String, ValueMapping)] = [
      ("contact_id", .column("id")), ("started_at", .constant("2026-10-31T12:00:00Z")),
    ].filter { !names.contains($0.0) }
    return ProfileMapping(
      name: "test", table: .contacts, nullTokens: null, conditions: conditions,
      fields: (given + fields).map { FieldMapping(column: $0.0, value: $0.1) }, keep: keep)
  }
}

extension RowCondition {
  /// A condition on a column by its name.
  static func on(_ column: String, _ test: Test, reason: String = "not_selected") -> RowCondition {
    RowCondition(column: ColumnReference(names: [column]), test: test, reason: reason)
  }
}
