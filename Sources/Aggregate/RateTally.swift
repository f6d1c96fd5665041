import Statistics

/// Numerator and denominator of a share, with the sums over customers that its interval needs.
package struct RateTally: Sendable, Equatable {
  /// Observations.
  package let n: Int64
  /// Those that count.
  package let x: Int64
  private let repetition: Repetition

  /// By how much customers with several observations differ from as many customers with one each:
  /// exact sums that add up in any order.
  struct Repetition: Sendable, Equatable {
    /// Of Σ x².
    var xx: Int64 = 0
    /// Of Σ x·n.
    var xn: Int64 = 0
    /// Of Σ n².
    var nn: Int64 = 0
    /// Of how many customers there are.
    var customers: Int64 = 0

    /// No customer with several observations.
    init() {}

    /// Such sums.
    init(xx: Int64, xn: Int64, nn: Int64, customers: Int64) {
      (self.xx, self.xn, self.nn, self.customers) = (xx, xn, nn, customers)
    }

    /// One customer.
    /// - Parameters:
    ///   - n: how many observations; `x`: how many that count; `both`: how many are both.
    @inline(__always)
    init(n: Int64, x: Int64, both: Int64) {
      xx = x * x - x
      xn = x * n - both
      nn = n * n - n
      customers = -max(0, n - 1)
    }

    /// Adds another's.
    mutating func add(_ other: Repetition) {
      xx += other.xx
      xn += other.xn
      nn += other.nn
      customers += other.customers
    }
  }

  /// Observations of many customers; `repetition` tells of those that have several.
  init(n: Int64, x: Int64, _ repetition: Repetition) {
    self.n = n
    self.x = x
    self.repetition = repetition
  }

  /// Observations of as many customers.
  package init(n: Int64, x: Int64) { self.init(n: n, x: x, Repetition()) }

  /// How many customers stand behind the observations.
  package var customers: Int64 { n + repetition.customers }

  /// Σ n² over customers.
  package var sizeSquares: Int64 { n + repetition.nn }

  /// How many independent observations it is worth: n over the design effect of customers, at most n.
  package var effectiveSize: Double {
    let effect = DesignEffect.ofProportion(
      n: n, x: x, xx: x + repetition.xx, xn: x + repetition.xn, nn: n + repetition.nn,
      clusters: customers)
    return Double(n) / max(1, effect)
  }
}
