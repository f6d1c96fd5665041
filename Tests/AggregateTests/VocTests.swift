import Canonical
import Tables
import Testing

@testable import Aggregate

@Suite struct VocTests {
  private func figure(_ sheet: ScoredSheet, _ measure: FCRMeasure, of key: FCRCell.Key = ScoredSheet.all)
    -> FCRFigure?
  {
    sheet.tally().finish().figure(FCRNumber(measure), of: key)
  }

  private func said(_ respondent: UInt32, _ isResolved: Bool?, _ tookOne: Bool?) -> SurveyAnswer {
    SurveyAnswer(respondent: respondent, isResolved: isResolved, tookOneContact: tookOne)
  }

  /// What one answer is to voc_fcr and voc_resolution.
  private func words(_ isResolved: Bool?, _ tookOne: Bool?) -> [String] {
    var sheet = ScoredSheet()
    sheet.add([ScoredSheet.conversation()], said: [[said(1, isResolved, tookOne)]])
    return [FCRMeasure.vocFCR, .vocResolution].map { measure in
      let counts = figure(sheet, measure)?.counts
      return counts == [0, 0] ? "left out" : counts == [1, 1] ? "hit" : counts == [1, 0] ? "miss" : "wrong"
    }
  }

  @Test func `voc_fcr needs both items answered, voc_resolution one`() {
    #expect(words(true, true) == ["hit", "hit"])
    #expect(words(true, false) == ["miss", "hit"])
    #expect(words(false, true) == ["miss", "miss"])
    #expect(words(false, false) == ["miss", "miss"])
    #expect(words(true, nil) == ["left out", "hit"])
    #expect(words(false, nil) == ["left out", "miss"])
    #expect(words(nil, true) == ["left out", "left out"])
    #expect(words(nil, nil) == ["left out", "left out"])
  }

  @Test func `identity, place in a chain, look-back and window do not matter`() {
    for conversation in [
      ScoredSheet.conversation(isIdentified: false), ScoredSheet.conversation(since: 0, return: 0),
      ScoredSheet.conversation(at: 0), ScoredSheet.conversation(at: 100 * day),
      ScoredSheet.conversation(isResolvableFirst: false),
    ] {
      var sheet = ScoredSheet()
      sheet.add([conversation], said: [[said(1, true, true)]])
      #expect(figure(sheet, .vocFCR)?.counts == [1, 1])
    }
  }

  @Test func `two answers about one conversation are two of n, one cluster and one or two people`() throws {
    var sheet = ScoredSheet()
    sheet.add([ScoredSheet.conversation()], said: [[said(1, true, true), said(2, true, true)]])
    sheet.add([ScoredSheet.conversation()], said: [[said(3, false, true), said(3, false, false)]])
    for measure in [FCRMeasure.vocFCR, .vocResolution] {
      let figure = try #require(self.figure(sheet, measure))
      #expect(figure.counts == [4, 2] && figure.people == 3)
      // p 1/2; residuals 1 and −1: 2 · 2/16 = 1/4 over 1/16: worth one observation.
      #expect(abs(figure.rate.effectiveSize - 1) < 1e-12)
      #expect((figure.unsettled, figure.firstUnknown, figure.unidentified) == (nil, nil, nil))
    }
    // The two customers have one conversation each: acr is worth what it is.
    #expect(sheet.figure(7, ScoredSheet.coverage, .acr)?.counts == [2, 2])
  }

  @Test func `answers about several conversations of one customer are one cluster`() throws {
    var sheet = ScoredSheet()
    sheet.add(
      [ScoredSheet.conversation(), ScoredSheet.conversation(at: 60 * day)],
      said: [[said(1, true, true)], [said(2, true, true)]])
    sheet.add(
      [ScoredSheet.conversation(), ScoredSheet.conversation(at: 60 * day)],
      said: [[said(3, false, true)], [said(4, false, nil)]])
    // voc_fcr: 2 of 3; residuals 2/3 and −2/3: 2 · 8/9 / 9 = 16/81 over 2/27: effect 8/3, worth 9/8.
    let first = try #require(self.figure(sheet, .vocFCR))
    #expect(first.counts == [3, 2] && abs(first.rate.effectiveSize - 9.0 / 8) < 1e-12)
    let resolution = try #require(self.figure(sheet, .vocResolution))
    #expect(resolution.counts == [4, 2] && abs(resolution.rate.effectiveSize - 1) < 1e-12)
  }

