import Canonical
import Tables

/// Which number of which group and period it is: equal cells, of one table or several, share one fate.
package struct DisclosureCell: Hashable, Sendable {
  /// What is counted: only numbers of one series add up.
  package struct Series: Hashable, Sendable {
    /// Its name, such as `acr/7/reason`.
    package var name: String
    /// The name of the series whose counts these are a part of: where that one's cell is withheld, so is
    /// this one's; nil where there is none.
    package var whole: String?

    /// A series of counts.
    package init(_ name: String, partOf whole: String? = nil) { (self.name, self.whole) = (name, whole) }
  }

  /// What is counted.
  package var series: Series
  /// By what it is grouped.
  package var grouping: Grouping
  /// The group as printed; empty where its value is missing.
  package var group: String
  /// The month; nil for the period `all`.
  package var month: Month?

  /// The cell of a group and period.
  package init(_ series: Series, _ grouping: Grouping, _ group: String, _ month: Month?) {
    (self.series, self.grouping, self.group, self.month) = (series, grouping, group, month)
  }
}
