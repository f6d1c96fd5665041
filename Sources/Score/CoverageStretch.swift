import Canonical
import Tables

/// Finds the time that an input covers from its own contacts.
package enum CoverageStretch {
  /// A pause longer than this cuts a stretch: 45 days.
  ///
  /// One row dated 2099 must not settle every contact.
  static let longestPause = Int64(45) * 86_400_000

  /// First and last start of the stretch with most contacts; of equal stretches the later one.
  /// - Parameter starts: starts in milliseconds, in any order.
  /// - Returns: nil without contacts.
  package static func longest(_ starts: [Int64]) -> (first: Instant, last: Instant)? {
    let sorted = starts.sorted()
    guard var first = sorted.first else { return nil }
    var (best, bestCount) = ((first, first), 0)
    var (previous, count) = (first, 0)
    func close() { if count >= bestCount { (best, bestCount) = ((first, previous), count) } }
    for start in sorted {
      if start - previous > longestPause {
        close()
        (first, count) = (start, 0)
      }
      count += 1
      previous = start
    }
    close()
    return (Instant(milliseconds: best.0), Instant(milliseconds: best.1))
  }
}
