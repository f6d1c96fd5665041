import Aggregate
import Canonical
import Statistics
import Tables

/// Writes `survey_bias`: who answers surveys, when, and what all would say if those who answer stood for
/// them.
struct SurveyBiasTable {
  /// What was counted.
  let figures: SurveyFigures
  /// Place of the headline among those that may be it.
  let headline: Int
  /// The headline's window and match, by which outcomes were seen.
  let seen: FCRNumber.Variant
  /// Groupings that are wanted: only of those anybody knows who stands behind the contacts of their groups.
  let groupings: [Grouping]
  /// What a group is called; empty where missing.
  let name: (UInt32) -> String

  /// Contacts with an answer, over all, as a measure.
  private static let responseRate = "response_rate"

  /// The table.
  var table: GuardedTable {
    let groups = self.groups
    return GuardedTable(
      ReportTable(
        name: FCRStudy.surveyBias.rawValue,
        description: "One share of contacts that were answered, or of what was answered, per row.",
        columns: SurveyBiasTable.columns, primaryKey: ["measure", "group_by", "group"], rows: []),
      guardedColumns: SurveyBiasTable.columns[3...].map(\.name).filter { $0 != "flag" },
      rows: responseRows(groups) + answerRows(.vocFCR, groups, \.vocFCR, \.vocFCR)
        + answerRows(.vocResolution, groups, \.vocResolution, \.vocResolution))
  }

  private static let columns: [ReportTable.Column] =
    [
      .init(
        "measure", .text,
        "response_rate (contacts with an answer), voc_fcr or voc_resolution (what the answers say)"),
      .init(
        "group_by", .text,
        "all, channel, call_type, outcome (seen within the headline's window), delay (from the contact's end to the "
          + "answer), or weighted: answers weighted to all contacts"),
      .init(
        "group", .text,
        "the group; of weighted: mix (channel and call type), mix_and_outcome (and what was seen), or "
          + "outcome_driven (whether they answer depends on nothing but what they would say); empty where its value "
          + "is missing"),
    ] + RateCells.columns(rate: "x / n, share 0…1; of weighted: the weighted share")
    + [
      .init("share_of_contacts", .decimal, "contacts of the group over all contacts, share 0…1"),
      .init("share_of_answered", .decimal, "the same of the contacts with an answer"),
      .init(
        "covered", .decimal,
        "of weighted: contacts in strata with answers over all contacts, share 0…1; the rest is said nothing about"
      ),
      .init("people", .integer, "distinct respondents; of weighted at most so many"), RateCells.flagColumn,
    ]

  /// A group in the table.
  private struct Named {
    let grouping: String
    let name: String
    let group: SurveyFigures.Group
  }

  /// The groups in the order of the table.
  private var groups: [Named] {
    func place(_ group: SurveyGroup) -> (Int, Int) {
      switch group {
      case .all: (0, 0)
      case .channel: (1, 0)
      case .callType: (2, 0)
      case .outcome(let outcome, _): (3, Int(outcome.rawValue))
      case .delay(let delay): (4, Int(delay.rawValue))
      }
    }
    return figures.groups.compactMap { key, group -> (place: (Int, Int), named: Named)? in
      let (grouping, name): (String, String)
      switch key {
      case .all: (grouping, name) = (Grouping.all.rawValue, Grouping.all.rawValue)
      case .channel where !groupings.contains(.channel): return nil
      case .callType where !groupings.contains(.callType): return nil
      case .channel(let code): (grouping, name) = (Grouping.channel.rawValue, self.name(code))
      case .callType(let code): (grouping, name) = (Grouping.callType.rawValue, self.name(code))
      case .outcome(let outcome, let headline):
        if headline != self.headline { return nil }
        (grouping, name) = ("outcome", outcome.word)
      case .delay(let delay): (grouping, name) = ("delay", delay.word)
      }
      return (place(key), Named(grouping: grouping, name: name, group: group))
    }.sorted { a, b in
      a.place == b.place ? a.named.name.utf8.lexicographicallyPrecedes(b.named.name.utf8) : a.place < b.place
    }.map(\.named)
  }

