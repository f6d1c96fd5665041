import Aggregate
import Canonical
import Statistics

/// Two metrics of one scorecard, and how they go together within sites and months.
struct MetricPair {
  /// What they are to one another; the raw value is printed.
  enum Relation: String {
    case none = ""
    /// They say the same: a correlation beyond .9.
    case redundant
    /// Who does well in one does badly in the other.
    case conflict
    /// Nobody says which values of one of them are better.
    case directionUnknown = "direction_unknown"
  }

  /// The lines, the one of more weight first.
  var first: ScorecardLine
  var second: ScorecardLine
  /// Their correlation, above 0 where who does well in one does well in the other; as measured where nobody says which
  /// values are better.
  var correlation: OutcomeEvidence.Ranged
  var relation: Relation

  /// What both metrics of a pair are to one another.
  /// - Parameter isOriented: whether it is known which values of both are better.
  static func relation(_ correlation: OutcomeEvidence.Ranged, isOriented: Bool) -> Relation {
    if abs(correlation.value) > AlignmentParameters.redundantCorrelation { return .redundant }
    if !isOriented { return .directionUnknown }
    return correlation.value <= -AlignmentParameters.conflictingCorrelation && correlation.high < 0
      ? .conflict : .none
  }
}

/// All pairs of a unit's weighted metrics.
struct MetricPairs {
  /// The pairs of metrics that have data and vary, those of most weight first.
  private(set) var pairs: [MetricPair] = []
  /// Months with all of these metrics, and the people whose they are.
  private(set) var months = 0
  private(set) var people = 0
  /// Why there are none; empty where there are.
  private(set) var note = ""
  /// Whether they are withheld, as they are of too few people.
  private(set) var isWithheld = false

  /// No pairs, since they are not told.
  init(withheld note: String) { (self.note, isWithheld) = (note, true) }

  /// The pairs of a unit.
  init(
    _ unit: EvidenceUnit, _ panel: AlignmentPanel, _ parameters: AlignmentParameters, minimumPeople: Int,
    draws: Int = AlignmentParameters.draws
  ) {
    let columns = DriverColumns(unit: unit, panel: panel, parameters: parameters)
    let found = columns.found(against: nil, known: nil)
      .filter { $0.standing == .judged && $0.line.weight > 0 }
    do throws(NotEstimable) {
      guard found.count > 1 else { throw .tooFew(.predictors, found: found.count, needed: 2) }
      let months = try CompleteMonths(found.map(\.values), of: unit, panel)
      let kept = found.indices.filter { !months.isFlat($0) }
      guard kept.count > 1 else { throw .tooFew(.predictors, found: kept.count, needed: 2) }
      if Disclosure(minimumPeople: minimumPeople).withholds(
        people: months.peopleCount, isSurveyed: kept.contains { found[$0].isSurveyed })
      {
        (isWithheld, note) = (true, "too few people have months with all of these metrics")
        return
      }
      (self.months, people) = (months.places.count, months.peopleCount)
      guard months.degreesOfFreedom >= AlignmentParameters.minimumMonths.all else {
        throw .tooFew(
          .observations, found: months.degreesOfFreedom, needed: AlignmentParameters.minimumMonths.all)
      }
      pairs = try MetricPairs.pairs(
        kept.map { found[$0].line }, months.products(of: kept),
        directions: kept.map { columns.isBetterLow(found[$0].line) }, draws: draws)
    } catch {
      note = AlignmentWords.reason(error)
    }
  }

  private static func pairs(
    _ lines: [ScorecardLine], _ products: ClusteredProducts, directions: [Bool?], draws: Int
  ) throws(NotEstimable) -> [MetricPair] {
    let correlations = try products.correlations()
    let drawn = products.bootstrap(draws: draws, seed: EvidenceReading.seed)
    var pairs: [MetricPair] = []
    for i in lines.indices {
      for j in lines.indices where j > i {
        let isOriented = directions[i] != nil && directions[j] != nil
        let flip = isOriented && directions[i] != directions[j] ? -1.0 : 1.0
        let range = try PercentileInterval(drawn.map { $0.map { flip * $0[i, j] } })
        let correlation = OutcomeEvidence.Ranged(
          value: flip * correlations[i, j], low: range.low, high: range.high)
        pairs.append(
          MetricPair(
            first: lines[i], second: lines[j], correlation: correlation,
            relation: MetricPair.relation(correlation, isOriented: isOriented)))
      }
    }
    return pairs
  }
}
