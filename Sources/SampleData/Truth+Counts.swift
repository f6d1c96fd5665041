import Canonical
import Tables

extension Truth {
  /// How many legs of each kind there are, and who is behind odd ids.
  var counts: String {
    let voice = contacts.filter { $0.channel == .voice }
    let inbound = voice.filter { $0.direction == .inbound }
    let ended = { (outcome: Outcome) in inbound.count { $0.outcome == outcome } }
    let people = roster.workers.reduce(0) { $0 + $1.spells.count }
    let isAnonymous = { (leg: SampleContact) in
      leg.customer >= 0 && customers[Int(leg.customer)].isAnonymous && !leg.isConflicting
    }
    let isPhoneOnly = { (leg: SampleContact) in
      leg.customer >= 0 && customers[Int(leg.customer)].isPhoneOnly && !leg.isConflicting
    }
    let separations = roster.workers.flatMap(\.spells).filter {
      $0.left.map { $0 >= CenterCalendar.first && $0 < CenterCalendar.end } ?? false
    }.count
    let beside = contacts.count { $0.channel == .chat && $0.chance < 0 && !$0.isTransferred }
    var lines = ["## Counts", "", "Legs without duplicates, bad rows and planted rows:", ""]
    lines += [
      "- legs: \(contacts.count) (voice \(voice.count), chat \(count(.chat)), video \(count(.video)), "
        + "email \(count(.email)))",
      "- inbound voice: handled \(ended(.handled)), abandoned \(ended(.abandoned)), "
        + "voicemail \(ended(.voicemail)), self_served \(ended(.selfServed)), missed \(ended(.missed))",
      "- outbound voice: \(voice.count - inbound.count)",
      "- transferred (first legs of a chain of two): \(contacts.count { $0.isTransferred }); "
        + "chains whose second leg names another customer: \(contacts.count { $0.isConflicting })",
      "- chats with a call of the same customer beside them: \(beside)",
      "- voice legs without a customer (ANI `anonymous`): \(voice.count(where: isAnonymous))",
      "- voice legs known by phone number alone, joined by aliases.csv: \(voice.count(where: isPhoneOnly))",
      "- qualifying conversations: \(returns.qualifying); unidentified of them (anonymous or a switchboard): "
        + "\(returns.unidentified), a share of \(decimal(millionths: returns.unidentifiedShare, digits: 4))",
      "- handled legs without an agent: \(contacts.count { $0.agent == -1 && $0.outcome == .handled })",
    ]
    for (index, login) in Roster.unknownLogins.enumerated() {
      lines.append("- unknown agent `\(login)`: \(contacts.count { $0.agent == Int32(-2 - index) }) legs")
    }
    for (customer, legs) in switchboards {
      lines.append(
        "- switchboard `\(Customer.switchboard(customer))`: \(legs.count) legs, "
          + "at most \(mostInAMonth(legs)) within 30 days")
    }
    let (before, after) = (roster.workers[roster.sharers.before].id, roster.workers[roster.sharers.after].id)
    lines += [
      "- people: \(roster.workers.count), spells \(people), separations inside coverage \(separations)",
      "- login `\(Roster.sharedLogin)`: \(before) to 2026-03-31, \(after) from 2026-04-01",
      "- team \(roster.teams[2]): supervisor \(roster.supervisors[2].before) to 2026-03-31, "
        + "\(roster.supervisors[2].after) from 2026-04-01", "",
    ]
    return lines.joined(separator: "\n")
  }

  private func count(_ channel: Channel) -> Int { contacts.count { $0.channel == channel } }

  /// The legs of the first two switchboards' numbers, and of all others.
  private var switchboards: [(customer: Int32, legs: [SampleContact])] {
    let shared = Dictionary(grouping: contacts.filter { $0.customer < 0 }, by: \.customer)
    return shared.sorted { $0.key > $1.key }.map { ($0.key, $0.value) }
  }

  private func mostInAMonth(_ legs: [SampleContact]) -> Int {
    var (most, first) = (0, 0)
    for last in legs.indices {
      while legs[last].start - legs[first].start >= 30 * 86_400 { first += 1 }
      most = max(most, last - first + 1)
    }
    return most
  }
}
