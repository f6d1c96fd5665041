import Tables

/// Numbers for the people who answered more than once.
///
/// Who answered once is nobody else's double, and needs no number to be counted.
package struct RespondentNumbers: Sendable {
  private var people = PlaceTable()
  /// By person: 0 for one who answered once so far.
  private var numbers: [UInt32] = []
  /// How many answered more than once.
  package private(set) var count = 0

  /// Nobody yet.
  package init() {}

  /// Notes the people of some answers, who are known.
  package mutating func note(_ answers: [PlacedAnswer]) {
    for answer in answers {
      let person = people.number(of: answer.person)
      if person == numbers.count {
        numbers.append(0)
      } else if numbers[person] == 0 {
        count += 1
        numbers[person] = UInt32(count)
      }
    }
  }

  /// Gives answers the numbers of their people, once all answers of each were noted.
  /// - Parameter last: the last number that others have.
  package func number(_ answers: inout [PlacedAnswer], after last: Int) {
    for place in answers.indices {
      guard let person = people.existingNumber(of: answers[place].person), numbers[person] != 0
      else { continue }
      answers[place].number = UInt32(last) + numbers[person]
    }
  }
}
