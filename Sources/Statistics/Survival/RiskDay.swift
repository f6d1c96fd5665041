/// A day on which spells ended: how many were at risk, and how they ended.
package struct RiskDay: Equatable, Sendable {
  /// The day.
  package let day: Int
  /// How many were at risk on it.
  package let atRisk: Int64
  /// How many had an event, by cause.
  package let events: [Int64]
  /// How many were observed no longer after it.
  package let censored: Int64

  /// How many had an event of any cause.
  package var eventTotal: Int64 { events.reduce(0, +) }
}
