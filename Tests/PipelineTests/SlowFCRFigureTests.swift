import Dice
import Testing

/// The oracle itself, by examples worked by hand and by what its histories meet.
@Suite struct SlowFCRFigureTests {
  /// Six contacts from day 0 to 100, each without length; W is 7 days, match any.
  ///
  ///     A  k1  ana  day 10  bill      B  k1  bo  day 14      C  k1  ana  day 42
  ///     D  k2  ana  day 5   card      E  k3  cy  day 95 bill F  -   bo   day 50  bill
  private static var six: SlowFCR {
    SlowFCR(
      [
        contact("A", day: 10, customer: "k1", agent: "ana", callType: "bill", resolved: true),
        contact("B", day: 14, customer: "k1", agent: "bo", resolved: false),
        contact("C", day: 42, customer: "k1", agent: "ana"),
        contact("D", day: 5, customer: "k2", agent: "ana", callType: "card"),
        contact("E", day: 95, customer: "k3", agent: "cy", callType: "bill"),
        contact("F", day: 50, customer: nil, agent: "bo", callType: "bill", resolved: true),
      ], setting)
  }

  private static var setting: SlowFCRSetting {
    SlowFCRSetting(coversFrom: 0, coversTo: 100 * 86_400, unresolvable: ["bill"])
  }

  private static func contact(
    _ id: String, day: Int, customer: String?, agent: String = "ana", callType: String? = nil,
    resolved: Bool? = nil
  ) -> SlowFCRRow {
    SlowFCRRow(
      contactID: id, start: day * 86_400, customerID: customer, callType: callType, agentID: agent,
      resolved: resolved)
  }

  @Test func `six contacts have these firsts`() {
    // A is repeated on day 4, C resolved, B no first, D cut, E open, F nobody.
    // km: on day 4 A, C and E (observed 5 days) are at risk, one returns: 2/3.
    let figure = Self.six.figure(.windowFCR)
    #expect([figure.n, figure.x, figure.people] == [2, 1, 1])
    #expect([figure.unsettled, figure.firstUnknown, figure.unidentified] == [1, 1, 1])
    #expect(figure.km == 1 - 1.0 / 3)
    #expect(figure.effectiveSize == 2)
    // A and E are bills, no firsts any more; F is nobody still.
    let net = Self.six.figure(.windowFCRNet)
    #expect([net.n, net.x, net.people] == [1, 1, 1])
    #expect([net.unsettled, net.firstUnknown, net.unidentified] == [0, 1, 1])
    #expect(net.km == 1)
    // Of ana's alone: A, C, D.
    let ana = Self.six.figure(.windowFCR) { $0.agent == "ana" }
    #expect([ana.n, ana.x, ana.unsettled, ana.firstUnknown, ana.unidentified] == [2, 1, 0, 1, 0])
  }

  @Test func `six contacts have these other figures`() {
    // acr: A is followed on day 4; B (next after 28 days), C and D are not; E is open, F nobody.
    let acr = Self.six.figure(.acr)
    #expect([acr.n, acr.x, acr.people] == [4, 3, 2])
    #expect([acr.unsettled, acr.firstUnknown, acr.unidentified] == [1, nil, 1])
    #expect(acr.km == nil)
    // Customers k1 0 1 1 and k2 1: variance 2 · (1/16 + 1/16) / 16 below 3/16 / 4.
    #expect(acr.effectiveSize == 4)
    // 30 days: C follows B after 28.
    let resolution = Self.six.figure(.callResolution, days: 1, match: "case")
    #expect([resolution.n, resolution.x, resolution.unsettled, resolution.unidentified] == [4, 2, 1, 1])
    // Full look-back from day 7: A B C E; B has an earlier one.
    let repeats = Self.six.figure(.repeatRate)
    #expect([repeats.n, repeats.x, repeats.people, repeats.unsettled] == [4, 1, 3, nil])
    // Closed too: A B C; neither A (B follows) nor B (A before).
    let done = Self.six.figure(.oneAndDone)
    #expect([done.n, done.x, done.people, done.unidentified] == [3, 1, 2, nil])
    // Firsts up to day 65: A (days 38 to 45 hold C) and C (70 to 77 hold nothing).
    let placebo = Self.six.figure(.placebo)
    #expect([placebo.n, placebo.x, placebo.people] == [2, 1, 1])
    // A, B and F have a `resolved`.
    let disposition = Self.six.figure(.dispositionFCR)
    #expect([disposition.n, disposition.x, disposition.people] == [3, 2, 2])
    // S = 1 (C), P = 1 (C), no residual.
    let adjusted = Self.six.figure(.adjusted)
    #expect([adjusted.n, adjusted.x, adjusted.people] == [2, nil, 1])
    #expect([adjusted.value, adjusted.low, adjusted.high] == [1, 1, 1])
  }

