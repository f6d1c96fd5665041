/// What a contact costs a center.
package struct ContactCost: Equatable, Sendable {
  /// In the currency's smallest unit, such as cents; 0 or more.
  package var minor: Int
  /// Its code, such as `USD`.
  package var currency: String

  /// A cost in minor units.
  package init(minor: Int, currency: String) { (self.minor, self.currency) = (minor, currency) }
}
