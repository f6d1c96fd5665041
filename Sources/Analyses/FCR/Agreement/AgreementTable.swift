import Aggregate
import Canonical
import Statistics
import Tables

/// Writes `fcr_agreement`: what was said against what was seen, and agents' words against customers'.
struct AgreementTable {
  /// What was counted.
  let figures: RuleFigures
  /// Place of the headline among those that may be it.
  let headline: Int
  /// Respondents behind all answers.
  let respondents: Int
  /// What an agent is called.
  let name: (UInt32) -> String

  /// `tables/fcr_agreement`: all contacts.
  var table: GuardedTable { guarded(MethodPair.all.flatMap(rows)) }

  /// `individual/fcr_agreement`: one agent's own claims per group.
  var individual: GuardedTable { guarded(MethodPair.ofAgents.flatMap(agentRows), isIndividual: true) }

  private func guarded(_ rows: [GuardedRow], isIndividual: Bool = false) -> GuardedTable {
    GuardedTable(
      ReportTable(
        name: FCRStudy.agreement.rawValue,
        description:
          "One statistic of two ways to tell resolution, on the contacts that both tell of, per row.",
        columns: AgreementTable.columns,
        primaryKey: ["claim", "check", "group_by", "group", "statistic"], rows: []),
      guardedColumns: AgreementTable.columns[5...].map(\.name).filter { $0 != "flag" }, rows: rows,
      isIndividual: isIndividual)
  }

  private static let columns: [ReportTable.Column] = [
    .init("claim", .text, "the method that claims: disposition_fcr, voc_fcr or voc_resolution"),
    .init(
      "check", .text,
      "what the claim is held against: window_fcr or acr at the headline, or what customers say"),
    .init("group_by", .text, "all, or agent"), .init("group", .text, "the group"),
    .init(
      "statistic", .text,
      "agreement (both say the same), kappa (beyond chance), over_claim (check denies what is claimed resolved), "
        + "under_claim (check says resolved, the claim does not), false_claim (claimed resolved, of what the check "
        + "denies; agents only), reality_gap (claimed share less checked share)"
    ),
    .init("n", .integer, "denominator: contacts, or answers where customers are asked"),
    .init("x", .integer, "numerator; empty for kappa and reality_gap"),
    .init("value", .decimal, "share 0…1; kappa and reality_gap −1…1"),
    .init("lo", .decimal, "lower end of the 95 % interval"),
    .init("hi", .decimal, "upper end of the 95 % interval"),
    .init("shrunken", .decimal, "an agent's share pulled towards all agents' (beta-binomial); empty for all"),
    .init("shrunken_lo", .decimal, "lower end of its 95 % interval"),
    .init("shrunken_hi", .decimal, "upper end of its 95 % interval"),
    .init("confirmed", .integer, "claimed resolved, and so says the check"),
    .init("denied", .integer, "claimed resolved, denied by the check"),
    .init("missed", .integer, "claimed not resolved, resolved by the check"),
    .init("open", .integer, "claimed not resolved, and so says the check"),
    .init("people", .integer, "distinct credited agents; where customers are asked the customers"),
    RateCells.flagColumn,
  ]

  /// The statistics of a pair over all contacts; none where nothing has both.
  private func rows(_ pair: MethodPair) -> [GuardedRow] {
    let counts = figures.counts(pair, headline: headline)
    if counts.n == 0 { return [] }
    let rate = figures.rate(.agreement(pair), headline: headline)
    let isSurveyed = pair.isSurveyed
    let people = people(of: .agreement(pair), isSurveyed)
    // All rows print all four counts: what too few people stand behind in one of them is withheld in all.
    let claims = [Rule.overClaim(pair), .underClaim(pair)].filter {
      figures.rate($0, headline: headline).n > 0
    }
    let guardedPeople = (claims.map { self.people(of: $0, isSurveyed) } + [people]).min() ?? people
    func row(
      _ statistic: String, _ values: [ReportTable.Cell], flag: ReportTable.Cell
    ) -> GuardedRow {
      let key: [ReportTable.Cell] = [
        .text(pair.claim.rawValue), .text(pair.check.rawValue), .text(Grouping.all.rawValue),
        .text(Grouping.all.rawValue), .text(statistic),
      ]
      return GuardedRow(
        key + values + [.missing, .missing, .missing] + AgreementTable.cells(counts)
          + [.integer(Int64(people)), flag], people: guardedPeople, isSurveyed: isSurveyed)
    }
    func row(_ statistic: String, _ rate: RateTally) -> GuardedRow {
      let cells = RateCells(rate)
      return row(statistic, cells.counts + cells.estimates, flag: cells.flag)
    }
    return [
      row("agreement", rate),
      row("kappa", number(counts, kappa(counts, rate)), flag: RateCells.flag(counts.n)),
      row("over_claim", figures.rate(.overClaim(pair), headline: headline)),
      row("under_claim", figures.rate(.underClaim(pair), headline: headline)),
      row("reality_gap", number(counts, gap(pair, counts, rate)), flag: RateCells.flag(counts.n)),
    ]
  }

