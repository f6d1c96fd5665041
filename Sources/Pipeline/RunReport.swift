import Digest
import Output
import Report
import Tables

/// The page of a run and the specifications of its charts, as files of the run's folder.
struct RunReport {
  /// `report.html` and `charts/…`, in the order of their paths.
  let files: [RunDocuments.File]
  /// The numbers at the head of the page, a line each: label, number, interval, and what it was before.
  let headlines: [String]

  /// Draws the page of a run.
  /// - Parameters:
  ///   - read: gives the bytes of a file of the run by its path; nil where there is none.
  ///   - previous: the run that it is compared with; nil without one, or where its page cannot tell.
  init(
    _ previous: RunFolder?, read: @escaping @Sendable (String) -> [UInt8]?
  ) throws(StageFailure) {
    let page = RunPage(of: try RunFolder(read), since: previous) { ContentDigest.hexadecimal(of: $0) }
    headlines = page.tiles.map { tile in
      let parts = [tile.value?.text, tile.note.text, tile.change?.text].compactMap(\.self).filter {
        !$0.isEmpty
      }
      return "\(tile.label): \(parts.joined(separator: "; "))"
    }
    files = page.files.map { RunDocuments.File(path: $0.path, bytes: $0.bytes) }
      .sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// Whether a path is one of a page's.
  static func draws(_ path: String) -> Bool { path == "report.html" || path.hasPrefix("charts/") }
}

extension Publication {
  /// What a page may read of a published run.
  /// - Throws: `StageFailure`: `.inputMissing` where there is no such run, `.ioFailed` where its manifest cannot be
  ///   read.
  func runFolder(of id: String) throws(StageFailure) -> RunFolder {
    guard isPublished(id) else { throw unknownRun(id) }
    let folder = folder(of: id)
    return try RunFolder { Storage.bytes(of: "\(folder)/\($0)") }
  }
}
