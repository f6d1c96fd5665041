import Foundation
import Tables

/// The files that a path or pattern of a pipeline file names.
///
/// `*`, `?` and `[…]` match within one folder or file name; hidden names match only a pattern that
/// begins with a point.
enum FilePattern {
  /// One file: as manifests call it, and where it is.
  struct Match: Comparable {
    /// The path as written, with its pattern filled in.
    var name: String
    /// The path to open.
    var path: String

    static func < (lhs: Match, rhs: Match) -> Bool {
      lhs.name.utf8.lexicographicallyPrecedes(rhs.name.utf8)
    }
  }

  /// Whether a text is a pattern rather than a path.
  static func isPattern(_ text: String) -> Bool { text.contains { "*?[".contains($0) } }

  /// The files of several paths and patterns, each once, in the byte order of their names.
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
      for name in names { matches[name] = Match(name: name, path: FilePath.joined(name, from: base)) }
    }
    if !problems.isEmpty { throw StageFailure(.inputMissing, problems) }
    return matches.values.sorted()
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
