import Canonical
import Dice
import Tables
import Testing

@testable import Score

@Suite struct VocResponseTests {
  /// A response with everything at its edges or random.
  static func response(_ random: inout Dice) -> VocResponse {
    var sheet = SurveySheet()
    sheet.add("r")
    var response = VocResponse(sheet.rows[0])
    func print() -> Fingerprint {
      random.pick([
        .missing, Fingerprint(high: .max, low: .max), Fingerprint(high: random.next(), low: random.next()),
      ])
    }
    response.print = print()
    response.source = random.pick([0, 1, .max])
    response.contact = print()
    response.rater = print()
    response.known = random.pick([CanonicalBatch.missing, .max, -1, Int64(bitPattern: random.next())])
    response.isResolved = random.pick([nil, false, true])
    response.tookOneContact = random.pick([nil, false, true])
    response.csat = random.pick([nil, 0, 10_000])
    response.ces = random.pick([nil, 0, 1, 10_000])
    response.hasConflict = (random.chance(50), random.chance(50))
    response.otherScale = (random.pick([0, 1, .max]), random.pick([0, 1, .max]))
    response.isFurther = random.chance(50)
    response.rows = VocResponse.Rows(file: random.pick([0, 7, .max]), count: random.pick([1, .max]))
    return response
  }

  @Test func `responses come back from their words as they were`() {
    var random = Dice(seed: 1)
    let responses = (0..<500).map { _ in Self.response(&random) }
    let words = VocResponse.pack(responses)
    #expect(words.count == responses.count * VocResponse.width)
    var unpacked: [VocResponse] = []
    VocResponse.unpack(words, count: words.count, into: &unpacked)
    #expect(unpacked.map { "\($0)" } == responses.map { "\($0)" })
    VocResponse.unpack(words, count: 2 * VocResponse.width, into: &unpacked)
    #expect(unpacked.count == 502)
  }

  @Test func `responses and the contacts that they name come together`() {
    var log = CallLog()
    log.add("c1", 0, source: SurveySheet.chat)
    var sheet = SurveySheet()
    sheet.add("r1", about: "c1")
    var responses = sheet.responses
    #expect(VocResponse.keys(of: responses.takeAboutContacts()) == ContactMatch.pack(log.legs).keys)
  }

  @Test func `two answers take four bits, whatever they are`() {
    let all: [Bool?] = [nil, false, true]
    for first in all {
      for second in all {
        let bits = TwoAnswers.bits(first, second)
        #expect(bits < 16)
        // What stands beside them is not read.
        let (one, other) = TwoAnswers.answers(bits | ~15)
        #expect(one == first && other == second)
      }
    }
  }
}
