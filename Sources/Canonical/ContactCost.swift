/// What a contact costs a center.
public struct ContactCost: Equatable, Sendable {
  /// In the currency's smallest unit, such as cents; 0 or more.
  public var minor: Int
  /// Its code, such as `USD`.
  public var currency: String

  /// A cost in minor units.
  public init(minor: Int, currency: String) { (self.minor, self.currency) = (minor, currency) }
}
