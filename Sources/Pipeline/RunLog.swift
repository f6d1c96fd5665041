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

  /// How far reading is; shown after 2 s and then four times a second at most.
  func progress(_ done: Int, of total: Int) {
    guard showsProgress, total > 0 else { return }
    let now = clock.seconds
    guard now > 2, now - progressShown.value > 0.25 else { return }
    progressShown.set(now)
    write("\r\u{1B}[Kreading: \(done * 100 / total) %")
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
