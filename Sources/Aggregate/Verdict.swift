/// What a measure makes of a qualifying conversation; each is counted under exactly one.
enum Verdict: UInt8, CaseIterable, Sendable {
  /// It is not what the measure looks at.
  case leftOut
  /// Nobody knows who it is about.
  case unidentified
  /// Nobody knows whether it was the first.
  case firstUnknown
  /// Its window is still open.
  case unsettled
  /// It is in the denominator alone.
  case miss
  /// It is in denominator and numerator.
  case hit

  /// In the denominator, and in the numerator too where `isHit`.
  init(isHit: Bool) { self = isHit ? .hit : .miss }

  /// Whether it is in the numerator; nil where it is not in the denominator.
  var isHit: Bool? { counts ? self == .hit : nil }

  /// Its bit in a set of verdicts.
  var bit: UInt8 { 1 << rawValue }

  /// Whether it is in the denominator.
  var counts: Bool { rawValue >= Verdict.miss.rawValue }
}
