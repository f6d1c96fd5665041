import Statistics

/// Where one agent stands among peers of the same role.
struct AgentStanding {
  /// What can be said of an agent's place; the raw value is printed.
  enum Decision: String {
    case topHalf = "top_half"
    case fourthQuartile = "fourth_quartile"
    /// It is certain enough that the agent is in the third quartile.
    case neither
    case insufficientEvidence = "insufficient_evidence"
  }

  /// The shrunken gap.
  let gap: CaseMixShrinkage.Unit
  /// By shrunken gap and by raw rate, 1 best; nil below the minimum of peers.
  var quartile: Int?
  var rawQuartile: Int?
  /// Probabilities of places; nil below the minimum of peers.
  var probabilities: RankProbabilities.Unit?
  /// What is decided.
  var decision = Decision.insufficientEvidence
  /// How many more settled contacts would decide it; nil where it is decided, or where none would.
  var moreContacts: Int?

  /// A role needs so many agents for quartiles.
  ///
  /// Source: the product's contract; a quartile of fewer has less than five agents.
  static let minimumPeers = 20
  /// An agent with fewer settled contacts is not placed.
  ///
  /// Source: the product's contract.
  static let minimumContacts: Int64 = 60
  /// A place counts as known from this probability on.
  ///
  /// Source: the product's contract.
  static let certainty = 0.8
  /// How many times all peers are ranked by values drawn from what is believed of each; the error of a
  /// probability is at most 0.8 points.
  static let draws = 4_000
  /// More contacts than this nobody has.
  static let mostContacts = 1_000_000

  /// The decision by probabilities of places.
  static func decision(topHalf: Double, fourthQuartile: Double) -> Decision {
    if topHalf >= certainty { return .topHalf }
    if fourthQuartile >= certainty { return .fourthQuartile }
    return 1 - topHalf - fourthQuartile >= certainty ? .neither : .insufficientEvidence
  }
}
