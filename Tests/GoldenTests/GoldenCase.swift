import Foundation
import Testing

/// One folder of golden files: what a command prints, how it ends, and what it publishes.
///
/// `cmd` is run by the shell in a folder that holds the small center's files and what is in `input/`.
/// `stdout`, `stderr` and `status` are what it must give; one that is absent means nothing, or 0. Every
/// other file must be the same below `out/latest`, those in `refused/` below `out`.
struct GoldenCase: Sendable, CustomTestStringConvertible {
  /// Path of the folder, seen from these tests.
  let name: String

  var testDescription: String { name }

  private var folder: String { "\(BuiltBinary.testFolder)/\(name)" }

  /// Every folder with a `cmd` in `cases`, by name, and `sample`.
  static let all: [GoldenCase] = {
    let names =
      (try? FileManager.default.contentsOfDirectory(atPath: "\(BuiltBinary.testFolder)/cases")) ?? []
    return (["sample"] + names.sorted().map { "cases/\($0)" }).map(GoldenCase.init).filter {
      FileManager.default.fileExists(atPath: "\($0.folder)/cmd")
    }
  }()

  /// Runs the command; compares what comes of it, or writes it down where an update is wished.
  func prove() throws {
    let work = try WorkFolder()
    if FileManager.default.fileExists(atPath: "\(folder)/input") {
      for name in try FileManager.default.contentsOfDirectory(atPath: "\(folder)/input") {
        try? FileManager.default.removeItem(atPath: work(name))
        try FileManager.default.copyItem(atPath: "\(folder)/input/\(name)", toPath: work(name))
      }
    }
    let ending = try work.shell("\(folder)/cmd")
    settle("stdout", Data(GoldenText.settled(ending.output, work).utf8))
    settle("stderr", Data(GoldenText.settled(ending.errors, work).utf8))
    settle("status", ending.status == 0 ? Data() : Data("\(ending.status)\n".utf8))
    for file in publishedFiles {
      let place = file.hasPrefix("refused/") ? "out/\(file)" : "out/latest/\(file)"
      guard let found = work.bytes(place) else {
        Issue.record("\(name): \(place) was not written")
        continue
      }
      settle(file, file == "manifest.json" ? GoldenText.manifest(found, work) : found)
    }
    #expect(work.temporaryNames.isEmpty, "\(name): temporary files were left behind")
  }

  /// Golden files that are no part of the case itself.
  private var publishedFiles: [String] {
    let own: Set = ["cmd", "stdout", "stderr", "status"]
    return ((try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []).sorted().filter { file in
      let isFolder = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(file)")) != nil
      return !isFolder && !own.contains(file) && !file.hasPrefix("input/")
    }
  }

  private func settle(_ file: String, _ found: Data) {
    GoldenText.settle(found, against: "\(folder)/\(file)", called: "\(name)/\(file)")
  }
}