  /// Who stands behind a share: credited agents, or who was asked, no more than customers or respondents.
  private func people(of rule: Rule, _ isSurveyed: Bool) -> Int {
    isSurveyed
      ? min(Int(figures.rate(rule, headline: headline).customers), respondents)
      : figures.people(rule, headline: headline)
  }

  /// n, no x, a value with its interval; empty below the minimum sample or where it cannot be estimated.
  private func number(
    _ counts: ClaimCounts, _ value: (value: Double, low: Double, high: Double)?
  ) -> [ReportTable.Cell] {
    guard let value, counts.n >= FCRCards.minimumSample else {
      return [.integer(counts.n)] + Array(repeating: .missing, count: 4)
    }
    return [.integer(counts.n), .missing, .number(value.value), .number(value.low), .number(value.high)]
  }

  /// Kappa, its error widened by the design effect of the agreement.
  private func kappa(_ counts: ClaimCounts, _ agreement: RateTally) -> (Double, Double, Double)? {
    guard
      let kappa = try? CohenKappa(counts: [
        [counts.confirmed, counts.denied], [counts.missed, counts.open],
      ]), kappa.standardError > 0
    else { return nil }
    let effect = Double(agreement.n) / agreement.effectiveSize
    let half = WilsonInterval.z95 * kappa.standardError * effect.squareRoot()
    return (kappa.value, max(-1, kappa.value - half), min(1, kappa.value + half))
  }

  /// The share that is claimed less the share that the check confirms, of the same contacts.
  private func gap(
    _ pair: MethodPair, _ counts: ClaimCounts, _ agreement: RateTally
  ) -> (Double, Double, Double)? {
    let sums = figures.gap(pair, headline: headline)
    guard
      let shares = try? PairedShares(
        both: counts.confirmed, first: counts.denied, second: counts.missed, neither: counts.open,
        squares: sums.squares, products: sums.products, sizes: agreement.sizeSquares,
        clusters: agreement.customers)
    else { return nil }
    return (shares.difference, shares.low, shares.high)
  }

  private static func cells(_ counts: ClaimCounts) -> [ReportTable.Cell] {
    [counts.confirmed, counts.denied, counts.missed, counts.open].map { .integer($0) }
  }

  /// What agents claim, against what was seen: each one's own and shrunken.
  private func agentRows(_ pair: MethodPair) -> [GuardedRow] {
    let agents = figures.agents(pair, headline: headline)
      .map { (name: name($0.agent), claims: $0) }
      .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    let statistics = zip(ClaimCounts.Share.allCases, ["over_claim", "under_claim", "false_claim"]).map {
      share, name in
      let shares = agents.map { $0.claims.shares[share.rawValue] }
      return (name: name, shares: shares, shrunken: shrunken(shares))
    }
    return agents.indices.flatMap { place -> [GuardedRow] in
      let (agent, claims) = agents[place]
      return statistics.compactMap { statistic, shares, shrunken in
        let (share, shrunken) = (shares[place], shrunken[place])
        if share.n == 0 { return nil }
        let rate = RateCells(share)
        let key: [ReportTable.Cell] = [
          .text(pair.claim.rawValue), .text(pair.check.rawValue), .text(Grouping.agent.rawValue),
          .name(agent),
          .text(statistic),
        ]
        let printed = rate.millionths == nil ? nil : shrunken
        let pulled: [ReportTable.Cell] =
          printed.map { [.number($0.mean), .number($0.low), .number($0.high)] } ?? [
            .missing, .missing, .missing,
          ]
        return GuardedRow(
          key + rate.counts + rate.estimates + pulled + AgreementTable.cells(claims.counts) + [
            .integer(1), rate.flag,
          ],
          people: 1)
      }
    }
  }

  /// Each agent's share pulled towards all agents'; nil where there are too few of them.
  private func shrunken(_ shares: [RateTally]) -> [BetaBinomialShrinkage.Unit?] {
    let peers = shares.map { try? Proportion(successes: Double($0.x), size: Double($0.n)) }
    guard let group = try? BetaBinomialShrinkage(peers.compactMap(\.self), by: .maximumLikelihood) else {
      return shares.map { _ in nil }
    }
    var units = group.units.makeIterator()
    return peers.map { $0 == nil ? nil : units.next() }
  }
}
