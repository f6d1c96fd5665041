import Foundation
import Glibc
import Tables

/// A run that is in the output folder, whole.
package struct PublishedRun: Sendable, Equatable {
  /// Name of its folder.
  package var id: String
  /// The manifest's `as_of`, else what stands in the id before its last dash.
  package var asOf: String
  /// The manifest's `circumstances.published_at`, else when the folder was last changed.
  package var publishedAt: Instant
  /// Bytes of all its files.
  package var bytes: Int64
  /// Whether `latest` points at it.
  package var isLatest: Bool
}

extension Publication {
  /// The published runs, newest first, those of one instant by descending id; none without the folder.
  package func runs() -> [PublishedRun] {
    let latest = latestID
    let runs = Storage.names(in: runsFolder).filter(isPublished).map { id -> PublishedRun in
      let (bytes, changed) = Storage.measure(folder: folder(of: id))
      let manifest = try? manifest(of: id)
      let published = manifest?["circumstances"]?["published_at"]?.text.flatMap(Instant.init(iso:))
      return PublishedRun(
        id: id, asOf: manifest?["as_of"]?.text ?? Publication.asOf(id), publishedAt: published ?? changed,
        bytes: bytes, isLatest: id == latest)
    }
    return runs.sorted { ($0.publishedAt, $0.id) > ($1.publishedAt, $1.id) }
  }

  /// The manifest of a published run.
  /// - Throws: `StageFailure`: `.inputMissing` where there is no such run, `.ioFailed` where its manifest
  ///   cannot be read.
  package func manifest(of id: String) throws(StageFailure) -> JSONValue {
    guard isPublished(id) else { throw unknownRun(id) }
    let path = "\(folder(of: id))/manifest.json"
    guard let bytes = Storage.bytes(of: path) else {
      throw StageFailure(.ioFailed, "\(path): cannot be read; make it readable for this user")
    }
    do { return try JSONValue(parsing: bytes) } catch {
      throw StageFailure(
        .ioFailed, "\(path): byte \(error.offset): \(error.problem); run again with --force")
    }
  }

  /// The bytes of a file of a published run; nil where it has no such file, or it cannot be read.
  package func bytes(of path: String, in id: String) -> [UInt8]? {
    isPublished(id) ? Storage.bytes(of: "\(folder(of: id))/\(path)") : nil
  }

  /// Puts a file into a published run, in one step; one of that path is replaced.
  ///
  /// The lock is held. `path` goes down from the run's folder, such as `report.html`.
  /// - Throws: `StageFailure` `.ioFailed`.
  package func put(_ bytes: [UInt8], at path: String, in id: String) throws(StageFailure) {
    precondition(isLocked && isPublished(id), "a file is put into a published run under the lock")
    let target = "\(folder(of: id))/\(path)"
    if let slash = target.lastIndex(of: "/") {
      do { try Storage.createFolder(String(target[..<slash])) } catch {
        throw StageFailure(.ioFailed, error.problems)
      }
    }
    let temporary = "\(runsFolder)/\(Publication.stagingPrefix)put-\(getpid())"
    try Storage.write(bytes, to: temporary)
    try Storage.rename(temporary, to: target)
  }

  /// Removes all but the newest runs; the one that `latest` points at always stays.
  ///
  /// The lock is held. Nil keeps all.
  /// - Returns: the removed runs, newest first.
  /// - Throws: `StageFailure` `.ioFailed`.
  package func prune(keep: Int?) throws(StageFailure) -> [PublishedRun] {
    guard let keep else { return [] }
    return try remove(Array(runs().dropFirst(max(0, keep))))
  }

  /// Removes the runs published more than so many days of 86,400 s before `now`; the one that `latest`
  /// points at always stays.
  ///
  /// The lock is held.
  /// - Returns: the removed runs, newest first.
  /// - Throws: `StageFailure` `.ioFailed`.
  package func prune(olderThan days: Int, now: Date) throws(StageFailure) -> [PublishedRun] {
    let limit = now.timeIntervalSince1970 - Double(days) * 86_400
    return try remove(runs().filter { Double($0.publishedAt.milliseconds) / 1000 < limit })
  }

  private func remove(_ runs: [PublishedRun]) throws(StageFailure) -> [PublishedRun] {
    precondition(isLocked, "runs are removed under the lock")
    let old = runs.filter { !$0.isLatest }
    for run in old {
      // Hidden first, so that no half a run is ever seen under its id.
      let hidden = "\(runsFolder)/\(Publication.stagingPrefix)removed-\(run.id)"
      try Storage.rename(folder(of: run.id), to: hidden)
      try Storage.remove(hidden)
    }
    return old
  }

  private static func asOf(_ id: String) -> String {
    id.lastIndex(of: "-").map { String(id[..<$0]) } ?? id
  }
}

extension Instant {
  /// The instant written as `yyyy-MM-ddTHH:mm:ssZ`, with up to three decimals; nil for anything else.
  fileprivate init?(iso text: String) {
    let halves = text.split(separator: "T", omittingEmptySubsequences: false)
    guard halves.count == 2, halves[1].last == "Z", let day = CivilDate(iso: String(halves[0])) else {
      return nil
    }
    let clock = halves[1].dropLast().split(separator: ".", omittingEmptySubsequences: false)
    let parts = clock[0].split(separator: ":").compactMap { $0.count == 2 ? Int64($0) : nil }
    guard clock.count <= 2, parts.count == 3, parts.allSatisfy({ (0...59).contains($0) }), parts[0] < 24
    else { return nil }
    var fraction: Int64 = 0
    if clock.count == 2 {
      let digits = clock[1]
      guard (1...3).contains(digits.count), digits.allSatisfy({ $0.isASCII && $0.isNumber }) else {
        return nil
      }
      fraction = Int64(digits + String(repeating: "0", count: 3 - digits.count)) ?? 0
    }
    let seconds = Int64(day.days) * 86_400 + parts[0] * 3600 + parts[1] * 60 + parts[2]
    self.init(milliseconds: seconds * 1000 + fraction)
  }
}
