import Canonical
import Dice
import Tables
import Testing

@testable import Score

@Suite struct ContactAnswersTests {
  @Test func `a number is for whoever answered twice: the rater, else the customer where that is a person`() {
    var sheet = SurveySheet()
    sheet.know("c1", customer: "kim")
    sheet.know("c2", customer: "kim")
    sheet.know("c3", customer: "lou")
    sheet.know("c4")
    sheet.add("r1", about: "c1", rater: "kim")
    sheet.add("r2", about: "c2")
    sheet.add("r3", about: "c3")
    sheet.add("r4", about: "c4")
    sheet.add("r5", about: "c4")
    let answers = sheet.answers
    func people(isIdentified: Bool) -> [UInt32] {
      sheet.matches.flatMap { answers.answers(at: $0.place) }
        .map { answers.said($0, isIdentified: isIdentified).respondent }
    }
    // Kim answered twice; nobody else did, and nobody knows whether the two about c4 are one.
    #expect(people(isIdentified: true) == [1, 1, 0, 0, 0])
    // A switchboard's number is nobody; a rater is somebody still.
    #expect(people(isIdentified: false) == [1, 0, 0, 0, 0])
  }

  @Test func `an answer says what its response says`() {
    var sheet = SurveySheet()
    sheet.know("c1")
    sheet.add("r1", resolved: "1", contacts: "2")
    #expect(
      sheet.answers.said(0, isIdentified: true)
        == SurveyAnswer(respondent: 0, isResolved: true, tookOneContact: false))
  }

  @Test func `two responses to one contact both count, with a warning`() {
    var sheet = SurveySheet()
    sheet.know("c1")
    sheet.know("c2")
    sheet.add("r1")
    sheet.add("r2", "resolved", "0")
    sheet.add("r3")
    sheet.add("r4", about: "c2")
    #expect(sheet.places(about: "c1") == [0, 1, 2])
    // Contacts are counted, not responses.
    #expect(sheet.warnings == ["several_responses  1"])
  }

  @Test func `one answered before its contact started counts, with a warning`() {
    var sheet = SurveySheet()
    sheet.know("c1", start: 100)
    sheet.add("r1", answered: 99)
    sheet.add("r2", answered: 100)
    sheet.add("r3")
    sheet.add("r4", set: ["asked_at": "99"])
    #expect(sheet.places(about: "c1") == [0, 1, 2, 3])
    #expect(sheet.warnings == ["answered_early  2", "several_responses  1"])
  }

  @Test func `what is odd about responses that do not count is not warned of`() throws {
    func warnings(_ first: Outcome, _ second: Outcome) throws -> [String] {
      var log = CallLog()
      log.add("c1", 100, outcome: first)
      log.add("c2", 100, customer: "lou", outcome: second)
      var sheet = SurveySheet()
      sheet.know(log.legs)
      sheet.add("r1", "resolved", "7", about: "c1", answered: 99)
      sheet.add("r2", "resolved", "1", about: "c1", answered: 99)
      sheet.add("r3", "resolved", "7", about: "gone", answered: 99)
      sheet.add("r4", "resolved", "1", about: "c2", answered: 99)
      sheet.add("r4", "resolved", "0", about: "c2", set: ["subject_id": "ana"])
      let piece = try log.scored(answers: sheet.answers)
      #expect(piece.answers.count + piece.unqualifiedResponses.count == 3)
      return SurveySheet.words(piece.warnings)
    }
    let odd = [
      "answered_early  3", "conflicting_answers resolved 1", "other_scale resolved 1", "several_responses  1",
    ]
    #expect(try warnings(.handled, .handled) == odd)
    #expect(try warnings(.abandoned, .handled) == ["answered_early  1", "conflicting_answers resolved 1"])
    #expect(try warnings(.abandoned, .missed).isEmpty)
  }

  @Test func `without responses there is no answer`() {
    #expect(ContactAnswers().isEmpty && ContactAnswers().answers(at: 0).isEmpty)
    #expect(SurveySheet().answers.isEmpty && SurveySheet().excluded.isEmpty)
  }

  @Test func `answers go to the qualifying conversation that has the contact as a leg`() throws {
    var log = CallLog()
    log.add("c1", 0, chain: "a", agent: "ana")
    log.add("c2", 60, chain: "a", agent: "bo")
    log.add("c3", 900, outcome: .abandoned)
    log.add("c4", 2000, customer: nil)
    var sheet = SurveySheet()
    sheet.know(log.legs)
    sheet.add("r1", "resolved", "1", about: "c2")
    sheet.add("r2", "resolved", "0", about: "c1")
    sheet.add("r3", "resolved", "1", about: "c3")
    sheet.add("r4", resolved: "1", contacts: "1", about: "c4")
    let answers = sheet.answers
    let piece = try log.scored(answers: answers)
    var said: [String] = []
    for conversation in piece.conversations {
      let words = piece.answers[conversation.answers].map { answer in
        "\(answer.respondent) \(answer.isResolved == true ? "yes" : "no")"
      }
      said.append("\(conversation.start.seconds): " + words.joined(separator: ", "))
    }
    // By legs: r2 is about the first, r1 about the second; Kim, who is the customer of both, is number 1.
    #expect(said.sorted() == ["0: 1 no, 1 yes", "2000: 0 yes", "900: "])
    // r3 is about an abandoned one.
    let unqualified = piece.unqualifiedResponses.map {
      sheet.responses.place(of: answers.answers[$0].response)
    }
    #expect(unqualified == [2] && piece.answers.count == 3)
  }

  @Test func `answers about overlapping conversations meet in the one that they became`() throws {
    var log = CallLog()
    log.add("c1", 0, 600)
    log.add("c2", 300, 400, source: 1, outcome: .abandoned)
    var sheet = SurveySheet()
    sheet.know(log.legs)
    sheet.add("r1", about: "c1")
    sheet.add("r2", about: "c2")
    let piece = try log.scored(answers: sheet.answers)
    #expect(piece.conversations.map(\.answers) == [0..<2] && piece.unqualifiedResponses.isEmpty)
  }

  @Test func `pieces of any size have the same answers as one of all`() throws {
    var random = Dice(seed: 5)
    var log = CallLog()
    var sheet = SurveySheet()
    for number in 0..<200 {
      log.add(
        "c\(number)", Int64(random.below(30) * 86_400), customer: random.pick([nil, "kim", "lou", "moe"]),
        outcome: random.pick([.handled, .handled, .abandoned]))
      if random.chance(60) {
        sheet.add("r\(number)", about: "c\(number)", rater: random.pick(["", "r", "s"]))
      }
    }
    sheet.know(log.legs)
    let answers = sheet.answers
    let whole = try log.scored(FCRParameters(), answers: answers)
    let roster = Roster(people: nil, assignments: nil, roles: nil, vocabulary: &log.vocabulary)
    let scoring = log.scoring(FCRParameters(), roster)
    var (said, unqualified, spans) = ([SurveyAnswer](), [Int](), [Range<Int>]())
    try scoring.score(log.legs, answers: answers, batch: 7) { piece in
      spans += piece.conversations.map {
        ($0.answers.lowerBound + said.count)..<($0.answers.upperBound + said.count)
      }
      said += piece.answers
      unqualified += piece.unqualifiedResponses
    }
    #expect(said == whole.answers && unqualified == whole.unqualifiedResponses && said.count > 50)
    // Where nobody said anything the range is empty, wherever it lies.
    #expect(spans.map { Array(said[$0]) } == whole.conversations.map { Array(whole.answers[$0.answers]) })
  }

  @Test func `answers are found by the place of their contact, however many there are`() {
    var sheet = SurveySheet()
    for number in 0..<300 { sheet.know("c\(number)") }
    for number in stride(from: 0, to: 300, by: 2) {
      for _ in 0...number % 3 { sheet.add("r\(sheet.rows.count)", about: "c\(number)") }
    }
    let answers = sheet.answers
    for (number, match) in sheet.matches.enumerated() {
      let found = answers.answers(at: match.place)
      #expect(found.count == (number % 2 == 0 ? number % 3 + 1 : 0))
      #expect(found.allSatisfy { answers.answers[$0].place == match.place })
    }
    #expect(answers.answers(at: .max).isEmpty)
  }
}
