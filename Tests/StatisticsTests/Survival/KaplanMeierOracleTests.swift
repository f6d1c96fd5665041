import Testing

@testable import Statistics

/// Survival curves of published data, held against R and lifelines.
@Suite struct KaplanMeierOracleTests {
  /// The tallies of a published data set, by the stratum that R prints, and days per unit of time.
  private func tallies(_ data: String) throws -> (byStratum: [String: RiskTally], daysPerUnit: Double) {
    switch data {
    case "aml":
      let groups = try SpellSample.tallies("survival_aml", by: "x", exit: "time", code: "status")
      return (Dictionary(uniqueKeysWithValues: groups.map { ("x=" + $0, $1) }), 1)
    case "lung":
      let groups = try SpellSample.tallies("survival_lung", by: "sex", exit: "time", code: "ev")
      return (Dictionary(uniqueKeysWithValues: groups.map { ("sex=" + $0, $1) }), 1)
    default:
      // Patient 38 changes over at 4.5 days: half days count.
      let groups = try heart()
      var all = RiskTally()
      for group in groups.values { all.merge(group) }
      return (["transplant=0": groups["0"] ?? all, "transplant=1": groups["1"] ?? all, "all": all], 2)
    }
  }

  private func heart(origin: Int = 0) throws -> [String: RiskTally] {
    let table = try Published.table("survival_heart_lefttrunc")
    let (starts, stops) = try (table.numbers("start"), table.numbers("stop"))
    let (strata, codes) = try (table.texts("transplant"), table.integers("event"))
    // Of those who were there before the origin, the days after it.
    let rows = stops.indices.filter { Int(2 * stops[$0]) > origin }
    return try SpellSample.tallies(
      strata: rows.map { strata[$0] }, entries: rows.map { max(origin, Int(2 * starts[$0])) },
      exits: rows.map { Int(2 * stops[$0]) }, codes: rows.map { codes[$0] }, origin: origin)
  }

