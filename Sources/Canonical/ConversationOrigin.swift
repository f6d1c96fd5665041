/// Where a conversation was read, and what tells whether it returns to another one.
public struct ConversationOrigin: Sendable, Equatable {
  /// Where its first leg was read: the account of its file, then in 40 bits the byte of its record.
  public var place: UInt64
  /// Its case; 0 without one.
  public var caseID: UInt64
  /// Whether it is a return to earlier ones.
  public var isTrigger: Bool

  /// An origin with all its parts.
  public init(place: UInt64, caseID: UInt64, isTrigger: Bool) {
    self.place = place
    self.caseID = caseID
    self.isTrigger = isTrigger
  }
}
