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

  /// What a qualifying conversation is under one window and match.
  enum State: Equatable {
    case unidentified, notFirst, firstUnknown, unsettled, repeated, resolved
  }

  /// Settled first contacts, and those of them that were resolved.
  package private(set) var rate = RateTally()
  /// First contacts whose window is still open.
  package private(set) var unsettled: Int64 = 0
  /// Conversations whose look-back is cut off, so that nobody knows whether they were first.
  package private(set) var firstUnknown: Int64 = 0
  /// Conversations without what the match needs.
  package private(set) var unidentified: Int64 = 0
  /// Conversations that follow another one.
  package private(set) var notFirst: Int64 = 0
  private var returns: [Int64]
  private var observed: [Int64]

  /// Nothing observed yet in a window of so many days.
  package init(days: Int) {
    returns = Array(repeating: 0, count: days)
    observed = Array(repeating: 0, count: days + 1)
  }

  /// What a qualifying conversation is.
  static func state(_ link: RepeatLink, start: Int64, end: Int64, in frame: Frame) -> State {
    if !link.isIdentified { return .unidentified }
    if link.sincePrevious <= frame.window { return .notFirst }
    if start - frame.window < frame.from { return .firstUnknown }
    if end + frame.window > frame.to { return .unsettled }
    return link.untilReturn <= frame.window ? .repeated : .resolved
  }

  /// Adds a qualifying conversation of the open customer.
  /// - Returns: whether it is part of the rate.
  mutating func observe(_ link: RepeatLink, start: Int64, end: Int64, in frame: Frame) -> Bool {
    let state = WindowFCR.state(link, start: start, end: end, in: frame)
    switch state {
    case .unidentified: unidentified += 1
    case .notFirst: notFirst += 1
    case .firstUnknown: firstUnknown += 1
    case .unsettled, .repeated, .resolved:
      follow(link.untilReturn, until: frame.to - end)
      if state == .unsettled { unsettled += 1 } else { rate.observe(state == .resolved) }
      return state != .unsettled
    }
    return false
  }

  /// Ends the open customer.
  mutating func closeCustomer() { rate.closeCustomer() }

  /// Adds another's of the same window.
  package mutating func merge(_ other: WindowFCR) {
    rate.merge(other.rate)
    unsettled += other.unsettled
    firstUnknown += other.firstUnknown
    unidentified += other.unidentified
    notFirst += other.notFirst
    for day in returns.indices { returns[day] += other.returns[day] }
    for day in observed.indices { observed[day] += other.observed[day] }
  }

  /// Kaplan–Meier share of first contacts without return at the window's last day, 0…1; nil where
  /// nothing is settled.
  package var survival: Double? {
    rate.n == 0 ? nil : ReturnSurvival.share(returns: returns, observed: observed)
  }

  /// All qualifying conversations it was shown.
  package var qualifying: Int64 { rate.n + unsettled + firstUnknown + notFirst + unidentified }

  /// Counts a first contact that is followed for `time` ms and returns after `gap`.
  ///
  /// It returns on day ⌈gap / 86,400 s⌉, at least 1, and is at risk on days 1 … ⌊time / 86,400 s⌋ only.
  private mutating func follow(_ gap: Int64, until time: Int64) {
    let days = time < 0 ? 0 : time / 86_400_000
    let returnDay = gap == RepeatLink.none ? Int64.max : max(1, (gap + 86_399_999) / 86_400_000)
    if returnDay <= min(days, Int64(returns.count)) {
      returns[Int(returnDay) - 1] += 1
    } else {
      observed[Int(min(days, Int64(returns.count)))] += 1
    }
  }
}
