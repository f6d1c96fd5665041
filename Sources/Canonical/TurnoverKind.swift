/// What counts as leaving; the raw value is the id in the column `kind`.
public enum TurnoverKind: String, CaseIterable, Sendable {
  /// Left the employer.
  case external
  /// Left the role: for another one, or with the employer.
  case seat
  /// Left the employer of their own will.
  case voluntary
  /// Were made to leave the employer.
  case involuntary
  /// Left the employer for another reason: a contract ended, retirement, death.
  case other
  /// Left the employer, and nobody wrote down why.
  case unknown
  /// Left of their own will, out of the top half of their peers.
  case regretted
  /// Contractors alone: took no task any more.
  case gigChurn = "gig_churn"

  /// Those that say why somebody left.
  public static let reasons: [TurnoverKind] = [.voluntary, .involuntary, .other, .unknown]

  /// Whether it tells why people left, or how good they were: a minimum of its own holds.
  package var tellsReasons: Bool {
    switch self {
    case .external, .seat, .gigChurn: false
    case .voluntary, .involuntary, .other, .unknown, .regretted: true
    }
  }
}
