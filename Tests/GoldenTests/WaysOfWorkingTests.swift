import Foundation
import Testing

/// Laws: memory, workers, parser and size of chunks decide how long a run takes, and no byte of its results.
@Suite struct WaysOfWorkingTests {
  /// Options of one way of working.
  private struct Way {
    var memory: String?
    var parser: String
    var jobs: Int
    var chunkBytes: Int

    var arguments: [String] {
      ["--parser", parser, "--jobs", "\(jobs)", "--chunk-bytes", "\(chunkBytes)"]
        + (memory.map { ["--memory", $0] } ?? [])
    }
  }

  private func results(_ center: LargeCenter, _ way: Way) throws -> [String: Data] {
    let ending = try center.work.firstcontact(
      ["run", "pipeline.yaml", "--out", "out", "--force", "--quiet"] + way.arguments)
    try #require(ending.status == 0, "\(way): \(ending.errors)")
    #expect(center.work.temporaryNames.isEmpty)
    return center.results(in: "out")
  }

  /// A table of nothing would obey every law.
  private func expectAnswers(_ results: [String: Data]) {
    let fcr = String(decoding: results["tables/fcr.csv"] ?? Data(), as: UTF8.self)
    #expect(fcr.contains("window_fcr,7,reason,all,all,all,") && fcr.contains("voc_fcr,,,all,all,all,"))
    #expect(
      results.count == 16 && String(decoding: results["rejects.csv"] ?? Data(), as: UTF8.self).contains("acd")
    )
  }

  @Test func `parser, workers, memory and chunks of any size give the same bytes`() throws {
    let center = try LargeCenter(contacts: 1500)
    let plain = try results(center, Way(parser: "auto", jobs: 1, chunkBytes: 2 << 20))
    expectAnswers(plain)
    for parser in ["auto", "libcsv"] {
      for jobs in [1, 2, 4] {
        for chunkBytes in [1000, 64 << 10, 2 << 20] {
          for memory in ["16MiB", nil] {
            let way = Way(memory: memory, parser: parser, jobs: jobs, chunkBytes: chunkBytes)
            #expect(try results(center, way) == plain, "\(way)")
          }
        }
      }
    }
  }

  @Test func `rows that wait in a temporary file give the same bytes as those in memory`() throws {
    let center = try LargeCenter.spilling
    let plain = try results(center, Way(parser: "auto", jobs: 2, chunkBytes: 2 << 20))
    expectAnswers(plain)
    for (parser, jobs) in [("auto", 4), ("libcsv", 1)] {
      let way = Way(memory: "16MiB", parser: parser, jobs: jobs, chunkBytes: 64 << 10)
      #expect(try results(center, way) == plain, "\(way)")
    }
  }

  @Test(arguments: [
    ("15MiB", "at least 16MiB"), ("16777215", "at least 16MiB"), ("1x", "1x"), ("", "--memory"), ("-1", "-1"),
    ("16 MiB", "16 MiB"), ("9999999999GiB", "9999999999GiB"),
  ])
  func `memory that is no number of bytes, or too little, is refused`(memory: String, said: String) throws {
    let work = try WorkFolder()
    let ending = try work.firstcontact("run", "pipeline.yaml", "--out", "out", "--memory=\(memory)")
    #expect(ending.status == 64 && ending.errors.contains(said), "\(ending.errors)")
    #expect(ending.output.isEmpty && work.names("out").isEmpty)
  }
}
