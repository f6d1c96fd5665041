import Foundation
import Glibc
import Output

/// What a run says on the error stream: a line a stage, warnings and where the results are.
///
/// The standard output carries only what was asked for, and never passes through here.
package final class RunLog: Sendable {
  /// How much is said.
  package enum Detail: Int, Sendable {
    case quiet, normal, verbose
  }

  private let detail: Detail
  private let isJSON: Bool
  private let showsProgress: Bool
  private let clock = StageClock()
  private let progressShown = SharedValue<Double>(0)
  private let heartbeat = SharedValue<Double>(0)

  /// - Parameter showsProgress: whether the error stream is a terminal and progress is wanted.
  package init(detail: Detail, isJSON: Bool, showsProgress: Bool) {
    self.detail = detail
    self.isJSON = isJSON
    self.showsProgress = showsProgress && !isJSON && detail != .quiet
  }

  /// A stage ended.
  package func stage(_ name: String, _ text: String) { say("stage", name, text, from: .normal) }

  /// Something that only a curious user wants to know.
  package func detail(_ text: String) { say("detail", "", text, from: .verbose) }

  /// A warning of the closing lines.
  package func warning(_ code: String, _ text: String) { say("warning", code, text, from: .quiet) }

  /// What went wrong; one line each.
  package func error(_ text: String) { say("error", "", text, from: .quiet) }

  /// Where the results are, and the like.
  package func closing(_ text: String) { say("result", "", text, from: .normal) }

  /// How far a stage that reads is, in bytes: on a terminal after 2 s and then four times a second at most, elsewhere a
  /// line a minute.
  func progress(_ stage: String, _ done: Int64, of total: Int64) {
    guard total > 0, detail != .quiet else { return }
    let now = clock.seconds
    let isDue =
      showsProgress
      ? now > RunLog.firstProgress && now - progressShown.value > RunLog.progressPause
      : now - heartbeat.value > RunLog.heartbeatPause
    guard isDue else { return }
    let text = RunLog.progressText(stage, done, of: total, after: now)
    if showsProgress {
      progressShown.set(now)
      write("\r\u{1B}[K\(text)")
    } else {
      heartbeat.set(now)
      say("progress", stage, text, from: .normal)
    }
  }

  /// Seconds before anything is shown, and between two of what is shown.
  private static let firstProgress = 2.0
  private static let progressPause = 0.25
  private static let heartbeatPause = 60.0

  /// Stage, bytes, rate and time left, as in `reading: 45 %, 720 of 1600 MiB, 310 MiB/s, 3 s left`.
  static func progressText(_ stage: String, _ done: Int64, of total: Int64, after seconds: Double) -> String {
    let rate = Double(done) / max(seconds, 0.001)
    let left = rate > 0 ? Int((Double(total - done) / rate).rounded(.up)) : 0
    return
      "\(stage): \(done * 100 / total) %, \(done >> 20) of \(total >> 20) MiB, \(Int64(rate) >> 20) MiB/s, \(left) s left"
  }

  private func say(_ kind: String, _ code: String, _ text: String, from least: Detail) {
    guard detail.rawValue >= least.rawValue else { return }
    if isJSON {
      let line = JSONValue.object([
        .init("level", .string(kind)), .init("code", .string(code)),
        .init("message", .string(text)),
      ])
      write(
        String(decoding: line.printed, as: UTF8.self).split(separator: "\n")
          .map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: " ") + "\n")
      return
    }
    let head = kind == "warning" || kind == "error" ? "\(kind): " : ""
    write((progressShown.value > 0 ? "\r\u{1B}[K" : "") + head + text + "\n")
    progressShown.set(0)
  }

  private func write(_ text: String) {
    // A closed error stream is no reason to lose a run.
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }
}
