/// A named column of numbers that explains an outcome.
///
/// The name serves the report alone: which coefficient belongs to it, or that it was dropped.
package struct Regressor: Equatable, Sendable {
  /// What a report calls it.
  package let name: String
  /// One for each observation.
  package let values: [Double]

  /// A column under a name.
  package init(_ name: String, _ values: [Double]) { (self.name, self.values) = (name, values) }

  /// The name of the column of ones.
  package static let interceptName = "(Intercept)"
}
