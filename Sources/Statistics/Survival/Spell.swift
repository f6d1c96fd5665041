/// A stretch of whole days under observation, ended by an event or by the end of observation.
///
/// It is at risk on the days after `entry` up to and with `exit`: (entry, exit]. The day of hire is day 1: `exit`
/// is the last day − the day of hire + 1, so who leaves on the day of hire has (0, 1] and counts. Who is
/// seen from the start has entry 0; who came under observation later (an agent hired before the export begins)
/// has a delayed entry, the number of days from the day of hire to the one before the first that is observed.
/// An event counts before a censoring of the same day, and an entry after both. A stretch without a day
/// (exit ≤ entry) is refused, as survival software makes it a missing value; with days numbered so, only a
/// wrong date brings one about.
package struct Spell: Equatable, Sendable {
  /// The day after which it is at risk, 0…`exit` − 1.
  package let entry: Int
  /// The last day at risk, 1…`lastDay`.
  package let exit: Int
  /// Which event ended it, from 0; nil where it was censored.
  package let cause: Int?

  /// The last day a spell may have: 109 years, longer than any employment, so that a time in other units is
  /// refused before a histogram of it fills the memory.
  package static let lastDay = 40_000
  /// How many causes are told apart at most.
  package static let causes = 16

  /// A spell of days.
  /// - Throws: `NotEstimable.outOfRange` of periods without a day at risk, or before day 0 or after
  ///   `lastDay`; of events for a cause outside 0..<`causes`.
  package init(entry: Int = 0, exit: Int, cause: Int?) throws(NotEstimable) {
    guard entry >= 0, entry < exit, exit <= Spell.lastDay else { throw .outOfRange(.periods) }
    if let cause, !(0..<Spell.causes).contains(cause) { throw .outOfRange(.events) }
    (self.entry, self.exit, self.cause) = (entry, exit, cause)
  }
}
