import Canonical
import Statistics
import Tables

/// First contact resolution within one window and match: what became of first contacts.
///
/// The measure `window_fcr`: resolved / (resolved + repeated), over settled first contacts.
package struct WindowFCR: Sendable, Equatable {
  /// Window and horizon, in milliseconds.
  struct Frame: Sendable {
    /// Length of the window.
    var window: Int64
    /// First and last instant covered.
    var from: Int64
    var to: Int64

    /// A window of whole days inside a coverage.
    init(days: Int, coverage: Coverage) {
      window = Int64(days) * 86_400_000
      from = coverage.from.milliseconds
      to = coverage.to.milliseconds
    }
  }

  /// What a qualifying conversation is under one window and match; the raw value is its place among
  /// the counts.
  enum State: UInt8, CaseIterable {
    case unidentified, notFirst, firstUnknown, unsettled, repeated, resolved
  }

  /// What of a conversation matters to one window: its state, and the day it returns or is last followed.
  struct Outcome {
    var state: State
    /// Place among the days of returns and ends; -1 where it is no first contact.
    var day: Int
  }

  /// Settled first contacts, and those of them that were resolved.
  package private(set) var rate: RateTally
  /// Conversations by state; those of settled ones are in `rate` too.
  private var counts: [Int64]
  /// Returns on day 1 … W, then first contacts followed for 0 … W days without return.
  private var days: [Int64]

  /// How many places the days of a window take.
  static func dayCount(days: Int) -> Int { 2 * days + 1 }

  /// A window of these counts by state, and days.
  init(counts: [Int64], repetition: RateTally.Repetition?, days: [Int64]) {
    self.counts = counts
    self.days = days
    let resolved = counts[Int(State.resolved.rawValue)]
    rate = RateTally(
      n: resolved + counts[Int(State.repeated.rawValue)], x: resolved, repetition: repetition)
  }

  /// First contacts whose window is still open.
  package var unsettled: Int64 { counts[Int(State.unsettled.rawValue)] }
  /// Conversations whose look-back is cut off, so that nobody knows whether they were first.
  package var firstUnknown: Int64 { counts[Int(State.firstUnknown.rawValue)] }
  /// Conversations without what the match needs.
  package var unidentified: Int64 { counts[Int(State.unidentified.rawValue)] }
  /// Conversations that follow another one.
  package var notFirst: Int64 { counts[Int(State.notFirst.rawValue)] }
  /// All qualifying conversations it was shown.
  package var qualifying: Int64 {
    rate.n + unsettled + firstUnknown + notFirst + unidentified
  }

  /// What a qualifying conversation is.
  static func state(_ link: RepeatLink, start: Int64, end: Int64, in frame: Frame) -> State {
    if !link.isIdentified { return .unidentified }
    if link.sincePrevious <= frame.window { return .notFirst }
    if start - frame.window < frame.from { return .firstUnknown }
    if end + frame.window > frame.to { return .unsettled }
    return link.untilReturn <= frame.window ? .repeated : .resolved
  }

  /// What a qualifying conversation is, and on which day a first contact returns or is last followed.
  ///
  /// It returns on day ⌈gap / 86,400 s⌉, at least 1, and is at risk on days
  /// 1 … ⌊(end of coverage − its end) / 86,400 s⌋ only.
  static func outcome(_ link: RepeatLink, start: Int64, end: Int64, in frame: Frame) -> Outcome {
    let state = state(link, start: start, end: end, in: frame)
    switch state {
    case .unidentified, .notFirst, .firstUnknown: return Outcome(state: state, day: -1)
    case .unsettled, .repeated, .resolved: break
    }
    let last = frame.window / 86_400_000
    let followed = min(last, max(0, (frame.to - end) / 86_400_000))
    let gap = link.untilReturn
    let returnDay = gap == RepeatLink.none ? Int64.max : max(1, (gap + 86_399_999) / 86_400_000)
    return Outcome(
      state: state, day: Int(returnDay <= followed ? returnDay - 1 : last + followed))
  }

  /// Adds another's of the same window.
  package mutating func merge(_ other: WindowFCR) {
    rate.merge(other.rate)
    for state in counts.indices { counts[state] += other.counts[state] }
    for day in days.indices { days[day] += other.days[day] }
  }

  /// Kaplan–Meier share of first contacts without return at the window's last day, 0…1; nil where
  /// nothing is settled.
  package var survival: Double? {
    if rate.n == 0 { return nil }
    let window = days.count / 2
    return ReturnSurvival.share(
      returns: Array(days[..<window]), observed: Array(days[window...]))
  }
}
