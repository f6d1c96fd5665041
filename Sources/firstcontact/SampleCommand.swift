import ArgumentParser
import Foundation
import Pipeline
import SampleData
import Tables

/// Writes the exports of a synthetic center whose truth is known.
struct SampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample", abstract: "Writes the exports of a synthetic center whose truth is known.")

  @Option(help: ArgumentHelp("Folder to write to; files in it are replaced.", valueName: "dir"))
  var out = "sample-data"

  @Flag(help: "Write 36 months of teams with planted turnover and coaching instead; --size times 40 teams.")
  var history = false

  @Flag(help: "With --history: turnover costs what new agents cost, and has no knee.")
  var noKnee = false

  @Option(help: ArgumentHelp("Times about 20,000 contacts.", valueName: "factor"))
  var size = 1.0

  @Option(help: ArgumentHelp("Chooses another center of the same kind.", valueName: "n"))
  var seed: UInt64 = 1

  func validate() throws {
    // A smaller center has no room for the faults that are planted.
    if !(size >= 0.05 && size <= 10_000) {
      throw ValidationError("--size \(size): expected from 0.05 to 10000")
    }
    if noKnee, !history { throw ValidationError("--no-knee: goes with --history alone") }
  }

  func run() throws {
    var open: (path: String, handle: FileHandle)?
    defer { try? open?.handle.close() }
    let sink: FileSink = { path, bytes in
      try stopRequest.check()
      let file = "\(out)/\(path)"
      do {
        if open?.path != path {
          try open?.handle.close()
          let folder = FilePath.folder(of: file)
          try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
          guard FileManager.default.createFile(atPath: file, contents: nil),
            let handle = FileHandle(forWritingAtPath: file)
          else { throw StageFailure(.cannotCreate, "\(file): cannot be created; check the folder") }
          open = (path, handle)
        }
        try open?.handle.write(contentsOf: Data(bytes))
      } catch let failure as StageFailure { throw failure } catch {
        throw StageFailure(.ioFailed, "\(file): cannot be written; check space and permissions")
      }
    }
    if history {
      try HistoryCenter(seed: seed, size: size, isKneed: !noKnee).write(to: sink)
    } else {
      try SampleCenter(seed: seed, size: size).write(to: sink)
    }
    try Console().print("\(out)\n")
  }
}
