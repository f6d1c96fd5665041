import Canonical
import Tables

/// One row of `responses` as a record of fixed width: what one response answers to one item.
package struct SurveyRow: Sendable {
  /// Which item it answers, of those that count here.
  enum Item: UInt64, Sendable {
    case other
    /// Whether it is resolved.
    case resolved
    /// How many contacts that took.
    case contacts
    /// How satisfied somebody is, and how much effort it took.
    case csat, ces

    /// Whether first contact resolution stands on it.
    var isOfResolution: Bool { self == .resolved || self == .contacts }
  }

  /// Its source and response.
  var response: Fingerprint
  /// What names the row: its source, response, item, subject and rater.
  var key: Fingerprint
  /// The contact that it names, without the source; missing where it names none.
  var contact: Fingerprint
  /// Who answered; missing where it does not say.
  var rater: Fingerprint
  /// When it was answered, else asked, in milliseconds; `CanonicalBatch.missing` where unknown.
  package var known: Int64
  /// When the source last changed it; `CanonicalBatch.missing` where it does not say.
  var updated: Int64
  /// What competes with it under the profile's keep rule; missing without a rule.
  var keepKey: Fingerprint
  /// By what the keep rule decides, larger wins.
  var keepValue: Int64
  /// Where it was read: account << 40 | byte offset in the file; it is the order of reading.
  var place: UInt64
  /// Place of the source among the sources.
  package var source: UInt16
  /// Whether it is of the instrument `voc`.
  package var isVoc: Bool
  /// The item.
  var item: Item
  /// 1 or 0, the number of contacts, or ten-thousandths of the scale; nil where the answer is on another scale.
  var answer: Int64?

  /// The file's account.
  package var file: UInt32 { UInt32(truncatingIfNeeded: place >> 40) }

  /// The print of it: everything that can change a number of first contact resolution, of
  /// which restatements are, and nothing of where it was read.
  package var print: Fingerprint {
    key.combined(with: contact.high).combined(with: contact.low).combined(with: rater.high)
      .combined(with: rater.low).combined(with: UInt64(bitPattern: known))
      .combined(with: item.isOfResolution ? item.rawValue : Item.other.rawValue)
      .combined(with: item.isOfResolution ? answer.map { UInt64(bitPattern: $0) } ?? .max : .max)
  }

  /// Words of a row.
  package static let width = 15

  /// What an answer can hold: more contacts than this are as many.
  static let mostContacts = Int64(1) << 39

  /// The rows' words, one row behind the other.
  package static func pack(_ rows: [SurveyRow]) -> [UInt64] {
    var words: [UInt64] = []
    words.reserveCapacity(rows.count * width)
    for row in rows {
      words += [
        row.response.high, row.response.low, row.key.high, row.key.low, row.contact.high, row.contact.low,
        row.rater.high, row.rater.low, UInt64(bitPattern: row.known), UInt64(bitPattern: row.updated),
        row.keepKey.high, row.keepKey.low, UInt64(bitPattern: row.keepValue), row.place,
        UInt64(row.source) | (row.isVoc ? 1 << 16 : 0) | row.item.rawValue << 17
          | UInt64((row.answer ?? -1) + 1) << 21,
      ]
    }
    return words
  }

  /// Adds the first `count` words' rows to `rows`.
  package static func unpack(_ words: [UInt64], count: Int, into rows: inout [SurveyRow]) {
    for at in stride(from: 0, to: count, by: width) {
      let small = words[at + 14]
      let answer = Int64(small >> 21) - 1
      rows.append(
        SurveyRow(
          response: Fingerprint(high: words[at], low: words[at + 1]),
          key: Fingerprint(high: words[at + 2], low: words[at + 3]),
          contact: Fingerprint(high: words[at + 4], low: words[at + 5]),
          rater: Fingerprint(high: words[at + 6], low: words[at + 7]),
          known: Int64(bitPattern: words[at + 8]), updated: Int64(bitPattern: words[at + 9]),
          keepKey: Fingerprint(high: words[at + 10], low: words[at + 11]),
          keepValue: Int64(bitPattern: words[at + 12]), place: words[at + 13],
          source: UInt16(truncatingIfNeeded: small), isVoc: small >> 16 & 1 == 1,
          item: Item(rawValue: small >> 17 & 7) ?? .other, answer: answer < 0 ? nil : answer))
    }
  }

  /// What brings each row together with others of its response, or of its keep rule.
  package static func keys(of rows: [SurveyRow], byKeepRule: Bool) -> [UInt64] {
    rows.map { byKeepRule && !$0.keepKey.isMissing ? $0.keepKey.high : $0.response.high }
  }

  /// The contacts that the rows name.
  package static func contacts(of rows: [SurveyRow]) -> [UInt64] {
    rows.compactMap { $0.isVoc && !$0.contact.isMissing ? $0.contact.low : nil }
  }
}
