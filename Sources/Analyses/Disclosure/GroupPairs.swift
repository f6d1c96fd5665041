import Canonical
import Tables

/// Which groups of two groupings have work in common, such as sites and their teams.
///
/// Where the groups of one lie within those of the other, the numbers of a site are the sum of its teams'.
/// Where a team worked at two sites, only the numbers of both sites together are the sum of all their teams'.
package struct GroupPairs: Sendable {
  /// A group of each grouping that share work in a period.
  package struct Pair: Hashable, Sendable {
    /// The group of the first grouping, as printed; empty where missing.
    package var first: String
    /// The group of the second one.
    package var second: String
    /// The month; nil for the period `all`.
    package var month: Month?

    /// Two groups in a period.
    package init(_ first: String, _ second: String, _ month: Month?) {
      (self.first, self.second, self.month) = (first, second, month)
    }
  }

  /// The groupings.
  package var groupings: (first: Grouping, second: Grouping)
  /// Their groups that share work; each pair once, in any order.
  package var pairs: [Pair]
  /// Names of the series whose work it is; nil: all that no other pairs name.
  package var series: Set<String>?

  /// The pairs of two groupings.
  package init(_ first: Grouping, _ second: Grouping, _ pairs: [Pair], of series: Set<String>? = nil) {
    (groupings, self.pairs, self.series) = ((first, second), pairs, series)
  }
}
