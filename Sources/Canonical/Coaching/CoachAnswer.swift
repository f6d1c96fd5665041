import Tables

/// What somebody said about one coach, on a scale of 0 to 1.
package struct CoachAnswer: Sendable, Equatable {
  /// In which survey; raw values are those of the sources of a coach.
  package enum Source: String, CaseIterable, Sendable {
    case pulse
    case selfAssessment = "self"
    case review360
  }

  /// In which survey.
  package var source: Source
  /// Code of the coach.
  package var coach: UInt32
  /// Who said it.
  package var rater: Fingerprint
  /// The group of raters, as written; 0 where missing.
  package var raterGroup: Int64
  /// The answer: 0 is the lowest of its scale, 1 the highest.
  package var share: Double

  /// An answer of all parts.
  package init(source: Source, coach: UInt32, rater: Fingerprint, raterGroup: Int64 = 0, share: Double) {
    (self.source, self.coach, self.rater) = (source, coach, rater)
    (self.raterGroup, self.share) = (raterGroup, share)
  }
}

/// How many minutes of coaching somebody remembers of the 28 days up to a day.
package struct PerceivedMinutes: Sendable, Equatable {
  /// Code of the person.
  package var person: UInt32
  /// The day of the answer.
  package var day: CivilDate
  /// Seconds that they remember.
  package var seconds: Int64

  /// An answer of all parts.
  package init(person: UInt32, day: CivilDate, seconds: Int64) {
    (self.person, self.day, self.seconds) = (person, day, seconds)
  }
}
