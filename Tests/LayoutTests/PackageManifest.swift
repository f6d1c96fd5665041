/// The targets of Package.swift, read from its text.
struct PackageManifest {
  /// Names of modules and products by the target that depends on them; what is under Tests left out.
  private(set) var dependencies: [String: Set<String>] = [:]

  /// Reads the calls `module(…)`, `.systemLibrary(…)` and `.executableTarget(…)`.
  init(_ text: String) {
    let start = text.range(of: "targets: [\n")?.upperBound ?? text.startIndex
    let targets = text[start...]
    for call in ["module(", ".systemLibrary(", ".executableTarget("] {
      for place in targets.ranges(of: call) {
        let arguments = Self.balanced(targets[targets.index(before: place.upperBound)...], "(", ")")
        guard let name = Self.strings(in: arguments).first, !arguments.contains("path: \"Tests/") else {
          continue
        }
        dependencies[name] = call == ".systemLibrary(" ? [] : Self.dependencies(in: arguments)
      }
    }
  }

  private static func dependencies(in arguments: Substring) -> Set<String> {
    guard let open = arguments.firstIndex(of: "[") else { return [] }
    let list = balanced(arguments[open...], "[", "]")
    let packages = Set(list.split(separator: "package:").dropFirst().compactMap { strings(in: $0).first })
    return Set(strings(in: list)).subtracting(packages).union(productsNamedLikePackages(list))
  }

  /// A product may have the name of its package.
  private static func productsNamedLikePackages(_ list: Substring) -> [String] {
    list.split(separator: ".product(").dropFirst().compactMap { strings(in: $0).first }
  }

  private static func strings(in text: Substring) -> [String] {
    let pieces = text.split(separator: "\"", omittingEmptySubsequences: false)
    return stride(from: 1, to: pieces.count, by: 2).map { String(pieces[$0]) }
  }

  /// From the opening bracket that `text` begins with to the one that closes it.
  private static func balanced(_ text: Substring, _ open: Character, _ close: Character) -> Substring {
    var depth = 0
    for index in text.indices {
      if text[index] == open { depth += 1 }
      if text[index] == close { depth -= 1 }
      if depth == 0 { return text[...index] }
    }
    return text
  }
}
