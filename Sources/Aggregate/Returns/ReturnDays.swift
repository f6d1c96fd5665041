import Canonical

/// In which windows of whole days a conversation is a known first contact, is settled, and has come back,
/// under one match.
struct ReturnDays: Sendable {
  /// It is a first contact in all windows up to this one, as far as the export reaches.
  let first: Int
  /// The last window in which it is known to be a first contact, and settled; 0 where there is none.
  let settled: Int
  /// The last window without a return.
  let resolved: Int
  /// The day on which it is followed no longer.
  let followed: Int
  /// The last window before which the export reaches.
  let lookBack: Int

  /// What a qualifying conversation is in windows of 1 to `last` days.
  /// - Parameter near: its neighbours under the match, which is identified.
  @inline(__always)
  init(
    _ conversation: borrowing ScoredConversation, _ near: RepeatLink, from: Int64, to: Int64, last: Int
  ) {
    let most = Int64(last)
    func days(_ milliseconds: Int64) -> Int {
      Int(min(most, max(0, milliseconds / RepeatWindow.day)))
    }
    // A window of d days holds a gap of at most d days, to the millisecond.
    first = near.sincePrevious == RepeatLink.none ? last : days(near.sincePrevious &- 1)
    resolved = near.untilReturn == RepeatLink.none ? last : days(near.untilReturn &- 1)
    followed = days(to &- conversation.end.milliseconds)
    lookBack = days(conversation.start.milliseconds &- from)
    settled = min(first, min(followed, lookBack))
  }
}
