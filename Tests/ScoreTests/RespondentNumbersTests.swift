import Dice
import Tables
import Testing

@testable import Score

@Suite struct RespondentNumbersTests {
  /// An answer of a person.
  private static func answer(_ person: String) -> PlacedAnswer {
    var sheet = SurveySheet()
    sheet.know("c1")
    sheet.add("r1", rater: person)
    return sheet.join.answers[0]
  }

  @Test func `who answered several times has one number of their own, nobody else has one`() {
    let once = (0..<300).map { Self.answer("once\($0)") }
    let often = (0..<40).map { Self.answer("often\($0)") }
    var random = Dice(seed: 3)
    var answers = (once + often + often + often.prefix(10)).shuffled(using: &random)
    var people = RespondentNumbers()
    // A few at a time.
    for start in stride(from: 0, to: answers.count, by: 7) { people.note(Array(answers[start...].prefix(7))) }
    #expect(people.count == 40)
    people.number(&answers, after: 500)
    var numbers: [Fingerprint: Set<UInt32>] = [:]
    for answer in answers { numbers[answer.person, default: []].insert(answer.number) }
    #expect(once.allSatisfy { numbers[$0.person] == [0] })
    let found = often.compactMap { numbers[$0.person] }
    #expect(found.allSatisfy { $0.count == 1 } && Set(found.joined()) == Set(501...540))
  }
}
