import Aggregate
import Canonical
import Statistics

/// Looks at each weighted metric of some units for signs of gaming, and at what a plain comparison would hide.
struct GamingReading {
  /// A unit and its headline outcome.
  struct Subject {
    /// What is weighed, and whose months they are.
    var unit: EvidenceUnit
    /// The headline outcome; nil where there were too few data for any.
    var outcome: String?
  }

  /// By unit, metric by metric.
  private(set) var signs: [[GamingSign]]

  private let panel: AlignmentPanel
  private let parameters: AlignmentParameters
  private let disclosure: Disclosure

  /// The signs of units that are told of together: discoveries are counted among all of them.
  init(
    _ subjects: [Subject], _ panel: AlignmentPanel, _ parameters: AlignmentParameters, minimumPeople: Int
  ) {
    (self.panel, self.parameters) = (panel, parameters)
    disclosure = Disclosure(minimumPeople: minimumPeople)
    signs = []
    signs = subjects.map(found)
    judge([.bunching, .upWhileDown, .peopleUpWhileDown])
    judge([.simpson])
  }

  /// Flags what q says among all looks of all units: checks of one question are one family, so that more of them are not
  /// more flags.
  private mutating func judge(_ checks: Set<GamingSign.Check>) {
    let places = signs.indices.flatMap { unit in
      signs[unit].indices.filter { checks.contains(signs[unit][$0].check) && signs[unit][$0].p != nil }
        .map { (unit: unit, sign: $0) }
    }
    guard let q = try? BenjaminiHochberg.qValues(places.map { signs[$0.unit][$0.sign].p }) else { return }
    for (place, q) in zip(places, q) {
      var sign = signs[place.unit][place.sign]
      sign.q = q
      // Of people a share of 0 says that nobody is found one by one.
      if let q, q <= AlignmentParameters.falseDiscoveries, let flag = sign.check.flag, sign.value != 0 {
        sign.flag = flag
        if sign.note.isEmpty { sign.note = GamingWords.flagged(sign) }
      }
      signs[place.unit][place.sign] = sign
    }
  }

  private func found(_ subject: Subject) -> [GamingSign] {
    let unit = subject.unit
    let columns = DriverColumns(unit: unit, panel: panel, parameters: parameters)
    let outcome = subject.outcome.map { name in
      (
        name: name, values: unit.values(panel.values(of: name)),
        flip: columns.isBetterLow(ScorecardLine(name, .outcome, weight: 0)) == true ? -1.0 : 1.0,
        isSurveyed: columns.isSurveyed(name)
      )
    }
    var signs: [GamingSign] = []
    for line in unit.ordered where line.weight > 0 {
      let values = unit.values(panel.values(of: line.metric))
      guard values.contains(where: { $0 != nil }) else { continue }
      let isSurveyed = columns.isSurveyed(line.metric)
      let isLow = columns.isBetterLow(line)
      let own = people([values], unit)
      if let target = line.target, let isLow {
        signs.append(
          guarded(.bunching, line.metric, people: own, isSurveyed: isSurveyed)
            ?? bunching(line, target, isLow, values, unit))
      }
      guard let outcome, !columns.isCircular(line.metric, outcome.name) else { continue }
      let isAnswered = isSurveyed || outcome.isSurveyed
      let both = people([values, outcome.values], unit)
      func few(_ check: GamingSign.Check) -> GamingSign? {
        guarded(check, line.metric, outcome.name, people: both, isSurveyed: isAnswered)
      }
      let months = Result { () throws(NotEstimable) in
        try CompleteMonths([values, outcome.values], of: unit, panel)
      }
      if let isLow {
        let flips = (metric: isLow ? -1.0 : 1, outcome: outcome.flip)
        signs +=
          few(.upWhileDown).map { [$0] }
          ?? diverging(line, outcome.name, months, flips, isSurveyed: isAnswered)
      }
      signs.append(few(.simpson) ?? reversal(line, outcome.name, months))
    }
    if unit.type != .supervisor, outcome != nil || unit.lines.contains(where: { $0.weight > 0 }) {
      signs.append(agreement(unit))
    }
    return signs.map { sign in
      var sign = sign
      if let people = sign.people { sign.behind = people }
      sign.isSurveyed =
        columns.isSurveyed(sign.metric) || (!sign.outcome.isEmpty && columns.isSurveyed(sign.outcome))
      return sign
    }
  }

  /// A sign without numbers where they would be of too few people; nil where they are not.
  private func guarded(
    _ check: GamingSign.Check, _ metric: String, _ outcome: String = "", people: Int, isSurveyed: Bool
  ) -> GamingSign? {
    guard disclosure.withholds(people: people, isSurveyed: isSurveyed) else { return nil }
    return GamingSign(
      check: check, metric: metric, outcome: outcome, flag: .withheld,
      note: "too few people have months with it", behind: people, isSurveyed: isSurveyed)
  }

