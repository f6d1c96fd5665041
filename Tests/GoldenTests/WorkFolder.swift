import Foundation

/// A temporary folder of one test, removed with it, in which commands run.
///
/// Commands run in `desk`, find `firstcontact` on their path and the project in `$PROJECT`, keep their own
/// temporary files in `tmp`, and know nothing else of the machine's environment.
final class WorkFolder {
  /// How a command ended.
  struct Ending {
    /// Exit status; 128 and the signal's number where a signal ended it.
    var status: Int32
    /// What it wrote to the standard output.
    var output: String
    /// What it wrote to the error stream.
    var errors: String
  }

  /// Path of all of it.
  let path: String
  private var commands = 0

  /// A new folder; the small center's files lie in `desk` unless told otherwise.
  init(isEmpty: Bool = false) throws {
    path =
      URL(fileURLWithPath: NSTemporaryDirectory()).resolvingSymlinksInPath().path
      + "/firstcontact-golden-" + UUID().uuidString
    for folder in ["bin", "tmp"] + (isEmpty ? ["desk"] : []) {
      try FileManager.default.createDirectory(
        atPath: "\(path)/\(folder)", withIntermediateDirectories: true)
    }
    try FileManager.default.createSymbolicLink(
      atPath: "\(path)/bin/firstcontact", withDestinationPath: BuiltBinary.path)
    if !isEmpty {
      try FileManager.default.copyItem(
        atPath: "\(BuiltBinary.testFolder)/small-center", toPath: "\(path)/desk")
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of something in `desk`.
  func callAsFunction(_ name: String) -> String { "\(path)/desk/\(name)" }

  /// Writes a file in `desk`, with the folders it needs.
  func put(_ name: String, _ text: String) throws {
    let file = URL(fileURLWithPath: self(name))
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  /// The bytes of a file in `desk`; nil where there is none.
  func bytes(_ name: String) -> Data? { FileManager.default.contents(atPath: self(name)) }

  /// The text of a file in `desk`; empty where there is none.
  func text(_ name: String) -> String { String(decoding: bytes(name) ?? Data(), as: UTF8.self) }

  /// Everything below a folder of `desk`, hidden names too, sorted.
  func names(_ folder: String) -> [String] {
    ((try? FileManager.default.subpathsOfDirectory(atPath: self(folder))) ?? []).sorted()
  }

  /// Temporary files that commands left behind.
  var temporaryNames: [String] {
    ((try? FileManager.default.subpathsOfDirectory(atPath: "\(path)/tmp")) ?? []).sorted()
  }

  /// Runs `firstcontact` with arguments until it ends.
  func firstcontact(_ arguments: String..., environment: [String: String] = [:]) throws -> Ending {
    try firstcontact(arguments, environment: environment)
  }

  /// Runs `firstcontact` with arguments until it ends.
  func firstcontact(_ arguments: [String], environment: [String: String] = [:]) throws -> Ending {
    try run("\(path)/bin/firstcontact", arguments, environment: environment)
  }

  /// Runs a shell script until it ends.
  func shell(_ script: String) throws -> Ending { try run("/bin/sh", [script]) }

  /// A process in `desk` that is not started yet; its output goes to `output`.
  func process(
    _ executable: String, _ arguments: [String], environment: [String: String] = [:], output: FileHandle
  ) -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: "\(path)/desk")
    let plain = [
      "PATH": "\(path)/bin:/usr/bin:/bin", "HOME": path, "TMPDIR": "\(path)/tmp",
      "PROJECT": BuiltBinary.project,
    ]
    process.environment = plain.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    return process
  }

  /// A new file beside `desk`, open for writing.
  func sink(_ name: String) throws -> (path: String, handle: FileHandle) {
    let file = "\(path)/\(name)"
    _ = FileManager.default.createFile(atPath: file, contents: nil)
    return (file, try FileHandle(forWritingTo: URL(fileURLWithPath: file)))
  }

  private func run(
    _ executable: String, _ arguments: [String], environment: [String: String] = [:]
  ) throws -> Ending {
    commands += 1
    // Files, not pipes: nothing waits, however much is written.
    let output = try sink("stdout-\(commands)")
    let errors = try sink("stderr-\(commands)")
    let process = process(executable, arguments, environment: environment, output: output.handle)
    process.standardError = errors.handle
    try process.run()
    process.waitUntilExit()
    try output.handle.close()
    try errors.handle.close()
    func text(_ file: String) -> String {
      String(decoding: FileManager.default.contents(atPath: file) ?? Data(), as: UTF8.self)
    }
    return Ending(status: process.endStatus, output: text(output.path), errors: text(errors.path))
  }
}

extension Process {
  /// Exit status of an ended process as a shell gives it.
  var endStatus: Int32 {
    terminationReason == .uncaughtSignal ? 128 + terminationStatus : terminationStatus
  }
}
