import Canonical
import Tables
import Testing

@testable import Score

@Suite struct SmallTableTests {
  private func person(_ id: String, _ hired: String, site: String, updated: String = "") -> [String: String] {
    ["person_id": id, "hired_on": hired, "worker_class": "employee", "site": site, "updated_at": updated]
  }

  /// Sites of the rows that stay, each row its own file's.
  private func kept(_ rows: [[String: String]], asOf: Int64? = nil) -> (
    sites: [String], excluded: ExcludedRows
  ) {
    var vocabulary = CodeBook()
    var table = CanonicalSheet.table(.people, rows, &vocabulary)
    let excluded = table.settle(asOf: asOf.map { Instant(seconds: $0) }, keepColumn: [:])
    return (table.codes("site").map { vocabulary.text(of: $0) }, excluded)
  }

  @Test func `a rehire is a second spell, a second version of a spell a duplicate`() {
    let found = kept([
      person("ana", "2020-01-01", site: "Elm"), person("ana", "2025-01-01", site: "Oak"),
      person("ana", "2020-01-01", site: "Ash"),
    ])
    // Neither says when it changed: the last one read counts.
    #expect(found.sites == ["Oak", "Ash"])
    #expect(found.excluded.counts == [0: ["duplicate": 1]])
  }

  @Test func `the later updated_at is kept, a blank one is older than any`() {
    let found = kept([
      person("ana", "2020-01-01", site: "old", updated: "10"),
      person("ana", "2020-01-01", site: "new", updated: "20"),
      person("ana", "2020-01-01", site: "blank"),
    ])
    #expect(found.sites == ["new"])
  }

  @Test func `a version updated after as_of loses to one before`() {
    let rows = [
      person("ana", "2020-01-01", site: "known", updated: "100"),
      person("ana", "2020-01-01", site: "late", updated: "101"),
    ]
    #expect(kept(rows, asOf: 100).sites == ["known"])
    #expect(kept(rows, asOf: 101).sites == ["late"])
    #expect(kept(rows).sites == ["late"])
  }

  @Test func `aliases whose names come one after the other are rows of their own`() {
    var vocabulary = CodeBook()
    let rows = ["ab", "cd", "ef", "gh", "ij", "kl"].map {
      ["kind": "person", "source": "acd", "alias": $0, "id": "same"]
    }
    var table = CanonicalSheet.table(.aliases, rows, &vocabulary)
    #expect(table.settle(asOf: nil, keepColumn: [:]).counts.isEmpty && table.rows.count == 6)
  }

  @Test func `of equal rows that waited the one that stands last in its file counts, whenever it came`() {
    for order in [[0, 1], [1, 0]] {
      var vocabulary = CodeBook()
      var table = SmallTable(.people)
      for row in order {
        var batch = CanonicalSheet.batch(.people, [person("ana", "2020-01-01", site: ["Elm", "Oak"][row])])
        batch.places = [3 << 40 + UInt64(row)]
        table.append(batch, source: 0, files: [3], vocabulary: &vocabulary)
      }
      _ = table.settle(asOf: nil, keepColumn: [:])
      #expect(table.codes("site").map { vocabulary.text(of: $0) } == ["Oak"])
    }
  }

  @Test func `one key in two sources is two rows`() {
    var vocabulary = CodeBook()
    var table = CanonicalSheet.table(.people, [person("ana", "2020-01-01", site: "Elm")], &vocabulary)
    let other = CanonicalSheet.batch(.people, [person("ana", "2020-01-01", site: "Oak")])
    table.append(other, source: 1, file: 1, vocabulary: &vocabulary)
    _ = table.settle(asOf: nil, keepColumn: [:])
    #expect(table.codes("site").map { vocabulary.text(of: $0) } == ["Elm", "Oak"])
    #expect(table.sources == [0, 1])
  }

  @Test func `a keep rule leaves the latest row of each key, and counts the others`() {
    var vocabulary = CodeBook()
    var batch = CanonicalSheet.batch(
      .people,
      [
        person("ana", "2020-01-01", site: "Elm"), person("ana", "2025-01-01", site: "Oak"),
        person("bo", "2019-01-01", site: "Ash"),
      ])
    batch.keepKeys = [Fingerprint("ana"), Fingerprint("ana"), Fingerprint("bo")]
    var table = SmallTable(.people)
    table.append(batch, source: 0, file: 7, vocabulary: &vocabulary)
    let excluded = table.settle(asOf: nil, keepColumn: [7: "hired_on"])
    #expect(table.codes("site").map { vocabulary.text(of: $0) } == ["Oak", "Ash"])
    #expect(excluded.counts == [7: ["not_kept": 1]])
  }

  @Test func `rows of two sources do not compete under a keep rule`() {
    // SPEC 2: keys, each with its source; the contacts' keep rule holds to it too.
    var vocabulary = CodeBook()
    var table = SmallTable(.people)
    for (source, site) in ["Elm", "Oak"].enumerated() {
      var batch = CanonicalSheet.batch(.people, [person("ana", "2020-01-01", site: site)])
      batch.keepKeys = [Fingerprint("ana")]
      table.append(batch, source: UInt16(source), file: UInt32(source), vocabulary: &vocabulary)
    }
    _ = table.settle(asOf: nil, keepColumn: [0: "hired_on", 1: "hired_on"])
    #expect(table.codes("site").map { vocabulary.text(of: $0) } == ["Elm", "Oak"])
  }

  @Test func `of equal versions the one of the last file counts, whichever was read last`() {
    for order in [[0, 1], [1, 0]] {
      var vocabulary = CodeBook()
      var table = SmallTable(.people)
      for file in order {
        let batch = CanonicalSheet.batch(.people, [person("ana", "2020-01-01", site: ["Elm", "Oak"][file])])
        table.append(batch, source: 0, file: UInt32(file), vocabulary: &vocabulary)
      }
      let excluded = table.settle(asOf: nil, keepColumn: [:])
      #expect(table.codes("site").map { vocabulary.text(of: $0) } == ["Oak"])
      #expect(excluded.counts == [0: ["duplicate": 1]])
    }
  }

  @Test func `the newest date is no open end, and its day is known to its end in the zone`() {
    var vocabulary = CodeBook()
    let rows = [
      ["person_id": "ana", "from": "2026-01-01", "to": "9999-12-31", "role_id": "r", "team_id": "t"],
      ["person_id": "bo", "from": "2026-01-01", "to": "2026-01-31", "role_id": "r", "team_id": "t"],
    ]
    let table = CanonicalSheet.table(.assignments, rows, &vocabulary)
    #expect(table.newest(in: .utc)?.description == "2026-02-01T00:00:00Z")
    let chicago = ZoneTable(name: "Chicago in winter", starts: [], offsets: [-21_600])
    #expect(table.newest(in: chicago)?.description == "2026-02-01T06:00:00Z")
    #expect(CanonicalSheet.table(.assignments, [], &vocabulary).newest(in: .utc) == nil)
  }
}
