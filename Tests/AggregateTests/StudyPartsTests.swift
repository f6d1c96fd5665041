import Canonical
import Dice
import Tables
import Testing

@testable import Aggregate

@Suite struct StudyPartsTests {
  @Test func `keys are numbered in the order of being met, however many there are`() {
    let seed: UInt64 = 64
    var random = Dice(seed: seed)
    var (index, numbers) = (KeyIndex(), [KeyIndex.Key: Int]())
    for _ in 0..<20_000 {
      // Many differ in one code alone.
      let key = KeyIndex.Key(
        UInt32(random.below(40)), UInt32(random.below(3)), UInt32(random.below(2)), random.pick([0, 1, .max]))
      let number = numbers[key] ?? numbers.count
      numbers[key] = number
      #expect(index.number(of: key) == number, "seed \(seed)")
    }
    #expect(index.count == numbers.count && index.keys.enumerated().allSatisfy { numbers[$1] == $0 })
  }

  @Test func `an answer falls into the band that its last second ends`() {
    let end = Instant(seconds: 1_000)
    func band(_ seconds: Int64?) -> AnswerDelay {
      let known = seconds.map { end.milliseconds + $0 * 1000 }
      return AnswerDelay(
        of: SurveyAnswer(respondent: 0, isResolved: true, tookOneContact: nil, known: known), end: end)
    }
    #expect(band(0) == .withinHour && band(3600) == .withinHour && band(3601) == .withinDay)
    #expect(band(day) == .withinDay && band(day + 1) == .withinThreeDays)
    #expect(band(3 * day) == .withinThreeDays && band(3 * day + 1) == .later)
    #expect(band(nil) == .unknown && band(-1) == .unknown)
    #expect(AnswerDelay.allCases.map(\.word) == ["0-1h", "1h-1d", "1d-3d", "3d+", "unknown"])
  }

  @Test func `respondents are counted once, and each who answered only once alone`() {
    let seed: UInt64 = 65
    var random = Dice(seed: seed)
    for _ in 0..<50 {
      var (sets, known, single) = ([RespondentSet(), RespondentSet()], Set<UInt32>(), 0)
      for _ in 0..<random.below(60) {
        let respondent = UInt32(random.below(random.pick([3, 70, 500])))
        sets[random.below(2)].add(respondent)
        if respondent == 0 { single += 1 } else { known.insert(respondent) }
      }
      var (left, right) = (sets[0], sets[1])
      left.merge(sets[1])
      right.merge(sets[0])
      #expect(left.count == known.count + single && left == right, "seed \(seed)")
    }
  }

  @Test func `voc_fcr and voc_resolution have their own respondents, and a delay no contacts`() throws {
    var sheet = ScoredSheet()
    func said(_ respondent: UInt32, _ first: Bool?, _ hours: Int64) -> SurveyAnswer {
      SurveyAnswer(
        respondent: respondent, isResolved: true, tookOneContact: first,
        known: (50 * day + hours * 3600) * 1000)
    }
    // Respondent 1 answers twice, 2 not how many contacts; who does not say whether it is resolved says
    // nothing.
    sheet.add(
      [ScoredSheet.conversation(), ScoredSheet.conversation(return: 0)],
      said: [[said(1, true, 1), said(1, false, 2)], [said(2, nil, 90)]])
    sheet.add(
      [ScoredSheet.conversation(isIdentified: false)],
      said: [[SurveyAnswer(respondent: 3, isResolved: nil, tookOneContact: true)]])
    var tally = SurveyTally(FCRParameters(), coverage: ScoredSheet.coverage)
    tally.observe(sheet.piece())
    let groups = tally.finish(headline: 0).groups
    func words(_ group: SurveyGroup) throws -> [Int64] {
      let found = try #require(groups[group])
      return [
        found.answered.x, found.answered.n, found.vocFCR.rate.x, found.vocFCR.rate.n,
        Int64(found.vocFCR.people),
        found.vocResolution.rate.n, Int64(found.vocResolution.people),
      ]
    }
    #expect(try words(.all) == [2, 3, 1, 2, 1, 3, 2])
    #expect(try words(.outcome(.resolved, headline: 0)) == [1, 1, 1, 2, 1, 2, 1])
    #expect(try words(.outcome(.repeated, headline: 0)) == [1, 1, 0, 0, 0, 1, 1])
    #expect(try words(.outcome(.unknown, headline: 0)) == [0, 1, 0, 0, 0, 0, 0])
    #expect(try words(.delay(.withinHour)) == [0, 0, 1, 1, 1, 1, 1])
    #expect(try words(.delay(.later)) == [0, 0, 0, 0, 0, 1, 1])
    #expect(groups[.delay(.unknown)] == nil)
  }
}
