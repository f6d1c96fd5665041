import Foundation
import Output
import Tables
import Testing

struct PublishedRunTests {
  let scratch: ScratchFolder
  let publication: Publication

  init() throws {
    scratch = try ScratchFolder()
    publication = Publication(outputDirectory: scratch("out"))
  }

  func publish(_ id: String, asOf: String? = nil, at published: String?) throws {
    try publication.lock()
    let manifest: JSONValue = [
      "run_id": .string(id), "as_of": JSONValue(asOf),
      "circumstances": ["published_at": JSONValue(published)],
    ]
    try publication.write(path: "manifest.json", bytes: manifest.printed)
    try publication.publish(id: id)
  }

  @Test func `runs are listed newest first, with what the manifest says`() throws {
    try publish("2026-10-30-aaaaaaaaaaaa", asOf: "2026-10-30", at: "2026-10-31T02:00:00Z")
    try publish("2026-10-28-bbbbbbbbbbbb", at: "2026-10-31T02:00:00.5Z")
    try publish("2026-10-29-cccccccccccc", at: "2026-10-29T02:00:00Z")
    let runs = publication.runs()
    #expect(runs.map(\.asOf) == ["2026-10-28", "2026-10-30", "2026-10-29"])
    #expect(runs.map(\.isLatest) == [false, false, true])
    // 2026-10-31 is day 20757; 20757 × 86400 + 7200 = 1793412000.
    #expect(runs[0].publishedAt == Instant(milliseconds: 1_793_412_000_500))
    #expect(runs[1].publishedAt == Instant(seconds: 1_793_412_000))
    let size = Storage.bytes(of: scratch("out/runs/2026-10-30-aaaaaaaaaaaa/manifest.json"))?.count ?? 0
    #expect(size > 0 && runs[1].bytes == Int64(size))
  }

  @Test func `a folder without a manifest is no run, and no folder is no runs`() throws {
    #expect(publication.runs().isEmpty)
    try publish("r-1", at: "2026-10-31T02:00:00Z")
    try scratch.put("out/runs/notes/readme.txt", "x")
    try scratch.put("out/runs/.hidden/manifest.json", "{}")
    #expect(publication.runs().map(\.id) == ["r-1"])
  }

  @Test(arguments: ["not json", "[]", "{\"circumstances\":{\"published_at\":\"yesterday\"}}"])
  func `a run whose manifest tells no time has its folder's`(manifest: String) throws {
    try scratch.put("out/runs/d-1/manifest.json", manifest)
    let runs = publication.runs()
    #expect(runs.count == 1 && runs[0].asOf == "d")
    #expect(runs[0].publishedAt > Instant(seconds: 1_600_000_000))
  }

  @Test func `a manifest is read back, or its failure names the file`() throws {
    try publish("r1", at: nil)
    #expect(try publication.manifest(of: "r1")["run_id"] == "r1")
    try scratch.put("out/runs/r2/manifest.json", "{")
    #expect(
      throws: StageFailure(
        .ioFailed, "\(scratch("out/runs/r2/manifest.json")): byte 1: expected a name; run again with --force")
    ) { try publication.manifest(of: "r2") }
    let failure = #expect(throws: StageFailure.self) { try publication.manifest(of: "r3") }
    #expect(failure?.status == .inputMissing)
  }

  @Test func `pruning keeps the newest and the one that latest points at`() throws {
    for day in 1...5 { try publish("r\(day)", at: "2026-10-0\(day)T00:00:00Z") }
    try publication.pointLatest(at: "r1")
    #expect(try publication.prune(keep: nil).isEmpty)
    #expect(try publication.prune(keep: 9).isEmpty)
    #expect(try publication.prune(keep: 2).map(\.id) == ["r3", "r2"])
    #expect(Storage.names(in: scratch("out/runs")) == ["r1", "r4", "r5"])
    #expect(try publication.prune(keep: 0).map(\.id) == ["r5", "r4"])
    #expect(publication.latestID == "r1")
  }

  @Test func `pruning by age removes what is older than so many days, never latest`() throws {
    for day in 1...4 { try publish("r\(day)", at: "2026-10-0\(day)T00:00:00Z") }
    try publication.pointLatest(at: "r1")
    // 2026-10-01 is day 20727; three days before 10-06 is 10-03, which is not older.
    let now = Date(timeIntervalSince1970: 20_732 * 86_400)
    #expect(try publication.prune(olderThan: 3, now: now).map(\.id) == ["r2"])
    #expect(Storage.names(in: scratch("out/runs")) == ["r1", "r3", "r4"])
  }
}