  @Test func `the interval of adjusted is that of a ratio, by customer where that is wider`() throws {
    // W = 7. (s, p) of each first: s = not followed, p = not followed 28 to 35 days on.
    // k1  days 10 12 38: 10 (0, 0) at the edge, 38 (1, 1)  k2  days 20 55: 20 (1, 0) at the edge, 55 (1, 1)
    // k3  days 30 37: 30 (0, 1) at the edge       k4  days 20 21: 20 (0, 1)
    let days = [("k1", [10, 12, 38]), ("k2", [20, 55]), ("k3", [30, 37]), ("k4", [20, 21])]
    let rows = days.flatMap { customer, days in
      days.map { Self.contact("\(customer) \($0)", day: $0, customer: customer) }
    }
    // S = 3, P = 4, R = 3/4; residuals 0 1/4, 1 1/4, -3/4, -3/4, of customers 1/4 5/4 -3/4 -3/4:
    // 4/3 · 44/16 / 16 = 11/48, firsts alone 36/16 / 16 = 27/192.
    let figure = SlowFCR(rows, Self.setting).figure(.adjusted)
    let half = 1.959963984540054 * (11.0 / 48).squareRoot()
    #expect(figure.n == 6)
    #expect(figure.value == 0.75)
    #expect(abs(try #require(figure.low) - (0.75 - half)) < 1e-12)
    #expect(abs(try #require(figure.high) - (0.75 + half)) < 1e-12)
    // Two of six come back by chance: 1 - (3/6 - 2/6) / (1 - 2/6) = 3/4.
    let placebo = SlowFCR(rows, Self.setting).figure(.placebo)
    #expect([placebo.n, placebo.x] == [6, 2])
  }

  @Test func `the interval of adjusted is that of independent firsts where customers would narrow it`() throws
  {
    // Days 10 38 40 of a customer: 10 (1, 0), 38 (0, 1); R = 1, residuals 1 -1, which cancel by customer.
    // One customer: (1 + 1) / 1 = 2; two: (1 + 1 + 1 + 1) / 4 = 1.
    for (customers, variance) in [(["k1"], 2.0), (["k1", "k2"], 1)] {
      let rows = customers.flatMap { customer in
        [10, 38, 40].map { Self.contact("\(customer) \($0)", day: $0, customer: customer) }
      }
      let figure = SlowFCR(rows, Self.setting).figure(.adjusted)
      #expect(figure.value == 1)
      #expect(abs(try #require(figure.high) - 1 - 1.959963984540054 * variance.squareRoot()) < 1e-12)
    }
    // By day 70 only the first of day 10 is closed, and day 38 is its return by chance: P = 0.
    let rows = [10, 38].map { Self.contact("\($0)", day: $0, customer: "k1") }
    let setting = SlowFCRSetting(coversFrom: 0, coversTo: 70 * 86_400)
    let figure = SlowFCR(rows, setting).figure(.adjusted)
    #expect(figure.n == 1)
    #expect([figure.value, figure.low, figure.high] == [nil, nil, nil])
  }

  /// acd 1 (k1), acd 2 (nobody), chat 1 (k2, abandoned), chat 3 and 4 (k3, one chain).
  private static var surveyed: [SlowFCRRow] {
    var rows = [
      contact("1", day: 10, customer: "k1"), contact("2", day: 10, customer: nil),
      contact("1", day: 20, customer: "k2"), contact("3", day: 30, customer: "k3"),
      contact("4", day: 31, customer: nil),
    ]
    for place in 2...4 { rows[place].source = "chat" }
    rows[2].outcome = "abandoned"
    rows[3].chainID = "c"
    rows[4].chainID = "c"
    return rows
  }

  private static func said(
    _ id: String, _ contact: String?, source: String = "survey", resolved: Double? = nil,
    contacts: Double? = nil, rater: String? = nil, scaleMax: Double? = nil
  ) -> [SlowFCRResponse] {
    let values = [("resolved", resolved), ("contacts_to_resolve", contacts)]
    return values.compactMap { item, value in
      value.map {
        SlowFCRResponse(
          source: source, responseID: id, item: item, value: $0, scaleMax: scaleMax, raterID: rater,
          contactID: contact)
      }
    }
  }

