import Tables

/// Somebody who left, and who was hired into the same team and role for them: the days of both that are compared.
package struct SeatReplacement: Sendable, Equatable {
  /// Code of who left, and their last days with the employer.
  package var leaver: UInt32
  package var lastDays: ClosedRange<CivilDate>
  /// Code of who was hired, and their first days.
  package var replacement: UInt32
  package var firstDays: ClosedRange<CivilDate>

  /// A pair.
  package init(
    leaver: UInt32, lastDays: ClosedRange<CivilDate>, replacement: UInt32, firstDays: ClosedRange<CivilDate>
  ) {
    (self.leaver, self.lastDays) = (leaver, lastDays)
    (self.replacement, self.firstDays) = (replacement, firstDays)
  }
}
