import Testing

@testable import Statistics

@Suite struct AalenJohansenTests {
  // Day 1: cause 0, 1 of 4. Day 2: cause 1, 1 of 3. Day 3: censored. Day 4: cause 0, 1 of 1.
  // F0 = 1/4, 1/4, 1/4, 3/4; F1 = 0, 1/4, 1/4, 1/4; on day 2 without censoring p(1 − p)/n = 3/64.
  @Test func `four spells by hand`() throws {
    let curves = try AalenJohansen(
      of: RiskTally(of: [
        try Spell(exit: 1, cause: 0), try Spell(exit: 2, cause: 1), try Spell(exit: 3, cause: nil),
        try Spell(exit: 4, cause: 0),
      ]))
    #expect(curves.steps.map { $0.incidence[0].value } == [0.25, 0.25, 0.25, 0.75])
    #expect(curves.steps.map { $0.incidence[1].value } == [0, 0.25, 0.25, 0.25])
    #expect(curves.steps.map(\.survival.value) == [0.75, 0.5, 0.5, 0])
    #expect(curves.steps.map(\.atRisk) == [4, 3, 2, 1] && curves.steps[2].censored == 1)
    let error = try #require(curves.incidence(of: 1, on: 2)?.standardError)
    #expect(isNear(error, (3.0 / 64).squareRoot(), relative: 1e-15))
    #expect(curves.incidence(of: 1, on: 1)?.standardError == nil)
  }

