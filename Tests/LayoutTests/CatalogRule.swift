import Foundation

/// What a catalog or a document names must exist; each rule is told what does.
enum CatalogRule {
  /// The catalog of cards of first contact resolution.
  static let cards = "Sources/Analyses/FCR/FCRCards.swift"
  /// The catalog of canonical tables.
  static let schema = "Sources/Canonical/TableSchema.swift"
  /// Its folder: a file per table.
  static let tableFolder = "Sources/Canonical/Tables/"

  /// Paths of the project that a source file writes as `path: "…"`; in a catalog of cards all of them.
  static func cardPaths(in file: ProjectFile) -> [String] {
    file.text.matches(of: /path:\s*"([^"]+)"/).map { String($0.output.1) }
      .filter { $0.hasPrefix("Sources/") || file.stem.hasSuffix("Cards") }
  }

  /// Cards whose file does not exist.
  static func missingCardFiles(in file: ProjectFile, exists: (String) -> Bool) -> [String] {
    cardPaths(in: file).filter { !exists($0) }.map { "\(file.path): names \($0), which does not exist" }
  }

  /// Names in `TableSchema.all`, in their order.
  static func tableNames(in text: String) -> [String] {
    let list = text.firstMatch(of: /let all: \[TableSchema\] = \[([^\]]*)\]/)?.output.1 ?? ""
    return list.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init)
  }

  /// Tables without a file, and files without a table.
  static func unmatchedTables(_ names: [String], files: [String]) -> [String] {
    let expected = Set(names.map { tableFolder + $0.prefix(1).uppercased() + $0.dropFirst() + ".swift" })
    let missing = expected.subtracting(files).map { "\(schema): no file \($0)" }
    let unlisted = Set(files).subtracting(expected).map { "\($0): not in TableSchema.all" }
    return (missing + unlisted).sorted()
  }

  /// Pipeline and profile files that a document names and the project does not have.
  static func missingPipelines(in document: ProjectFile, exists: (String) -> Bool) -> [String] {
    document.text.matches(of: /pipelines\/[A-Za-z0-9_.\/-]+\.yaml/).map { String($0.output) }
      .filter { !exists($0) }
      .map { "\(document.path): names \($0), which does not exist" }
  }

  /// Relative Markdown links that lead nowhere; fenced code is left out.
  static func brokenLinks(in document: ProjectFile, exists: (String) -> Bool) -> [String] {
    var isFenced = false
    let folder = (document.path as NSString).deletingLastPathComponent
    var broken: [String] = []
    let lines = document.text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      if line.drop(while: { $0 == " " }).hasPrefix("```") { isFenced.toggle() }
      if isFenced { continue }
      for target in line.matches(of: /\]\(([^)\s]+)[^)]*\)/).map(\.output.1) {
        if target.hasPrefix("#") || target.contains(/^[a-z]+:/) { continue }
        let path = URL(fileURLWithPath: "/\(folder)/\(target.prefix { $0 != "#" })").standardized.path
        if exists(String(path.drop { $0 == "/" })) { continue }
        broken.append("\(document.path):\(index + 1): link to \(target), which does not exist")
      }
    }
    return broken
  }
}
