/// Paths of files as they are written, without asking the machine.
package enum FilePath {
  /// The folder that a file lies in; `.` for a bare name.
  package static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The last part of a path.
  package static func name(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }

  /// A path seen from a folder; an absolute one stays.
  ///
  /// `../x` from `a/b` is `a/x`, unless the folder itself ends in points.
  package static func joined(_ path: String, from folder: String) -> String {
    if path.hasPrefix("/") || folder.isEmpty || folder == "." { return path }
    var folders = folder.split(separator: "/")[...]
    var rest = path[...]
    while rest.hasPrefix("../"), let last = folders.last, last != "..", last != "." {
      folders.removeLast()
      rest = rest.dropFirst(3)
    }
    let head = (folder.hasPrefix("/") ? "/" : "") + folders.joined(separator: "/")
    return head.isEmpty ? String(rest) : head.hasSuffix("/") ? head + rest : "\(head)/\(rest)"
  }

  /// A path without `.`, empty parts and `..` behind a name.
  package static func normalized(_ path: String) -> String {
    let isAbsolute = path.hasPrefix("/")
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else if part != ".." || !isAbsolute {
        parts.append(part)
      }
    }
    let joined = parts.joined(separator: "/")
    return isAbsolute ? "/" + joined : joined.isEmpty ? "." : joined
  }

  /// A normalized path from the root; relative ones are seen from the folder `current`.
  package static func absolute(_ path: String, current: String) -> String {
    normalized(joined(path, from: current))
  }

  /// The name of a file without folder and YAML ending.
  package static func stem(of path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    for ending in [".yaml", ".yml"] where name.hasSuffix(ending) && name != ending {
      return String(name.dropLast(ending.count))
    }
    return name
  }

  /// Whether a text is the path of a YAML file rather than a name.
  package static func isYAML(_ text: String) -> Bool { text.hasSuffix(".yaml") || text.hasSuffix(".yml") }
}
