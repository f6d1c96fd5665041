import Canonical
import Tables

/// How the dates of one column were read: how many by each format, and how many could be read otherwise.
package struct FormatHits: Sendable, Equatable {
  /// The canonical column.
  package let column: String
  /// The formats, in the order of the profile; `ISO 8601` where it names none.
  package let formats: [String]
  /// How many texts each read.
  package private(set) var hits: [Int]
  /// How many of them tell another day with day and month swapped, or the same one.
  package private(set) var ambiguous = 0

  /// Above this share of a column's dates their order of day and month is in doubt.
  ///
  /// Source: the product's contract on the command `check`.
  private static let doubtfulShare = 0.9

  /// How many dates were read.
  package var count: Int { hits.reduce(0, +) }

  /// Whether nearly all dates could be read either way, so that the formats may be wrong and nothing shows it.
  package var isInDoubt: Bool { Double(ambiguous) > FormatHits.doubtfulShare * Double(count) }

  /// Nothing read yet.
  init(column: String, formats: [String]) {
    (self.column, self.formats) = (column, formats)
    hits = Array(repeating: 0, count: formats.count)
  }

  /// Counts a text that a format read; a day up to the twelfth could be a month.
  mutating func add(_ format: Int, day: Int, couldBeSwapped: Bool) {
    hits[format] += 1
    if couldBeSwapped, day <= 12 { ambiguous += 1 }
  }

  /// Adds those of other rows of the same column.
  package mutating func merge(_ other: FormatHits) {
    for format in hits.indices { hits[format] += other.hits[format] }
    ambiguous += other.ambiguous
  }
}

extension Normalizer {
  /// How the dates of a batch's columns are read, in the order of the table; its texts are read anew.
  package func formatHits(in batch: RawBatch) -> [FormatHits] {
    var texts = TextEvaluation(batch, 0..<batch.count, mapping)
    return table.columns.indices.compactMap { place in
      guard let value = mapping.fields[place] else { return nil }
      let type = table.columns[place].type
      guard type == .instant || type == .date else { return nil }
      switch value.source {
      case .dateAndTime(let date, _), .dateMinus(let date, _, _):
        return hits(of: date, table.columns[place].name, &texts)
      default: return hits(of: value, table.columns[place].name, &texts)
      }
    }
  }

  private func hits(
    of value: BoundMapping.Value, _ column: String, _ texts: inout TextEvaluation
  ) -> FormatHits? {
    if case .constant = value.source { return nil }
    let patterns = value.reading.formats
    var hits = FormatHits(column: column, formats: patterns.isEmpty ? ["ISO 8601"] : patterns.map(\.text))
    let single = patterns.isEmpty ? [[]] : value.formats.map { [$0] }
    let swappable = patterns.isEmpty ? [false] : patterns.map(\.couldBeSwapped)
    var times = TimeReading(.utc)
    let ranges = texts.texts(of: value)
    let bytes = texts.bytes(isInFile: ranges.isInFile)
    for place in ranges.places where !place.isEmpty {
      for (format, formats) in single.enumerated() {
        guard let read = times.reading(formats.span, bytes.span, Int(place.start), Int(place.end)) else {
          continue
        }
        hits.add(format, day: Int(read.day.parts.day), couldBeSwapped: swappable[format])
        break
      }
    }
    return hits
  }
}
