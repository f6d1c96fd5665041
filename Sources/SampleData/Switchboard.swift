import Canonical
import Tables

/// The calls that arrive under the one number of a company: many people, one customer id.
struct Switchboard {
  /// Calls a day of each, in hundredths.
  static let daily = [170, 140]

  /// Its calls inside coverage, by start.
  let contacts: [SampleContact]

  /// The switchboard of an index from -1 down.
  init(seed: UInt64, index: Int32, roster: Roster) {
    var contacts: [SampleContact] = []
    var random = RandomStream(seed: seed, .switchboard, Int64(index))
    let daily = Switchboard.daily[Int(-index - 1) % Switchboard.daily.count]
    var day = CenterCalendar.first
    while day < CenterCalendar.end {
      // Three chances a day; a third of the mean each.
      for _ in 0..<3 where random.below(300) < daily {
        let type = random.pick(CallType.weights)
        let time = CenterCalendar.moment(on: day, &random)
        var leg = SampleContact(
          number: 9_000_000_000 - Int64(index) * 1_000_000 + Int64(contacts.count), start: time, end: time,
          customer: index)
        leg.chain = leg.number
        leg.callType = Int8(type)
        leg.agent = roster.agent(role: random.pick(CallType.all[type].levels), on: day, &random)
        leg.handleSeconds = Int32(30 + random.working(mean: CallType.all[type].handleSeconds))
        leg.waitSeconds = Int32(min(random.waiting(mean: 60), 3600))
        leg.end = time + Int64(leg.handleSeconds)
        let chance = roster.chance(of: leg.agent, CallType.all[type], on: day)
        leg.chance = Int32(chance)
        leg.isSolved = random.chance(chance)
        leg.claim = leg.isSolved || random.chance(roster.claimsUnsolved(of: leg.agent)) ? 1 : 0
        contacts.append(leg)
      }
      day.days += 1
    }
    self.contacts = contacts.sorted { ($0.start, $0.number) < ($1.start, $1.number) }
  }
}