  /// How many people have a month in which all of some columns are known.
  private func people(_ columns: [[Double?]], _ unit: EvidenceUnit) -> Int {
    var last = -1
    // Months of one person follow one another.
    return unit.places.indices.count { place in
      let person = panel.rows[unit.places[place]].place
      guard person != last, columns.allSatisfy({ $0[place] != nil }) else { return false }
      last = person
      return true
    }
  }

  private func missing(
    _ check: GamingSign.Check, _ metric: String, _ outcome: String = "", _ reason: NotEstimable
  ) -> GamingSign {
    GamingSign(
      check: check, metric: metric, outcome: outcome, flag: .notEstimable,
      note: "not estimable: " + GamingWords.reason(reason, check))
  }

  // MARK: checks

  private func bunching(
    _ line: ScorecardLine, _ target: Int64, _ isLow: Bool, _ values: [Double?], _ unit: EvidenceUnit
  ) -> GamingSign {
    do throws(NotEstimable) {
      let found = try TargetBunching(
        values, people: unit.places.map { panel.rows[$0].place }, target: target, isBetterLow: isLow)
      var sign = GamingSign(
        check: .bunching, metric: line.metric, n: found.months, people: found.people,
        value: found.test.moved, low: found.test.low, high: found.test.high, p: found.pValue)
      if found.isHeap { sign.note = "values heap on other numbers as round, too" }
      return sign
    } catch {
      return missing(.bunching, line.metric, "", error)
    }
  }

  private func diverging(
    _ line: ScorecardLine, _ outcome: String, _ months: Result<CompleteMonths, NotEstimable>,
    _ flips: (metric: Double, outcome: Double), isSurveyed: Bool
  ) -> [GamingSign] {
    let trends: DivergingTrends
    switch months {
    case .failure(let reason): return [missing(.upWhileDown, line.metric, outcome, reason)]
    case .success(let months): trends = DivergingTrends(months, flips: flips, panel)
    }
    var signs: [GamingSign] = []
    if let whole = trends.whole {
      signs.append(
        GamingSign(
          check: .upWhileDown, metric: line.metric, outcome: outcome, n: whole.months,
          people: trends.peopleCount, value: whole.metric.slope, other: whole.outcome.slope,
          p: whole.p))
    } else {
      signs.append(
        missing(
          .upWhileDown, line.metric, outcome,
          trends.reason ?? .tooFew(.periods, found: 0, needed: AlignmentParameters.minimumTrendMonths)))
    }
    let tested = trends.people.count
    guard tested > 0 else { return signs }
    if let sign = guarded(
      .peopleUpWhileDown, line.metric, outcome, people: tested, isSurveyed: isSurveyed)
    {
      return signs + [sign]
    }
    let suspects = trends.suspects
    var sign = GamingSign(
      check: .peopleUpWhileDown, metric: line.metric, outcome: outcome, n: tested, people: tested,
      p: trends.peopleP)
    // A number of single people is told where it is none, or enough of them.
    if suspects == 0 || !disclosure.withholds(people: suspects, isSurveyed: isSurveyed) {
      sign.value = Double(suspects) / Double(tested)
      let interval = WilsonInterval(share: Double(suspects) / Double(tested), size: Double(tested))
      (sign.low, sign.high) = (interval.low, interval.high)
    } else {
      sign.note = "some, too few to say how many"
    }
    return signs + [sign]
  }

  private func reversal(
    _ line: ScorecardLine, _ outcome: String, _ months: Result<CompleteMonths, NotEstimable>
  ) -> GamingSign {
    do throws(NotEstimable) {
      let found = try SignReversal(months.get())
      return GamingSign(
        check: .simpson, metric: line.metric, outcome: outcome, n: found.months, people: found.people,
        value: found.within.value, low: found.within.low, high: found.within.high, other: found.pooled.value,
        p: found.pValue)
    } catch {
      return missing(.simpson, line.metric, outcome, error)
    }
  }

  private func agreement(_ unit: EvidenceUnit) -> GamingSign {
    let (quality, outcome) = (ComputedMetric.quality.rawValue, ComputedMetric.acr.rawValue)
    do throws(NotEstimable) {
      let found = try QualityAgreement(
        quality: unit.values(panel.values(of: quality)), outcome: unit.values(panel.values(of: outcome)),
        of: unit, panel)
      let share = found.share
      return guarded(.qualityGoesWith, quality, outcome, people: found.people, isSurveyed: false)
        ?? GamingSign(
          check: .qualityGoesWith, metric: quality, outcome: outcome, n: found.people,
          people: found.people, value: share.value, low: share.low, high: share.high,
          note: GamingWords.agreement(found))
    } catch {
      return missing(.qualityGoesWith, quality, outcome, error)
    }
  }
}
