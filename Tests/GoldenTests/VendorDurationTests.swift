import Foundation
import Testing

/// Durations that an export tells in a way of its own, seen by the end that they give a contact.
///
/// The end of the shipped profile is taken away, so that a contact ends its handle time after its start. Two
/// customers call at ten for ten minutes of work. A week later one calls at 10:08, within seven days of the end,
/// the other at 10:12, beyond them. So there are three first contacts, two of them without a return; were the work
/// shorter or longer than that, four and four, or two and none.
@Suite struct VendorDurationTests {
  /// Numerator and denominator of window FCR of an export of four contacts.
  private func figures(_ profile: String, _ export: String) throws -> [String] {
    let work = try WorkFolder(isEmpty: true)
    try ShippedProfiles.put(in: work)
    let shipped = work.text("profiles/\(profile).yaml")
    let endless = shipped.replacing(/\n  ended_at: [^\n]*/, with: "", maxReplacements: 1)
    try #require(shipped != endless)
    try work.put("own.yaml", endless)
    try work.put("export.csv", export)
    try work.put(
      "pipeline.yaml",
      """
      version: 1
      inputs:
        - table: contacts
          source: acd
          files: [export.csv]
          profile: ./own.yaml
          time_zone: America/Phoenix
          covers: {from: 2026-02-01, to: 2026-04-01}
      analyses: [fcr]
      privacy: {min_people: 1}
      parameters: {fcr: {windows_days: [7], matches: [any], group_by: [all]}}
      """)
    let ending = try work.firstcontact("run", "pipeline.yaml", "--out", "out", "--quiet")
    try #require(ending.status == 0, "\(ending.errors)")
    let row = work.text("out/latest/tables/fcr.csv").split(separator: "\n").first {
      $0.hasPrefix("window_fcr,7,any,all,all,all,")
    }
    let cells = row?.split(separator: ",", omittingEmptySubsequences: false).map(String.init) ?? []
    return cells.count > 7 ? [cells[6], cells[7]] : []
  }

  /// The four contacts: id, digits of the customer, start.
  private let contacts = [
    ("a1", "2125550101", "2026-03-02 10:00:00"), ("a2", "2125550101", "2026-03-09 10:08:00"),
    ("b1", "2125550102", "2026-03-02 10:00:00"), ("b2", "2125550102", "2026-03-09 10:12:00"),
  ]

  private func lines(_ header: String, _ row: (String, String, String) -> [String: String]) -> String {
    Dialect.lines(header, contacts.map { row($0.0, $0.1, $0.2) })
  }

  @Test func `after-call work of Amazon Connect is the time between its start and its end`() throws {
    let header =
      "Contact ID,Channel,Initiation timestamp,Disconnect timestamp,Initiation method,Queue,Agent,"
      + "Customer phone number,Enqueue timestamp,Connected to agent timestamp,Agent interaction duration,"
      + "ACW start timestamp,ACW end timestamp"
    // 5 minutes of talk, then 5 of work.
    let export = lines(header) { id, customer, start in
      let day = start.prefix(10)
      return [
        "Contact ID": id, "Channel": "VOICE", "Initiation timestamp": start,
        "Disconnect timestamp": "\(day) 10:20:00", "Initiation method": "INBOUND", "Queue": "care",
        "Agent": "ann", "Customer phone number": customer, "Enqueue timestamp": start,
        "Connected to agent timestamp": start, "Agent interaction duration": "00:05:00",
        "ACW start timestamp": "\(day) 10:20:00", "ACW end timestamp": "\(day) 10:25:00",
      ]
    }
    #expect(try figures("amazon-connect-contact-search", export) == ["3", "2"])
  }

  @Test(arguments: ["00:10:00", "0.006944444"])
  func `a handle time of Talkdesk is clock time or a share of a day`(_ handleTime: String) throws {
    let header =
      "Interaction ID,Contact ID,Contact Person Number,Direction,Contact Type,Started At,Finished At,Handle Time,"
      + "User ID,Data Status (Valid / Damaged)"
    let export = lines(header) { id, customer, start in
      [
        "Interaction ID": id, "Contact ID": id, "Contact Person Number": customer, "Direction": "Inbound",
        "Contact Type": "Answered", "Started At": start, "Finished At": start, "Handle Time": handleTime,
        "User ID": "u1", "Data Status (Valid / Damaged)": "Valid",
      ]
    }
    #expect(try figures("talkdesk", export) == ["3", "2"])
  }
}