  @Test func `days and causes beyond the data`() throws {
    let left = try AalenJohansen(of: SpellSample.tally(events: [2], censored: [5]))
    #expect(left.incidence(of: 0, on: -1) == nil && left.incidence(of: 0, on: 6) == nil)
    #expect(left.incidence(of: 0, on: 0)?.value == 0 && left.incidence(of: 0, on: 5)?.value == 0.5)
    #expect(left.incidence(of: 1, on: 3) == nil && left.incidence(of: -1, on: 3) == nil)
    let gone = try AalenJohansen(of: SpellSample.tally(events: [2, 2]))
    #expect(gone.incidence(of: 0, on: 99) == gone.steps.last?.incidence[0])
    #expect(gone.incidence(of: 0, on: 99)?.value == 1 && gone.incidence(of: 0, on: 99)?.high == nil)
    #expect(throws: NotEstimable.tooFew(.observations, found: 0, needed: 1)) {
      try AalenJohansen(of: RiskTally())
    }
    #expect(throws: NotEstimable.tooFew(.events, found: 1, needed: 5)) {
      try AalenJohansen(of: SpellSample.tally(events: [2], censored: [5]), minimumEvents: 5)
    }
    let none = try AalenJohansen(of: SpellSample.tally(events: [], censored: [5]))
    #expect(none.steps.map(\.incidence) == [[]] && none.incidence(of: 0, on: 3) == nil)
  }

  @Test func `where nobody is at risk no share is known from that day on`() throws {
    let curves = try AalenJohansen(
      of: RiskTally(of: [
        try Spell(exit: 60, cause: nil), try Spell(exit: 60, cause: 0),
        try Spell(entry: 100, exit: 400, cause: 0),
      ]))
    #expect(curves.incidence(of: 0, on: 60)?.value == 0.5)
    #expect(curves.incidence(of: 0, on: 61) == nil && curves.incidence(of: 0, on: 400) == nil)
  }

  // Three leave by cause 0 on day 2 of four; the other group has an event of cause 1 alone.
  @Test func `a cause of which a group has no event is 0 in it, not unknown`() throws {
    let one = try AalenJohansen(of: SpellSample.tally(events: [2, 2, 2], censored: [5]), causes: 3)
    let other = try AalenJohansen(
      of: RiskTally(of: [try Spell(exit: 2, cause: 1), try Spell(exit: 3, cause: nil)]), causes: 3)
    let none = try AalenJohansen(of: SpellSample.tally(events: [], censored: [5]), causes: 3)
    #expect((0..<3).map { one.incidence(of: $0, on: 3)?.value } == [0.75, 0, 0])
    #expect((0..<3).map { other.incidence(of: $0, on: 3)?.value } == [0, 0.5, 0])
    #expect((0..<3).map { none.incidence(of: $0, on: 3)?.value } == [0, 0, 0])
    #expect(one.steps[0].events == [3, 0, 0] && one.incidence(of: 3, on: 3) == nil)
    let seen = try AalenJohansen(of: SpellSample.tally(events: [2], censored: [5]), causes: 0)
    #expect(seen.incidence(of: 0, on: 3)?.value == 0.5)
  }

  /// What R prints at a month: at risk, p0, p1, p2, se0, se1, se2.
  private static let mgus2: [String: [[Double]]] = [
    "F": [
      [
        563, 0.893688799335461, 0.0127018820397735, 0.0936093186247653, 0.0122784929425759,
        0.00446218625045384, 0.0116027238918556,
      ],
      [
        431, 0.696245233037894, 0.0397896215044053, 0.263965145457701, 0.0183445145165337,
        0.00779833408808593, 0.0175806957234412,
      ],
      [
        214, 0.445624289849379, 0.0738856643759262, 0.480490045774695, 0.0208042649240063,
        0.0107697973764881, 0.0208049145180222,
      ],
      [
        88, 0.270398564747923, 0.0953519782619825, 0.634249456990094, 0.0206367945019268, 0.0126735236701647,
        0.0218439087817032,
      ],
      [
        33, 0.19975152278188, 0.104940674186137, 0.695307803031983, 0.0220652118359127, 0.0142629574344966,
        0.0236253343399979,
      ],
      [
        11, 0.163009179188948, 0.115128747885446, 0.721862072925606, 0.0245612893574428, 0.0172150478388401,
        0.025682419386148,
      ],
    ],
    "M": [
      [
        644, 0.847277556440903, 0.00664010624169987, 0.146082337317397, 0.01310891644246, 0.00295967031624724,
        0.0128709132964748,
      ],
      [
        443, 0.603026729932771, 0.0293462844583663, 0.367626985608863, 0.0178698621995085,
        0.00616458366286076, 0.0176074421125398,
      ],
      [
        210, 0.369511270472351, 0.0553102406481571, 0.575178488879491, 0.0185955246922241,
        0.00864431655219645, 0.0189385922542251,
      ],
      [
        90, 0.226978902296662, 0.080094386179741, 0.692926711523596, 0.0178003477383035, 0.0109948821829261,
        0.019018401367,
      ],
      [
        24, 0.156221355703287, 0.0956507550309775, 0.748127889265735, 0.0192610792159516, 0.0135258309491872,
        0.020668866928044,
      ],
      [
        5, 0.096103363043717, 0.104460229976652, 0.799436406979631, 0.0215391732303155, 0.0158156196773295,
        0.0237626605570388,
      ],
    ],
    "all": [
      [
        1207, 0.868413337842076, 0.00940125934464974, 0.122185402813274, 0.00908961014201067,
        0.00259515576301945, 0.00880608437085796,
      ],
      [
        874, 0.645529276757773, 0.034103712974349, 0.320367010267878, 0.0128851434719661, 0.00488925790766794,
        0.012567371547559,
      ],
      [
        424, 0.404460127906679, 0.0637221680131129, 0.531817704080208, 0.0139022743130156,
        0.00679684842396064, 0.0140596451620306,
      ],
      [
        178, 0.247020711048867, 0.0870562663514743, 0.665923022599658, 0.01351713106761, 0.00832338638674483,
        0.0143803574930684,
      ],
      [
        57, 0.176158307921986, 0.0998137159354692, 0.724027976142545, 0.014540489690317, 0.0097848467933896,
        0.0156063450677616,
      ],
      [
        16, 0.128099500907898, 0.109151655830587, 0.762748843261515, 0.0163738027809526, 0.011606591807291,
        0.0175185467002775,
      ],
    ],
  ]

  // R 4.2.2, survival 3.5-3, mgus2: summary(survfit(Surv(time, factor(event)) ~ sex), times = 12, 60, …,
  // 300), errors by infinitesimal jackknife. Tolerance 1e-12 for shares, 1e-11 for errors.
  @Test(arguments: ["F", "M", "all"])
  func `progression and death of R's mgus2, the errors of the jackknife`(_ sex: String) throws {
    let tallies = try SpellSample.tallies("competing_mgus2", by: "sex", exit: "time", code: "event")
    var tally = RiskTally()
    for (name, other) in tallies where sex == name || sex == "all" { tally.merge(other) }
    let curves = try AalenJohansen(of: tally)
    let rows = try #require(AalenJohansenTests.mgus2[sex])
    for (month, row) in zip([12, 60, 120, 180, 240, 300], rows) {
      let step = try #require(curves.steps.last { $0.day <= month })
      #expect(Double(tally.riskSets()[month]) == row[0])
      let found = [step.survival] + step.incidence
      for (index, found) in found.enumerated() {
        #expect(isNear(found.value, row[1 + index], relative: 1e-12), "month \(month): \(found.value)")
        let error = try #require(found.standardError)
        #expect(isNear(error, row[4 + index], relative: 1e-11), "month \(month): \(error)")
      }
    }
  }

  /// What etm prints at a week for each cause: the share, its variance, its limits.
  private static let abortion: [String: [(week: Int, cause: Int, row: [Double])]] = [
    "0": [
      (8, 1, [0.01488086951237729, 4.532753221831808e-05, 0.006116971850033792, 0.03597168211852908]),
      (10, 1, [0.03320769587378040, 7.698479567523418e-05, 0.019746208814200417, 0.05558236022633145]),
      (42, 1, [0.04015930848717231, 8.570657303705906e-05, 0.025512616855485448, 0.06293875364335277]),
      (37, 2, [0.084528525056785819, 7.202414874470969e-05, 0.069370259119879596, 0.102811789740360537]),
      (39, 2, [0.322015902053177649, 2.469805378263743e-04, 0.292313907267455431, 0.353915743905448221]),
      (42, 2, [0.793892771429397626, 4.903148006389033e-04, 0.748980369200392682, 0.835461203757485338]),
      (6, 3, [0.03418803418803419, 0.0002822154915076239, 0.01297035591697160, 0.08852306975684177]),
      (30, 3, [0.15990390005675550, 0.0004549787503879726, 0.12273893387958357, 0.20692473362745756]),
      (42, 3, [0.16078138501726713, 0.0004548031089474781, 0.12359647505236704, 0.20775707301643909]),
    ],
    "1": [
      (8, 1, [0.1583705357142857, 0.001489406290971850, 0.09730906026236164, 0.2520164413000858]),
      (12, 1, [0.2604774922083757, 0.001785362439921071, 0.18795264022479141, 0.3542503111049109]),
      (42, 1, [0.2851118039271646, 0.001805662148286204, 0.21116497955322944, 0.3780567810323916]),
      (37, 2, [0.08437382616501807, 0.0003477932853301112, 0.05450197428063719, 0.1294593189426582]),
      (40, 2, [0.28360162962227564, 0.0013615163363261968, 0.21840255955717325, 0.3632714230494094]),
      (42, 2, [0.35256510004978792, 0.0017756934873252566, 0.27688207284437927, 0.4417747121446594]),
      (6, 3, [0.05714285714285714, 0.001539358600583090, 0.0146052227498974, 0.2096798357695604]),
      (10, 3, [0.27819621928100952, 0.002639629498147509, 0.1914438049684595, 0.3935398979346378]),
      (42, 3, [0.36232309602304752, 0.002447617125210620, 0.2744986968364476, 0.4678544384659231]),
    ],
  ]

  // R 4.2.2, etm 1.1.1: summary(etmCIF(Surv(entry, exit, cause != 0) ~ group, abortion, etype = cause)),
  // limits of its default transformation, the complementary log-log. Tolerance 1e-9.
  @Test(arguments: ["0", "1"])
  func `pregnancies of R's etm with delayed entry, its errors and limits`(_ group: String) throws {
    let tallies = try SpellSample.tallies(
      "etm_abortion", by: "group", entry: "entry", exit: "exit", code: "cause")
    // Before the first entry nobody was at risk: read the curve itself, which R carries back to week 0.
    let curves = try AalenJohansen(of: #require(tallies[group]))
    #expect(curves.riskSetEmptyOn == 1)
    for (week, cause, row) in try #require(AalenJohansenTests.abortion[group]) {
      let found = try #require(curves.steps.last { $0.day <= week }).incidence[cause - 1]
      let error = try #require(found.standardError)
      #expect(isNear(found.value, row[0], relative: 1e-12), "week \(week), cause \(cause): \(found.value)")
      #expect(isNear(error * error, row[1], relative: 1e-9), "week \(week), cause \(cause): \(error * error)")
      #expect(try isNear(#require(found.low), row[2], relative: 1e-9), "week \(week), cause \(cause)")
      #expect(try isNear(#require(found.high), row[3], relative: 1e-9), "week \(week), cause \(cause)")
    }
  }
}
