import Foundation
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
}
