/// Successes out of the observations of one unit, stratum or sample.
///
/// Counts need not be whole: a design effect divides them. Ordered by size, then by successes.
package struct Proportion: Equatable, Comparable, Sendable {
  /// The sizes that have a meaning in numbers of 64 bits: beyond 2⁵³ they do not count single observations.
  package static let sizes = 0x1p-53...0x1p53

  /// How many observations succeeded, 0…size.
  package let successes: Double
  /// How many observations there are, or how many independent ones they are worth.
  package let size: Double

  /// Successes of a size; what is no count is not estimable.
  package init(successes: Double, size: Double) throws(NotEstimable) {
    guard successes.isFinite, size.isFinite else { throw .notFinite(.observations) }
    guard size != 0 else { throw .tooFew(.observations, found: 0, needed: 1) }
    guard Self.sizes.contains(size), successes >= 0, successes <= size else {
      throw .outOfRange(.observations)
    }
    (self.successes, self.size) = (successes, size)
  }

  /// The share of successes, 0…1.
  package var share: Double { successes / size }

  /// Whether one is smaller, or of the same size with fewer successes.
  package static func < (one: Proportion, other: Proportion) -> Bool {
    (one.size, one.successes) < (other.size, other.successes)
  }
}
