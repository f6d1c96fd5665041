import Analyses
import Canonical
import Foundation
import Output
import Report
import Tables

/// The published runs of a folder.
package struct RunHistory {
  private let publication: Publication

  /// Of a folder, which need not exist.
  package init(_ folder: String) { publication = Publication(outputDirectory: folder) }

  /// A line a run, newest first: id, as-of day, when it was published, bytes, and which is the latest.
  package var listing: String {
    publication.runs().map { run in
      "\(run.id)  \(run.asOf)  \(run.publishedAt.description)  \(run.bytes) bytes\(run.isLatest ? "  latest" : "")\n"
    }.joined()
  }

  /// Draws the page of a run again, from its tables alone, and its charts.
  ///
  /// Only files of the page change, and what the manifest says of them.
  /// - Parameter name: its id, or `latest`.
  /// - Returns: the path of the page.
  package func drawReport(of name: String) throws(StageFailure) -> String {
    try publication.lock()
    defer { publication.unlock() }
    let id = try id(of: name)
    let folder = publication.folder(of: id)
    let manifest = try publication.manifest(of: id)
    let previous = manifest["previous"]?.text.flatMap { id in try? publication.runFolder(of: id) }
    let report = try RunReport(previous) { Storage.bytes(of: "\(folder)/\($0)") }
    let drawn = report.files.map { RunManifest.output($0, flags: []) }
    let others = (manifest["outputs"]?.elements ?? []).filter { !RunReport.draws($0["path"]?.text ?? "") }
    let outputs = (others + drawn).sorted {
      ($0["path"]?.text ?? "").utf8.lexicographicallyPrecedes(($1["path"]?.text ?? "").utf8)
    }
    let members = (manifest.members ?? []).map { member in
      member.name == "outputs" ? JSONValue.Member("outputs", .array(outputs)) : member
    }
    for file in report.files { try publication.put(file.bytes, at: file.path, in: id) }
    try publication.put(JSONValue.object(members).printed, at: "manifest.json", in: id)
    return "\(folder)/report.html"
  }

  /// How a number of a run came about, a measure is defined, or what a code means.
  /// - Throws: `StageFailure`: `.inputMissing` where there is no such run, `.usage` where the reference names nothing.
  package func explanation(of reference: String, in name: String) throws(StageFailure) -> String {
    let folder = try publication.runFolder(of: id(of: name))
    return try RunExplanation(folder, cards: MetricsPage.cards).text(of: NumberReference(reference))
  }

  /// What moved from one run to a later one, and how gates stand.
  /// - Returns: the text, and whether a gate failed.
  package func comparison(
    of name: String, since earlier: String, _ gates: [ChangeGate]
  ) throws(StageFailure) -> (text: String, hasFailed: Bool) {
    let after = try publication.runFolder(of: id(of: name))
    let before = try publication.runFolder(of: id(of: earlier))
    let check = try GateCheck(gates, after, since: before)
    let lines = check.passed.map { "gate holds: \($0)\n" } + check.failed.map { "gate fails: \($0)\n" }
    return (RunComparison(after, since: before).text + lines.joined(), !check.failed.isEmpty)
  }

  /// The id of a run: of `latest`, or one that is published, or the only one that begins so.
  /// - Throws: `StageFailure` `.inputMissing` where there is none.
  package func id(of name: String) throws(StageFailure) -> String {
    if name == "latest" {
      guard let id = publication.latestID else {
        throw StageFailure(
          .inputMissing,
          "\(publication.outputDirectory)/latest: no run is published yet; run a pipeline first")
      }
      return id
    }
    let ids = publication.runs().map(\.id)
    if ids.contains(name) { return name }
    let fitting = ids.filter { $0.hasPrefix(name) || $0.hasSuffix(name) }
    guard fitting.count == 1, !name.isEmpty else { throw publication.unknownRun(name) }
    return fitting[0]
  }

  /// Removes old runs; the latest always stays.
  /// - Returns: ids of the removed ones.
  package func prune(keep: Int?, olderThan days: Int?) throws(StageFailure) -> [String] {
    try publication.lock()
    defer { publication.unlock() }
    if let keep { return try publication.prune(keep: keep).map(\.id) }
    guard let days else { return [] }
    return try publication.prune(olderThan: days, now: Date()).map(\.id)
  }
}
