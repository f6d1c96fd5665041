import Tables

extension CanonicalBatch {
  /// One fingerprint of several columns for each row; a missing value is one of its own.
  /// - Parameters:
  ///   - columns: names of columns of the table.
  ///   - seed: tells apart equal values of different meaning.
  package func prints(of columns: [String], seed: UInt64) -> [Fingerprint] {
    var prints = Array(repeating: Fingerprint(high: seed, low: 1), count: count)
    for name in columns {
      let place = table.place(of: name)
      let slot = slots[place]
      switch table.columns[place].type {
      case .key:
        for row in prints.indices {
          prints[row] = prints[row].combined(with: keys[slot][row].high).combined(with: keys[slot][row].low)
        }
      case .text:
        // By the text, since codes are the batch's own.
        let texts = (0...books[slot].count).map { code -> Fingerprint in
          let bytes = Array(books[slot].bytes(of: UInt32(code)))
          return Fingerprint(bytes, from: 0, to: bytes.count)
        }
        for row in prints.indices {
          let text = texts[Int(codes[slot][row])]
          prints[row] = prints[row].combined(with: text.high).combined(with: text.low)
        }
      default:
        for row in prints.indices {
          prints[row] = prints[row].combined(with: UInt64(bitPattern: numbers[slot][row]))
        }
      }
    }
    return prints
  }
}

extension CanonicalBatch {
  /// The fingerprint of a keep rule's key for each row; missing where the whole key is.
  package func keepKeys(of rule: KeepRule) -> [Fingerprint] { filledPrints(of: rule.key, seed: 1) }

  /// One fingerprint of several columns for each row; missing where all of them are.
  package func filledPrints(of columns: [String], seed: UInt64) -> [Fingerprint] {
    let places = columns.map { table.place(of: $0) }
    var prints = prints(of: columns, seed: seed)
    for row in prints.indices where places.allSatisfy({ isMissing($0, row) }) { prints[row] = .missing }
    return prints
  }

  /// Whether a row has no value in the column at a place of the table.
  package func isMissing(_ place: Int, _ row: Int) -> Bool {
    let slot = slots[place]
    switch table.columns[place].type {
    case .key: return keys[slot][row].isMissing
    case .text: return codes[slot][row] == 0
    default: return numbers[slot][row] == CanonicalBatch.missing
    }
  }
}

extension CanonicalBatch {
  /// The newest instant in it that is no open end, or the end of the newest day; nil where it has none.
  /// - Parameter zone: whose days end.
  package func newest(in zone: ZoneTable) -> Instant? {
    var newest: Instant?
    for column in table.columns where column.type == .instant || column.type == .date {
      let latest = milliseconds(column.name).filter {
        $0 != CanonicalBatch.missing && $0 < CanonicalBatch.openEnd
      }.max()
      guard let latest else { continue }
      let instant =
        column.type == .instant
        ? Instant(milliseconds: latest)
        : zone.midnight(of: CivilDate(days: Int32(latest.flooredQuotient(86_400_000)) + 1))
      newest = max(newest ?? instant, instant)
    }
    return newest
  }
}
