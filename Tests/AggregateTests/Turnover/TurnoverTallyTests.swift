import Canonical
import Dice
import Tables
import Testing

@testable import Aggregate

@Suite struct TurnoverTallyTests {
  private static func day(_ iso: String) throws -> CivilDate { try #require(CivilDate(iso: iso)) }

  private func key(_ grouping: Grouping, _ group: UInt32 = 0) -> TurnoverTally.Key {
    TurnoverTally.Key(grouping: grouping, group: group)
  }

  /// Days of a team in a site.
  private func groups(team: UInt32, site: UInt32 = 1) -> EmploymentHistory.Groups {
    EmploymentHistory.Groups(0, site, team, 0, 0, 0, 0, 0)
  }

  @Test func `days of a leap year count to the last one, and a separation in its month`() throws {
    let span = TurnoverSpan(first: try Self.day("2024-01-01"), last: try Self.day("2024-12-31"))
    var tally = TurnoverTally(span, groupings: [.all, .team])
    var ana = EmploymentHistory(person: 1)
    ana.stretches = [
      .init(first: try Self.day("2023-12-30"), last: try Self.day("2024-02-28"), groups: groups(team: 7)),
      .init(first: try Self.day("2024-02-29"), last: try Self.day("2024-03-01"), groups: groups(team: 8)),
    ]
    ana.separations = [
      .init(day: try Self.day("2024-03-01"), groups: groups(team: 8), kinds: [.external, .seat, .voluntary])
    ]
    tally.observe(ana)
    let (seven, eight) = (tally.units[key(.team, 7)], tally.units[key(.team, 8)])
    // January has 31 days, 28 of February are team 7's; the 29th and 1 March are team 8's.
    #expect(seven?.months[0].personDays == 31 && seven?.months[1].personDays == 28)
    #expect(eight?.months[1].personDays == 1 && eight?.months[2].personDays == 1)
    #expect(eight?.months[2].separations(.voluntary) == 1 && eight?.all.separations(.involuntary) == 0)
    #expect(seven?.all.separations(.external) == 0)
    let all = tally.units[key(.all)]
    #expect(all?.all.personDays == 61 && all?.all.people == 1 && all?.year(from: 0).people == 1)
  }

  @Test func `twelve months are whole only inside the span`() throws {
    let span = TurnoverSpan(first: try Self.day("2024-01-02"), last: try Self.day("2025-02-27"))
    let years = (0..<span.monthCount).filter { span.holds(months: 12, from: $0) }
    // From February 2024 to January 2025 alone: January 2024 and February 2025 are cut.
    #expect(years.map { span.month(at: $0).description } == ["2024-02"])
  }

  /// A few people with spells, teams and exits of random days.
  private func histories(_ dice: inout Dice, from first: Int32, days: Int) -> [EmploymentHistory] {
    (0..<(1 + dice.below(12))).map { person in
      var history = EmploymentHistory(person: UInt32(person))
      var day = first - 200 + Int32(dice.below(300))
      for _ in 0..<(1 + dice.below(5)) {
        let last = day + Int32(dice.below(200))
        let groups = groups(team: UInt32(dice.below(4)), site: UInt32(dice.below(3)))
        history.stretches.append(
          .init(first: CivilDate(days: day), last: CivilDate(days: last), groups: groups))
        if dice.chance(50) {
          let reason = dice.pick(TurnoverKind.reasons)
          history.separations.append(
            .init(day: CivilDate(days: last), groups: groups, kinds: [.external, .seat, reason]))
        }
        day = last + 1 + Int32(dice.chance(50) ? 0 : dice.below(60))
      }
      return history
    }
  }

  @Test func `the tally is what a walk over every day finds, group by group and month by month`() throws {
    for seed in 0..<UInt64(Rounds.count(40)) {
      var dice = Dice(seed: seed)
      let first = try Self.day("2023-11-17")
      let days = 1 + dice.below(800)
      let span = TurnoverSpan(first: first, last: CivilDate(days: first.days + Int32(days - 1)))
      let people = histories(&dice, from: first.days, days: days)
      var tally = TurnoverTally(span, groupings: [.all, .site, .team])
      for history in people { tally.observe(history) }
      // Day by day, person by person.
      var (counts, heads, years):
        ([TurnoverTally.Key: [Int]], [TurnoverTally.Key: [Set<UInt32>]], [TurnoverTally.Key: [Set<UInt32>]]) =
          ([:], [:], [:])
      var exits: [TurnoverTally.Key: [Int]] = [:]
      for number in span.first.days...span.last.days {
        let day = CivilDate(days: number)
        let month = Int(day.month.number - span.first.month.number)
        for history in people {
          guard let own = history.groups(on: day) else { continue }
          let leaves = history.separations.contains { $0.day == day }
          for grouping in tally.groupings {
            let key = key(grouping, own[EmploymentHistory.place(of: grouping)])
            let none = Array(repeating: 0, count: span.monthCount)
            let nobody = Array(repeating: Set<UInt32>(), count: span.monthCount)
            counts[key, default: none][month] += 1
            heads[key, default: nobody][month].insert(history.person)
            for start in max(0, month - 11)...month {
              years[key, default: nobody][start].insert(history.person)
            }
            if leaves { exits[key, default: none][month] += 1 }
          }
        }
      }
      #expect(Set(tally.units.keys) == Set(counts.keys), "seed \(seed)")
      for (key, unit) in tally.units {
        let months = unit.months
        #expect(months.map { Int($0.personDays) } == counts[key], "seed \(seed), \(key)")
        #expect(months.map { Int($0.people) } == heads[key]?.map(\.count), "seed \(seed), \(key)")
        #expect(unit.peopleOfYear.map { Int($0) } == years[key]?.map(\.count), "seed \(seed), \(key)")
        let none = Array(repeating: 0, count: span.monthCount)
        #expect(months.map { $0.separations(.external) } == exits[key] ?? none, "seed \(seed), \(key)")
        let everybody = heads[key]?.reduce(Set()) { $0.union($1) }
        #expect(Int(unit.people) == everybody?.count, "seed \(seed), \(key)")
      }
    }
  }

  @Test func `any split and order of people gives the same tally, and groups and reasons add up to all`()
    throws
  {
    for seed in 0..<UInt64(Rounds.count(40)) {
      var dice = Dice(seed: seed)
      let first = try Self.day("2024-02-01")
      let span = TurnoverSpan(first: first, last: CivilDate(days: first.days + 500))
      let people = histories(&dice, from: first.days, days: 500)
      var whole = TurnoverTally(span, groupings: [.all, .site, .team])
      for history in people { whole.observe(history) }
      var parts = (0..<3).map { _ in TurnoverTally(span, groupings: [.all, .site, .team]) }
      for history in people.shuffled(using: &dice) { parts[dice.below(3)].observe(history) }
      parts.shuffle(using: &dice)
      var sum = parts.removeFirst()
      for part in parts { sum.merge(part) }
      #expect(sum == whole, "seed \(seed)")
      guard let all = whole.units[key(.all)] else { continue }
      for place in 0..<span.monthCount {
        for grouping in [Grouping.site, .team] {
          let own = whole.units.filter { $0.key.grouping == grouping }.map { $0.value.months[place] }
          #expect(own.reduce(0) { $0 + $1.personDays } == all.months[place].personDays, "seed \(seed)")
          let external = own.reduce(0) { $0 + $1.separations(.external) }
          #expect(external == all.months[place].separations(.external), "seed \(seed)")
        }
        let reasons = TurnoverKind.reasons.reduce(0) { $0 + all.months[place].separations($1) }
        #expect(reasons == all.months[place].separations(.external), "seed \(seed)")
      }
    }
  }
}
