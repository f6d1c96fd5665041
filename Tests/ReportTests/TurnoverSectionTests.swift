import Output
import Report
import SketchedRuns
import Testing

@Suite struct TurnoverSectionTests {
  private static let columns = [
    "kind", "group_by", "group", "period", "separations", "person_days", "rate", "lo", "hi", "band", "people",
  ]
  private static let threshold: [JSONValue] = [
    ["key": "parameters.turnover.threshold", "value": "0.2", "origin": "default"]
  ]

  private func answers(
    _ band: SketchedCell, knee: [[SketchedCell]]? = nil, contrast: [SketchedCell]? = nil,
    lead: [SketchedCell]? = nil,
    cost: [SketchedCell]? = nil
  ) throws -> [String] {
    let year: [SketchedCell] = [
      "external", "all", "all", "2025-07/P12M", 163, 205_563, 0.289623, 0.246867, 0.337656, band, 723,
    ]
    var tables: [(name: String, columns: [String], rows: [[SketchedCell]])] = [
      ("turnover", Self.columns, [year])
    ]
    if let knee {
      tables.append(
        ("turnover_knee", ["kind", "term", "turnover", "estimate", "lo", "hi", "flag", "note"], knee))
    }
    let models = ["model", "term", "estimate", "lo", "hi", "flag", "note"]
    let rows = [contrast, lead].compactMap(\.self)
    if !rows.isEmpty { tables.append(("turnover_fcr", models, rows)) }
    if let cost {
      tables.append(
        (
          "turnover_cost",
          [
            "group_by", "group", "period", "repeat_contacts", "repeat_contacts_lo", "repeat_contacts_hi",
            "cost_minor", "cost_minor_lo", "cost_minor_hi", "currency",
          ],
          [cost]
        ))
    }
    let section = try SketchedRows.sections(tables, parameters: Self.threshold)["turnover"]
    return try #require(section).answers.map { $0.text.replacing("\u{a0}", with: " ") }
  }

  @Test(arguments: [
    ("above", ": all of the interval is above 20.0 %."), ("below", ": all of the interval is below 20.0 %."),
    ("uncertain", ": nobody can tell whether that is above or below 20.0 %."),
  ])
  func `the band says on which side of the threshold turnover is`(band: String, words: String) throws {
    #expect(
      try answers(.text(band))[0]
        == "Over the twelve months from 2025-07 on 163 left, 29.0 % (95 % interval 24.7 to 33.8) a year"
        + words)
  }

  @Test func `a withheld year is no number`() throws {
    let row: [SketchedCell] = ["external", "all", "all", "all", nil, nil, nil, nil, nil, "withheld", nil]
    let section = try SketchedRows.sections([("turnover", Self.columns, [row])])["turnover"]
    #expect(section?.answers.first?.text.contains("is withheld") == true)
  }

  private static func verdict(_ flag: SketchedCell, _ note: SketchedCell = nil) -> [SketchedCell] {
    ["verdict", "verdict", 0.2, nil, nil, nil, flag, note]
  }
  private static let knee: [SketchedCell] = [
    "knee", "knee", 0.287567, 0.287567, 0.268286, 0.309221, nil, nil,
  ]
  private static let above: [SketchedCell] = [
    "hinge_at_knee", "above", 0.287567, -0.523953, -0.557718, -0.490187, nil, nil,
  ]

  @Test func `each verdict has its sentence`() throws {
    #expect(
      try answers("above", knee: [Self.verdict("CONSISTENT"), Self.knee, Self.above])[1]
        == "It falls faster from a knee on, and the data agree with one at 20.0 %: the best place is 28.8 % (95 % interval"
        + " 26.8 to 30.9). Above it ten points more of turnover go with \u{2212}5.2 points (95 % interval \u{2212}5.6 to \u{2212}4.9)."
    )
    #expect(
      try answers("above", knee: [Self.verdict("KNEE_ELSEWHERE"), Self.knee])[1]
        == "It falls faster from a knee on, but not from 20.0 %: the best place is 28.8 % (95 % interval 26.8 to 30.9)."
    )
    #expect(
      try answers("above", knee: [Self.verdict("NO_KNEE")])[1]
        == "No knee is shown, which does not prove that there is none.")
    #expect(
      try answers("above", knee: [Self.verdict("INSUFFICIENT", "not estimable: 6 months, 12 needed")])[1]
        == "The knee cannot be told from these data: 6 months, 12 needed.")
    #expect(try answers("above")[1].contains("was not run"))
  }

  @Test func `a knee with an open end says so`() throws {
    let open: [SketchedCell] = ["knee", "knee", 0.287567, 0.287567, nil, 0.309221, "OPEN", nil]
    #expect(
      try answers("above", knee: [Self.verdict("CONSISTENT"), open])[1].contains(
        "28.8 % (an end of its interval is open)"))
  }

  @Test func `a difference is beyond chance or not, and the lead warns`() throws {
    let shown: [SketchedCell] = ["contrast", "difference", -0.083, -0.113, -0.053, nil, nil]
    let chance: [SketchedCell] = ["contrast", "difference", -0.003, -0.023, 0.017, nil, nil]
    let lead: [SketchedCell] = ["two_way_lags", "lead_1", -0.03, -0.05, -0.01, nil, nil]
    let calm: [SketchedCell] = ["two_way_lags", "lead_1", -0.03, -0.07, 0.01, nil, nil]
    #expect(
      try answers("above", contrast: shown)[2].hasSuffix(
        "(95 % interval \u{2212}11.3 to \u{2212}5.3), beyond chance."))
    #expect(try answers("above", contrast: chance)[2].hasSuffix(", which chance explains."))
    #expect(try answers("above", contrast: shown, lead: lead)[2].hasSuffix("read no cause into it."))
    #expect(try answers("above", contrast: shown, lead: calm)[2].hasSuffix("beyond chance."))
  }

  @Test func `the cost is told in contacts, and in money where a contact has a price`() throws {
    let cost: [SketchedCell] = [
      "all", "all", "2025-07/P12M", 3_545.4, 3_016.3, 4_074.4, 2_304_502, 1_960_612, 2_648_391, "USD",
    ]
    #expect(
      try answers("above", cost: cost).last
        == "Turnover above the threshold goes with 3,545 repeat contacts over twelve months (95 % interval 3,016 to 4,074),"
        + " that is 23,045 USD (19,606 to 26,484).")
    let unpriced = Array(cost.prefix(6)) + [nil, nil, nil, nil]
    #expect(
      try answers("above", cost: unpriced).last?.hasSuffix(
        "without a cost per contact nobody knows what they cost.") == true)
  }
}