  private func row(
    _ measure: String, _ grouping: String, _ group: String, _ cells: [ReportTable.Cell],
    shares: [ReportTable.Cell] = [.missing, .missing], covered: ReportTable.Cell = .missing, people: Int,
    flag: ReportTable.Cell, disclosed: Disclosed? = nil
  ) -> GuardedRow {
    GuardedRow(
      [.text(measure), .text(grouping), .name(group)] + cells + shares
        + [covered, .integer(Int64(people)), flag],
      people: disclosed?.people ?? people, isSurveyed: true, cell: disclosed?.cell,
      further: measure == SurveyBiasTable.responseRate && grouping == "outcome"
        ? seenCells.map { GuardedRow.Told($0, people: nil) } : [])
  }

  /// What the numbers of contacts by outcome would tell: `acr` of all, and how many qualify.
  private var seenCells: [DisclosureCell] {
    [FCRRows.series(of: FCRNumber(.acr, seen)), FCRTables.qualifyingSeries].map {
      DisclosureCell($0, .all, Grouping.all.rawValue, nil)
    }
  }

  /// What decides whether a row is withheld.
  private struct Disclosed {
    /// Respondents that the minimum holds for.
    let people: Int
    /// The number of channel and call type that adds up with others.
    let cell: DisclosureCell?
  }

  /// What decides on the rows of some groups.
  ///
  /// Outcomes and delays are no groupings that tables share: of theirs that add up to all, the next smallest
  /// is withheld with one that is, and further ones until those withheld have the minimum together.
  private func disclosed(
    _ groups: [Named], _ series: DisclosureCell.Series, _ people: (SurveyFigures.Group) -> Int
  ) -> [Disclosed] {
    var disclosed = groups.map { group in
      Disclosed(
        people: people(group.group),
        cell: Grouping(rawValue: group.grouping).map { DisclosureCell(series, $0, group.name, nil) })
    }
    for grouping in ["outcome", "delay"] {
      let own = groups.indices.filter { groups[$0].grouping == grouping }
        .sorted { (disclosed[$0].people, $0) < (disclosed[$1].people, $1) }
      var smaller = 0
      for place in own {
        let people = disclosed[place].people
        if place != own.first { disclosed[place] = Disclosed(people: min(people, smaller), cell: nil) }
        smaller += people
      }
    }
    return disclosed
  }

  /// Of contacts: how many have an answer.
  private func responseRows(_ groups: [Named]) -> [GuardedRow] {
    guard let all = figures.groups[.all]?.answered, all.n > 0 else { return [] }
    let groups = groups.filter { $0.group.answered.n > 0 }
    // Who contacts the center is counted with the work of agents.
    let series = DisclosureCell.Series(SurveyBiasTable.responseRate, partOf: FCRTables.qualifyingSeries.name)
    return zip(groups, disclosed(groups, series) { $0.vocResolution.people }).map { group, disclosed in
      let rate = group.group.answered
      let cells = RateCells(rate)
      let answered: ReportTable.Cell =
        all.x > 0 ? .decimal(millionths: RateCells.millionths(rate.x, of: all.x)) : .missing
      return row(
        SurveyBiasTable.responseRate, group.grouping, group.name, cells.counts + cells.estimates,
        shares: [.decimal(millionths: RateCells.millionths(rate.n, of: all.n)), answered],
        people: group.group.vocResolution.people, flag: cells.flag, disclosed: disclosed)
    }
  }