  // R 4.2.2, survival 3.5-3: summary(survfit(Surv(time, status) ~ x, aml, conf.type = "log-log")), the same
  // of lung by sex, survfit(Surv(start, stop, event) ~ transplant, heart, conf.type = "log-log") and ~ 1: all
  // 292 rows, in published/survival_km_expected.csv. Tolerance 1e-12; its 15 digits leave no more.
  @Test(arguments: [("aml", 16), ("lung", 150), ("heart", 126)])
  func `every row of R's summary`(_ data: String, _ rows: Int) throws {
    let expected = try Published.table("survival_km_expected")
    let (byStratum, daysPerUnit) = try tallies(data)
    let curves = try byStratum.mapValues { try KaplanMeier(of: $0) }
    let names = try expected.texts("data")
    var seen = 0
    for row in names.indices where names[row] == data {
      func cell(_ column: String) throws -> String { try expected.texts(column)[row] }
      let curve = try #require(try curves[cell("strata")])
      let day = try Int(#require(Double(cell("time"))) * daysPerUnit)
      let step = try #require(curve.steps.first { $0.day == day })
      #expect(
        try step.atRisk == #require(Int64(cell("atrisk"))) && step.events == #require(Int64(cell("events"))))
      let found = [step.survival.value, step.survival.standardError, step.survival.low, step.survival.high]
      for (found, column) in zip(found, ["survival", "se", "low", "high"]) {
        let text = try cell(column)
        if text.isEmpty {
          #expect(found == nil, "\(data) \(day) \(column)")
        } else {
          let value = try #require(found, "\(data) \(day) \(column)")
          #expect(try isNear(value, #require(Double(text)), relative: 1e-12), "\(data) \(day) \(column)")
        }
      }
      seen += 1
    }
    #expect(seen == rows)
  }

  /// What R's table of a curve holds: records, events, median with limits, restricted mean with error.
  private struct Line: Sendable {
    let data: String
    let stratum: String
    let records: Int64
    let events: Int64
    let median: [Double?]
    let horizon: Double
    let mean: Double
    let error: Double
  }

  // R 4.2.2, survival 3.5-3: summary(survfit(…, conf.type = "log-log"), rmean = horizon)$table. Tolerance
  // 1e-12.
  @Test(arguments: [
    Line(
      data: "aml", stratum: "x=Maintained", records: 11, events: 7, median: [31, 13, nil], horizon: 161,
      mean: 52.6454545454545, error: 19.8286027955626),
    Line(
      data: "aml", stratum: "x=Nonmaintained", records: 12, events: 11, median: [23, 5, 33], horizon: 45,
      mean: 22.7083333333333, error: 4.18094198103315),
    Line(
      data: "lung", stratum: "sex=1", records: 138, events: 112, median: [270, 210, 306], horizon: 365,
      mean: 241.495085192057, error: 10.3582264910969),
    Line(
      data: "lung", stratum: "sex=2", records: 90, events: 53, median: [426, 345, 524], horizon: 365,
      mean: 297.465409532037, error: 10.7913239788001),
    Line(
      data: "heart", stratum: "transplant=0", records: 103, events: 30, median: [149, 69, 340], horizon: 365,
      mean: 179.7112299417305, error: 26.47611911267533),
    Line(
      data: "heart", stratum: "transplant=1", records: 69, events: 45, median: [90, 28, 285], horizon: 365,
      mean: 172.9043682195107, error: 26.02408647267359),
    Line(
      data: "heart", stratum: "all", records: 172, events: 75, median: [100, 69, 219], horizon: 365,
      mean: 176.71509081870707, error: 15.17616827586537),
  ])
  private func `median and restricted mean of R's table`(_ line: Line) throws {
    let (byStratum, daysPerUnit) = try tallies(line.data)
    let tally = try #require(byStratum[line.stratum])
    #expect(tally.spells == line.records && tally.eventTotal == line.events)
    // Nobody has a transplant before day 1: R takes the survival as 1 up to there. Here it is not known, so days
    // are counted from the first entry.
    let first = try #require(tally.entries.counts.firstIndex { $0 > 0 })
    let curve = try KaplanMeier(of: first == 0 ? tally : #require(heart(origin: first)["1"]))
    let median = [curve.median.days, curve.median.low, curve.median.high]
    #expect(median.map { $0.map { $0 + Double(first) } } == line.median.map { $0.map { $0 * daysPerUnit } })
    let mean = try curve.restrictedMean(to: Int(line.horizon * daysPerUnit) - first)
    #expect(isNear(mean.days + Double(first), line.mean * daysPerUnit, relative: 1e-12))
    #expect(isNear(mean.standardError, line.error * daysPerUnit, relative: 1e-12))
  }

  // R 4.2.2, survival 3.5-3: veteran by celltype, conf.type = "log-log": median with limits; rmean = 180 with
  // error; at 100 days n.risk, survival, error, limits (summary(times = 100)). Tolerance 1e-12.
  @Test(arguments: [
    (
      "squamous", [118, 44, 242.0], [111.24962406015038, 11.923889672625881],
      [20, 0.62222222222222234, 0.08283941417816093, 0.43940488164372882, 0.7605254750527097]
    ),
    (
      "smallcell", [51, 24, 61], [63.67984825102880, 8.113203339972117],
      [10, 0.22569444444444445, 0.06087745670146956, 0.11963668602357108, 0.3521880553467746]
    ),
    (
      "adeno", [51, 24, 90], [65.30864197530863, 9.815071617682980],
      [5, 0.20576131687242796, 0.08018142623113936, 0.07707718425549741, 0.3770734174378766]
    ),
    (
      "large", [156, 100, 216], [125.81481481481481, 11.594312620833609],
      [20, 0.70370370370370372, 0.08787718725951696, 0.49402356423210636, 0.8393673100820704]
    ),
  ])
  func `veterans with lung cancer by type of cell`(
    _ cells: String, _ median: [Double], _ mean: [Double], _ at100: [Double]
  ) throws {
    let tally = try #require(
      SpellSample.tallies("survival_veteran", by: "celltype", exit: "time", code: "status")[cells])
    let curve = try KaplanMeier(of: tally)
    #expect([curve.median.days, curve.median.low, curve.median.high] == median)
    let restricted = try curve.restrictedMean(to: 180)
    #expect(isNear(restricted.days, mean[0], relative: 1e-12))
    #expect(isNear(restricted.standardError, mean[1], relative: 1e-12))
    #expect(Double(tally.riskSets()[100]) == at100[0])
    let found = try #require(curve.survival(on: 100))
    #expect(isNear(found.value, at100[1], relative: 1e-12))
    #expect(try isNear(#require(found.standardError), at100[2], relative: 1e-12))
    #expect(try isNear(#require(found.low), at100[3], relative: 1e-12))
    #expect(try isNear(#require(found.high), at100[4], relative: 1e-12))
  }

  // R 4.2.2, survival 3.5-3, data abortion of etm 1.1.1 (weeks; all enter late; Meister and Schaefer 2008):
  // survfit(Surv(entry, exit, cause != 0) ~ group, abortion, conf.type = "log-log"): median with limits,
  // rmean = 40 with error, and at weeks 8, 20, 38, 40 n.risk, survival, error, limits. Tolerance 1e-12.
  @Test(arguments: [
    (
      "0", [39, 39, 40.0], [33.05535563926915, 0.7095872450820057],
      [
        [374, 0.88762803570105808, 0.02127674750774869, 0.83795738854002566, 0.9227707709954198],
        [799, 0.80381014900995074, 0.02221623155764260, 0.75587972918695256, 0.8433130137492053],
        [823, 0.61989669252404045, 0.02043506073397272, 0.57846258243444992, 0.6585160273577491],
        [554, 0.23593843468811004, 0.01365495353284055, 0.20967613035087454, 0.2631340372501121],
      ]
    ),
    (
      "1", [10, 9, 13], [19.62689869269308, 1.3657426739992828],
      [
        [88, 0.62377232142857142, 0.05492823568371489, 0.50644330370457546, 0.7207834260685646],
        [93, 0.37214637946870088, 0.04356015974387809, 0.28745416942114038, 0.4566996322316090],
        [71, 0.22604693084573457, 0.03226234270600253, 0.16616255058124360, 0.2917042111437839],
        [46, 0.06896347042751225, 0.01674784221017498, 0.04096052484907251, 0.1066552133424424],
      ]
    ),
  ])
  func `pregnancies, all with delayed entry`(
    _ group: String, _ median: [Double], _ mean: [Double], _ rows: [[Double]]
  ) throws {
    let tally = try #require(
      SpellSample.tallies("etm_abortion", by: "group", entry: "entry", exit: "exit", code: "cause")[group])
    // R takes the survival as 1 up to the first entry, where nobody was at risk. Here it is not known, so weeks
    // are counted from that entry.
    let first = try #require(tally.entries.counts.firstIndex { $0 > 0 })
    #expect(try KaplanMeier(of: tally).riskSetEmptyOn == 1)
    let curve = try KaplanMeier(
      of: SpellSample.tallies(
        "etm_abortion", by: "group", entry: "entry", exit: "exit", code: "cause", origin: first)[
          group, default: .init()])
    let found = [curve.median.days, curve.median.low, curve.median.high]
    #expect(found.map { $0.map { $0 + Double(first) } } == median)
    let restricted = try curve.restrictedMean(to: 40 - first)
    #expect(isNear(restricted.days + Double(first), mean[0], relative: 1e-12))
    #expect(isNear(restricted.standardError, mean[1], relative: 1e-12))
    for (week, row) in zip([8, 20, 38, 40].map { $0 - first }, rows) {
      let found = try #require(curve.survival(on: week))
      // R counts those at risk on the next day of the curve where nothing happened on this one.
      let next = try #require(curve.steps.first { $0.day >= week })
      #expect(Double(next.atRisk) == row[0])
      #expect(isNear(found.value, row[1], relative: 1e-12))
      #expect(try isNear(#require(found.standardError), row[2], relative: 1e-12))
      #expect(try isNear(#require(found.low), row[3], relative: 1e-12))
      #expect(try isNear(#require(found.high), row[4], relative: 1e-12))
    }
  }

