import Canonical
import Tables

/// What is true of the center and what is planted in its files, as `TRUTH.md` and `truth/agents.csv`.
///
/// True values come from the latent variables, never from a run.
struct Truth {
  /// What chose the random streams.
  let seed: UInt64
  /// Size of the center.
  let size: Double
  /// Its customers.
  let customers: [Customer]
  /// Its people.
  let roster: Roster
  /// Its legs inside coverage, by start.
  let contacts: [SampleContact]
  /// What its files hold.
  let accounts: [ExportSheet.Account]

  /// Hands over the two files.
  func write(to sink: @escaping FileSink) throws {
    try writeAgents(to: sink)
    try sink("TRUTH.md", Array(page.utf8))
  }

  private var page: String {
    let parts = [introduction, fileTable, counts, callTypeTable, returnTable, coincidence, faultTable]
    return parts.joined(separator: "\n") + "\n"
  }

  private var introduction: String {
    """
    # What is true of the sample

    Written by `firstcontact sample` (seed \(seed), size \(size)) together with the exports; do not edit.
    A synthetic center from 2026-01-01 to 2026-07-01 (not included), America/Chicago.
    True values below come from the generator's latent variables, never from a run.

    """
  }

  private var fileTable: String {
    var lines = [
      "## Files", "",
      "Rows: records below the header, bad ones included. Duplicates: accepted rows whose key an earlier row",
      "of the source has. Late: accepted rows of the month before.", "",
      "| file | rows | rejected | accepted | duplicates | late |", "|---|---:|---:|---:|---:|---:|",
    ]
    for account in accounts {
      lines.append(
        "| \(account.path) | \(account.rows) | \(account.rejected) | \(account.rows - account.rejected) | "
          + "\(account.duplicates) | \(account.late) |")
    }
    lines += [
      "", "hr-positions.csv: duplicates of people alone; as assignments its rows are all different.", "",
    ]
    return lines.joined(separator: "\n")
  }

  private var counts: String {
    let voice = contacts.filter { $0.channel == .voice }
    let inbound = voice.filter { $0.direction == .inbound }
    let ended = { (outcome: Outcome) in inbound.count { $0.outcome == outcome } }
    let people = roster.workers.reduce(0) { $0 + $1.spells.count }
    let isAnonymous = { (leg: SampleContact) in
      leg.customer >= 0 && customers[Int(leg.customer)].isAnonymous && !leg.isConflicting
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
      "- voice legs known by phone number alone, joined by aliases.csv: "
        + "\(voice.count { $0.customer >= 0 && customers[Int($0.customer)].isPhoneOnly && !$0.isConflicting })",
      "- handled legs without an agent: \(contacts.count { $0.agent == -1 && $0.outcome == .handled })",
    ]
    for (index, login) in Roster.unknownLogins.enumerated() {
      lines.append("- unknown agent `\(login)`: \(contacts.count { $0.agent == Int32(-2 - index) }) legs")
    }
    for (customer, legs) in switchboards {
      lines.append(
        "- switchboard `\(Customer.switchboard(customer))`: \(legs.count) legs, at most \(mostInAMonth(legs)) "
          + "within 30 days")
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

  private var callTypeTable: String {
    var lines = [
      "## Resolution", "",
      "The chance that an issue is resolved at one handled contact: `base` with an average, seasoned agent;",
      "`mean` over the agents who took the contacts (ability is in truth/agents.csv; the first year takes up",
      "to 9 points). `stays away` = 1 − (1 − mean) × share who come back: what window_fcr by reason tends",
      "to, before coincidences (below). Of returns \(decimal(millionths: otherReason, digits: 3)) name another "
        + "reason.", "",
      "| call type | contacts | base | mean | stays away 1 d | 7 d | 30 d |",
      "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for (index, type) in CallType.all.enumerated() {
      let drawn = contacts.filter { $0.chance >= 0 && Int($0.callType) == index }
      let mean = drawn.reduce(0) { $0 + Int($1.chance) } / max(1, drawn.count)
      let away = [1, 7, 30].map { days in
        let returning = (1_000_000 - mean) / 1000 * type.delay.share(withinDays: days) / 1000
        return decimal(millionths: 1_000_000 - returning, digits: 3)
      }
      lines.append(
        "| \(type.name) | \(drawn.count) | \(decimal(millionths: type.resolved, digits: 3)) | "
          + "\(decimal(millionths: mean, digits: 3)) | \(away.joined(separator: " | ")) |")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var otherReason: Int {
    CustomerHistory.changeOfReason / 1000 * (1_000_000 - sameReason) / 1000
  }

  private var returnTable: String {
    var lines = [
      "## Returns", "",
      "Share of unresolved customers who make contact again within so many days of the end:", "",
      "| call type | 1 | 3 | 7 | 14 | 30 |", "|---|---:|---:|---:|---:|---:|",
    ]
    for type in CallType.all {
      let shares = [1, 3, 7, 14, 30].map { decimal(millionths: type.delay.share(withinDays: $0), digits: 3) }
      lines.append("| \(type.name) | \(shares.joined(separator: " | ")) |")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var coincidence: String {
    let shares = [1, 3, 7, 14, 28, 30].map {
      "\($0) d \(decimal(millionths: Customer.coincidence(withinDays: $0), digits: 3))"
    }
    return """
      ## Coincidence

      Share of contacts after which the same customer has an unrelated issue of any reason (customers
      weighted by their issues, first contacts of that issue alone): \(shares.joined(separator: ", ")).
      The chance that it has the same reason by accident: \
      \(decimal(millionths: sameReason, digits: 3)) of these.

      """
  }

  private var sameReason: Int {
    let total = CallType.weights.reduce(0, +)
    return CallType.weights.reduce(0) { $0 + $1 * $1 } * 1_000_000 / (total * total)
  }

  private var faultTable: String {
    let planted = accounts.flatMap(\.planted)
    var lines = ["## Planted", "", "| code | times | a run's answer |", "|---|---:|---|"]
    for code in FaultCode.allCases {
      let times = planted.count { $0.code == code }
      if times > 0 { lines.append("| \(code.rawValue) | \(times) | \(code.effect.rawValue) |") }
    }
    lines += ["", "Lines are physical, from 1, the header included.", ""]
    lines += ["| file | line | code | what |", "|---|---:|---|---|"]
    for fault in planted {
      lines.append("| \(fault.path) | \(fault.line) | \(fault.code.rawValue) | \(fault.note) |")
    }
    return lines.joined(separator: "\n")
  }

  private func writeAgents(to sink: @escaping FileSink) throws {
    var sums = Array(repeating: (contacts: 0, chances: 0), count: roster.workers.count)
    for contact in contacts where contact.chance >= 0 && contact.agent >= 0 {
      sums[Int(contact.agent)].contacts += 1
      sums[Int(contact.agent)].chances += Int(contact.chance)
    }
    var sheet = ExportSheet(path: "truth/agents.csv", sink: sink)
    sheet.header(["person_id", "ability", "contacts", "mean_chance"])
    for (worker, sum) in zip(roster.workers, sums) where sum.contacts > 0 {
      try sheet.row([
        worker.id, decimal(millionths: worker.ability, digits: 4), String(sum.contacts),
        decimal(millionths: sum.chances / sum.contacts, digits: 4),
      ])
    }
    _ = try sheet.finish()
  }
}