  /// Of answers: what they say, plainly and weighted to all contacts.
  private func answerRows(
    _ measure: FCRMeasure, _ groups: [Named], _ answers: (SurveyFigures.Group) -> SurveyFigures.Answers,
    _ counts: (SurveyFigures.Stratum) -> (n: Int64, x: Int64)
  ) -> [GuardedRow] {
    guard let people = figures.groups[.all].map({ answers($0).people }), people > 0 else { return [] }
    let groups = groups.filter { answers($0.group).rate.n > 0 }
    let series = FCRRows.series(of: FCRNumber(measure))
    let plain = zip(groups, disclosed(groups, series) { answers($0).people }).map { group, disclosed in
      let cells = RateCells(answers(group.group).rate)
      return row(
        measure.rawValue, group.grouping, group.name, cells.counts + cells.estimates,
        people: answers(group.group).people, flag: cells.flag, disclosed: disclosed)
    }
    return plain
      + [
        weighted(measure.rawValue, "mix", counts, people: people) {
          SurveyStratum(channel: $0.channel, callType: $0.callType, outcome: .unknown)
        }, weighted(measure.rawValue, "mix_and_outcome", counts, people: people) { $0 },
        outcomeDriven(measure.rawValue, counts, people),
      ]
  }

  /// The answers, weighted to all contacts of the same mix.
  ///
  /// Strata without enough answers say nothing: their contacts are not covered.
  private func weighted(
    _ measure: String, _ weighting: String, _ counts: (SurveyFigures.Stratum) -> (n: Int64, x: Int64),
    people: Int, by key: (SurveyStratum) -> SurveyStratum
  ) -> GuardedRow {
    let strata = SurveyStrata(figures.strata, counts, by: key)
    let covered = RateCells.millionths(strata.coveredContacts, of: max(1, strata.contacts))
    var cells: [ReportTable.Cell] = [.integer(strata.answers), .missing]
    if let share = strata.standardized, strata.answers >= FCRCards.minimumSample {
      cells += [.number(share.share), .number(share.low), .number(share.high)]
    } else {
      cells += [.missing, .missing, .missing]
    }
    return row(
      measure, "weighted", weighting, cells, covered: .decimal(millionths: covered),
      people: strata.usedAnswers == 0 ? people : min(people, Int(strata.usedAnswers)),
      flag: RateCells.flag(strata.answers))
  }

  /// What all would say if nothing but what they would say decided whether they answer: how often those who say yes
  /// and those who say no come back is seen among the answers, and how often all come back among all contacts.
  private func outcomeDriven(
    _ measure: String, _ counts: (SurveyFigures.Stratum) -> (n: Int64, x: Int64), _ people: Int
  ) -> GuardedRow {
    var (contacts, yes, no) = (
      (n: Int64(0), x: Int64(0)), (n: Int64(0), x: Int64(0)), (n: Int64(0), x: Int64(0))
    )
    for (stratum, figures) in figures.strata where stratum.outcome != .unknown {
      let (n, x) = counts(figures)
      let isRepeated: Int64 = stratum.outcome == .repeated ? 1 : 0
      contacts = (contacts.n + figures.contacts, contacts.x + isRepeated * figures.contacts)
      yes = (yes.n + x, yes.x + isRepeated * x)
      no = (no.n + n - x, no.x + isRepeated * (n - x))
    }
    let answers = yes.n + no.n
    var cells: [ReportTable.Cell] = [.integer(answers), .missing]
    func proportion(_ counts: (n: Int64, x: Int64)) throws(NotEstimable) -> Proportion {
      try Proportion(successes: Double(counts.x), size: Double(counts.n))
    }
    if answers >= FCRCards.minimumSample,
      let share = try? RoganGladenEstimate(
        positive: proportion(contacts), ofAffected: proportion(yes), ofUnaffected: proportion(no))
    {
      cells += [.number(share.share), .number(share.low), .number(share.high)]
    } else {
      cells += [.missing, .missing, .missing]
    }
    return row(
      measure, "weighted", "outcome_driven", cells, people: min(people, Int(answers)),
      flag: RateCells.flag(answers))
  }
}
