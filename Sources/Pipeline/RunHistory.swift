import Foundation
import Output
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