  // lifelines 0.30.3, load_waltons(), KaplanMeierFitter().fit(T, E): median_survival_time_,
  // survival_function_at_times([15, 30, 56]), confidence_interval_ on day 22 (miR-137) and 41 (control),
  // which is log-log too; restricted_mean_survival_time(t = 40), integrated numerically. Tolerance 1e-12;
  // mean 1e-6.
  @Test(arguments: [
    (
      "miR-137", 26.0, [0.7352941176470585, 0.23529411764705874, 0.0588235294117647], 22,
      [0.35106720917424805, 0.6794942260747558], 24.117647058823522
    ),
    (
      "control", 58.0, [0.9922480620155038, 0.98443508514924, 0.5284548733733863], 41,
      [0.8316122298932325, 0.9397563734619311], 39.416041018128546
    ),
  ])
  func `Walton's flies`(
    _ group: String, _ median: Double, _ shares: [Double], _ day: Int, _ limits: [Double], _ mean: Double
  ) throws {
    let tally = try #require(
      SpellSample.tallies("lifelines_waltons", by: "group", exit: "T", code: "E")[group])
    let curve = try KaplanMeier(of: tally)
    #expect(curve.median.days == median)
    for (day, share) in zip([15, 30, 56], shares) {
      #expect(try isNear(#require(curve.survival(on: day)).value, share, relative: 1e-12))
    }
    let found = try #require(curve.survival(on: day))
    #expect(try isNear(#require(found.low), limits[0], relative: 1e-12))
    #expect(try isNear(#require(found.high), limits[1], relative: 1e-12))
    #expect(try isNear(curve.restrictedMean(to: 40).days, mean, relative: 1e-6))
  }
}
