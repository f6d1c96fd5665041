import Canonical
import Tables

/// A response that was joined to its contact.
package struct PlacedAnswer: Sendable {
  /// Where the contact's row was read.
  var place: UInt64
  /// Upper bits of what brings the contact together with its customer's others.
  var owner: UInt64
  /// Who answered: the rater, else the contact's customer; missing where nobody knows.
  package var person: Fingerprint
  /// Whether that is the rater.
  var isRater: Bool
  /// When it was answered, else asked, in milliseconds; `CanonicalBatch.missing` where unknown.
  var known: Int64
  /// Whether that is before the contact started.
  var isEarly: Bool
  var isResolved: Bool?
  var tookOneContact: Bool?
  var csat: Int64?
  var ces: Int64?
  var hasConflict: (resolved: Bool, contacts: Bool)
  var otherScale: (resolved: UInt32, contacts: UInt32)
  /// The response, and its rows in one file.
  package var response: Fingerprint
  package var rows: VocResponse.Rows
  /// Whether it says nothing but how many rows another file holds of a response.
  package var isFurther: Bool
  /// Number of the person, from 1 on; 0 for one who answered only once.
  var number: UInt32 = 0

  /// What a response says about a contact.
  init(_ response: VocResponse, about match: ContactMatch) {
    place = match.place
    owner = match.owner
    isRater = !response.rater.isMissing
    person = isRater ? response.rater : match.customer
    known = response.known
    isEarly = response.known != CanonicalBatch.missing && response.known < match.start
    isResolved = response.isResolved
    tookOneContact = response.tookOneContact
    (csat, ces) = (response.csat, response.ces)
    hasConflict = response.hasConflict
    otherScale = response.otherScale
    self.response = response.print
    rows = response.rows
    isFurther = response.isFurther
  }

  /// What is odd about it.
  var oddities: WarningTally {
    var warnings = WarningTally()
    if !isEarly && otherScale == (0, 0) && hasConflict == (false, false) { return warnings }
    warnings.add(.otherScale, VocResponses.resolved, count: Int(otherScale.resolved))
    warnings.add(.otherScale, VocResponses.contactsToResolve, count: Int(otherScale.contacts))
    warnings.add(.conflictingAnswers, VocResponses.resolved, count: hasConflict.resolved ? 1 : 0)
    warnings.add(.conflictingAnswers, VocResponses.contactsToResolve, count: hasConflict.contacts ? 1 : 0)
    warnings.add(.answeredEarly, count: isEarly ? 1 : 0)
    return warnings
  }

  /// Words of an answer.
  package static let width = 11

  /// The answers' words, one behind the other.
  package static func pack(_ answers: [PlacedAnswer]) -> [UInt64] {
    answers.flatMap { answer -> [UInt64] in
      [
        answer.place, answer.owner, answer.person.high, answer.person.low, answer.response.high,
        answer.response.low,
        TwoAnswers.bits(answer.isResolved, answer.tookOneContact) | (answer.isRater ? 1 << 4 : 0)
          | (answer.isEarly ? 1 << 5 : 0) | (answer.hasConflict.resolved ? 1 << 6 : 0)
          | (answer.hasConflict.contacts ? 1 << 7 : 0) | (answer.isFurther ? 1 << 8 : 0)
          | UInt64(answer.number) << 32,
        UInt64(answer.otherScale.resolved) | UInt64(answer.otherScale.contacts) << 32,
        UInt64(answer.rows.file) | UInt64(answer.rows.count) << 32, UInt64(bitPattern: answer.known),
        TwoShares.bits(answer.csat, answer.ces),
      ]
    }
  }

  /// What brings each answer together with its customer's contacts.
  package static func keys(of answers: [PlacedAnswer]) -> [UInt64] { answers.map(\.owner) }

  /// What brings each answer together with others of its person.
  package static func personKeys(of answers: [PlacedAnswer]) -> [UInt64] { answers.map(\.person.high) }

  /// Adds the first `count` words' answers to `answers`.
  package static func unpack(_ words: [UInt64], count: Int, into answers: inout [PlacedAnswer]) {
    for at in stride(from: 0, to: count, by: width) { answers.append(PlacedAnswer(words, at)) }
  }

  private init(_ words: [UInt64], _ at: Int) {
    place = words[at]
    owner = words[at + 1]
    person = Fingerprint(high: words[at + 2], low: words[at + 3])
    response = Fingerprint(high: words[at + 4], low: words[at + 5])
    known = Int64(bitPattern: words[at + 9])
    (csat, ces) = TwoShares.shares(words[at + 10])
    let small = words[at + 6]
    isFurther = small >> 8 & 1 == 1
    number = UInt32(truncatingIfNeeded: small >> 32)
    (isResolved, tookOneContact) = TwoAnswers.answers(small)
    (isRater, isEarly) = (small >> 4 & 1 == 1, small >> 5 & 1 == 1)
    hasConflict = (small >> 6 & 1 == 1, small >> 7 & 1 == 1)
    otherScale = (
      UInt32(truncatingIfNeeded: words[at + 7]), UInt32(truncatingIfNeeded: words[at + 7] >> 32)
    )
    rows = VocResponse.Rows(
      file: UInt32(truncatingIfNeeded: words[at + 8]), count: UInt32(truncatingIfNeeded: words[at + 8] >> 32))
  }
}
