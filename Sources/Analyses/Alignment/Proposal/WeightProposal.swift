import Canonical
import Statistics

/// Weights for a scorecard inside its bands, moved no further than the data and the bands ask for.
///
/// - A metric whose importance is known keeps its weight where its interval holds it, else moves to the nearer end.
/// - One whose direction goes with worse outcomes, or that is the same for everybody, gives its weight up.
/// - Others keep theirs: the outcome itself, and what nobody knows.
/// - Then bands are kept to (`BandFit`), in whole percents.
struct WeightProposal {
  /// One line of it.
  struct Row {
    /// What asks for the change; the raw value is printed.
    enum Basis: String {
      case evidence, policy
      case both = "evidence and policy"
      /// Others give or take weight.
      case balance
      case none = "unchanged"
    }

    /// The metric; empty for one that is to be found.
    var metric: String
    /// The class, or coaching.
    var subject: String
    /// The weight now, and the one that is proposed, 0…1.
    var weight: Double
    var proposed: Double
    /// Its importance with the interval; nil without one.
    var importance: OutcomeEvidence.Ranged?
    /// What asks for the change.
    var basis: Basis
    /// Why, from the rows of the other tables.
    var sentence: String
    /// How far the weight is outside the interval, 0 and up.
    var distance = 0.0
  }

  /// In the order of evidence: what is furthest outside its interval first.
  let rows: [Row]
  /// Why there are none.
  let note: String

  /// A proposal for a unit.
  init(
    _ unit: EvidenceUnit, _ evidence: OutcomeEvidence?, bands: [WeightBand], jobMetrics: [String],
    violations: [PolicyViolation]
  ) {
    let lines = unit.ordered
    let sum = lines.reduce(0.0) { $0 + $1.share }
    guard sum > 0 else {
      (rows, note) = ([], "the scorecard gives no weight")
      return
    }
    let weights = lines.map { $0.share / sum }
    let drivers = lines.map { line in evidence?.drivers.first { $0.line.metric == line.metric } }
    let wanted = WeightProposal.wanted(weights, drivers)
    guard let fit = BandFit(lines, wanted: wanted, bands, jobMetrics: jobMetrics) else {
      (rows, note) = ([], "no weights of these metrics keep to the bands")
      return
    }
    var rows = lines.indices.map { place -> Row in
      let line = lines[place]
      let proposed = Double(fit.percents[place]) / Double(WholePercents.whole)
      let own = violations.filter { violation in
        [.belowBand, .aboveBand].contains(violation.rule)
          && WeightBand.Subject(name: violation.subject).map {
            BandReading.holds($0, line, jobMetrics: jobMetrics)
          } == true
      }
      let distance = WeightProposal.distance(drivers[place])
      let isMoved = abs(wanted[place] - weights[place]) > WeightProposal.trifle
      let isChanged = abs(proposed - line.share) > WeightProposal.trifle
      let basis: Row.Basis =
        !isChanged
        ? .none : isMoved && !own.isEmpty ? .both : isMoved ? .evidence : own.isEmpty ? .balance : .policy
      return Row(
        metric: line.metric, subject: line.metricClass.rawValue, weight: line.share, proposed: proposed,
        importance: drivers[place]?.importance, basis: basis,
        sentence: WeightProposal.sentence(
          line, drivers[place], evidence, own, proposed,
          isKept: wanted[place] == 0 && proposed > WeightProposal.trifle),
        distance: distance)
    }
    rows += fit.lacking.map { subject, percents in
      let proposed = Double(percents) / Double(WholePercents.whole)
      return Row(
        metric: "", subject: subject.name, weight: 0, proposed: proposed, basis: .policy,
        sentence:
          "a metric of \(subject.name) is to be found: \(AlignmentWords.text(proposed)) of the weight is proposed for it"
      )
    }
    self.rows = rows.enumerated().sorted { a, b in
      if a.element.distance != b.element.distance { return a.element.distance > b.element.distance }
      let (one, other) = (
        abs(a.element.proposed - a.element.weight), abs(b.element.proposed - b.element.weight)
      )
      return one == other ? a.offset < b.offset : one > other
    }.map(\.element)
    note = ""
  }

  /// Half of one percent: what whole percents cannot say.
  private static let trifle = 0.005

  private static func wanted(_ weights: [Double], _ drivers: [OutcomeEvidence.Driver?]) -> [Double] {
    // Importances are parts of what can be judged.
    let judged = weights.indices.filter { drivers[$0]?.importance != nil }
    let mass = judged.reduce(0.0) { $0 + weights[$1] }
    var wanted = weights
    for (place, driver) in drivers.enumerated() {
      guard let driver else { continue }
      if driver.standing == .dead || driver.isWrongSign && driver.importance != nil {
        wanted[place] = 0
      } else if let importance = driver.importance, mass > 0 {
        wanted[place] = mass * min(importance.high, max(importance.low, weights[place] / mass))
      }
    }
    let sum = wanted.reduce(0, +)
    return sum > 0 ? wanted.map { $0 / sum } : weights
  }

  private static func distance(_ driver: OutcomeEvidence.Driver?) -> Double {
    guard let driver, let importance = driver.importance, let weight = driver.weight else { return 0 }
    if driver.isWrongSign { return weight }
    return max(0, max(weight - importance.high, importance.low - weight))
  }

  private static func sentence(
    _ line: ScorecardLine, _ driver: OutcomeEvidence.Driver?, _ evidence: OutcomeEvidence?,
    _ violations: [PolicyViolation], _ proposed: Double, isKept: Bool
  ) -> String {
    func text(_ number: Double) -> String { AlignmentWords.text(number) }
    var parts: [String] = []
    let outcome = evidence.map { $0.verdict == .noOutcome ? "" : $0.outcome } ?? ""
    if let driver, let importance = driver.importance, let weight = driver.weight {
      parts.append(
        "\(line.metric) has \(text(weight)) of the weight that can be judged and explains \(text(importance.value)) "
          + "(95 % \(text(importance.low)) to \(text(importance.high))) of what metrics explain of \(outcome)"
      )
      if driver.isWrongSign {
        parts.append("it rewards what goes with worse \(outcome): turn its direction, or take its weight")
      }
    } else {
      switch driver?.standing {
      case .dead: parts.append("\(line.metric) is the same for nearly everybody: it judges nobody")
      case .circular: parts.append("\(line.metric) says the same as \(outcome): it cannot be its own driver")
      case .noData: parts.append("nothing, or too little, is known of \(line.metric)")
      case .copied: parts.append("\(line.metric) says the same as a metric of more weight")
      case .surplus: parts.append("\(line.metric) was not judged, as there are too many metrics")
      case .judged, nil:
        parts.append("the data say nothing of \(line.metric)" + (outcome.isEmpty ? "" : " and \(outcome)"))
      }
    }
    parts += Set(violations.map(\.note)).sorted()
    if isKept { parts.append("its band keeps \(text(proposed)) of it") }
    parts.append("\(text(line.share)) now, \(text(proposed)) is proposed")
    return parts.joined(separator: "; ")
  }
}
