import Foundation
import Packing
import Testing

/// How the bytes of an input are spelled or packed decides no number.
@Suite struct InputBytesTests {
  /// A center whose contacts begin at ten o'clock each: what comes first, their ids decide.
  private struct Center {
    let large: LargeCenter
    /// Its contacts, with some letters beyond ASCII.
    let contacts: String

    init(letters: String) throws {
      large = try LargeCenter(contacts: 1500)
      contacts = large.work.text("contacts.csv")
        .replacing(/T\d\d:\d\d:00Z/, with: "T10:00:00Z").replacing("billing", with: letters)
      let header = try #require(contacts.split(separator: "\n").first).split(separator: ",")
      try large.work.put(
        "profile.yaml",
        "profile: 1\nname: p\ntable: contacts\ninput: {encoding: ENCODING}\nfields:\n"
          + header.map { "  \($0): \($0)\n" }.joined())
    }

    /// Tables of a run over files of contacts, of which one has the pattern's name.
    func results(
      _ bytes: Data, named name: String = "contacts.csv", encoding: String = "utf-8", jobs: Int = 2,
      chunkBytes: Int = 2 << 20, parser: String = "auto"
    ) throws -> [String: Data] {
      let work = large.work
      let profile = work.text("profile.yaml").replacing("ENCODING", with: encoding)
      try work.put("p.yaml", profile)
      let pipeline = work.text("pipeline.yaml")
      try work.put(
        "run.yaml",
        pipeline.replacing("[contacts.csv]", with: "[\(name)], profile: p.yaml"))
      try bytes.write(to: URL(fileURLWithPath: work(name)))
      // A run with a predecessor would say what moved.
      try? FileManager.default.removeItem(atPath: work("out"))
      let ending = try work.firstcontact([
        "run", "run.yaml", "--out", "out", "--force", "--quiet", "--jobs", "\(jobs)", "--chunk-bytes",
        "\(chunkBytes)", "--parser", parser,
      ])
      try #require(ending.status == 0, "\(ending.errors)")
      #expect(work.temporaryNames.isEmpty)
      return large.results(in: "out").merging(["rejects.csv": rejects]) { $1 }
    }

    /// Rejected rows without the name of their file.
    private var rejects: Data {
      let lines = large.work.text("out/latest/rejects.csv").split(separator: "\n")
      return Data(
        lines.map {
          $0.split(separator: ",", omittingEmptySubsequences: false).dropFirst(2).joined(separator: ",")
        }
        .joined(separator: "\n").utf8)
    }
  }

  @Test(
    arguments: [
      ("windows-1252", .windowsCP1252, "Zahlung für 5 €"), ("windows-1251", .windowsCP1251, "Оплата №"),
      ("latin-1", .isoLatin1, "Zahlung für ¤"), ("iso-8859-1", .isoLatin1, "ÿ"),
      ("utf-16", .utf16, "оплата für 𝄞 漢"), ("utf-16le", .utf16LittleEndian, "漢字"),
      ("utf-16be", .utf16BigEndian, "漢字"),
    ] as [(String, String.Encoding, String)])
  func `contacts in another encoding give the bytes that they give in UTF-8`(
    encoding: String, foundation: String.Encoding, letters: String
  ) throws {
    let center = try Center(letters: letters)
    let plain = try center.results(Data(center.contacts.utf8))
    let fcr = String(decoding: plain["tables/fcr.csv"] ?? Data(), as: UTF8.self)
    #expect(fcr.contains("window_fcr,7,reason,call_type,\(letters),all,"))
    #expect(plain["rejects.csv"]?.isEmpty == false)
    let bytes = try #require(center.contacts.data(using: foundation))
    for (jobs, chunkBytes, parser) in [(1, 500, "auto"), (2, 2 << 20, "auto"), (4, 10_000, "libcsv")] {
      let found = try center.results(
        bytes, encoding: encoding, jobs: jobs, chunkBytes: chunkBytes, parser: parser)
      #expect(found == plain, "\(jobs) jobs, \(chunkBytes) bytes, \(parser)")
    }
  }

  @Test(arguments: Packing.allCases)
  func `packed contacts give the bytes that they give unpacked`(packing: Packing) throws {
    let center = try Center(letters: "für 5 €")
    let plain = try center.results(Data(center.contacts.utf8))
    let packed = Data(packing.packed(Array(center.contacts.utf8)))
    for (jobs, chunkBytes, parser) in [(1, 500, "auto"), (2, 2 << 20, "auto"), (4, 10_000, "libcsv")] {
      // The name says nothing of what it is.
      let found = try center.results(packed, jobs: jobs, chunkBytes: chunkBytes, parser: parser)
      #expect(found == plain, "\(jobs) jobs, \(chunkBytes) bytes, \(parser)")
    }
    let encoded = try #require(center.contacts.data(using: .utf16))
    let both = Data(packing.packed(Array(encoded)))
    #expect(try center.results(both, encoding: "utf-16", chunkBytes: 3000) == plain)
  }

