import Canonical
import Tables
import Testing

@testable import Configuration

/// The list of settings and its inverse.
@Suite struct PlanSettingsTests {
  private let plain = """
    version: 1
    inputs:
      - {table: contacts, source: acd, files: a.csv}
      - {table: people, files: people.csv}
    """
  private let full = """
    version: 1
    time_zone: America/Chicago
    as_of: 2026-10-31
    inputs:
      - table: contacts
        source: acd
        files: [exports/*.csv]
        time_zone: Europe/Berlin
        covers: {from: 2026-08-01, to: 2026-11-01T06:00:00Z}
        customer_ids: own
      - {table: people, files: people.csv}
    parameters:
      fcr:
        windows_days: [14, 1, 7]
        headline_days: 14
        matches: [case, any]
        measures: [window_fcr, adjusted]
        group_by: [team, all]
        by_month: full
        shared_id_max: 0
        triggers: [voicemail, handled]
    call_types: {"fraud.case, old": {resolvable_first: false}, address: {}}
    privacy: {min_people: 1}
    """

  @Test func `a plan under its own settings is the same plan`() throws {
    let folder = try Folder(["plain.yaml": plain, "full.yaml": full])
    for name in ["plain.yaml", "full.yaml"] {
      let plan = try folder.plan(name)
      expectSame(plan.under(plan.settings), plan)
    }
  }

  @Test func `a plan takes the rules and the coverage of another, and keeps its files and horizon`() throws {
    let folder = try Folder(["plain.yaml": plain, "full.yaml": full])
    let (plain, full) = (try folder.plan("plain.yaml"), try folder.plan("full.yaml"))
    for (plan, other) in [(plain, full), (full, plain)] {
      let restored = plan.under(other.settings)
      var expected = other
      expected.asOf = plan.asOf
      for place in expected.inputs.indices { expected.inputs[place].files = plan.inputs[place].files }
      expectSame(restored, expected)
      #expect(restored.minimumPeople == plan.minimumPeople)
    }
  }

  @Test func `an input that another plan does not have is not read`() throws {
    let withChats = plain + "\n  - {table: contacts, source: chat, files: b.csv}"
    let folder = try Folder(["plain.yaml": plain, "chats.yaml": withChats])
    let (plain, chats) = (try folder.plan("plain.yaml"), try folder.plan("chats.yaml"))
    #expect(chats.under(plain.settings).inputs.map(\.source) == ["acd", "people"])
    #expect(plain.under(chats.settings).inputs.map(\.source) == ["acd", "people"])
    #expect(PipelinePlan.rules(of: chats.settings) != PipelinePlan.rules(of: plain.settings))
  }

  @Test func `files, horizon, coverage and privacy are no rules`() throws {
    let other = full.replacing("exports/*.csv", with: "b.csv").replacing(
      "min_people: 1", with: "min_people: 7"
    )
    .replacing("as_of: 2026-10-31", with: "as_of: 2026-11-01").replacing("2026-08-01", with: "2026-08-02")
    let folder = try Folder([
      "full.yaml": full, "other.yaml": other, "ruled.yaml": full.replacing("customer_ids: own", with: ""),
      "triggers.yaml": full.replacing("voicemail, ", with: ""),
      "zone.yaml": full.replacing("America/Chicago", with: "UTC"),
    ])
    let rules = PipelinePlan.rules(of: try folder.plan("full.yaml").settings)
    #expect(PipelinePlan.rules(of: try folder.plan("other.yaml").settings) == rules)
    for name in ["ruled", "triggers", "zone"] {
      #expect(PipelinePlan.rules(of: try folder.plan("\(name).yaml").settings) != rules, "\(name)")
    }
  }

  private func expectSame(_ plan: PipelinePlan, _ other: PipelinePlan) {
    #expect(plan.fcr == other.fcr && plan.callTypes == other.callTypes && plan.timeZone == other.timeZone)
    #expect(plan.asOf == other.asOf && plan.inputs.count == other.inputs.count)
    for (input, other) in zip(plan.inputs, other.inputs) {
      #expect(input.source == other.source && input.files == other.files && input.timeZone == other.timeZone)
      #expect(input.coversFrom == other.coversFrom && input.coversTo == other.coversTo)
      #expect(input.ownsCustomerIDs == other.ownsCustomerIDs)
    }
  }
}
