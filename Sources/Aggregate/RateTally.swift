import Statistics

/// Numerator and denominator of a share, with the sums over customers that its interval needs.
///
/// `observe` adds observations of one customer, `closeCustomer` ends that customer; sums are exact,
/// so tallies merge in any order.
package struct RateTally: Sendable, Equatable {
  /// Observations.
  package private(set) var n: Int64 = 0
  /// Those that count.
  package private(set) var x: Int64 = 0
  private var xx: Int64 = 0
  private var xn: Int64 = 0
  private var nn: Int64 = 0
  private var customers: Int64 = 0
  private var openN: Int64 = 0
  private var openX: Int64 = 0

  /// No observation.
  package init() {}

  /// By how much customers with several observations differ from as many customers with one each.
  struct Repetition: Sendable {
    var xx: Int64 = 0
    var xn: Int64 = 0
    var nn: Int64 = 0
    var customers: Int64 = 0

    /// Adds a customer with `n` observations, of which `x` count.
    mutating func add(n: Int64, x: Int64) {
      xx += x * x - x
      xn += x * n - x
      nn += n * n - n
      customers += 1 - n
    }

    /// Adds those of other customers.
    mutating func merge(_ other: Repetition) {
      xx += other.xx
      xn += other.xn
      nn += other.nn
      customers += other.customers
    }
  }

  /// Observations of many customers; `repetition` tells of those that have several.
  init(n: Int64, x: Int64, repetition: Repetition?) {
    self.n = n
    self.x = x
    xx = x + (repetition?.xx ?? 0)
    xn = x + (repetition?.xn ?? 0)
    nn = n + (repetition?.nn ?? 0)
    customers = n + (repetition?.customers ?? 0)
  }

  /// Adds an observation of the open customer.
  mutating func observe(_ counts: Bool) {
    n += 1
    openN += 1
    if counts {
      x += 1
      openX += 1
    }
  }

  /// Ends the open customer, where it has observations.
  mutating func closeCustomer() {
    guard openN > 0 else { return }
    xx += openX * openX
    xn += openX * openN
    nn += openN * openN
    customers += 1
    openN = 0
    openX = 0
  }

  /// Adds another's; no customer is open and none is in both.
  package mutating func merge(_ other: RateTally) {
    n += other.n
    x += other.x
    xx += other.xx
    xn += other.xn
    nn += other.nn
    customers += other.customers
  }

  /// How many independent observations it is worth: n over the design effect of customers, at most n.
  package var effectiveSize: Double {
    let effect = DesignEffect.ofProportion(n: n, x: x, xx: xx, xn: xn, nn: nn, clusters: customers)
    return Double(n) / max(1, effect)
  }
}
