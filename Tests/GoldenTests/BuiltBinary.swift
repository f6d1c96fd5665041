import Foundation

/// The built command `firstcontact`, and the project whose files it is tried on.
enum BuiltBinary {
  /// Folder of these tests, after links.
  static let testFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .resolvingSymlinksInPath().path

  /// The folder with Package.swift.
  static let project = URL(fileURLWithPath: testFolder).deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// Exports that other people wrote, beside the project; absent elsewhere.
  static let realExports = project + "/../shared/exports"

  /// Path of the binary: `FIRSTCONTACT_BINARY`, else beside the tests' own product, else the last debug build.
  static let path: String = {
    let environment = ProcessInfo.processInfo.environment
    if let path = environment["FIRSTCONTACT_BINARY"], !path.isEmpty { return path }
    let products = (CommandLine.arguments + [Bundle.main.bundlePath, Bundle.main.executablePath ?? ""])
      .filter { $0.hasPrefix("/") }
      .map { URL(fileURLWithPath: $0).deletingLastPathComponent().path + "/firstcontact" }
    let places = products + ["\(project)/.build/debug/firstcontact"]
    return places.first { FileManager.default.isExecutableFile(atPath: $0) } ?? places[places.count - 1]
  }()
}
