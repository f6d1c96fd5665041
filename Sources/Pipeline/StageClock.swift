import Foundation
import Tables

/// When each stage of a run began and ended, and how long its pieces took in sum.
///
/// It goes into the manifest's circumstances and nowhere else.
package final class StageClock: Sendable {
  /// One stage's span.
  package struct Span: Sendable {
    /// First begin and last end, in seconds since the run began.
    package var begin: Double
    package var end: Double
    /// Seconds of work, summed over workers.
    package var busy: Double
    /// Pieces worked on.
    package var pieces: Int
  }

  private let origin = ContinuousClock.now
  private let spans = SharedValue<[String: Span]>([:])

  /// Starts now.
  package init() {}

  /// Measures one piece of a stage.
  /// - Parameter outer: the stage in whose piece it lies, which did not do this work.
  package func measure<Result>(
    _ stage: String, inside outer: String? = nil, _ body: () throws -> Result
  ) rethrows -> Result {
    let begin = seconds
    defer {
      let end = seconds
      spans.change { spans in
        var span = spans[stage] ?? Span(begin: begin, end: end, busy: 0, pieces: 0)
        span.begin = min(span.begin, begin)
        span.end = max(span.end, end)
        span.busy += end - begin
        span.pieces += 1
        spans[stage] = span
        if let outer {
          spans[outer, default: Span(begin: begin, end: end, busy: 0, pieces: 0)].busy -= end - begin
        }
      }
    }
    return try body()
  }

  /// Spans by stage, in the order of their begins.
  package var stages: [(name: String, span: Span)] {
    spans.value.sorted { ($0.value.begin, $0.key) < ($1.value.begin, $1.key) }
      .map { ($0.key, $0.value) }
  }

  /// Seconds since the run began.
  package var seconds: Double {
    let elapsed = origin.duration(to: .now).components
    return Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18
  }
}
