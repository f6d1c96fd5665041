import Foundation
import Tables

/// The files that a path or pattern of a pipeline file names.
///
/// `*`, `?` and `[…]` match within one folder or file name; hidden names match only a pattern that
/// begins with a point.
enum FilePattern {
  /// One file: as manifests call it, and where it is.
  struct Match {
    /// The path seen from the base; the same however it was spelled.
    var name: String
    /// The path to open.
    var path: String
  }

  /// Whether a text is a pattern rather than a path.
  static func isPattern(_ text: String) -> Bool { text.contains { "*?[".contains($0) } }

  /// The files of several paths and patterns, each once, in the byte order of their paths.
  /// - Throws: `inputMissing` for every pattern without a file.
  static func files(_ patterns: [String], base: String) throws(StageFailure) -> [Match] {
    var matches: [String: Match] = [:]
    var problems: [String] = []
    for pattern in patterns {
      var names = [pattern]
      if isPattern(pattern) {
        names = expand(pattern, base: base)
        if names.isEmpty {
          problems.append(
            "\(FilePath.joined(pattern, from: base)): no file matches; check the pattern, or remove the input"
          )
        }
      }
      for name in names {
        let path = FilePath.normalized(FilePath.joined(name, from: base))
        let folder = FilePath.normalized(base) + "/"
        let isBelow = !name.hasPrefix("/") && path.hasPrefix(folder)
        let seen = isBelow ? String(path.dropFirst(folder.count)) : FilePath.normalized(name)
        if matches[path] == nil { matches[path] = Match(name: seen, path: path) }
      }
    }
    if !problems.isEmpty { throw StageFailure(.inputMissing, problems) }
    return matches.values.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  private static func expand(_ pattern: String, base: String) -> [String] {
    let isAbsolute = pattern.hasPrefix("/")
    var found = [isAbsolute ? "/" : ""]
    for part in pattern.split(separator: "/") {
      let name = String(part)
      if !isPattern(name) {
        found = found.map { $0.isEmpty || $0 == "/" ? $0 + name : "\($0)/\(name)" }
        continue
      }
      found = found.flatMap { folder -> [String] in
        let path = folder.isEmpty ? (base.isEmpty ? "." : base) : FilePath.joined(folder, from: base)
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return entries.filter { entry in
          (!entry.hasPrefix(".") || name.hasPrefix(".")) && fnmatch(name, entry, 0) == 0
        }.map { folder.isEmpty || folder == "/" ? folder + $0 : "\(folder)/\($0)" }
      }
    }
    return found.filter { FileManager.default.fileExists(atPath: FilePath.joined($0, from: base)) }
  }
}
