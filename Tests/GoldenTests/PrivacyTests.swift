import Foundation
import Testing

/// Ids of people and customers in what a run publishes and says.
@Suite struct PrivacyTests {
  private static let personMark = "PERSON-"
  private static let customerMark = "CALLER-"

  /// Inputs of a center whose every person and customer id bears a mark, bad rows too.
  private func center(isKeyed: Bool) throws -> WorkFolder {
    let work = try WorkFolder(isEmpty: true)
    var contacts = "contact_id,started_at,chain_id,customer_id,agent_id,call_type,resolved\n"
    for number in 0..<240 {
      let day = 1 + number % 28
      // The first customer has more contacts than one person; the seventh agent is nobody's.
      let customer = number % 4 == 0 ? 0 : number % 37
      contacts += "c\(number),2026-03-\(day < 10 ? "0" : "")\(day)T1\(number % 9):00:00,"
      contacts += "\(number % 11 == 0 ? "s\(number / 22)" : ""),CALLER-\(customer),PERSON-\(number % 7),"
      contacts += "billing,\(number % 3 == 0)\n"
    }
    contacts += "c900,2026-03-32T10:00:00,,CALLER-900,PERSON-900,billing,true\n"
    contacts += "c901,2026-03-03T10:00:00,,CALLER-901,PERSON-901\n"
    contacts += "c902,2026-03-03T10:00:00,,CALLER-902,PERSON-902,billing,PERSON-903\n"
    contacts += "c903,2026-03-03T10:00:00,,\"CALLER-904\"PERSON-904,PERSON-904,billing,true\n"
    try work.put("contacts.csv", contacts)
    var people = "person_id,worker_class,hired_on,referred_by\n"
    var assignments = "person_id,from,role_id,team_id,supervisor_id\n"
    for number in 0..<6 {
      people += "PERSON-\(number),employee,2025-0\(number + 1)-01,PERSON-50\n"
      assignments += "PERSON-\(number),2025-0\(number + 1)-01,r1,Elm,PERSON-51\n"
    }
    people += "PERSON-60,robot,2025-01-01,\nPERSON-61,employee,soon,\n"
    try work.put("people.csv", people)
    try work.put("assignments.csv", assignments + "PERSON-62,soon,r1,Elm,\n")
    try work.put(
      "aliases.csv",
      """
      kind,source,alias,id
      person,acd,PERSON-6,PERSON-5
      person,acd,PERSON-6,PERSON-4
      customer,acd,CALLER-5,CALLER-6
      customer,acd,CALLER-5,CALLER-7
      mister,acd,CALLER-8,CALLER-9

      """)
    let inputs = ["contacts", "people", "assignments", "aliases"].map { table in
      let covers = table == "contacts" ? ", covers: {from: 2026-03-01, to: 2026-04-01}" : ""
      return "  - {table: \(table), source: acd, files: [\(table).csv]\(covers)}\n"
    }
    let minimum = "min_people: 1"
    try work.put(
      "pipeline.yaml",
      "version: 1\nname: marked\ninputs:\n\(inputs.joined())"
        + "limits: {max_reject_rate: 1}\n"
        + "privacy: {\(minimum)\(isKeyed ? ", key_file: pseudonyms.key" : "")}\n")
    try work.put("pseudonyms.key", "sesame sesame sesame sesame sesame\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: work("pseudonyms.key"))
    return work
  }

  /// Everything that commands over a center say and publish, by where it stands.
  private func traces(of work: WorkFolder) throws -> [String: String] {
    var traces: [String: String] = [:]
    for command in [
      ["run", "pipeline.yaml", "--out", "out", "--individual", "--verbose"],
      ["check", "pipeline.yaml", "--verbose"], ["check", "pipeline.yaml", "--format", "json"],
      ["run", "pipeline.yaml", "--dry-run"], ["list", "--out", "out"],
    ] {
      try work.put("cmd", "firstcontact \(command.joined(separator: " "))\n")
      let ending = try work.shell("cmd")
      try #require(ending.status == 0, "\(command): \(ending.errors)")
      traces["output of \(command)"] = ending.output
      traces["errors of \(command)"] = ending.errors
    }
    try work.put("strict.yaml", work.text("pipeline.yaml").replacing("rate: 1}", with: "rate: 0}"))
    let bad = (0..<10).map { "x\($0),today,,CALLER-\($0),PERSON-\($0),billing,true\n" }.joined()
    try work.put("contacts.csv", work.text("contacts.csv") + bad)
    let refused = try work.firstcontact("run", "strict.yaml", "--out", "out")
    try #require(refused.status == 65)
    traces["errors of a refused run"] = refused.errors
    for name in work.names("out") {
      if let bytes = work.bytes("out/\(name)") { traces[name] = String(decoding: bytes, as: UTF8.self) }
    }
    try #require(traces.keys.contains { $0.hasSuffix("individual/fcr.csv") })
    try #require(traces.keys.contains("refused/rejects.csv"))
    return traces
  }

  @Test func `with a key file no id of a person or customer is printed anywhere, nor the key`() throws {
    for (place, text) in try traces(of: center(isKeyed: true)).sorted(by: { $0.key < $1.key }) {
      #expect(!text.contains(Self.personMark), "\(place)")
      #expect(!text.contains(Self.customerMark), "\(place)")
      #expect(!text.contains("sesame"), "\(place)")
    }
  }

  @Test func `without a key file no id of a customer is printed anywhere`() throws {
    let traces = try traces(of: center(isKeyed: false))
    for (place, text) in traces.sorted(by: { $0.key < $1.key }) {
      #expect(!text.contains(Self.customerMark), "\(place)")
    }
    // Else the mark of people would prove nothing above.
    #expect(traces.contains { $0.key.hasSuffix("individual/fcr.csv") && $0.value.contains(Self.personMark) })
  }

  @Test func `an id that stands in another column, as in a shifted row, is not printed either`() throws {
    let work = try center(isKeyed: true)
    try work.put(
      "contacts.csv", work.text("contacts.csv") + "c910,CALLER-910,PERSON-910,,,billing,true\n")
    try work.put("people.csv", work.text("people.csv") + "PERSON-63,employee,PERSON-64,\n")
    let ending = try work.firstcontact("run", "pipeline.yaml", "--out", "out")
    try #require(ending.status == 0)
    let rejects = work.text("out/latest/rejects.csv")
    #expect(rejects.contains("required_unreadable,2,started_at"))
    #expect(!rejects.contains(Self.customerMark) && !rejects.contains(Self.personMark), "\(rejects)")
  }

  @Test func `rows about one person stand in individual alone`() throws {
    let traces = try traces(of: center(isKeyed: false))
    for (place, text) in traces where place.contains("/tables/") {
      #expect(!text.contains("PERSON-0"), "\(place)")
      #expect(!text.contains(",agent,"), "\(place)")
    }
  }
}
