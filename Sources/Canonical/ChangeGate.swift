/// What a number of one run may be, or how far it may have moved since another: a gate of `compare`.
///
/// A gate fails where the interval leaves no doubt, never by a difference alone; and where the number is missing or
/// withheld, since nobody could say that it holds.
public struct ChangeGate: Sendable, Equatable {
  /// The number, as `explain` takes it, such as `fcr.team=Elm`.
  public var number: String
  /// Fails where the whole interval is below; nil: not asked.
  public var notBelow: Double?
  /// Fails where the whole interval is above.
  public var notAbove: Double?
  /// Fails where the whole interval of the change lies further down than this.
  public var fallAtMost: Double?
  /// Fails where the whole interval of the change lies further up than this.
  public var riseAtMost: Double?

  /// A gate of a number.
  public init(
    number: String, notBelow: Double? = nil, notAbove: Double? = nil, fallAtMost: Double? = nil,
    riseAtMost: Double? = nil
  ) {
    (self.number, self.notBelow, self.notAbove) = (number, notBelow, notAbove)
    (self.fallAtMost, self.riseAtMost) = (fallAtMost, riseAtMost)
  }
}
