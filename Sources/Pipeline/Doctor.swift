import Digest
import Foundation
import Output
import Tables

/// Looks whether this machine and the output folder can carry a run, and whether the published runs are whole.
package struct Doctor {
  /// One thing that was looked at.
  package struct Finding: Sendable, Equatable {
    /// What was found, and what to do where it is wrong.
    package var text: String
    /// Whether it is as it should be.
    package var isGood: Bool
  }

  /// In the order they were looked at.
  package private(set) var findings: [Finding] = []

  /// Below so many free bytes a run that spills may not end.
  private static let leastFreeBytes: Int64 = 1 << 30

  /// Looks at everything; writes nothing but a file that is gone at once.
  /// - Parameter outputDirectory: the folder that runs are published in; it need not exist.
  package init(outputDirectory: String) {
    let options = NightlyRun.Options()
    note("\(options.jobs) processors, \(ProcessInfo.processInfo.physicalMemory >> 20) MiB of memory", true)
    look(atFolder: options.temporaryFolder, "temporary files (TMPDIR)")
    if FileManager.default.fileExists(atPath: outputDirectory) {
      look(atFolder: outputDirectory, "published runs")
    } else {
      note("\(outputDirectory): does not exist yet; the first run makes it", true)
    }
    let zone = "America/Chicago"
    note(
      ZoneInfo.exists(zone)
        ? "time zones are known" : "\(zone): this machine knows no time zones; install tzdata",
      ZoneInfo.exists(zone))
    look(atRuns: Publication(outputDirectory: outputDirectory))
  }

  /// Whether everything is as it should be.
  package var isGood: Bool { findings.allSatisfy(\.isGood) }

  /// A line a finding.
  package var text: String {
    findings.map { "\($0.isGood ? "good" : "WRONG"): \($0.text)\n" }.joined()
  }

  private mutating func note(_ text: String, _ isGood: Bool) {
    findings.append(Finding(text: text, isGood: isGood))
  }

  /// Whether a file can be written into a folder, and how much room there is.
  private mutating func look(atFolder path: String, _ what: String) {
    let probe = "\(path)/.firstcontact-doctor-\(ProcessInfo.processInfo.processIdentifier)"
    do { try Storage.write([], to: probe) } catch {
      note("\(path): \(what) cannot be written there; make it writable for this user", false)
      return
    }
    try? Storage.remove(probe)
    let attributes = try? FileManager.default.attributesOfFileSystem(forPath: path)
    guard let free = (attributes?[.systemFreeSize] as? NSNumber)?.int64Value else {
      note("\(path): \(what) can be written there", true)
      return
    }
    note(
      "\(path): \(what) can be written there, \(free >> 20) MiB are free"
        + (free < Doctor.leastFreeBytes ? "; make room" : ""), free >= Doctor.leastFreeBytes)
  }

  /// Whether the files of the published runs are those that their manifests name.
  private mutating func look(atRuns publication: Publication) {
    let runs = publication.runs()
    if runs.isEmpty {
      note("no run is published yet", true)
      return
    }
    for run in runs {
      guard let manifest = try? publication.manifest(of: run.id) else {
        note("\(run.id): its manifest cannot be read; run again with --force", false)
        continue
      }
      let files = (manifest["outputs"]?.elements ?? []).compactMap {
        file -> (path: String, sha256: String)? in
        guard let path = file["path"]?.text, let sha256 = file["sha256"]?.text else { return nil }
        return (path, sha256)
      }
      let changed = files.filter { file in
        publication.bytes(of: file.path, in: run.id).map { ContentDigest.hexadecimal(of: $0) } != file.sha256
      }
      let names = changed.prefix(3).map(\.path).joined(separator: ", ")
      note(
        changed.isEmpty
          ? "\(run.id): all \(files.count) files are as they were published\(run.isLatest ? " (latest)" : "")"
          : "\(run.id): \(changed.count) of \(files.count) files are missing or were changed since (\(names)); run again with --force",
        changed.isEmpty)
    }
    if publication.latestID == nil {
      note("latest points at no run; run a pipeline", false)
    }
  }
}