  @Test func `a response counts for the conversation its contact is a leg of`() {
    let responses = [
      Self.said("r1", "1", resolved: 1, contacts: 1),  // in two sources: excluded
      Self.said("r1", "1", source: "acd", resolved: 1, contacts: 1),  // acd 1: yes, 1
      Self.said("r1", "1", source: "chat", resolved: 1, contacts: 1),  // abandoned: excluded
      Self.said("r2", "2", resolved: 1, contacts: 2),  // acd 2: yes, 2
      Self.said("r3", "4", resolved: 0, rater: "b"),  // chat 3: no
      Self.said("r3", "4", resolved: 0, rater: "a"),  // two raters: its own respondent
      Self.said("r4", "2", resolved: 1, contacts: 1, rater: "a"),
      Self.said("r4", "2", resolved: 0, rater: "b"),  // contradicts: not answered
      Self.said("r5", "9", resolved: 1, contacts: 1),  // unknown: excluded
      Self.said("r6", "2", resolved: 1) + Self.said("r6", "3", contacts: 1),  // two contacts: excluded
      Self.said("r7", "3", resolved: 1, contacts: 1, scaleMax: 5),  // not of 0 and 1: not answered
      Self.said("r8", "3", resolved: 0, contacts: 1, rater: "a"),
      Self.said("r8", "3", resolved: 1, rater: "a"),  // the same key: this one is kept
      Self.said("r8", nil, resolved: 1),  // blank names no other contact
    ]
    let oracle = SlowFCR(Self.surveyed, Self.setting, responses: responses.flatMap { $0 })
    #expect(oracle.answers.count { $0.conversation == nil } == 4)
    // acd r1 (1), r2 (1), r3 (0), r8 (1); respondents acd r1, r2, r3 and a.
    let resolution = oracle.figure(.vocResolution)
    #expect([resolution.n, resolution.x, resolution.people] == [4, 3, 4])
    #expect([resolution.unsettled, resolution.firstUnknown, resolution.unidentified] == [nil, nil, nil])
    // acd r1 (1), r2 (0), r8 (1), each a cluster: p = 2/3, 3/2 · 6/9 / 9 over 2/9 / 3 is 3/2.
    let first = oracle.figure(.vocFCR)
    #expect([first.n, first.x, first.people] == [3, 2, 3])
    #expect(abs((first.effectiveSize ?? 0) - 2) < 1e-12)
    // Only what is about acd 2.
    let two = oracle.figure(.vocFCR) { $0.first.contactID == "2" }
    #expect([two.n, two.x, two.people] == [1, 0, 1])
  }

  @Test func `the measures of 500 random histories obey their laws`() {
    let seed: UInt64 = 28
    var random = Dice(seed: seed)
    for number in 0..<500 {
      let oracle = SlowFCR(SlowFCRHistory(using: &random))
      for days in SlowFCRHistory.windows {
        let figures = SlowFCRMeasure.allCases.map { ($0, oracle.figure($0, days: days, match: "any")) }
        let figure = Dictionary(uniqueKeysWithValues: figures)
        var broken = figures.filter { $1.people > $1.n || $1.x ?? 0 > $1.n }.map(\.0.rawValue)
        if let placebo = figure[.placebo], let adjusted = figure[.adjusted],
          placebo.n != adjusted.n || (adjusted.value == nil) != (placebo.n == placebo.x)
        {
          broken.append("adjusted without its placebo")
        }
        if let first = figure[.windowFCR], let done = figure[.oneAndDone], done.x != first.x {
          broken.append("a resolved first is not one and done")
        }
        if let acr = figure[.acr], let resolution = figure[.callResolution], days == 30,
          [acr.n, acr.x, acr.unsettled, acr.unidentified, acr.people]
            != [
              resolution.n, resolution.x, resolution.unsettled, resolution.unidentified, resolution.people,
            ]
        {
          broken.append("call resolution")
        }
        if let all = figure[.vocResolution], let both = figure[.vocFCR], both.n > all.n {
          broken.append("voc")
        }
        #expect(broken == [], "seed \(seed), history \(number), \(days) days")
        if !broken.isEmpty { return }
      }
    }
  }

  @Test func `random histories meet every edge often`() {
    let seed: UInt64 = 29
    var random = Dice(seed: seed)
    var met: [String: Int] = [:]
    for _ in 0..<500 {
      let oracle = SlowFCR(SlowFCRHistory(using: &random))
      for days in SlowFCRHistory.windows {
        let window = days * 86_400
        for unit in oracle.units(.placebo, days: days, match: "any") where unit.isCounted {
          let far = unit.conversation.end + 28 * 86_400
          met[unit.part == .counts(true) ? "back by chance" : "not back", default: 0] += 1
          if far + window == oracle.coversTo { met["closes with coverage", default: 0] += 1 }
          let triggers = oracle.conversations.filter {
            $0.isTrigger && $0.customer == unit.conversation.customer
          }
          for trigger in triggers {
            let name = [far: "begin", far + window: "end"]
            for offset in -1...1 {
              name[trigger.first.start - offset].map { met["\($0) \(offset)", default: 0] += 1 }
            }
          }
        }
      }
      for measure in [SlowFCRMeasure.vocFCR, .vocResolution, .windowFCRNet] {
        let figure = oracle.figure(measure)
        met["\(measure) yes", default: 0] += figure.x ?? 0
        met["\(measure) no", default: 0] += figure.n - (figure.x ?? 0)
      }
      met["excluded", default: 0] += oracle.answers.count { $0.conversation == nil }
      met["unanswered", default: 0] += oracle.answers.count { $0.resolved == nil }
    }
    #expect(met.count == 17 && met.values.allSatisfy { $0 > 20 }, "\(met)")
  }
}
