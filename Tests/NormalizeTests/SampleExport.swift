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

  /// Where each row begins, counted from the top of the export.
  var offsets: [UInt32] {
    rows.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.reduce(0) { $0 + UInt32($1.utf8.count) + 1 }) }
      .dropLast()
  }

  /// The rows as records of bytes, those of `range` alone where one is given; of each record the fields
  /// of the columns in `kept`, or all, their places in descending order.
  ///
  /// Offsets are counted from the top of the export, so that rows can be told apart in any piece of it.
  func batch(_ range: Range<Int>? = nil, kept: Set<Int>? = nil) -> RawBatch {
    let columns = header.indices.filter { kept?.contains($0) ?? true }
    var places = Array(repeating: Int32(-1), count: header.count)
    for (place, column) in columns.reversed().enumerated() { places[column] = Int32(place) }
    var batch = RawBatch(places: places)
    let offsets = offsets
    for row in range ?? rows.indices {
      var ranges: [Range<UInt32>] = []
      for cell in rows[row] {
        let start = UInt32(batch.bytes.count)
        batch.bytes += Array(cell.utf8)
        ranges.append(start..<UInt32(batch.bytes.count))
        batch.bytes.append(UInt8(ascii: ","))
      }
      batch.starts += columns.reversed().map { ranges[$0].lowerBound }
      batch.ends += columns.reversed().map { ranges[$0].upperBound }
      batch.offsets.append(offsets[row])
      batch.firstLines.append(lines.isEmpty ? UInt32(row + 2) : lines[row].first)
      batch.lastLines.append(lines.isEmpty ? UInt32(row + 2) : lines[row].last)
    }
    return batch
  }

  func normalizer(_ profile: ProfileMapping, zone: String = "UTC") throws(StageFailure) -> Normalizer {
    let zones = ["UTC": ZoneTable.utc, "America/Chicago": Self.chicago, "Africa/Lagos": Self.lagos]
    return try Normalizer(
      profile, columns: header, file: "acd.csv", lineName: "acd.csv", zones: zones, inputZone: zone)
  }

  func normalized(_ profile: ProfileMapping, zone: String = "UTC") throws(StageFailure) -> CanonicalBatch {
    let normalizer = try normalizer(profile, zone: zone)
    return normalizer.normalize(batch(kept: normalizer.usedColumns))
  }
}

extension CanonicalBatch {
  /// The texts of a column of texts; nil where missing.
  func texts(_ column: String) -> [String?] {
    let slot = slots[table.place(of: column)]
    return codes[slot].map { $0 == 0 ? nil : books[slot].text(of: $0) }
  }

  /// The fingerprints of a column of ids.
  func keys(_ column: String) -> [Fingerprint] { keys[slots[table.place(of: column)]] }

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

/// The fingerprints of some ids.
func prints(_ ids: String...) -> [Fingerprint] { ids.map { Fingerprint($0) } }

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
