import Aggregate
import Canonical
import SimulatedCenters
import Tables
import Testing

@testable import Analyses

@Suite struct AlignmentTablesTests {
  private func tables(
    _ roles: [RoleScorecard], _ panel: AlignmentPanel?, minimum: Int = 5,
    _ parameters: AlignmentParameters = AlignmentParameters()
  ) -> (rows: [String: [[String: String]]], warnings: [String]) {
    let made = AlignmentTables(
      .init(
        scorecards: roles, panel: panel, parameters: parameters, minimumPeople: minimum, draws: 100))
    let disclosed = Disclosure(minimumPeople: minimum).disclose(made.guarded)
    return (
      Dictionary(uniqueKeysWithValues: disclosed.map { ($0.table.name, CenterTables.texts($0.table)) }),
      made.warnings.sorted.map { "\($0.key.code.rawValue) \($0.key.subject) \($0.count)" }
    )
  }

  /// Two roles of one kind of work: sixty people in the first, twenty in the second.
  private func center() -> AlignmentPanel {
    var (first, second) = (
      MeasuredCenter([.init(name: "calm", effect: 1), .init(name: "aht", effect: 0.2)]),
      MeasuredCenter([.init(name: "calm", effect: 0.2), .init(name: "aht", effect: -1)])
    )
    (second.role, second.agents) = (2, 20)
    first.agents = 60
    var (ground, other) = (first.ground(seed: 1), second.ground(seed: 2))
    ground.histories += other.histories
    ground.types[2] = .customerFacing
    ground.metrics.merge(other.metrics) { $0 + $1 }
    other.histories = []
    return AlignmentPanel(ground)
  }

  private let lines = [
    "calm quality .2 up", "aht efficiency .4 down", "csat outcome .3 up", "smile people .1 up",
  ]

  @Test func `a kind of work has weights, bands, importance, gap, sign and flags of each metric`() throws {
    let panel = center()
    let (rows, warnings) = tables(
      [
        ScorecardSheet.role("csr", .customerFacing, lines, people: 60),
        ScorecardSheet.role("chat", .customerFacing, lines, code: 2, people: 20),
      ], panel)
    let alignment = try #require(rows["alignment"])
    #expect(alignment.map { $0["metric"] } == ["aht", "calm", "csat", "smile"])
    let aht = alignment[0]
    #expect(aht["role_type"] == "customer_facing" && aht["weight"] == "0.400000")
    #expect(aht["band_min"] == nil && aht["band_max"] == "0.200000")
    #expect(aht["flag"]?.hasPrefix("above_band") == true)
    #expect(alignment[2]["flag"] == "below_band;circular" && alignment[2]["importance"] == nil)
    #expect(alignment[3]["flag"] == "no_data")
    let shares = alignment.compactMap { $0["importance"].flatMap(Double.init) }
    #expect(shares.count == 2 && abs(shares.reduce(0, +) - 1) < 2e-6)
    // Its part of .6, less importance.
    let gap = try #require(Double(aht["gap"] ?? ""))
    #expect(abs(gap - (0.4 / 0.6 - shares[0])) < 2e-6)
    // Most months are of the first role, where more calm is better.
    #expect(alignment[1]["sign"] == "up")
    #expect(warnings == ["unknown_metric smile 2"])
    // Each role beside it has its own importance: of chat, time on the line is what matters.
    let roles = try #require(rows["alignment_roles"])
    let chat = roles.filter { $0["role"] == "chat" && $0["metric"] == "aht" }
    #expect((chat.first?["importance"].flatMap(Double.init) ?? 0) > 0.8 && chat.first?["sign"] == "down")
    #expect(roles.count == 8)
  }

