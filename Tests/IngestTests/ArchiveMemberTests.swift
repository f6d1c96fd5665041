import Foundation
import Packing
import Tables
import Testing

@testable import Ingest

/// Each file of a zip file is read as a file of its own.
@Suite struct ArchiveMemberTests {
  private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  private func refusal(_ archive: [UInt8]) throws -> [String] {
    let export = try ScratchExport(archive)
    do {
      _ = try ExportFile.openAll(path: export.path, dialect: FileDialect())
      return []
    } catch {
      #expect(error.status == .dataRefused)
      return error.problems.map { String($0.dropFirst(export.path.count)) }
    }
  }

  @Test func `members are read in the byte order of their names, folders and what macOS adds left out`()
    throws
  {
    let export = try ScratchExport(
      Packing.zip([
        ("ü.csv", bytes("a,b\n7,8\n")), ("b.csv", bytes("a,b\n3,4\n")), ("z/", []),
        ("z/a.csv", bytes("a,b\n5,6\n")),
        ("__MACOSX/", []), ("__MACOSX/._b.csv", bytes("\0\0")), ("B.csv", bytes("a,b\n1,2\n")),
      ]))
    let files = try ExportFile.openAll(path: export.path, dialect: FileDialect())
    #expect(files.map(\.member) == ["B.csv", "b.csv", "z/a.csv", "ü.csv"])
    #expect(files.map(\.path) == files.map { "\(export.path)/\($0.member ?? "")" })
    #expect(files.allSatisfy { $0.filePath == export.path && !$0.isPlain && $0.expectedBytes == 8 })
    #expect(
      try files.map { try Reading($0).texts } == [[["1", "2"]], [["3", "4"]], [["5", "6"]], [["7", "8"]]])
  }

  @Test func `the order in the archive decides nothing`() throws {
    let members = (0..<5).map { ("m\($0).csv", bytes("a,b\n\($0),\($0)\n")) }
    for order in [[0, 1, 2, 3, 4], [4, 3, 2, 1, 0], [2, 4, 0, 1, 3]] {
      let export = try ScratchExport(Packing.zip(order.map { members[$0] }))
      let files = try ExportFile.openAll(path: export.path, dialect: FileDialect())
      #expect(try files.flatMap { try Reading($0).texts.map { $0[0] } } == ["0", "1", "2", "3", "4"])
    }
  }

  @Test func `a member with a password is named`() throws {
    let archive = Packing.zip([("a.csv", bytes("a,b\n1,2\n"))], password: "secret")
    #expect(
      try refusal(archive)
        == ["/a.csv: needs a password; unpack it first, or have it exported without one"])
  }

  @Test func `two members of one name are refused`() throws {
    let archive = Packing.zip([("a.csv", bytes("a,b\n1,2\n")), ("a.csv", bytes("a,b\n3,4\n"))])
    #expect(try refusal(archive) == ["/a.csv: two members have this name; unpack it and keep one"])
  }

  @Test func `an archive without files is refused`() throws {
    let expected = [": a zip file without files, expected one export or more"]
    #expect(try refusal(Packing.zip([])) == expected)
    #expect(try refusal(Packing.zip([("z/", []), ("__MACOSX/._a", [1])])) == expected)
  }

  @Test func `everything that is wrong with any member is said at once`() throws {
    let archive = Packing.zip([("a.csv", []), ("b.csv", bytes("a,b\n1,2\n")), ("c.csv", bytes("\"x\n"))])
    #expect(
      try refusal(archive) == [
        "/a.csv: empty (0 bytes), expected a header; export it again",
        "/c.csv:1: the header's quotes or its length are not those of CSV",
      ])
  }

  @Test func `members that would give too much together are refused, whatever each gives`() throws {
    let rows = bytes("a,b\n") + bytes(String(repeating: "1,2\n", count: 200_000))
    let archive = Packing.zip((0..<4).map { ("\($0).csv", rows) })
    let limit = (1 << 20) + 200 * archive.count
    try #require(rows.count < limit && limit < 4 * rows.count)
    #expect(
      try refusal(archive) == [
        ": unpacks to more than \(limit) bytes, 1 MiB and 200 times its size; if it is no mistake, unpack it "
          + "first and name the unpacked file"
      ])
  }

  @Test func `a member whose bytes are damaged is named`() throws {
    let good = bytes("a,b\n1,2\n")
    var archive = Packing.zip([("a.csv", good), ("b.csv", good + bytes("3,4\n"))])
    // The second member's local header is whole, what follows its name and extra fields is not.
    let header = try #require(archive.indices.last { archive[$0...].starts(with: [0x50, 0x4b, 3, 4]) })
    archive[header + 30 + Int(archive[header + 26]) + Int(archive[header + 28]) + 1] ^= 0xff
    let problems = try refusal(archive)
    #expect(problems.map { $0.prefix(47) } == ["/b.csv: this zip file is cut short or damaged ("])
  }
}
