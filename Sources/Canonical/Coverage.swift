import Tables

/// The time that the contacts of a run cover, and the horizon of what it knows.
public struct Coverage: Sendable, Equatable {
  /// First instant covered; a contact that starts then is inside.
  public var from: Instant
  /// Last instant covered; a contact that starts then is inside.
  public var to: Instant
  /// Nothing later is known.
  public var asOf: Instant

  /// A coverage; `to` is at most `asOf`.
  public init(from: Instant, to: Instant, asOf: Instant) {
    self.from = from
    self.to = min(to, asOf)
    self.asOf = asOf
  }
}
