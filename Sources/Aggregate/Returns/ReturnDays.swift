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

  /// What a qualifying conversation is in windows of 1 to `last` days.
  /// - Parameters:
  ///   - near: its neighbours under the match, which is identified.
  ///   - followed: whole days from its end to the end of the coverage, at most `last`.
  ///   - lookBack: whole days from the beginning of the coverage to its start, at most `last`.
  @inline(__always)
  init(_ near: RepeatLink, followed: Int, lookBack: Int, last: Int) {
    func days(_ milliseconds: Int64) -> Int { ReturnDays.whole(milliseconds, atMost: last) }
    // A window of d days holds a gap of at most d days, to the millisecond.
    first = near.sincePrevious == RepeatLink.none ? last : days(near.sincePrevious &- 1)
    resolved = near.untilReturn == RepeatLink.none ? last : days(near.untilReturn &- 1)
    self.followed = followed
    settled = min(first, min(followed, lookBack))
  }

  /// Whole days of a time, from 0 to `most`.
  @inline(__always)
  static func whole(_ milliseconds: Int64, atMost most: Int) -> Int {
    Int(min(Int64(most), max(0, milliseconds / RepeatWindow.day)))
  }
}
