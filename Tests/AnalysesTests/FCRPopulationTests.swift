import Canonical
import Testing

@testable import Analyses

@Suite struct FCRPopulationTests {
  private func counts(_ center: CenterTables, period: String = "all") -> [String] {
    CenterTables.texts(center.tables.population).filter { $0["period"] == period }
      .map { "\($0["status"] ?? "") \($0["conversations"] ?? "-")" }
  }

  @Test func `every conversation is counted under its status, qualifying or the reason`() {
    var center = CenterTables()
    center.add(2)
    center.add(1, isIdentified: false)
    center.add(1, isFirst: false)
    let reasons: [ConversationStatus] = [
      .abandoned, .outbound, .internal, .voicemail, .missed, .selfServed, .noAgent,
    ]
    for (place, status) in reasons.enumerated() { center.add(place + 1, status: status) }
    // An unidentified conversation and one that is no first qualify like any other.
    #expect(
      counts(center) == [
        "qualifying 4", "abandoned 1", "outbound 2", "internal 3", "voicemail 4", "missed 5", "self_served 6",
        "no_agent 7",
      ])
  }

  @Test func `a status that does not occur has no row, a month holds its own`() {
    var center = CenterTables()
    center.add(2, day: 50)
    center.add(3, day: 60, status: .abandoned)
    #expect(counts(center) == ["qualifying 2", "abandoned 3"])
    #expect(counts(center, period: "1970-02") == ["qualifying 2"])
    #expect(counts(center, period: "1970-03") == ["abandoned 3"])
  }

  @Test func `qualifying conversations of fewer agents than the minimum are withheld, reasons are not`() {
    var center = CenterTables()
    center.minimumPeople = 2
    center.add(9)
    center.add(3, status: .abandoned, agent: "")
    #expect(counts(center) == ["qualifying -", "abandoned 3"])
    center.add(agent: "bo")
    #expect(counts(center) == ["qualifying 10", "abandoned 3"])
  }
}
