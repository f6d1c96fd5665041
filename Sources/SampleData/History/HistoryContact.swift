import Tables

/// A contact of a center of teams over years.
struct HistoryContact {
  /// UTC second of the start.
  var start: Int64
  /// Seconds until the end.
  var handleSeconds: Int
  /// Number of the customer: everybody has one matter.
  var customer: Int
  /// Who took it.
  var agent: Int32
  /// What the customer said a survey later: resolved or not; nil where nobody answered.
  var said: Bool?

  /// The day of the start.
  var day: CivilDate { CivilDate(days: Int32(start / 86_400)) }

  /// The customer's next contact with a team on a later day; nil where nobody is there.
  func second(
    on later: CivilDate, of team: Int, _ roster: HistoryRoster, _ random: inout RandomStream
  ) -> HistoryContact? {
    guard let next = roster.agent(ofTeam: team, on: later, &random) else { return nil }
    let tenure = { (agent: Int32, day: CivilDate) in
      HistoryTruth.tenureMonth(days: roster.workers[Int(agent)].tenureDays(on: day))
    }
    // As easy or hard as before, for somebody else.
    let handle =
      handleSeconds + HistoryTruth.handle(month: tenure(next, later))
      - HistoryTruth.handle(month: tenure(agent, day))
    return HistoryContact(
      start: Int64(later.days) * 86_400 + 28_800 + Int64(random.below(36_000)), handleSeconds: handle,
      customer: customer, agent: next)
  }
}

/// What a month of a team was like.
struct HistoryMonth {
  /// The team.
  var team: Int
  /// Counted from `HistoryCalendar.rosterFirst`.
  var month: Int
  /// Turnover a year of the twelve months before, in millionths.
  var turnover: Int
  /// First contacts.
  var firsts = 0
  /// Truth: the sum of their chances to be resolved, in millionths.
  var chances = 0
  /// First contacts and chances by band of tenure.
  var bands = Array(repeating: (firsts: 0, chances: 0), count: HistoryMonth.bandEnds.count + 1)

  /// Last day of tenure of each band but the last.
  ///
  /// Source: docs/definitions.md, `tenure_band`.
  static let bandEnds = [90, 365, 730, 1095]
  /// Their names.
  static let bandNames = ["0-90d", "91-365d", "1-2y", "2-3y", "3y+"]

  /// First contacts of the team, each with the one after it where it was not resolved.
  ///
  /// - Parameters:
  ///   - isKneed: whether turnover costs what is planted, or nothing beyond tenure.
  ///   - coaching: what coaching changes; it is told what everybody resolves.
  mutating func contacts(
    seed: UInt64, roster: HistoryRoster, mean: Int, isKneed: Bool, coaching: inout HistoryCoaching
  ) -> [HistoryContact] {
    var random = RandomStream(seed: seed, .historyContacts, Int64(team), Int64(month))
    var own = RandomStream(seed: seed, .historyTeam, Int64(team))
    var season = RandomStream(seed: seed, .historySeason, Int64(month))
    let base =
      HistoryTruth.resolved + own.below(60_001) - 30_000 + season.below(20_001) - 10_000
      + (isKneed ? HistoryTruth.cost(ofTurnover: turnover) : 0)
    let first = HistoryCalendar.start(ofMonth: month)
    let length = Int(HistoryCalendar.start(ofMonth: month + 1).days - first.days)
    var contacts: [HistoryContact] = []
    for number in 0..<(mean * 3 / 4 + random.below(mean / 2 + 1)) {
      let day = CivilDate(days: first.days + Int32(random.below(length)))
      guard let agent = roster.agent(ofTeam: team, on: day, &random) else { continue }
      let worker = roster.workers[Int(agent)]
      let days = worker.tenureDays(on: day)
      let tenure = HistoryTruth.tenureMonth(days: days)
      let level = base + worker.ability + HistoryTruth.ramp(month: tenure)
      let uncoached = HistoryTruth.chance(atLevel: level)
      let chance = HistoryTruth.chance(atLevel: level + coaching.effect(on: agent, on: day))
      let band = HistoryMonth.bandEnds.firstIndex { days <= $0 } ?? HistoryMonth.bandEnds.count
      firsts += 1
      chances += chance
      bands[band].firsts += 1
      bands[band].chances += chance

      let isResolved = random.chance(chance)
      var contact = HistoryContact(
        start: Int64(day.days) * 86_400 + 28_800 + Int64(random.below(36_000)),
        handleSeconds: HistoryTruth.handle(month: tenure) - 100 + random.below(201),
        customer: (team * HistoryCalendar.months + month) * 1000 + number, agent: agent)
      if random.chance(100_000) { contact.said = isResolved }
      contacts.append(contact)
      // The next day to the fifth, while somebody is there: every return is within a week.
      let second =
        isResolved
        ? nil
        : contact.second(
          on: CivilDate(days: day.days + 1 + Int32(random.below(5))), of: team, roster, &random)
      coaching.observe(
        agent, in: month, chance: chance, uncoached: uncoached, isResolved: second == nil,
        handleSeconds: contact.handleSeconds)
      guard let second else { continue }
      coaching.observeSecond(
        second.agent, in: HistoryCalendar.month(of: second.day), handleSeconds: second.handleSeconds)
      contacts.append(second)
    }
    return contacts
  }
}
