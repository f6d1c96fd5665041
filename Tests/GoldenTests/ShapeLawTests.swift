import Foundation
import Testing

/// Laws: rows that become others (folded, followed to a root, spread) are the same however they are read.
@Suite struct ShapeLawTests {
  private static let cases = ["event-log", "chain-of-transfers", "wide-survey"]

  /// A folder with a golden case's inputs.
  private func folder(_ name: String) throws -> WorkFolder {
    let work = try WorkFolder(isEmpty: true)
    let input = "\(BuiltBinary.testFolder)/cases/\(name)/input"
    for file in try FileManager.default.contentsOfDirectory(atPath: input) {
      try FileManager.default.copyItem(atPath: "\(input)/\(file)", toPath: work(file))
    }
    return work
  }

  private func results(_ work: WorkFolder, _ arguments: [String]) throws -> [Data?] {
    let ending = try work.firstcontact(
      ["run", "pipeline.yaml", "--out", "out", "--individual", "--force", "--quiet"] + arguments)
    try #require(ending.status == 0, "\(ending.errors)")
    return [
      "tables/fcr.csv", "tables/fcr_population.csv", "individual/fcr.csv", "rejects.csv", "diagnostics.csv",
    ]
    .map { work.bytes("out/latest/\($0)") }
  }

  @Test(arguments: cases)
  func `workers, chunks, parser and memory change no byte`(name: String) throws {
    let work = try folder(name)
    let plain = try results(work, ["--jobs", "1"])
    #expect(plain.allSatisfy { $0 != nil })
    for arguments in [
      ["--jobs", "2", "--chunk-bytes", "64"], ["--jobs", "4", "--chunk-bytes", "100", "--parser", "libcsv"],
      ["--jobs", "2", "--chunk-bytes", "333", "--memory", "16MiB"],
    ] {
      #expect(try results(work, arguments) == plain, "\(arguments)")
    }
  }

  /// Numbers alone: lines and files differ.
  @Test func `a log that is cut in two elsewhere gives the same numbers`() throws {
    let work = try folder("event-log")
    let numbers = try results(work, []).prefix(3)
    let lines = (work.text("queue-1.txt") + work.text("queue-2.txt"))
      .split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    for cut in [1, 5, 12, lines.count - 1] {
      try work.put("queue-1.txt", lines.prefix(cut).joined(separator: "\n") + "\n")
      try work.put("queue-2.txt", lines.dropFirst(cut).joined(separator: "\n") + "\n")
      #expect(try results(work, []).prefix(3) == numbers, "cut behind line \(cut)")
    }
  }
}
