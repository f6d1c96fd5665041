import Glibc
import Tables

/// The output folder of runs: `<out>/runs/<id>/…` and `<out>/latest`, which points at one of them.
///
/// A run is written into a hidden folder and appears under its id by one rename, whole or not at all.
/// Invariant: only the holder of the lock writes; what a killed run left is removed by the next holder.
package final class Publication {
  /// The folder of all runs, as it was given.
  package let outputDirectory: String
  private var held: OutputLock?
  private var isStaging = false

  /// The output folder at a path; nothing is read or made yet.
  package init(outputDirectory: String) {
    var path = outputDirectory
    while path.utf8.count > 1, path.hasSuffix("/") { path.removeLast() }
    self.outputDirectory = path.isEmpty ? "." : path
  }

  deinit { discard() }

  // MARK: - The lock

  /// Whether this process may write here.
  package var isLocked: Bool { held != nil }

  /// Takes the folder for this process, making it where it is missing, and clears what a killed run left.
  ///
  /// Nothing happens where it is held already.
  /// - Throws: `StageFailure`: `.locked` where another process holds it, `.cannotCreate` where the folder
  ///   is a file, cannot be written, or has something else where a run would be published.
  package func lock() throws(StageFailure) {
    if isLocked { return }
    try Storage.createFolder(outputDirectory)
    if access(outputDirectory, W_OK | X_OK) != 0 {
      throw Storage.failure(.cannotCreate, outputDirectory, errno)
    }
    let lock = try OutputLock(folder: outputDirectory)
    try Storage.createFolder(runsFolder)
    if access(runsFolder, W_OK | X_OK) != 0 {
      throw Storage.failure(.cannotCreate, runsFolder, errno)
    }
    if Storage.exists(latestLink), Storage.linkTarget(latestLink) == nil {
      throw StageFailure(
        .cannotCreate, "\(latestLink): expected a link to a run, found something else; move it away")
    }
    try clearLeftovers()
    held = lock
  }

  /// Drops what is staged and lets other runs in; nothing where the lock is not held.
  package func unlock() {
    discard()
    held = nil
  }

  // MARK: - One run

  /// Writes one file of the run to come, mode 0600, in folders of mode 0700.
  ///
  /// The lock is held. `path` goes down from the run's folder, such as `tables/fcr.csv`.
  /// - Throws: `StageFailure` `.ioFailed`.
  package func write(path: String, bytes: [UInt8]) throws(StageFailure) {
    precondition(isLocked, "a run is staged under the lock")
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    precondition(parts.allSatisfy { !["", ".", ".."].contains($0) }, "'\(path)' leaves the run's folder")
    isStaging = true
    let folder = ([stagingFolder] + parts.dropLast().map(String.init)).joined(separator: "/")
    do { try Storage.createFolder(folder) } catch { throw StageFailure(.ioFailed, error.problems) }
    try Storage.write(bytes, to: "\(stagingFolder)/\(path)")
  }

  /// Adds bytes to a file of the run to come, which `write` began.
  /// - Throws: `StageFailure` `.ioFailed`.
  package func append(path: String, bytes: [UInt8]) throws(StageFailure) {
    precondition(isStaging, "a file is begun before more is added")
    try Storage.append(bytes, to: "\(stagingFolder)/\(path)")
  }

  /// Publishes what was written, `manifest.json` among it, as the run of that id, and points `latest` at it.
  ///
  /// A run of the same id is replaced only where asked, and then stays whole until the new one is there.
  /// - Throws: `StageFailure`: `.cannotCreate` where the id is taken, `.ioFailed`; then nothing is published,
  ///   or the whole run is and `latest` still points at an older one.
  package func publish(id: String, replacing: Bool = false) throws(StageFailure) {
    precondition(isLocked && isStaging, "a run is written before it is published")
    precondition(Publication.isName(id), "'\(id)' names no run")
    precondition(Storage.exists("\(stagingFolder)/manifest.json"), "a run has a manifest")
    let folder = "\(runsFolder)/\(id)"
    if Storage.exists(folder), !isPublished(id) {
      throw StageFailure(
        .cannotCreate, "\(folder): expected a run or nothing, found something else; move it away")
    }
    if Storage.exists(folder), !replacing {
      throw StageFailure(.cannotCreate, "\(folder): this run is published already; --force replaces it")
    }
    try synchronizeStaging()
    if Storage.exists(folder) {
      let aside = "\(runsFolder)/\(Publication.asidePrefix)\(id)"
      try Storage.remove(aside)
      try Storage.replace(folder, by: stagingFolder, keeping: aside)
      isStaging = false
      try Storage.synchronize(folder: runsFolder)
      // What cannot be removed now is hidden, and the next holder of the lock tries again.
      try? Storage.remove(aside)
    } else {
      try Storage.rename(stagingFolder, to: folder)
      isStaging = false
      try Storage.synchronize(folder: runsFolder)
    }
    try pointLatest(at: id)
  }

  /// Points `latest` at a published run.
  ///
  /// The lock is held.
  /// - Throws: `StageFailure`: `.inputMissing` where there is no such run, `.ioFailed`.
  package func pointLatest(at id: String) throws(StageFailure) {
    precondition(isLocked, "latest is moved under the lock")
    guard isPublished(id) else { throw unknownRun(id) }
    try Storage.link(
      latestLink, to: "runs/\(id)", over: "\(outputDirectory)/\(Publication.linkPrefix)\(getpid())")
    try Storage.synchronize(folder: outputDirectory)
  }

  /// Removes what was written and not published; nothing temporary of this process remains.
  package func discard() {
    if !isStaging { return }
    try? Storage.remove(stagingFolder)
    isStaging = false
  }

  /// Removes the rejects of an earlier refused run: a good one came after it.
  package func clearRefused() {
    precondition(isLocked, "rejects are removed under the lock")
    try? Storage.remove(refusedFolder)
  }

  /// Whether a run of that id is published, whole.
  package func isPublished(_ id: String) -> Bool {
    Publication.isName(id) && Storage.exists("\(runsFolder)/\(id)/manifest.json")
  }

  /// Id of the run that `latest` points at; nil where there is none.
  package var latestID: String? {
    guard let target = Storage.linkTarget(latestLink) else { return nil }
    let id = String(target.drop { $0 != "/" }.dropFirst())
    return target == "runs/\(id)" && isPublished(id) ? id : nil
  }

  /// Folder of a run's files, published or not.
  package func folder(of id: String) -> String { "\(runsFolder)/\(id)" }

  /// A failure that names a run which is not published here.
  package func unknownRun(_ id: String) -> StageFailure {
    StageFailure(
      .inputMissing, "\(outputDirectory): no run '\(id)' is published here; 'firstcontact list' names them")
  }

  // MARK: - A refused run

  /// Keeps the rejects of a run that is not published, at `<out>/refused/rejects.csv`.
  ///
  /// The lock is held. Those of an earlier refused run are replaced in one step.
  /// - Returns: the path of the file.
  /// - Throws: `StageFailure` `.ioFailed`.
  package func writeRefused(rejects: ReportTable) throws(StageFailure) -> String {
    precondition(isLocked, "rejects are kept under the lock")
    do { try Storage.createFolder(refusedFolder) } catch {
      throw StageFailure(.ioFailed, error.problems)
    }
    let path = "\(refusedFolder)/rejects.csv"
    let temporary = "\(refusedFolder)/\(Publication.stagingPrefix)\(getpid())"
    do {
      try Storage.write(CSVDocument(rejects).bytes, to: temporary)
      try Storage.rename(temporary, to: path)
    } catch {
      try? Storage.remove(temporary)
      throw error
    }
    try Storage.synchronize(folder: refusedFolder)
    return path
  }

  // MARK: - Places

  static let stagingPrefix = ".staging-"
  private static let asidePrefix = ".replaced-"
  private static let linkPrefix = ".latest-"

  var runsFolder: String { "\(outputDirectory)/runs" }
  private var stagingFolder: String { "\(runsFolder)/\(Publication.stagingPrefix)\(getpid())" }
  private var latestLink: String { "\(outputDirectory)/latest" }
  private var refusedFolder: String { "\(outputDirectory)/refused" }

  /// Whether a text is the name of one visible entry of a folder.
  static func isName(_ id: String) -> Bool {
    !id.isEmpty && !id.hasPrefix(".") && !id.utf8.contains(UInt8(ascii: "/")) && !id.utf8.contains(0)
  }

  private func synchronizeStaging() throws(StageFailure) {
    for path in Storage.folders(in: stagingFolder) { try Storage.synchronize(folder: path) }
  }

  /// Removes what killed runs left behind; a run moved aside without a successor comes back.
  private func clearLeftovers() throws(StageFailure) {
    for name in Storage.names(in: runsFolder) {
      let path = "\(runsFolder)/\(name)"
      if name.hasPrefix(Publication.stagingPrefix) {
        try Storage.remove(path)
      } else if name.hasPrefix(Publication.asidePrefix) {
        let published = "\(runsFolder)/\(name.dropFirst(Publication.asidePrefix.count))"
        if Storage.exists(published) {
          try Storage.remove(path)
        } else {
          try Storage.rename(path, to: published)
        }
      }
    }
    for name in Storage.names(in: outputDirectory) where name.hasPrefix(Publication.linkPrefix) {
      try Storage.remove("\(outputDirectory)/\(name)")
    }
    for name in Storage.names(in: refusedFolder) where name.hasPrefix(Publication.stagingPrefix) {
      try Storage.remove("\(refusedFolder)/\(name)")
    }
  }
}
