/// One text for each of some records of a chunk, one behind the other.
public struct RecordTexts: Sendable {
  /// Where each record begins, counted from the lower bound of the chunk's cut, ascending.
  public var offsets: [UInt32] = []
  /// Where each text ends in `bytes`; it begins where the one before ends.
  public var ends: [UInt32] = []
  /// The texts; a missing one is empty.
  public var bytes: [UInt8] = []

  /// No texts.
  public init() {}
}
