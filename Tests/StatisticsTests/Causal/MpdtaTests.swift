import Testing

@testable import Statistics

/// Effects of the minimum wage on teen employment in 500 counties, held against two Python packages.
///
/// Data: did::mpdta (Callaway and Sant'Anna 2021, doi:10.1016/j.jeconom.2020.12.001). Figures:
/// mpdta_expected.json, of csdid 0.4.3 and diff-diff 3.13.0 (identical), ATTgt(yname="lemp", tname="year",
/// idname="countyreal", gname="first_treat", control_group=…).fit(est_method="reg", bstrap=False) and
/// .aggte("simple" | "dynamic" | "group" | "calendar"). Tolerance: effects 1e-10, errors 1e-8.
@Suite(.enabled("needs ../shared/reference") { Published.isBeside("mpdta.csv") })
struct MpdtaTests {
  private static let firstYear = 2003

  private func effects(_ controls: ControlGroup) throws -> GroupTimeEffects {
    let table = try Published.tableBeside("mpdta.csv")
    let counties = try table.integers("countyreal")
    let (years, starts) = (try table.integers("year"), try table.integers("first_treat"))
    let outcomes = try table.numbers("lemp")
    let place = Dictionary(uniqueKeysWithValues: Set(counties).sorted().enumerated().map { ($1, $0) })
    var rows = [[Double?]](repeating: [Double?](repeating: nil, count: 5), count: place.count)
    var first = [Int?](repeating: nil, count: place.count)
    for (row, county) in counties.enumerated() {
      let unit = try #require(place[county])
      rows[unit][years[row] - MpdtaTests.firstYear] = outcomes[row]
      first[unit] = starts[row] == 0 ? nil : starts[row] - MpdtaTests.firstYear
    }
    let panel = try TreatmentPanel(outcomes: rows, firstTreated: first)
    return try GroupTimeEffects(
      of: panel, controls: controls, anticipation: 0, minimumTreated: 1, minimumControls: 1)
  }

  @Test func `never treated counties as controls`() throws {
    let effects = try effects(.neverTreated)
    try MpdtaTests.never.check(effects, start: MpdtaTests.firstYear)
    // csdid: aggte("simple", min_e=0, max_e=1) and (1, 2).
    checkNear(try effects.average(eventTimes: 0...1), (-0.02734828299067855, 0.010929057985827047))
    checkNear(try effects.average(eventTimes: 1...2), (-0.07253271002124734, 0.01988107255166394))
  }

  @Test func `not yet treated counties as controls`() throws {
    let effects = try effects(.notYetTreated)
    try MpdtaTests.notYet.check(effects, start: MpdtaTests.firstYear)
    checkNear(try effects.average(eventTimes: 0...1), (-0.02720916680487739, 0.011008683039853941))
    checkNear(try effects.average(eventTimes: 1...2), (-0.0742605971207945, 0.019566093623221346))
  }

  // csdid 0.4.3: fit.MP["W"], fit.MP["Wpval"] (5 decimals; the README of did prints 0.16812 too).
  @Test func `trends before treatment`() throws {
    let never = try PreTrendTest(of: try effects(.neverTreated))
    #expect(never.degreesOfFreedom == 5)
    #expect(isNear(never.statistic, 7.791236627199995, relative: 1e-10))
    #expect(abs(never.p - 0.16812) < 5e-6)
    let notYet = try PreTrendTest(of: try effects(.notYetTreated))
    #expect(isNear(notYet.statistic, 7.7909277188270245, relative: 1e-10))
    #expect(abs(notYet.p - 0.16814) < 5e-6)
  }

