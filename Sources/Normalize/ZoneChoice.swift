import Tables

/// Which zone the local times of a value are in, once its columns were found.
indirect enum ZoneChoice: Sendable {
  /// The same for all rows.
  case fixed(ZoneTable)
  /// The one that a text of the row names; the other where it names none.
  case named(BoundMapping.Value, ZoneShelf, otherwise: ZoneTable)

  /// The zone of all rows, or of those that name none.
  var fallback: ZoneTable {
    switch self {
    case .fixed(let zone), .named(_, _, let zone): zone
    }
  }
}

/// Zones by the names that rows call them.
struct ZoneShelf: Sendable {
  private var book = CodeBook()
  private var tables: [ZoneTable] = []

  /// All zones of a run.
  init(_ zones: [String: ZoneTable]) {
    for name in zones.keys.sorted() {
      guard let zone = zones[name] else { continue }
      _ = book.code(of: name)
      tables.append(zone)
    }
  }

  /// The zone that a text names; nil where there is none.
  func zone(_ bytes: Span<UInt8>, _ place: TextRanges.Place) -> ZoneTable? {
    book.existingCode(of: bytes, from: Int(place.start), to: Int(place.end)).map { tables[Int($0) - 1] }
  }
}