  @Test func `the files of a zip file give the bytes that they give side by side`() throws {
    let contacts = GeneratedContacts(rows: 300, seed: 9)
    let parts = (0..<3).map { part in
      let lines = contacts.lines.indices.filter { $0 % 3 == part }.map { contacts.lines[$0] }
      return (name: "part-\(part).csv", text: GeneratedContacts.header + lines.joined())
    }
    let work = try WorkFolder(isEmpty: true)
    for part in parts { try work.put("export/\(part.name)", part.text) }
    let members = parts.reversed().map { (name: $0.name, bytes: Array($0.text.utf8)) }
    let archive = Data(
      Packing.zip(members + [("__MACOSX/._part-0.csv", [0, 1, 2]), ("empty/", [])]))
    try archive.write(to: URL(fileURLWithPath: work("export.zip")))
    func run(_ files: String) throws -> (tables: [String: Data], inputs: [[String: Any]]) {
      try work.put(
        "pipeline.yaml",
        """
        version: 1
        inputs:
          - {table: contacts, source: acd, files: [\(files)], covers: {from: 2026-01-01, to: 2026-03-01}}
        limits: {max_reject_rate: 0.5}
        """)
      try? FileManager.default.removeItem(atPath: work("out"))
      let ending = try work.firstcontact("run", "pipeline.yaml", "--out", "out", "--force", "--quiet")
      try #require(ending.status == 0, "\(ending.errors)")
      var tables: [String: Data] = [:]
      for name in work.names("out/latest/tables") { tables[name] = work.bytes("out/latest/tables/\(name)") }
      let manifest = try JSONSerialization.jsonObject(with: #require(work.bytes("out/latest/manifest.json")))
      let inputs = (manifest as? [String: Any])?["inputs"] as? [[String: Any]]
      return (tables, inputs ?? [])
    }
    let (plain, plainInputs) = try run("export/part-*.csv")
    let plainRejects = work.text("out/latest/rejects.csv")
    let (packed, inputs) = try run("export.zip")
    #expect(packed == plain && packed.count == 12)
    #expect(inputs.compactMap { $0["path"] as? String } == parts.map { "export.zip/\($0.name)" })
    #expect(inputs.compactMap { $0["rows"] as? Int } == plainInputs.compactMap { $0["rows"] as? Int })
    #expect(inputs.allSatisfy { $0["bytes"] as? Int == archive.count })
    #expect(
      work.text("out/latest/rejects.csv") == plainRejects.replacing("export/", with: "export.zip/"))
    // That of the archive, as another program computes it.
    let sum = try work.shell(put("sha256sum export.zip", in: work))
    let hexadecimal = try #require(sum.output.split(separator: " ").first)
    #expect(inputs.compactMap { $0["sha256"] as? String } == Array(repeating: String(hexadecimal), count: 3))
  }

  /// A script that does this.
  private func put(_ command: String, in work: WorkFolder) throws -> String {
    try work.put("script", command)
    return work("script")
  }

  @Test
  func `a packed file that is cut short, damaged, a bomb or locked is refused, and nothing is published`()
    throws
  {
    let work = try WorkFolder()
    let contacts = try #require(work.bytes("contacts.csv"))
    func run(_ bytes: [UInt8]) throws -> WorkFolder.Ending {
      try Data(bytes).write(to: URL(fileURLWithPath: work("contacts.csv")))
      return try work.firstcontact(
        "run", "pipeline.yaml", "--out", "out", "--quiet", "--chunk-bytes", "65536")
    }
    let good = try run(Packing.gz.packed(Array(contacts)))
    #expect(good.status == 0, "\(good.errors)")
    let latest = try FileManager.default.destinationOfSymbolicLink(atPath: work("out/latest"))
    let header = try #require(contacts.split(separator: 0x0a, omittingEmptySubsequences: false).first)
    let row =
      "bomb,2026-03-03T10:00:00Z" + String(repeating: ",", count: header.count { $0 == 0x2c } - 1) + "\n"
    let bomb = Array(header) + [0x0a] + Array(String(repeating: row, count: 200_000).utf8)
    let cut = Packing.zst.packed(Array(contacts)).dropLast(5)
    var damaged = Packing.xz.packed(Array(contacts))
    damaged[damaged.count / 2] ^= 1
    let locked = Packing.zip([("a.csv", Array(contacts))], password: "secret")
    for (bytes, problem) in [
      (Packing.bz2.packed(bomb), "contacts.csv: unpacks to more than "),
      (Packing.zip([("a.csv", bomb)]), "contacts.csv: unpacks to more than "),
      (Array(cut), "contacts.csv: this zst file is cut short or damaged ("),
      (damaged, "contacts.csv: this xz file is cut short or damaged ("),
      (locked, "contacts.csv/a.csv: needs a password; unpack it first, or have it exported without one"),
    ] {
      let ending = try run(bytes)
      #expect(
        ending.status == 65 && ending.errors.contains("error: \(problem)"), "\(problem): \(ending.errors)")
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: work("out/latest")) == latest)
      #expect(work.temporaryNames.isEmpty)
    }
  }
}
