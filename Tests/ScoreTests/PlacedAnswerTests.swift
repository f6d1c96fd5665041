import Canonical
import Dice
import Tables
import Testing

@testable import Score

@Suite struct PlacedAnswerTests {
  @Test func `answers come back from their words as they were`() {
    var random = Dice(seed: 1)
    let answers = (0..<500).map { _ -> PlacedAnswer in
      var log = CallLog()
      log.add(
        "c\(random.below(9))", 0, customer: random.pick([nil, "kim", "lou"]),
        file: UInt32(random.below(1 << 24)))
      var answer = PlacedAnswer(VocResponseTests.response(&random), about: ContactMatch(log.legs[0]))
      answer.number = random.pick([0, 1, .max])
      return answer
    }
    let words = PlacedAnswer.pack(answers)
    #expect(words.count == answers.count * PlacedAnswer.width)
    var unpacked: [PlacedAnswer] = []
    PlacedAnswer.unpack(words, count: words.count, into: &unpacked)
    #expect(unpacked.map { "\($0)" } == answers.map { "\($0)" })
    #expect(Set(answers.map(\.isEarly)) == [true, false] && Set(answers.map(\.isRater)) == [true, false])
  }

  @Test func `contacts that responses may be about come back from their words`() {
    var random = Dice(seed: 2)
    var log = CallLog()
    for number in 0..<100 {
      log.add(
        "c\(number)", Int64(random.below(9)) - 4, source: random.pick([0, 1, .max]),
        chain: random.pick([nil, "a"]), customer: random.pick([nil, "kim"]),
        updated: random.pick([nil, 0, 7]),
        file: UInt32(random.below(1 << 24)))
    }
    let (words, keys) = ContactMatch.pack(log.legs)
    var unpacked: [ContactMatch] = []
    ContactMatch.unpack(words, count: words.count, into: &unpacked)
    #expect(unpacked.map { "\($0)" } == log.legs.map { "\(ContactMatch($0))" })
    #expect(words.count == 100 * ContactMatch.width && keys == log.legs.map(\.contact.high))
  }

  @Test func `one answered when its contact starts is not early, nor is one of unknown time`() {
    var sheet = SurveySheet()
    sheet.know("c1", start: 100)
    sheet.add("r1", answered: 99)
    sheet.add("r2", answered: 100)
    sheet.add("r3")
    #expect(sheet.join.answers.map(\.isEarly) == [true, false, false])
  }
}
