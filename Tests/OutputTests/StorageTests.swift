import Foundation
import Output
import Tables
import Testing

struct StorageTests {
  @Test func `files are 0600 and folders 0700`() throws {
    let scratch = try ScratchFolder()
    try Storage.createFolder(scratch("a/b"))
    try Storage.write([1, 2], to: scratch("a/b/c"))
    #expect(try scratch.mode("a") == 0o700 && scratch.mode("a/b") == 0o700)
    #expect(try scratch.mode("a/b/c") == 0o600)
  }

  @Test func `a large file is written whole`() throws {
    let scratch = try ScratchFolder()
    let bytes = (0..<3_000_001).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try Storage.write(bytes, to: scratch("large"))
    #expect(Storage.bytes(of: scratch("large")) == bytes)
    try Storage.write([], to: scratch("large"))
    #expect(Storage.bytes(of: scratch("large")) == [])
  }

  @Test func `a full disk is an I/O failure that says so`() {
    #expect(
      throws: StageFailure(
        .ioFailed,
        "/dev/full: no space left on device; free some space or choose another folder with --out")
    ) { try Storage.write([1], to: "/dev/full") }
  }

  @Test func `a file is never written through a link`() throws {
    let scratch = try ScratchFolder()
    try scratch.put("victim", "kept")
    try FileManager.default.createSymbolicLink(
      atPath: scratch("link"), withDestinationPath: scratch("victim"))
    #expect(throws: StageFailure.self) { try Storage.write([1], to: scratch("link")) }
    #expect(scratch.text("victim") == "kept")
  }

  @Test func `a folder below a file cannot be made`() throws {
    let scratch = try ScratchFolder()
    try scratch.put("file", "")
    let failure = #expect(throws: StageFailure.self) { try Storage.createFolder(scratch("file/out")) }
    #expect(failure?.status == .cannotCreate)
    #expect(failure?.problems.first?.hasPrefix(scratch("file")) == true)
  }

  @Test func `removing a link leaves what it points at`() throws {
    let scratch = try ScratchFolder()
    try scratch.put("kept/file", "x")
    try FileManager.default.createSymbolicLink(atPath: scratch("link"), withDestinationPath: scratch("kept"))
    try Storage.remove(scratch("link"))
    #expect(scratch.names == ["kept", "kept/file"])
  }

  @Test func `a replacement that fails puts the old folder back`() throws {
    let scratch = try ScratchFolder()
    try scratch.put("old/file", "x")
    #expect(throws: StageFailure.self) {
      try Storage.replace(scratch("old"), by: scratch("absent"), keeping: scratch("aside"))
    }
    #expect(scratch.names == ["old", "old/file"])
  }
}
