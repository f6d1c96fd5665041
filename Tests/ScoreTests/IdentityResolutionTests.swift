import Canonical
import Tables
import Testing

@testable import Score

@Suite struct IdentityResolutionTests {
  private static let sources = ["acd", "chat", "hr"]

  /// The agent and customer of a contact of Ana and Kim after aliases, on a day of 2026-01 in UTC.
  private func resolved(
    _ aliases: [[String: String]], day number: Int64 = 15, source: UInt16 = 0, agent: String = "4711",
    customer: String? = "555", owned: Set<UInt16> = [], zone: ZoneTable = .utc, hour: Int64 = 12
  ) -> (agent: String, customer: Fingerprint) {
    var log = CallLog()
    // 2026-01-01T00:00:00Z
    log.add(
      "c", 1_767_225_600 + (number - 1) * day + hour * 3600, source: source, customer: customer, agent: agent)
    var book = log.vocabulary
    var table = CanonicalSheet.table(.aliases, aliases, source: 2, &book)
    _ = table.settle(asOf: nil, keepColumn: [:])
    let identity = IdentityResolution(
      aliases: table, vocabulary: book, sources: Self.sources, ownedSources: owned, zone: zone)
    var leg = log.legs[0]
    identity.resolve(&leg)
    return (book.text(of: leg.agent), leg.customer)
  }

  private func person(
    _ id: String, _ from: String = "", _ to: String = "", source: String = "acd", alias: String = "4711"
  ) -> [String: String] {
    ["kind": "person", "source": source, "alias": alias, "id": id, "from": from, "to": to]
  }

  @Test func `a login becomes the id of its person, in its own source alone`() {
    #expect(resolved([person("ana")]).agent == "ana")
    #expect(resolved([person("ana")], source: 1).agent == "4711")
  }

  @Test func `a name that no alias knows stays as it is`() {
    #expect(resolved([person("ana", alias: "4712")]).agent == "4711")
    #expect(resolved([person("ana")], agent: "").agent == "")
  }

  @Test func `a span holds on its first day and on its last day`() {
    let aliases = [person("ana", "2026-01-10", "2026-01-20")]
    #expect([9, 10, 20, 21].map { resolved(aliases, day: $0).agent } == ["4711", "ana", "ana", "4711"])
  }

  @Test func `a login that was handed on is of the person who had it then`() {
    let aliases = [person("ana", "", "2026-01-14"), person("bo", "2026-01-15")]
    #expect(resolved(aliases, day: 14).agent == "ana")
    #expect(resolved(aliases, day: 15).agent == "bo")
  }

  @Test func `where two spans hold the later from counts`() {
    #expect(resolved([person("bo", "2026-01-10"), person("ana", "2026-01-01")]).agent == "bo")
    #expect(resolved([person("ana"), person("bo", "2026-01-10")]).agent == "bo")
  }

  @Test func `the day of a span is the local day of the start`() {
    let chicago = ZoneTable(name: "America/Chicago", starts: [], offsets: [-21_600])
    let aliases = [person("ana", "2026-01-15")]
    // 05:00 UTC is 23:00 of the day before.
    #expect(resolved(aliases, day: 15, zone: chicago, hour: 5).agent == "4711")
    #expect(resolved(aliases, day: 15, zone: chicago, hour: 6).agent == "ana")
  }

  @Test func `two sources may use one name for two people`() {
    // SPEC 2: aliases have the key (kind, alias, from), with its source.
    let aliases = [person("ana", source: "acd"), person("bo", source: "chat")]
    #expect(resolved(aliases, source: 0).agent == "ana")
    #expect(resolved(aliases, source: 1).agent == "bo")
  }

  @Test func `a phone number becomes its customer, and never an agent`() {
    let alias = ["kind": "customer", "source": "acd", "alias": "555", "id": "kim"]
    #expect(resolved([alias]).customer == Fingerprint("kim"))
    #expect(resolved([alias], agent: "555").agent == "555")
    #expect(resolved([person("kim", alias: "555")]).customer == Fingerprint("555"))
    #expect(resolved([alias], customer: nil).customer == .missing)
  }

  @Test func `customer ids are global unless the input owns them`() {
    #expect(resolved([]).customer == resolved([], source: 1).customer)
    let owned = (0..<2).map { resolved([], source: $0, owned: [0, 1]).customer }
    #expect(owned[0] != owned[1] && owned[0] != Fingerprint("555"))
  }

  @Test func `an alias leads out of a source that owns its ids`() {
    let alias = ["kind": "customer", "source": "acd", "alias": "555", "id": "kim"]
    #expect(resolved([alias], owned: [0]).customer == Fingerprint("kim"))
  }

  /// Warnings of a table of aliases.
  private func warnings(_ aliases: [[String: String]]) -> [String] {
    var book = CodeBook()
    var table = CanonicalSheet.table(.aliases, aliases, source: 2, &book)
    _ = table.settle(asOf: nil, keepColumn: [:])
    let identity = IdentityResolution(
      aliases: table, vocabulary: book, sources: Self.sources, ownedSources: [], zone: .utc)
    return SurveySheet.words(identity.warnings)
  }

  @Test func `spans of one name that overlap are counted, and those that follow are not`() {
    let first = person("ana", "2026-01-01", "2026-01-14")
    #expect(warnings([first, person("bo", "2026-01-15")]).isEmpty)
    #expect(warnings([first, person("bo", "2026-01-14")]) == ["overlapping_aliases  1"])
    #expect(warnings([person("bo", "2026-01-14"), first]) == ["overlapping_aliases  1"])
    #expect(warnings([person("ana"), person("bo", "2026-01-15")]) == ["overlapping_aliases  1"])
    // Two spans of one id contradict nothing.
    #expect(warnings([first, person("ana", "2026-01-10")]).isEmpty)
    // Another name, another source, and a customer of the same name.
    #expect(warnings([first, person("bo", "2026-01-10", alias: "4712")]).isEmpty)
    #expect(warnings([first, person("bo", "2026-01-10", source: "chat")]).isEmpty)
    let customer = ["kind": "customer", "source": "acd", "alias": "4711", "id": "kim", "from": "2026-01-10"]
    #expect(warnings([first, customer]).isEmpty)
    var other = customer
    (other["id"], other["from"]) = ("lou", "2026-01-20")
    #expect(warnings([first, customer, other]) == ["overlapping_aliases  1"])
  }

  @Test func `an alias of a source that no input has joins nothing, and is counted`() {
    #expect(resolved([person("ana", source: "crm")]).agent == "4711")
    #expect(
      warnings([person("ana", source: "crm"), person("bo", "2026-01-15", source: "crm")])
        == ["unknown_alias_source crm 2"])
  }
}
