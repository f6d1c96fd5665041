import Dice
import Foundation
import Testing

/// Laws: how rows are cut into files, how files are named and listed, and where the run takes place,
/// decide no number.
@Suite struct FileOrderTests {
  private static let seed: UInt64 = 20_261_031
  private static let contacts = GeneratedContacts(rows: 300, seed: seed)

  /// Runs over files of contacts; gives the published tables.
  private func tables(
    of files: [(name: String, lines: [String])], listed: [String] = ["*.csv"],
    environment: [String: String] = [:], minimumPeople: Int = 5
  ) throws -> [String: Data] {
    let work = try WorkFolder(isEmpty: true)
    for file in files {
      try work.put("exports/\(file.name)", GeneratedContacts.header + file.lines.joined())
    }
    let list = listed.map { "\"exports/\($0)\"" }.joined(separator: ", ").replacing("$TMP", with: work.path)
    try work.put(
      "pipeline.yaml",
      """
      version: 1
      time_zone: America/Chicago
      inputs:
        - {table: contacts, source: acd, files: [\(list)], covers: {from: 2026-01-01, to: 2026-03-01}}
      privacy: {min_people: \(minimumPeople)}
      limits: {max_reject_rate: 0.5}
      """)
    let ending = try work.firstcontact("run", "pipeline.yaml", "--out", "out", environment: environment)
    try #require(ending.status == 0, "seed \(Self.seed): \(ending.errors)")
    var tables: [String: Data] = [:]
    for name in work.names("out/latest/tables") { tables[name] = work.bytes("out/latest/tables/\(name)") }
    try #require(tables.count == 12)
    return tables
  }

  private func whole() throws -> [String: Data] {
    let tables = try tables(of: [("all.csv", Self.contacts.lines)])
    // A table of nothing would obey every law.
    let fcr = String(decoding: tables["fcr.csv"] ?? Data(), as: UTF8.self)
    #expect(fcr.contains("window_fcr,7,reason,all,all,all,"))
    return tables
  }

  @Test func `any cut of a file into several leaves the tables as they are`() throws {
    let whole = try whole()
    var random = Dice(seed: Self.seed)
    for count in [2, 3, 7, 20] {
      let cuts = (1..<count).map { _ in random.below(Self.contacts.lines.count) }.sorted()
      let bounds = [0] + cuts + [Self.contacts.lines.count]
      let files = (0..<count).map { place in
        (name: "part-\(10 + place).csv", lines: Array(Self.contacts.lines[bounds[place]..<bounds[place + 1]]))
      }
      #expect(try tables(of: files) == whole, "\(count) files, seed \(Self.seed)")
    }
  }

  @Test func `the order in which files are listed decides nothing`() throws {
    // Both files have a version of the same row, changed at the same time: the later file's counts.
    let lines = Self.contacts.lines
    let files = [
      (name: "a.csv", lines: Array(lines[..<100]) + [tie("true")]),
      (name: "b.csv", lines: Array(lines[100..<200])),
      (name: "c.csv", lines: Array(lines[200...]) + [tie("false")]),
    ]
    let sorted = try tables(of: files)
    for list in [
      ["a.csv", "b.csv", "c.csv"], ["c.csv", "b.csv", "a.csv"], ["b.csv", "c.csv", "a.csv"],
      ["c.csv", "*.csv"], ["[bc].csv", "a.csv", "a.csv"],
    ] {
      #expect(try tables(of: files, listed: list) == sorted, "listed as \(list)")
    }
  }

  @Test func `another spelling of a file's path decides nothing`() throws {
    let lines = Self.contacts.lines
    let files = [
      (name: "a.csv", lines: Array(lines[..<150]) + [tie("true")]),
      (name: "b.csv", lines: Array(lines[150...]) + [tie("false")]),
    ]
    let plain = try tables(of: files)
    for list in [["./b.csv", "a.csv"], ["../exports/b.csv", "a.csv"], ["a.csv", ".//b.csv"]] {
      #expect(try tables(of: files, listed: list) == plain, "listed as \(list)")
    }
  }

  @Test func `files are read in the byte order of their paths`() throws {
    // Six versions of one row, all changed at the same time: the one read last counts, so that of n = 1
    // row x is 1 or 0 as the last file says.
    let names = ["B.csv", "a-10.csv", "a-2.csv", "a.csv", "b.csv", "\u{e4}.csv"]
    for environment in [[:], ["LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8"]] {
      for last in [true, false] {
        let files = names.map { name in
          (name: name, lines: [tie(name == names[names.count - 1] ? "\(last)" : "\(!last)")])
        }
        let fcr = try tables(of: files.reversed(), environment: environment, minimumPeople: 1)["fcr.csv"]
        let row = String(decoding: fcr ?? Data(), as: UTF8.self).split(separator: "\n")
          .first { $0.hasPrefix("disposition_fcr,,,all,all,all,") }
        #expect(row == "disposition_fcr,,,all,all,all,1,\(last ? 1 : 0),,,,,,,,1,too_few")
      }
    }
  }

  @Test func `names of files and the place of a row decide nothing where versions have times`() throws {
    let whole = try whole()
    var random = Dice(seed: Self.seed + 1)
    for _ in 1...3 {
      let lines = Self.contacts.lines.shuffled(using: &random)
      let names = ["z.csv", "10.csv", "9.csv", "\u{e9}t\u{e9}.csv", "with blank.csv", "A.csv"]
        .shuffled(using: &random)
      let files = names.enumerated().map { place, name in
        (name: name, lines: lines.indices.filter { $0 % names.count == place }.map { lines[$0] })
      }
      #expect(try tables(of: files) == whole, "seed \(Self.seed + 1)")
    }
  }

  @Test(arguments: [
    ["TZ": "Asia/Kathmandu"], ["TZ": ":Australia/Lord_Howe", "LC_ALL": "de_DE.UTF-8"],
    ["LANG": "tr_TR.UTF-8", "LC_NUMERIC": "fr_FR.UTF-8"], ["LC_ALL": "C", "TZ": "nonsense"],
  ])
  func `zone and language of the machine decide nothing`(environment: [String: String]) throws {
    #expect(
      try tables(of: [("all.csv", Self.contacts.lines)], environment: environment) == whole())
  }

  /// A version of one row; all versions were changed at the same time.
  private func tie(_ resolved: String) -> String {
    "tie,2026-02-03T10:00:00Z,2026-02-03T10:05:00Z,,,k1,voice,inbound,q1,billing,agent1,handled,\(resolved),"
      + "2026-02-03T11:00:00Z\n"
  }
}