  @Test func `scores, violations and outcomes fit together`() throws {
    let (rows, _) = tables(
      [
        ScorecardSheet.role("csr", .customerFacing, lines, people: 60),
        ScorecardSheet.role("chat", .customerFacing, ["csat outcome 1 up"], code: 2, people: 20),
        ScorecardSheet.role("lead", .supervisor, [], code: 3, people: 4, hasScorecard: false),
      ], center())
    let scores = try #require(rows["alignment_scores"])
    #expect(scores.map { $0["role_type"] } == ["customer_facing", "supervisor"])
    // csr: outcome .3 of .4, efficiency .4 of .2, smile .1 without data: 40 points, three quarters of the people; chat none.
    #expect(scores[0]["policy_score"] == "70.000000" && scores[1]["policy_score"] == nil)
    #expect(scores[1]["verdict"] == "NO_SCORECARD")
    let lost = try #require(rows["alignment_violations"]).compactMap { $0["points"].flatMap(Double.init) }
    #expect(abs(lost.reduce(0, +) - 30) < 1e-6)
    let ofRoles = try #require(rows["alignment_role_scores"])
    #expect(ofRoles.map { $0["policy_score"] } == ["60.000000", "100.000000", nil])
    #expect(ofRoles[1]["verdict"] == "NO_DRIVERS")
    // voc_resolution is unknown, so that csat is the headline; acr is unknown, too.
    let outcomes = try #require(rows["alignment_outcomes"]).filter {
      $0["role_type"] == "customer_facing" && $0["role"] == nil
    }
    #expect(outcomes.map { $0["outcome"] } == ["voc_resolution", "csat", "acr"])
    #expect(outcomes.map { $0["headline"] } == [nil, "yes", nil])
    #expect(outcomes.map { $0["verdict"] == "NO_OUTCOME" } == [true, false, true])
    #expect(outcomes[1]["index"] == scores[0]["index"] && outcomes[1]["months"] == scores[0]["n"])
  }

  @Test func `one role alone is not reckoned twice, and says the same as its kind of work`() throws {
    var panel = MeasuredCenter([.init(name: "calm", effect: 1), .init(name: "aht", effect: 0.2)])
    panel.agents = 30
    let (rows, _) = tables([ScorecardSheet.role("csr", .customerFacing, lines)], panel.panel(seed: 4))
    let (types, roles) = try (#require(rows["alignment"]), #require(rows["alignment_roles"]))
    for (type, role) in zip(types, roles) {
      var role = role
      #expect(role.removeValue(forKey: "role") == "csr")
      #expect(type == role)
    }
    #expect(rows["alignment_outcomes"]?.allSatisfy { $0["role"] == nil } == true)
    #expect(rows["alignment_gaming"]?.isEmpty == false && rows["alignment_conflicts"]?.isEmpty == false)
  }

  @Test func `without months of people policy and a proposal are told, and nothing else is claimed`() throws {
    let (rows, warnings) = tables([ScorecardSheet.role("csr", .customerFacing, lines)], nil)
    #expect(
      rows.keys.sorted() == [
        "alignment", "alignment_proposal", "alignment_role_scores", "alignment_roles", "alignment_scores",
        "alignment_violations",
      ])
    let score = try #require(rows["alignment_scores"]?.first)
    // Nobody looked for data: smile costs nothing.
    #expect(score["policy_score"] == "70.000000" && score["verdict"] == "NOT_LOOKED_AT")
    let proposal = try #require(rows["alignment_proposal"])
    #expect(proposal.allSatisfy { $0["status"] == "proposal" })
    let proposed = proposal.compactMap { $0["proposed"].flatMap(Double.init) }
    #expect(abs(proposed.reduce(0, +) - 1) < 1e-9 && warnings.isEmpty)
  }

  @Test func `proposals come in order of evidence, each with its interval and its sentence`() throws {
    var center = MeasuredCenter([
      .init(name: "calm", effect: 1), .init(name: "aht", effect: 0), .init(name: "late", effect: 0.3),
    ])
    center.agents = 100
    let (rows, _) = tables(
      [
        ScorecardSheet.role(
          "csr", .customerFacing,
          ["calm outcome .4 up", "aht efficiency .3 down", "late compliance .1 up", "csat outcome .2 up"])
      ], center.panel(seed: 8))
    let proposal = try #require(rows["alignment_proposal"])
    #expect(proposal.map { $0["place"] } == ["1", "2", "3", "4"])
    // calm has .5 of .8 and explains about .92; aht has .375 and explains nothing.
    let (first, second) = (proposal[0], proposal[1])
    #expect(Set([first["metric"], second["metric"]]) == ["calm", "aht"])
    for row in proposal.prefix(2) {
      let (low, high) = try (
        #require(row["lo"].flatMap(Double.init)), #require(row["hi"].flatMap(Double.init))
      )
      #expect(low < high && row["sentence"]?.contains("of what metrics explain of csat") == true)
    }
    let aht = try #require(proposal.first { $0["metric"] == "aht" })
    #expect((Double(aht["change"] ?? "") ?? 0) < -0.1 && aht["basis"] == "evidence and policy")
    #expect(aht["sentence"]?.contains("efficiency has 0.30 (aht 0.30), at most 0.20 is asked for") == true)
  }

  @Test func `fewer people than are told of have weights and no numbers`() throws {
    var center = MeasuredCenter([.init(name: "calm", effect: 1), .init(name: "aht", effect: 0.2)])
    (center.agents, center.sites, center.months) = (9, 1, 36)
    // Csat is a survey: nine people are too few whatever the minimum is.
    let (rows, _) = tables(
      [ScorecardSheet.role("csr", .customerFacing, lines)], center.panel(seed: 4), minimum: 1)
    #expect(rows["alignment"]?.allSatisfy { $0["importance"] == nil && $0["sign"] == nil } == true)
    #expect(rows["alignment"]?.allSatisfy { $0["flag"]?.contains("withheld") == true } == true)
    #expect(rows["alignment_scores"]?.first.map { [$0["index"], $0["r2"], $0["n"]] } == [nil, nil, nil])
    #expect(rows["alignment_scores"]?.first?["verdict"] == "withheld")
    let numbers = ["value", "lo", "hi", "p", "q", "n", "people"]
    for row in rows["alignment_gaming"] ?? [] where row["outcome"] == "csat" {
      #expect(row["flag"] == "withheld" && numbers.allSatisfy { row[$0] == nil }, "\(row)")
    }
  }

  @Test func `a small role is not told of, nor by what is left when the other is taken off`() throws {
    var (first, second) = (
      MeasuredCenter([.init(name: "calm", effect: 1), .init(name: "aht", effect: 0.2)]),
      MeasuredCenter([.init(name: "calm", effect: 1), .init(name: "aht", effect: 0.2)])
    )
    (second.role, second.agents) = (2, 4)
    first.agents = 60
    var ground = first.ground(seed: 1)
    let other = second.ground(seed: 2)
    ground.histories += other.histories
    ground.types[2] = .customerFacing
    ground.metrics.merge(other.metrics) { $0 + $1 }
    let (rows, _) = tables(
      [
        ScorecardSheet.role("csr", .customerFacing, lines, people: 60),
        ScorecardSheet.role("chat", .customerFacing, lines, code: 2, people: 4),
      ], AlignmentPanel(ground))
    #expect(rows["alignment_scores"]?.first?["index"] != nil)
    for name in ["alignment_role_scores", "alignment_outcomes"] {
      let roles = try #require(rows[name]).filter { $0["role"] != nil }
      #expect(roles.count >= 2 && roles.allSatisfy { $0["verdict"] == "withheld" }, "\(name)")
      #expect(roles.allSatisfy { $0["index"] == nil && $0["r2"] == nil && $0["n"] == nil })
    }
    let signs = try #require(rows["alignment_gaming"]).filter { $0["role"] != nil }
    #expect(signs.count == 2 && signs.allSatisfy { $0["flag"] == "withheld" && $0["value"] == nil })
    #expect(
      rows["alignment_conflicts"]?.filter { $0["role"] != nil }.allSatisfy { $0["flag"] == "withheld" }
        == true)
    #expect(rows["alignment_roles"]?.allSatisfy { $0["importance"] == nil } == true)
    #expect(
      rows["alignment_proposal"]?.filter { $0["role"] != nil }.allSatisfy { $0["lo"] == nil } == true)
  }
}