  private static let never = PublishedEffects(
    cells: [
      (2004, 2004, -0.010503246220963533, 0.023251036368166188),
      (2004, 2005, -0.07042315810314909, 0.030984766757276384),
      (2004, 2006, -0.13725873888940443, 0.03643566428768614),
      (2004, 2007, -0.10081136308540525, 0.03435922583467304),
      (2006, 2004, 0.006520112424232907, 0.02332680514180483),
      (2006, 2005, -0.0027508187505186858, 0.01955856103588151),
      (2006, 2006, -0.004594606952862727, 0.017755196659276398),
      (2006, 2007, -0.04122447154621793, 0.02022918070410706),
      (2007, 2004, 0.030506655583292096, 0.015033560280130049),
      (2007, 2005, -0.002725892886115959, 0.016395832895534427),
      (2007, 2006, -0.031087119389688146, 0.017877511313343496),
      (2007, 2007, -0.026054410719197237, 0.016655435349252175),
    ],
    simple: PublishedEffects.Series(overall: (-0.039951275155177005, 0.012034012770185417)),
    event: PublishedEffects.Series(
      overall: (-0.07723982145731612, 0.019964989061849233),
      effects: [
        (-3, 0.030506655583292082, 0.01503356028013005),
        (-2, -0.0005630846263852322, 0.013291644736550009),
        (-1, -0.02445874497116896, 0.01423640221051929),
        (0, -0.019931816789259774, 0.011826364058058189),
        (1, -0.05095736706519499, 0.016893476268678074),
        (2, -0.13725873888940443, 0.036435664287686145),
        (3, -0.10081136308540525, 0.034359225834673046),
      ]),
    group: PublishedEffects.Series(
      overall: (-0.031018282228749017, 0.012446059320997918),
      effects: [
        (2004, -0.07974912657473057, 0.02636779943502701),
        (2006, -0.02290953924954032, 0.016703330255162144),
        (2007, -0.026054410719197237, 0.016655435349252175),
      ]),
    calendar: PublishedEffects.Series(
      overall: (-0.0417004321312833, 0.01597185188455984),
      effects: [
        (2004, -0.010503246220963547, 0.023251036368166188),
        (2005, -0.0704231581031491, 0.030984766757276384),
        (2006, -0.048815984265043286, 0.02012586126050029),
        (2007, -0.03705933993597728, 0.013747079141118553),
      ]))

  private static let notYet = PublishedEffects(
    cells: [
      (2004, 2004, -0.019372363675923078, 0.022310112883680424),
      (2004, 2005, -0.07831909906206293, 0.03039022854339696),
      (2004, 2006, -0.13627434632867927, 0.035403384968909685),
      (2004, 2007, -0.10081136308540525, 0.03435922583467304),
      (2006, 2004, -0.002562550942610875, 0.02253023514533894),
      (2006, 2005, -0.0019392460957887037, 0.019042158605818794),
      (2006, 2006, 0.004660876319976248, 0.016335584246823708),
      (2006, 2007, -0.04122447154621793, 0.02022918070410706),
      (2007, 2004, 0.029759364761030443, 0.01453354163865146),
      (2007, 2005, -0.0024106128000966256, 0.016031296375517857),
      (2007, 2006, -0.031087119389688146, 0.017877511313343496),
      (2007, 2007, -0.026054410719197237, 0.016655435349252175),
    ],
    simple: PublishedEffects.Series(overall: (-0.039763625623044384, 0.012052424787341885)),
    event: PublishedEffects.Series(
      overall: (-0.07739931397058572, 0.0195601769463942),
      effects: [
        (-3, 0.02975936476103045, 0.014533541638651464),
        (-2, -0.0024461538860648725, 0.013120350434270846),
        (-1, -0.024268903414506975, 0.014463681675801898),
        (0, -0.01892219908342539, 0.012044568689269071),
        (1, -0.05358934738483293, 0.01694638553912511),
        (2, -0.13627434632867927, 0.035403384968909685),
        (3, -0.10081136308540525, 0.034359225834673046),
      ]),
    group: PublishedEffects.Series(
      overall: (-0.030462228112565572, 0.0125751201316818),
      effects: [
        (2004, -0.08369429303801762, 0.025701599768006584),
        (2006, -0.01828179761312084, 0.01592223582450029),
        (2007, -0.026054410719197237, 0.016655435349252175),
      ]),
    calendar: PublishedEffects.Series(
      overall: (-0.044267083475884705, 0.015570904421144763),
      effects: [
        (2004, -0.019372363675923057, 0.022310112883680424),
        (2005, -0.07831909906206291, 0.030390228543396958),
        (2006, -0.0423175312295756, 0.01905625764316677),
        (2007, -0.03705933993597728, 0.013747079141118553),
      ]))
}
