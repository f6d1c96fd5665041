import Canonical
import Tables

/// Finds the time that an input covers from its own contacts.
package enum CoverageStretch {
  /// A pause longer than this cuts a stretch: 45 days.
  ///
  /// One row dated 2099 must not settle every contact.
  static let longestPause = Int64(45) * 86_400_000

  /// Contacts that start within one day or so of each other.
  package struct Span: Sendable {
    /// First and last start, in milliseconds.
    package var first: Int64
    package var last: Int64
    /// How many contacts.
    package var count: Int

    /// Contacts between these starts.
    package init(first: Int64, last: Int64, count: Int) {
      (self.first, self.last, self.count) = (first, last, count)
    }
  }

  /// First and last start of the stretch with most contacts; of equal stretches the later one.
  /// - Parameter spans: in any order; none is longer than a pause, and no two overlap.
  /// - Returns: nil without contacts.
  package static func longest(_ spans: [Span]) -> (first: Instant, last: Instant)? {
    let sorted = spans.sorted { ($0.first, $0.last) < ($1.first, $1.last) }
    guard var open = sorted.first else { return nil }
    var best: Span?
    func close() { if open.count >= best?.count ?? 0 { best = open } }
    for span in sorted.dropFirst() {
      if span.first - open.last > longestPause {
        close()
        open = span
      } else {
        open.last = max(open.last, span.last)
        open.count += span.count
      }
    }
    close()
    return best.map { (Instant(milliseconds: $0.first), Instant(milliseconds: $0.last)) }
  }

  /// The same from single starts.
  package static func longest(_ starts: [Int64]) -> (first: Instant, last: Instant)? {
    longest(starts.map { Span(first: $0, last: $0, count: 1) })
  }
}
