import Canonical
import Tables

/// One response: what one customer said about one contact.
package struct VocResponse: Sendable {
  /// Rows of it that one file holds.
  package struct Rows: Sendable, Equatable {
    /// The file's account.
    package var file: UInt32
    /// How many.
    package var count: UInt32
  }

  /// Its source and id.
  package var print: Fingerprint
  /// Place of its source among the sources.
  var source: UInt16
  /// The contact that its rows name, without a source; missing where none does.
  var contact: Fingerprint = .missing
  /// Whether its rows name two contacts.
  var isTorn = false
  /// Who answered; missing where no row says, or they say different ones.
  var rater: Fingerprint = .missing
  /// When it was answered, else asked, in milliseconds; `CanonicalBatch.missing` where unknown.
  var known = CanonicalBatch.missing
  /// Whether it is resolved; nil where that is not answered.
  var isResolved: Bool?
  /// Whether one contact resolved it; nil where the number of contacts is not answered.
  var tookOneContact: Bool?
  /// Satisfaction and effort in ten-thousandths of the scale; nil where not answered, or answered twice in two ways.
  var csat: Int64?
  var ces: Int64?
  /// Items whose rows contradict each other.
  var hasConflict = (resolved: false, contacts: false)
  /// Rows of each item that answer on another scale.
  var otherScale = (resolved: UInt32(0), contacts: UInt32(0))
  /// Its rows in one file.
  package var rows: Rows
  /// Whether it says nothing but how many rows another file holds of a response.
  var isFurther = false

  /// A response that was met in a row, of which nothing was taken yet.
  init(_ row: SurveyRow) {
    self.init(row.response, source: row.source, Rows(file: row.file, count: 0))
  }

  private init(_ print: Fingerprint, source: UInt16, _ rows: Rows) {
    (self.print, self.source, self.rows) = (print, source, rows)
  }

  /// Takes a row of it; rows of further files are counted beside it.
  mutating func take(_ row: SurveyRow, _ further: inout [Fingerprint: [Rows]]) {
    if row.file == rows.file {
      rows.count += 1
    } else if let place = further[print]?.firstIndex(where: { $0.file == row.file }) {
      further[print]?[place].count += 1
    } else {
      further[print, default: []].append(Rows(file: row.file, count: 1))
    }
    known = max(known, row.known)
    if !row.contact.isMissing {
      isTorn = isTorn || !contact.isMissing && contact != row.contact
      contact = row.contact
    }
    guard row.answer == nil else { return }
    if row.item == .resolved { otherScale.resolved += 1 }
    if row.item == .contacts { otherScale.contacts += 1 }
  }

  /// What says that a further file holds rows of it.
  func further(_ rows: Rows) -> VocResponse {
    var further = VocResponse(print, source: source, rows)
    further.contact = contact
    further.isFurther = true
    return further
  }

  /// Words of a response.
  package static let width = 10

  /// The responses' words, one behind the other.
  package static func pack(_ responses: [VocResponse]) -> [UInt64] {
    responses.flatMap { response -> [UInt64] in
      [
        response.print.high, response.print.low, response.contact.high, response.contact.low,
        response.rater.high, response.rater.low, UInt64(bitPattern: response.known),
        UInt64(response.source) | TwoAnswers.bits(response.isResolved, response.tookOneContact) << 16
          | (response.hasConflict.resolved ? 1 << 20 : 0) | (response.hasConflict.contacts ? 1 << 21 : 0)
          | (response.isFurther ? 1 << 22 : 0) | TwoShares.bits(response.csat, response.ces) << 32,
        UInt64(response.otherScale.resolved) | UInt64(response.otherScale.contacts) << 32,
        UInt64(response.rows.file) | UInt64(response.rows.count) << 32,
      ]
    }
  }

  /// Adds the first `count` words' responses to `responses`.
  package static func unpack(_ words: [UInt64], count: Int, into responses: inout [VocResponse]) {
    for at in stride(from: 0, to: count, by: width) { responses.append(VocResponse(words, at)) }
  }

  /// What brings each response together with its contact.
  package static func keys(of responses: [VocResponse]) -> [UInt64] { responses.map(\.contact.high) }

  private init(_ words: [UInt64], _ at: Int) {
    print = Fingerprint(high: words[at], low: words[at + 1])
    contact = Fingerprint(high: words[at + 2], low: words[at + 3])
    rater = Fingerprint(high: words[at + 4], low: words[at + 5])
    known = Int64(bitPattern: words[at + 6])
    let small = words[at + 7]
    source = UInt16(truncatingIfNeeded: small)
    (isResolved, tookOneContact) = TwoAnswers.answers(small >> 16)
    hasConflict = (small >> 20 & 1 == 1, small >> 21 & 1 == 1)
    isFurther = small >> 22 & 1 == 1
    (csat, ces) = TwoShares.shares(small >> 32)
    otherScale = (
      UInt32(truncatingIfNeeded: words[at + 8]), UInt32(truncatingIfNeeded: words[at + 8] >> 32)
    )
    rows = Rows(
      file: UInt32(truncatingIfNeeded: words[at + 9]), count: UInt32(truncatingIfNeeded: words[at + 9] >> 32))
  }
}

/// Two answers on a scale, or nothing, in thirty-two bits.
enum TwoShares {
  /// The bits of two answers, each at most 16 bits less one.
  static func bits(_ first: Int64?, _ second: Int64?) -> UInt64 { bits(first) | bits(second) << 16 }

  /// The answers in the lowest thirty-two bits.
  static func shares(_ bits: UInt64) -> (Int64?, Int64?) {
    (share(bits & 0xffff), share(bits >> 16 & 0xffff))
  }

  private static func bits(_ share: Int64?) -> UInt64 { share.map { UInt64($0) + 1 } ?? 0 }

  private static func share(_ bits: UInt64) -> Int64? { bits == 0 ? nil : Int64(bits) - 1 }
}

/// Two answers of yes, no or nothing in four bits.
enum TwoAnswers {
  /// The bits of two answers.
  static func bits(_ first: Bool?, _ second: Bool?) -> UInt64 { bits(first) | bits(second) << 2 }

  /// The answers in the lowest four bits.
  static func answers(_ bits: UInt64) -> (Bool?, Bool?) { (answer(bits & 3), answer(bits >> 2 & 3)) }

  private static func bits(_ answer: Bool?) -> UInt64 { answer.map { $0 ? 2 : 1 } ?? 0 }

  private static func answer(_ bits: UInt64) -> Bool? { bits == 0 ? nil : bits == 2 }
}