  @Test func `each answer of number 0 is of a person of its own, in every cell and after merging`() throws {
    var (once, known) = (ScoredSheet(), ScoredSheet())
    for person in 1...6 {
      let conversation = ScoredSheet.conversation(
        at: Int64(person) * 15 * day, agent: UInt32(person % 2 + 1), callType: UInt32(person % 3))
      let isResolved = person < 4
      once.add([conversation], said: [[said(0, isResolved, true)]])
      known.add([conversation], said: [[said(UInt32(person), isResolved, true)]])
    }
    let plan = FCRTally.Plan(FCRParameters(), coverage: ScoredSheet.coverage)
    var merged = FCRTally(plan)
    merged.observe(once.piece([0, 1]))
    var rest = FCRTally(plan)
    rest.observe(once.piece([2, 3, 4, 5]))
    merged.merge(rest)
    #expect(merged.finish() == known.tally().finish())
    #expect(merged.finish().figure(FCRNumber(.vocFCR), of: ScoredSheet.all)?.people == 6)
  }

  @Test func `one respondent about several conversations is one of the people of each number`() throws {
    var sheet = ScoredSheet()
    sheet.add([ScoredSheet.conversation(agent: 1)], said: [[said(7, true, nil)]])
    sheet.add([ScoredSheet.conversation(agent: 2)], said: [[said(7, true, true)]])
    sheet.add([ScoredSheet.conversation(agent: 2)], said: [[said(8, nil, true)]])
    #expect(figure(sheet, .vocResolution)?.people == 1 && figure(sheet, .vocFCR)?.people == 1)
    // Agents are no respondents: their cells hold the respondents about their own work.
    let cells = [UInt32(1), 2].map { FCRCell.Key(grouping: .agent, group: $0, month: nil) }
    #expect(cells.map { figure(sheet, .vocResolution, of: $0)?.counts } == [[1, 1], [1, 1]])
    #expect(cells.map { figure(sheet, .vocFCR, of: $0)?.counts } == [[0, 0], [1, 1]])
    #expect(cells.map { figure(sheet, .vocFCR, of: $0)?.people } == [0, 1])
  }

  @Test func `who said what may be kept elsewhere, and come back in parts of complete respondents`() throws {
    var sheet = ScoredSheet()
    for number in 0..<60 {
      sheet.add(
        [
          ScoredSheet.conversation(
            at: Int64(number) * day, agent: UInt32(number % 3), callType: UInt32(number % 4))
        ],
        said: [[said(UInt32(number % 7), number % 2 == 0, number % 3 == 0)]])
    }
    var tally = sheet.tally()
    let whole = tally.finish()
    let taken = tally.takeRespondents()
    #expect(tally.takeRespondents().words.isEmpty)
    let keys = taken.keys
    let width = taken.words.count / keys.count
    #expect(width == Respondents.width(groupings: FCRParameters().groupings.count) && Set(keys).count == 6)
    var figures = tally.finish()
    #expect(figures != whole)
    for key in Set(keys).sorted() {
      // Those of one respondent alone may come a few at a time.
      let own = taken.those { $0 == key }
      for start in stride(from: 0, to: own.words.count, by: 2 * width) {
        figures.count(
          Respondents(
            groupings: FCRParameters().groupings.count, words: Array(own.words[start...].prefix(2 * width))))
      }
    }
    #expect(figures == whole)
  }

  @Test func `an answer stands in the groups and the month of its conversation`() throws {
    var sheet = ScoredSheet()
    // Day 40 is in February 1970, day 70 in March.
    sheet.add([ScoredSheet.conversation(at: 40 * day, callType: 1)], said: [[said(1, true, true)]])
    sheet.add([ScoredSheet.conversation(at: 70 * day, callType: 2)], said: [[said(2, false, true)]])
    let figures = sheet.tally().finish()
    var found: [String] = []
    for key in figures.cells.keys where key.grouping == .callType {
      guard let figure = figures.figure(FCRNumber(.vocFCR), of: key) else { continue }
      found.append("\(key.group) \(key.month?.description ?? "all") \(figure.rate.x)/\(figure.rate.n)")
    }
    #expect(found.sorted() == ["1 1970-02 1/1", "1 all 1/1", "2 1970-03 0/1", "2 all 0/1"])
  }
}
