import Canonical
import Tables

/// On which scale each item of each survey is answered: the one that most of its rows have.
///
/// A row without a scale is on its item's. One on another scale, or outside its own, cannot be read.
struct ItemScales {
  /// An item of an instrument.
  private struct Item: Hashable {
    var instrument: Int64
    var item: UInt32
  }

  /// Ends of a scale, in millionths.
  private struct Scale: Hashable {
    var low: Int64
    var high: Int64
  }

  private var usual: [Item: Scale] = [:]
  private let instruments: [Int64]
  private let items: [UInt32]
  private let values: [Int64]
  private let lows: [Int64]
  private let highs: [Int64]

  /// The scales of a settled table of responses.
  init(_ table: SmallTable) {
    (instruments, items) = (table.numbers("instrument"), table.codes("item"))
    (values, lows, highs) = (table.numbers("value"), table.numbers("scale_min"), table.numbers("scale_max"))
    var counts: [Item: [Scale: Int]] = [:]
    for row in items.indices {
      guard let scale = scale(of: row) else { continue }
      counts[Item(instrument: instruments[row], item: items[row]), default: [:]][scale, default: 0] += 1
    }
    for (item, scales) in counts {
      // Of several the narrowest and lowest, so that no order of rows decides.
      usual[item] =
        scales.min { a, b in (-a.value, a.key.high, a.key.low) < (-b.value, b.key.high, b.key.low) }?.key
    }
  }

  private func scale(of row: Int) -> Scale? {
    guard lows[row] != CanonicalBatch.missing, highs[row] != CanonicalBatch.missing, lows[row] < highs[row]
    else { return nil }
    return Scale(low: lows[row], high: highs[row])
  }

  /// The answer of a row, 0…1; nil on another scale than its item's, outside it, or where nobody knows it.
  func share(of row: Int) -> Double? {
    guard let usual = usual[Item(instrument: instruments[row], item: items[row])] else { return nil }
    let isBlank = lows[row] == CanonicalBatch.missing && highs[row] == CanonicalBatch.missing
    guard isBlank || scale(of: row) == usual, usual.low <= values[row], values[row] <= usual.high else {
      return nil
    }
    return Double(values[row] - usual.low) / Double(usual.high - usual.low)
  }
}
