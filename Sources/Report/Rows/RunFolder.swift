import Output
import Tables

/// What a page may read of a run: its manifest, the package's description and the published tables.
///
/// Files of single people are never opened.
package struct RunFolder: Sendable {
  private let read: @Sendable (String) -> [UInt8]?
  /// The manifest.
  package let manifest: RunFacts
  /// What each table is, in one sentence, by its path.
  package let descriptions: [String: String]

  /// The folder behind a reader of paths such as `tables/fcr.csv`, which gives nil where there is no such file.
  /// - Throws: `StageFailure` `.ioFailed` where the manifest is missing or cannot be read.
  package init(_ read: @escaping @Sendable (String) -> [UInt8]?) throws(StageFailure) {
    guard let bytes = read("manifest.json") else {
      throw StageFailure(.ioFailed, "manifest.json: missing; only a whole run has a page")
    }
    do { manifest = RunFacts(try JSONValue(parsing: bytes)) } catch {
      throw StageFailure(
        .ioFailed, "manifest.json: byte \(error.offset): \(error.problem); run again with --force")
    }
    self.read = read
    descriptions = RunFolder.descriptions(read("datapackage.json"))
  }

  /// The bytes of a table; nil where the run does not have it.
  func table(_ name: String) -> [UInt8]? { read("tables/\(name).csv") }

  /// The bytes of a file beside the tables: rejects.csv, diagnostics.csv, row_prints.csv.
  func list(_ name: String) -> [UInt8]? { read("\(name).csv") }

  /// What each column of each table means, by the table's path; empty where the package's description is missing.
  func columns(of path: String) -> [(name: String, description: String)] {
    guard let bytes = read("datapackage.json"),
      case .success(let package) = Result(catching: { try JSONValue(parsing: bytes) })
    else { return [] }
    let resource = package["resources"]?.elements?.first { $0["path"]?.text == path }
    return (resource?["schema"]?["fields"]?.elements ?? []).map {
      ($0["name"]?.text ?? "", $0["description"]?.text ?? "")
    }
  }

  /// Without a description there is none to print; the page stands all the same.
  private static func descriptions(_ bytes: [UInt8]?) -> [String: String] {
    guard let bytes, case .success(let package) = Result(catching: { try JSONValue(parsing: bytes) }) else {
      return [:]
    }
    var found: [String: String] = [:]
    for resource in package["resources"]?.elements ?? [] {
      guard let path = resource["path"]?.text, let text = resource["description"]?.text else { continue }
      found[path] = text
    }
    return found
  }
}
