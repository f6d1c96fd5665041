import Output
import Report
import SketchedRuns
import Testing

@Suite struct DriverSectionTests {
  private func team(_ name: String, n: Int64, x: Int64) -> [SketchedCell] {
    let rate = Double(x) / Double(n)
    return [
      "window_fcr", 7, "reason", "team", .text(name), "all", .whole(n), .whole(x), .decimal(rate),
      .decimal(rate - 0.05),
      .decimal(rate + 0.05), 0, nil,
    ]
  }

  private func section(_ rows: [[SketchedCell]], drivers: [[SketchedCell]]? = nil) throws -> PageSection {
    var tables: [(name: String, columns: [String], rows: [[SketchedCell]])] = [
      ("fcr", SketchedRows.fcr, rows)
    ]
    if let drivers {
      tables.append(
        (
          "repeat_drivers",
          ["driver", "group", "n", "x", "excess", "ratio", "ratio_lo", "ratio_hi", "expected"], drivers
        ))
    }
    return try #require(try SketchedRows.sections(tables)["drivers"])
  }

  // Twenty teams at 800 of 1,000 and one at 600: far below limits of 99.8 %, whose half width is some 0.04.
  @Test func `a team beyond the limits is counted on its side`() throws {
    let teams = (1...20).map { team("Team \($0)", n: 1_000, x: 800 + Int64($0 % 3) * 4) }
    let section = try section(teams + [team("Elm", n: 1_000, x: 600)])
    #expect(section.answers.last?.text.hasPrefix("Of 21 teams 0 lie above and 1 below") == true)
    let funnel = try #require(section.figures.compactMap(\.chart).first { $0.id == "teams-funnel" })
    let marks = funnel.panels.flatMap(\.layers).flatMap {
      if case .marks(let marks) = $0 { marks } else { [Mark]() }
    }
    #expect(marks.filter { $0.shape == .down }.map { $0.hover.prefix(3) } == ["Elm"])
    #expect(section.reference == "fcr.team=Elm")
  }

  @Test func `few teams have no funnel, withheld ones none at all`() throws {
    let few = try section([team("Elm", n: 100, x: 80), team("Oak", n: 100, x: 70)])
    #expect(
      few.answers.last?.text == "With 2 teams chance cannot be told from the rest; look at their intervals.")
    let withheld: [SketchedCell] = [
      "window_fcr", 7, "reason", "team", "Elm", "all", nil, nil, nil, nil, nil, nil, "withheld",
    ]
    #expect(try section([withheld]).answers.last?.text == "All 1 teams are withheld or too small to tell.")
    #expect(
      try section([SketchedRows.month("all", 0.8, 0.7, 0.9)]).answers.last?.text.hasPrefix("No team is known")
        == true)
  }

  @Test func `the driver with most excess beyond chance is named`() throws {
    let fraud: [SketchedCell] = ["call_type", "fraud", 1_088, 419, 217.0, 2.07, 1.92, 2.23, 202.0]
    let chance: [SketchedCell] = ["call_type", "billing", 2_517, 452, 300.0, 1.02, 0.89, 1.05, 440.0]
    let found = try section([], drivers: [chance, fraud])
    #expect(
      found.answers.first?.text
        == "Most returns beyond expectation are with call type fraud: 217 more than expected, of 419 (2.07 times, 95 % interval 1.92 to 2.23)."
    )
    #expect(found.reference == "repeat_drivers.call_type=fraud")
    #expect(
      try section([], drivers: [chance]).answers.first?.text.hasPrefix(
        "No call type, channel, queue or transfer") == true)
  }

  @Test func `the highest and the lowest are shown of many teams`() throws {
    let teams = (1...50).map { team("Team \($0)", n: 1_000, x: 600 + Int64($0) * 4) }
    let section = try section(teams)
    let chart = try #require(section.figures.compactMap(\.chart).first { $0.id == "fcr-by-team" })
    let names = try #require(chart.panels.first).y.names
    #expect(
      names.count == 30 && names.first == "Team 50" && names.last == "Team 1" && names[14] == "Team 36"
        && names[15] == "Team 15")
    #expect(
      section.figures.first { $0.chart?.id == "fcr-by-team" }?.reading.text.hasPrefix(
        "The highest and the lowest, 30 of 50 teams.") == true)
  }
}
