import Foundation
import Output
import Tables
import Testing

struct PublicationTests {
  let scratch: ScratchFolder
  let publication: Publication

  init() throws {
    scratch = try ScratchFolder()
    publication = Publication(outputDirectory: scratch("out"))
  }

  func stage(_ text: String) throws {
    try publication.write(path: "manifest.json", bytes: Array("{}".utf8))
    try publication.write(path: "tables/fcr.csv", bytes: Array(text.utf8))
  }

  func publish(_ id: String, _ text: String = "x", replacing: Bool = false) throws {
    try publication.lock()
    try stage(text)
    try publication.publish(id: id, replacing: replacing)
  }

  // MARK: - Places that cannot be written

  @Test func `an output folder that is a file cannot be created`() throws {
    try scratch.put("out", "x")
    let failure = #expect(throws: StageFailure.self) { try publication.lock() }
    #expect(failure?.status == .cannotCreate)
    #expect(failure?.problems.first?.hasPrefix(scratch("out")) == true)
    #expect(scratch.names == ["out"])
  }

  @Test func `an output folder below a file cannot be created`() throws {
    try scratch.put("file", "x")
    let failure = #expect(throws: StageFailure.self) {
      try Publication(outputDirectory: scratch("file/deep/out")).lock()
    }
    #expect(failure?.status == .cannotCreate)
  }

  @Test func `a folder that takes no files is not writable, even for root`() {
    let failure = #expect(throws: StageFailure.self) { try Publication(outputDirectory: "/proc").lock() }
    #expect(failure?.status == .cannotCreate)
  }

  @Test func `something else in the place of latest is found before any work, and kept`() throws {
    try scratch.put("out/latest", "mine")
    let failure = #expect(throws: StageFailure.self) { try publication.lock() }
    #expect(failure?.status == .cannotCreate)
    #expect(scratch.text("out/latest") == "mine")
    #expect(!publication.isLocked)
  }

  @Test func `a file in the way of a staged folder is an I/O failure`() throws {
    try publication.lock()
    try publication.write(path: "tables", bytes: [])
    let failure = #expect(throws: StageFailure.self) {
      try publication.write(path: "tables/fcr.csv", bytes: [])
    }
    #expect(failure?.status == .ioFailed)
  }

  // MARK: - Publishing

  @Test func `a run appears under its id by publishing, and latest points at it`() throws {
    try publication.lock()
    try stage("x")
    #expect(!publication.isPublished("r1") && publication.latestID == nil && publication.runs().isEmpty)
    try publication.publish(id: "r1")
    #expect(publication.isPublished("r1") && publication.latestID == "r1")
    #expect(scratch.text("out/latest/tables/fcr.csv") == "x")
    #expect(Storage.linkTarget(scratch("out/latest")) == "runs/r1")
    #expect(
      scratch.names == [
        "out", "out/.lock", "out/latest", "out/runs", "out/runs/r1", "out/runs/r1/manifest.json",
        "out/runs/r1/tables", "out/runs/r1/tables/fcr.csv",
      ])
  }

  @Test func `files are 0600 and folders 0700`() throws {
    try publish("r1")
    for folder in ["out", "out/runs", "out/runs/r1", "out/runs/r1/tables"] {
      #expect(try scratch.mode(folder) == 0o700)
    }
    for file in ["out/.lock", "out/runs/r1/manifest.json", "out/runs/r1/tables/fcr.csv"] {
      #expect(try scratch.mode(file) == 0o600)
    }
  }

  @Test func `a second run moves latest and keeps the first`() throws {
    try publish("r1", "one")
    try publish("r2", "two")
    #expect(publication.latestID == "r2")
    #expect(scratch.text("out/runs/r1/tables/fcr.csv") == "one")
    try publication.pointLatest(at: "r1")
    #expect(publication.latestID == "r1")
  }

  @Test func `an id that is taken is refused, and the published run stays`() throws {
    try publish("r1", "one")
    let failure = #expect(throws: StageFailure.self) { try publish("r1", "two") }
    #expect(failure?.status == .cannotCreate)
    #expect(scratch.text("out/runs/r1/tables/fcr.csv") == "one")
    publication.discard()
    #expect(Storage.names(in: scratch("out/runs")) == ["r1"])
  }

  @Test func `a run is replaced whole where asked`() throws {
    try publication.lock()
    try publication.write(path: "old.csv", bytes: [])
    try publish("r1", "one")
    try publish("r1", "two", replacing: true)
    #expect(scratch.text("out/latest/tables/fcr.csv") == "two")
    #expect(scratch.text("out/runs/r1/old.csv") == nil)
    #expect(Storage.names(in: scratch("out/runs")) == ["r1"])
  }

  @Test func `a folder that is no run is never replaced`() throws {
    try scratch.put("out/runs/r1/notes.txt", "mine")
    let failure = #expect(throws: StageFailure.self) { try publish("r1", replacing: true) }
    #expect(failure?.status == .cannotCreate)
    #expect(scratch.text("out/runs/r1/notes.txt") == "mine")
    #expect(publication.latestID == nil)
  }

  @Test func `replacing a run that is not there publishes it`() throws {
    try publish("r1", replacing: true)
    #expect(publication.latestID == "r1")
  }

  @Test func `latest never points at a run that is not there`() throws {
    try publish("r1")
    for id in ["r2", "../r1", ".", "..", "", "r1/tables"] {
      let failure = #expect(throws: StageFailure.self) { try publication.pointLatest(at: id) }
      #expect(failure?.status == .inputMissing)
    }
    #expect(publication.latestID == "r1")
  }

  // MARK: - Interruptions

  @Test func `discarding leaves nothing temporary and keeps latest`() throws {
    try publish("r1", "one")
    let before = scratch.names
    try stage("two")
    #expect(scratch.names != before)
    publication.discard()
    publication.discard()
    #expect(scratch.names == before)
    #expect(publication.latestID == "r1")
  }

  @Test func `what is not published goes with its owner`() throws {
    var run: Publication? = Publication(outputDirectory: scratch("out"))
    try run?.lock()
    try run?.write(path: "a/b.csv", bytes: [1])
    run = nil
    #expect(scratch.names == ["out", "out/.lock", "out/runs"])
  }

  @Test func `what killed runs left is removed by the next holder of the lock`() throws {
    try publish("r1", "one")
    publication.unlock()
    let before = scratch.names
    try scratch.put("out/runs/.staging-1/tables/fcr.csv", "half")
    try scratch.put("out/runs/.staging-removed-r0/manifest.json", "{}")
    try scratch.put("out/refused/.staging-1", "half")
    try FileManager.default.createSymbolicLink(
      atPath: scratch("out/.latest-1"), withDestinationPath: "runs/r9")
    let reader = Publication(outputDirectory: scratch("out"))
    #expect(reader.runs().map(\.id) == ["r1"])
    try publication.lock()
    #expect(scratch.names.filter { $0 != "out/refused" } == before)
  }

  @Test func `a run killed between the two steps of a replacement comes back`() throws {
    try publish("r1", "one")
    publication.unlock()
    try Storage.rename(scratch("out/runs/r1"), to: scratch("out/runs/.replaced-r1"))
    #expect(publication.latestID == nil)
    try publication.lock()
    #expect(publication.latestID == "r1")
    #expect(scratch.text("out/latest/tables/fcr.csv") == "one")
  }

  @Test func `a run killed after a replacement keeps the new one`() throws {
    try publish("r1", "new")
    publication.unlock()
    try scratch.put("out/runs/.replaced-r1/manifest.json", "old")
    try publication.lock()
    #expect(Storage.names(in: scratch("out/runs")) == ["r1"])
    #expect(scratch.text("out/latest/tables/fcr.csv") == "new")
  }

  // MARK: - Refused runs

  @Test func `a refused run keeps its rejects and publishes nothing`() throws {
    try publish("r1")
    var rejects = RejectList()
    rejects.append(Reject(firstLine: 2, lastLine: 2, code: .nulByte, message: "NUL"))
    let table = RejectTable.table(of: [.init(source: "acd", path: "a.csv", rejects: rejects)])
    let empty = RejectTable.table(of: [])
    #expect(try publication.writeRefused(rejects: empty) == scratch("out/refused/rejects.csv"))
    #expect(try publication.writeRefused(rejects: table) == scratch("out/refused/rejects.csv"))
    #expect(
      scratch.text("out/refused/rejects.csv") == String(decoding: CSVDocument(table).bytes, as: UTF8.self))
    #expect(try scratch.mode("out/refused/rejects.csv") == 0o600 && scratch.mode("out/refused") == 0o700)
    #expect(Storage.names(in: scratch("out/refused")) == ["rejects.csv"])
    #expect(publication.latestID == "r1")
  }

  @Test func `rejects that find no place are an I/O failure`() throws {
    try scratch.put("out/refused", "a file")
    try publication.lock()
    let failure = #expect(throws: StageFailure.self) {
      try publication.writeRefused(rejects: RejectTable.table(of: []))
    }
    #expect(failure?.status == .ioFailed)
  }
}
