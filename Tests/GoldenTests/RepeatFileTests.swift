import Dice
import Foundation
import Packing
import Testing

/// Laws: each repeat stands in its files where `individual/repeats` says, however files are packed, spelled, cut
/// and listed, and no way of working changes a byte of it.
@Suite struct RepeatFileTests {
  private static let seed: UInt64 = 20_261_122

  /// Where the rows of a made-up center lie, and its text by the name of each file.
  private struct Center {
    var work: WorkFolder
    var texts: [String: [Substring]] = [:]

    /// The lines of some rows: most as they are, some behind a blank line, some over two lines.
    init(lines: [String], using random: inout Dice) throws {
      work = try WorkFolder(isEmpty: true)
      let bounds = [0, lines.count / 3, lines.count / 2, lines.count * 4 / 5, lines.count]
      let names = ["plain.csv", "packed.csv.gz", "more/plain.csv", "wide/wide.csv"]
      for (place, name) in names.enumerated() {
        var text = GeneratedContacts.header
        for row in lines[bounds[place]..<bounds[place + 1]] {
          // More customers, so that some contacts are first.
          let line = row.replacing(/,k(\d+),/) { ",k\($0.1)-\(random.below(12))," }
          let queue = ",q\(random.below(3)),"
          let isBroken = random.chance(15) && line.contains(queue)
          text += random.chance(10) ? "\n" : ""
          text += isBroken ? line.replacing(queue, with: ",\"q\n\"\"1\",") : line
        }
        texts[name] = text.split(separator: "\n", omittingEmptySubsequences: false)
        var bytes = Array(text.utf8)
        if name.hasSuffix("gz") { bytes = Packing.gz.packed(bytes) }
        if name.hasPrefix("wide") { bytes = Array(text.data(using: .utf16) ?? Data()) }
        try work.put(name, "")
        try Data(bytes).write(to: URL(fileURLWithPath: work(name)))
      }
      let fields = GeneratedContacts.header.dropLast().split(separator: ",")
        .map { "  \($0): \($0)\n" }.joined()
      try work.put(
        "wide.yaml", "profile: 1\nname: wide\ntable: contacts\ninput: {encoding: utf-16}\nfields:\n\(fields)")
      try work.put("pipeline.yaml", pipeline(["plain.csv", "packed.csv.gz", "more/*.csv"]))
    }

    func pipeline(_ files: [String]) -> String {
      let list = files.map { "\"\($0)\"" }.joined(separator: ", ")
      let covers = "covers: {from: 2026-01-01, to: 2026-03-01}"
      return """
        version: 1
        inputs:
          - {table: contacts, source: acd, files: [\(list)], \(covers)}
          - {source: chat, files: ["wide/*.csv"], profile: wide.yaml, \(covers)}
        parameters: {fcr: {shared_id_max: 0, group_by: [all, call_type, channel, agent]}}
        limits: {max_reject_rate: 0.5}
        """
    }

    /// The tables that tell of repeats, by name, and the one of first contact resolution.
    func results(_ options: [String] = []) throws -> [String: Data] {
      let ending = try work.firstcontact(
        ["run", "pipeline.yaml", "--out", "out", "--individual", "--force", "--quiet"] + options)
      try #require(ending.status == 0, "\(options): \(ending.errors)")
      #expect(work.temporaryNames.isEmpty)
      var results: [String: Data] = [:]
      for name in [
        "individual/repeats.csv", "individual/repeat_drivers.csv", "tables/repeat_drivers.csv",
        "tables/fcr.csv",
      ] { results[name] = work.bytes("out/latest/\(name)") }
      return results
    }

    /// Rows of `individual/repeats` by column.
    func repeats() -> [[String: String]] {
      let lines = work.text("out/latest/individual/repeats.csv").split(separator: "\n")
        .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
      return lines.dropFirst().map { cells in
        Dictionary(uniqueKeysWithValues: zip(lines[0], cells))
      }
    }
  }

  private func center(rows: Int = 2500) throws -> Center {
    var random = Dice(seed: Self.seed)
    // Quoted queues hold line ends: nobody groups by them, so that rows of the result are lines.
    return try Center(lines: GeneratedContacts(rows: rows, seed: Self.seed).lines, using: &random)
  }

