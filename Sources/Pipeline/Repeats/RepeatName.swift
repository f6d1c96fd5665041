/// What one of the two contacts of a pair is called and the line on which it stands, as records of the width of
/// a pair: as many as its id needs.
struct RepeatName: Sendable, Equatable {
  /// When the first contact of the pair started, in milliseconds, and where it was read: which pair it is.
  var start: Int64
  var pair: UInt64
  /// Whether it is the return.
  var isReturn: Bool
  /// The physical line on which its record begins, from 1.
  var line: Int
  /// Its contact id.
  var id: [UInt8]

  /// Tells its records from those of pairs, in the word of small parts.
  private static let mark: UInt64 = 1 << 63
  private static let ofReturn: UInt64 = 1 << 62
  /// Words and bytes of an id in one record.
  private static let textWords = RepeatPair.width - 4
  private static let textBytes = textWords * 8

  /// The words of its records, one behind the other.
  var words: [UInt64] {
    var words: [UInt64] = []
    var part = 0
    repeat {
      let bytes = id.dropFirst(part * RepeatName.textBytes).prefix(RepeatName.textBytes)
      let small = RepeatName.mark | (isReturn ? RepeatName.ofReturn : 0)
      words += [
        UInt64(bitPattern: start), pair, small | UInt64(part) << 8 | UInt64(bytes.count), UInt64(line),
      ]
      var text = Array(repeating: UInt64(0), count: RepeatName.textWords)
      for (place, byte) in bytes.enumerated() { text[place / 8] |= UInt64(byte) << UInt64(place % 8 * 8) }
      words += text
      part += 1
    } while part * RepeatName.textBytes < id.count
    return words
  }

  /// Whether a record is part of a name, not a pair.
  static func isPart(_ record: ArraySlice<UInt64>) -> Bool { record[record.startIndex + 2] & mark != 0 }

  /// The names that these records make, which are complete and in no order.
  static func names(_ records: [ArraySlice<UInt64>]) -> [RepeatName] {
    func part(_ record: ArraySlice<UInt64>) -> UInt64 { record[record.startIndex + 2] & ~(0xff) }
    func order(_ record: ArraySlice<UInt64>) -> (UInt64, UInt64) {
      (record[record.startIndex + 1], part(record))
    }
    var names: [RepeatName] = []
    for record in records.sorted(by: { order($0) < order($1) }) {
      let words = Array(record)
      let text = (0..<Int(words[2] & 0xff)).map { place in
        UInt8(truncatingIfNeeded: words[4 + place / 8] >> UInt64(place % 8 * 8))
      }
      if part(record) & ~(mark | ofReturn) == 0 {
        names.append(
          RepeatName(
            start: Int64(bitPattern: words[0]), pair: words[1], isReturn: words[2] & ofReturn != 0,
            line: Int(words[3]), id: text))
      } else {
        names[names.count - 1].id += text
      }
    }
    return names
  }
}
