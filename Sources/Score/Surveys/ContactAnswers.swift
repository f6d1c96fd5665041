import Canonical
import Tables

/// What customers said about the contacts of some customers, found by where a contact was read.
package struct ContactAnswers: Sendable {
  /// All answers, by contact.
  package let answers: [PlacedAnswer]
  /// What says that further files hold rows of their responses, by response.
  private let further: [PlacedAnswer]
  /// Open addressing: 1 + place of a contact's first answer; 0 where free.
  private var slots: [UInt32]
  /// A bit for each contact with answers, at a place that follows from its own: most contacts have none,
  /// and most of those stop here.
  private var marks: [UInt64]

  /// Those answers.
  /// - Parameter answers: in any order.
  package init(_ answers: consuming [PlacedAnswer] = []) {
    answers.sort { ContactAnswers.order($0) < ContactAnswers.order($1) }
    let firstFurther = answers.firstIndex(where: \.isFurther) ?? answers.count
    further = Array(answers[firstFurther...])
    answers.removeLast(further.count)
    self.answers = answers
    var count = 1
    while count < self.answers.count * 2 { count *= 2 }
    slots = Array(repeating: 0, count: count)
    marks = Array(repeating: 0, count: max(1, count / 4))
    for (index, answer) in self.answers.enumerated()
    where index == 0 || self.answers[index - 1].place != answer.place {
      var slot = ContactAnswers.slot(answer.place, count)
      while slots[slot] != 0 { slot = (slot + 1) & (count - 1) }
      slots[slot] = UInt32(index + 1)
      let mark = ContactAnswers.mark(answer.place, marks.count)
      marks[mark.word] |= mark.bit
    }
  }

  /// Answers come by contact and response; what is no answer by response, behind all that are.
  private static func order(_ answer: PlacedAnswer) -> (Int, UInt64, UInt64, UInt64) {
    (
      answer.isFurther ? 1 : 0, answer.isFurther ? 0 : answer.place, answer.response.high,
      answer.response.low
    )
  }

  /// The rows of an answer's response, by file.
  package func rows(of index: Int) -> [VocResponse.Rows] {
    let response = answers[index].response
    var (low, high) = (0, further.count)
    while low < high {
      let middle = (low + high) / 2
      let other = further[middle].response
      if (other.high, other.low) < (response.high, response.low) { low = middle + 1 } else { high = middle }
    }
    return [answers[index].rows] + further[low...].prefix { $0.response == response }.map(\.rows)
  }

  /// Whether nobody said anything.
  var isEmpty: Bool { answers.isEmpty }

  /// Places of the answers about the contact that was read there.
  @inline(__always)
  func answers(at place: UInt64) -> Range<Int> {
    let mark = ContactAnswers.mark(place, marks.count)
    return marks[mark.word] & mark.bit == 0 ? 0..<0 : found(at: place)
  }

  private func found(at place: UInt64) -> Range<Int> {
    var slot = ContactAnswers.slot(place, slots.count)
    while slots[slot] != 0 {
      let first = Int(slots[slot]) - 1
      if answers[first].place == place {
        var end = first + 1
        while end < answers.count, answers[end].place == place { end += 1 }
        return first..<end
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return 0..<0
  }

  /// What an answer says, for counting.
  ///
  /// Who answered is the rater, else the contact's customer where that is a person, else somebody of
  /// their own.
  func said(_ index: Int, isIdentified: Bool) -> SurveyAnswer {
    let answer = answers[index]
    return SurveyAnswer(
      respondent: answer.isRater || isIdentified ? answer.number : 0, isResolved: answer.isResolved,
      tookOneContact: answer.tookOneContact,
      known: answer.known == CanonicalBatch.missing ? nil : answer.known, csat: answer.csat, ces: answer.ces)
  }

  /// What is odd about answers that count.
  func oddities(of range: Range<Int>) -> WarningTally {
    var warnings = WarningTally()
    if range.count > 1 { warnings.add(.severalResponses) }
    for index in range { warnings.merge(answers[index].oddities) }
    return warnings
  }

  /// Word, of a power of two of them, and bit of a contact's mark.
  @inline(__always)
  private static func mark(_ place: UInt64, _ count: Int) -> (word: Int, bit: UInt64) {
    let product = place &* 0xd1b5_4a32_d192_ed03
    return (Int(truncatingIfNeeded: product >> 32) & (count &- 1), 1 << (product >> 58))
  }

  private static func slot(_ place: UInt64, _ count: Int) -> Int {
    Int(truncatingIfNeeded: (place &* 0x9e37_79b9_7f4a_7c15) >> 20) & (count - 1)
  }
}
