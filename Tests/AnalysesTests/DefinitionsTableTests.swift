import Aggregate
import Canonical
import Tables
import Testing

@testable import Analyses

@Suite struct DefinitionsTableTests {
  private func table(
    _ center: StudyCenter, respondents: Int = 0, hasUnresolvable: Bool = false, days: Int = 100
  ) -> GuardedTable {
    DefinitionsTable(
      figures: center.rules, headline: (.reason, 0), days: 7, respondents: respondents,
      hasUnresolvable: hasUnresolvable, coveredDays: days
    ).table
  }

  private func rows(_ table: GuardedTable, _ definition: PublishedDefinition) -> [[String: String]] {
    StudyCenter.rows(table).filter { $0["definition"] == definition.rawValue }
  }

  /// Eight resolved, two back after 2 days, six still open; five without a customer are said to be resolved.
  private var center: StudyCenter {
    var center = StudyCenter()
    center.add(8)
    center.add(2, back: 2, agent: "bo")
    center.add(6, day: 97)
    center.add(5, isIdentified: false, agent: "cy", resolved: true)
    return center
  }

  @Test func `every rule has its row, in words and with its source, or says what it needs`() {
    let rows = StudyCenter.rows(table(center)).filter { $0["step"] == "0" }
    #expect(rows.map { $0["definition"] ?? "" } == PublishedDefinition.allCases.map(\.rawValue))
    #expect(rows.allSatisfy { $0["rule"] != nil && $0["source"] != nil && $0["reason"] == nil })
    let needs = rows.filter { $0["note"]?.hasPrefix("needs ") ?? false }
    #expect(
      needs.map { "\($0["definition"] ?? ""): \($0["note"] ?? "")" } == [
        "sqm_survey: needs responses with the items resolved and contacts_to_resolve",
        "zendesk_one_touch: needs contacts.case_id and contacts.resolved",
        "servicenow_first_update: needs contacts.case_id and contacts.resolved",
        "metricnet_net: needs call_types with resolvable_first: false in the pipeline file",
      ])
    #expect(needs.allSatisfy { $0["n"] == nil && $0["rate"] == nil && $0["flag"] == nil })
    // Nothing but the row itself stands for a rule that cannot be computed.
    #expect(self.rows(table(center), .zendesk).count == 1)
    #expect(self.rows(table(center, hasUnresolvable: true), .metricNet)[0]["n"] == "10")
  }

  // Ours 8 of 10. Every contact: the same. Open: 14 of 16, .075 more; without an id: 19 of 21, .029762 more.
  // Together .904762 − .8.
  @Test func `steps add up to the difference`() {
    let found = rows(table(center), .queueMetrics)
    #expect(
      found.map { $0.line("step", "reason", "n", "x", "rate", "difference", "contacts", "people", "flag") }
        == [
          "0 - 21 19 0.904762 0.104762 - 3 low_n", "1 any_reason 10 8 0.800000 0.000000 0 - low_n",
          "2 every_contact 10 8 0.800000 0.000000 0 - low_n", "3 unsettled 16 14 0.875000 0.075000 6 - low_n",
          "4 blank_id 21 19 0.904762 0.029762 5 - low_n",
        ])
    #expect(found[0]["lo"] != nil && found.dropFirst().allSatisfy { $0["lo"] == nil && $0["source"] == nil })
    #expect(
      rows(table(center), .windowFCR)[0].line("n", "x", "rate", "difference") == "10 8 0.800000 0.000000")
  }

  // Five9: nothing is both asserted and seen, then the five without a customer: the step that has a rate
  // takes all.
  @Test func `a step without a rate leaves its difference to the next one`() {
    let found = rows(table(center), .five9)
    #expect(found[0].line("n", "x", "rate", "difference") == "5 5 1.000000 0.200000")
    #expect(
      found.dropFirst().map { $0.line("reason", "n", "rate", "difference", "flag") } == [
        "not_judged 0 - - too_few", "said_not_seen 0 - - too_few", "not_first 0 - - too_few",
        "unknown_first 0 - - too_few", "unsettled 0 - - too_few", "unidentified 5 1.000000 0.200000 low_n",
      ])
    // Where ours has no rate there is no difference anywhere.
    var bare = StudyCenter()
    bare.add(9, isIdentified: false, resolved: true)
    #expect(rows(table(bare), .five9).allSatisfy { $0["difference"] == nil })
  }

  @Test func `a rule and its steps are withheld together where too few people stand behind it`() {
    var center = center
    center.add(12, said: [(true, nil)])
    func flags(_ definition: PublishedDefinition, _ respondents: Int) -> Set<String> {
      let rows = CenterTables.texts(
        Disclosure(minimumPeople: 3).disclose([table(center, respondents: respondents)])[0].table
      ).filter { $0["definition"] == definition.rawValue }
      #expect(!rows.isEmpty && rows.allSatisfy { ($0["n"] == nil) == ($0["flag"] == "withheld") })
      return Set(rows.map { $0["flag"] ?? "" })
    }
    // Five9 stands on cy alone, ours on two agents, QueueMetrics on three but for steps of two, the survey on its
    // respondents.
    #expect(flags(.five9, 9) == ["withheld"] && flags(.windowFCR, 9) == ["withheld"])
    #expect(flags(.queueMetrics, 9) == ["", "withheld"])
    #expect(flags(.sqmSurvey, 9) == ["withheld"] && !flags(.sqmSurvey, 10).contains("withheld"))
  }

  @Test func `no difference tells our own rate where that is withheld`() {
    let rows = CenterTables.texts(
      Disclosure(minimumPeople: 3).disclose([table(center, respondents: 9)])[0].table)
    let queueMetrics = rows.first { $0["definition"] == "queuemetrics" }
    #expect(rows.first?["flag"] == "withheld")
    #expect(queueMetrics?["n"] != nil && queueMetrics?["difference"] == nil)
    #expect(rows.allSatisfy { $0["difference"] == nil })
    // Where ours is printed differences are.
    let told = CenterTables.texts(
      Disclosure(minimumPeople: 1).disclose([table(center, respondents: 9)])[0].table)
    #expect(told.contains { $0["definition"] == "queuemetrics" && $0["difference"] != nil })
  }

  @Test func `rules share the fate of the numbers of fcr that they are`() {
    let table = table(center)
    func series(_ definition: PublishedDefinition) -> String? {
      table.rows.first { $0.cells[0] == .text(definition.rawValue) }?.cell?.series.name
    }
    #expect(series(.windowFCR) == "window_fcr/7/reason" && series(.sqmInternal) == "acr/30/any")
    #expect(
      series(.sharpen1) == "acr/1/any" && series(.genesys) == "acr/7/any"
        && series(.five9) == "disposition_fcr")
    #expect(series(.queueMetrics) == nil)
  }

  @Test func `an export that is short for a rule is said to be`() {
    let short = table(center, days: 50)
    #expect(rows(short, .eGain)[0]["note"]?.contains("covers 50 days") ?? false)
    #expect(rows(short, .sqmInternal)[0]["note"]?.contains("less than two windows") ?? false)
    let long = table(center, days: 180)
    #expect(rows(long, .eGain)[0]["note"] == nil && rows(long, .sqmInternal)[0]["note"] == nil)
  }
}