  @Test func `both contacts of each repeat stand on the lines that it names`() throws {
    let center = try center()
    let results = try center.results()
    let fcr = String(decoding: results["tables/fcr.csv"] ?? Data(), as: UTF8.self)
    let headline = try #require(
      fcr.split(separator: "\n").first { $0.hasPrefix("window_fcr,7,any,all,all,all,") })
    let counts = headline.split(separator: ",", omittingEmptySubsequences: false).compactMap { Int($0) }
    try #require(counts.count >= 3)
    // A quarter of the reasons is blank, so any is the headline: 7, n, x.
    let rows = center.repeats()
    #expect(rows.count == counts[1] - counts[2] && rows.count > 20)
    var met: Set<String> = []
    for row in rows {
      for side in ["first", "return"] {
        let (id, file) = (row["\(side)_contact_id"] ?? "", row["\(side)_file"] ?? "")
        let line = try #require(Int(row["\(side)_line"] ?? ""))
        let text = try #require(center.texts[file])
        #expect(text[line - 1].hasPrefix(id + ","), "\(file):\(line) \(id)")
        #expect(row["\(side)_source"] == (file.hasPrefix("wide") ? "chat" : "acd"))
        let start = (row["\(side)_started_at"] ?? "").dropLast(4)
        #expect(text[line - 1].contains(start), "\(file):\(line) \(start)")
        met.insert("\(side) \(file)")
      }
    }
    #expect(met.count == 8, "\(met.sorted())")
    let keys = rows.map {
      "\($0["first_started_at"] ?? "") \($0["first_source"] ?? "") \($0["first_contact_id"] ?? "")"
    }
    #expect(keys == keys.sorted())
  }

  @Test func `no way of working changes a byte`() throws {
    let center = try center()
    let plain = try center.results(["--jobs", "1"])
    #expect(plain.count == 4 && plain.values.allSatisfy { $0.count > 200 })
    for options in [
      ["--jobs", "4"], ["--jobs", "2", "--chunk-bytes", "1000"], ["--memory", "16MiB", "--jobs", "4"],
      ["--memory", "16MiB", "--chunk-bytes", "300", "--parser", "libcsv"],
    ] { #expect(try center.results(options) == plain, "\(options)") }
    try center.work.put(
      "pipeline.yaml", center.pipeline(["more/plain.csv", "packed.csv.gz", "./plain.csv"]))
    #expect(try center.results() == plain)
  }

  @Test func `without rows about one person there are no repeats`() throws {
    let center = try center(rows: 300)
    let ending = try center.work.firstcontact("run", "pipeline.yaml", "--out", "out", "--quiet")
    #expect(ending.status == 0 && center.work.bytes("out/latest/tables/repeat_drivers.csv") != nil)
    #expect(center.work.names("out/latest/individual").isEmpty)
  }

  @Test func `ids made of the place of a row, and rows made of several, are found again`() throws {
    let work = try WorkFolder(isEmpty: true)
    // Kim calls on day 10 and 12; events of both calls are mixed up, without a header.
    let log = """
      1|1773136800|kim|start
      2|1773309600|kim|start

      2|1773309660|kim|answer
      1|1773136860|kim|answer

      """
    try work.put("a/log.txt", log)
    try work.put("b/log.txt", "")
    let packed = Packing.gz.packed(Array(log.replacing("kim", with: "lou").utf8))
    try Data(packed).write(to: URL(fileURLWithPath: work("b/log.txt")))
    for id in ["{line: true}", "call"] {
      try work.put(
        "log.yaml",
        """
        profile: 1
        name: log
        table: contacts
        input: {delimiter: "|", header_rows: 0, names: [call, epoch, customer, event]}
        fields:
          contact_id: \(id)
          started_at: {from: epoch, formats: epoch_s}
          chain_id: call
          case_id: {concat: [call, customer]}
          customer_id: customer
          agent_id: {const: ana}
          call_type: {const: bill}
        collapse: {by: [case_id], order: [started_at], fields: {started_at: min, contact_id: first}}
        """)
      try work.put(
        "pipeline.yaml",
        """
        version: 1
        inputs:
          - {source: pbx, files: ["a/*"], profile: log.yaml, covers: {from: 2026-03-01, to: 2026-04-01}}
          - {source: pbx2, files: ["b/*"], profile: log.yaml, covers: {from: 2026-03-01, to: 2026-04-01}}
        """)
      let ending = try work.firstcontact("run", "pipeline.yaml", "--out", "out", "--individual", "--force")
      try #require(ending.status == 0, "\(ending.errors)")
      let rows = work.text("out/latest/individual/repeats.csv").split(separator: "\n").dropFirst()
      let isLine = id != "call"
      let expected = [("pbx", "a"), ("pbx2", "b")].map { source, folder in
        let (first, back) = isLine ? ("log.txt:1", "log.txt:2") : ("1", "2")
        return "\(first),\(source),\(folder)/log.txt,1,2026-03-10T10:00:00Z,ana,bill,,voice,false,"
          + "\(back),\(source),\(folder)/log.txt,2,2026-03-12T10:00:00Z,ana,bill,,voice,reason,7,172800"
      }
      #expect(rows.map(String.init) == expected)
    }
  }

  @Test func `ids that are made of a customer are printed as their shape alone`() throws {
    let work = try WorkFolder(isEmpty: true)
    try work.put(
      "calls.csv",
      "at,phone,agent\n2026-03-10 10:00:00,+49 555 12,PERSON-1\n2026-03-12 10:00:00,+49 555 12,PERSON-2\n")
    try work.put(
      "calls.yaml",
      """
      profile: 1
      name: calls
      table: contacts
      fields:
        contact_id: {concat: [at, phone]}
        started_at: {from: at, formats: "yyyy-MM-dd HH:mm:ss"}
        customer_id: phone
        agent_id: agent
        call_type: {const: bill}
      """)
    try work.put(
      "pipeline.yaml",
      """
      version: 1
      inputs:
        - {source: acd, files: [calls.csv], profile: calls.yaml, covers: {from: 2026-03-01, to: 2026-04-01}}
      privacy: {key_file: key}
      """)
    try work.put("key", "sesame sesame sesame sesame sesame\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: work("key"))
    let ending = try work.firstcontact("run", "pipeline.yaml", "--out", "out", "--individual")
    try #require(ending.status == 0, "\(ending.errors)")
    let repeats = work.text("out/latest/individual/repeats.csv")
    #expect(repeats.contains("9999-99-99 99:99:99+99 999 99,acd,calls.csv,2,"), "\(repeats)")
    #expect(repeats.contains("9999-99-99 99:99:99+99 999 99,acd,calls.csv,3,"), "\(repeats)")
    #expect(!repeats.contains("555") && !repeats.contains("PERSON") && repeats.contains(",p-"), "\(repeats)")
  }
}
