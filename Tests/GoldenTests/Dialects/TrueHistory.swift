import Dice

/// What happened in a made-up center, before any telephone system wrote it down.
///
/// Whole minutes from 1 February 2026, UTC, for 40 days. Contacts of one customer never overlap. What a
/// dialect cannot carry is left out by `carried(by:)`, for the dialect and for what it is compared with.
struct TrueHistory {
  /// One piece of a conversation, with one agent in one queue.
  struct Leg {
    var start: Int
    var end: Int
    var agent: Int
    var queue: Int
    /// Minutes of it before the agent answered.
    var wait = 0

    var length: Int { end - start }
    /// Minutes that the agent had it.
    var handled: Int { length - wait }
  }

  /// How a contact went.
  enum Kind { case handled, abandoned, outbound, reopened }

  /// One contact; `number` is its id, and its place in the history.
  struct Contact {
    var number: Int
    /// Missing: nobody knows who it was.
    var customer: Int?
    var kind: Kind
    var reason: Int
    var legs: [Leg]
    /// Ticket that it belongs to: its own, or the one that it reopens.
    var ticket: Int

    var start: Int { legs.first?.start ?? 0 }
    var end: Int { legs.last?.end ?? 0 }
    var queue: Int { legs.first?.queue ?? 0 }
    /// Who had it at last.
    var agent: Int { legs.last?.agent ?? 0 }
  }

  /// What not every dialect can say.
  enum Trait: CaseIterable { case abandoned, outbound, unidentified, transfers, secondQueue, reopened }

  /// Days that the history covers.
  static let days = 40
  /// Names of the queues.
  static let queues = ["billing", "support", "orders"]
  /// Names of the reasons, short enough for every dialect.
  static let reasons = ["invoice", "delivery", "login"]
  /// How many customers come back a week after they called, less than a week after they hung up.
  static let lateReturns = 18
  /// How many agents there are.
  static let agents = 14

  /// The contacts by start.
  private(set) var contacts: [Contact] = []

  /// Some hundred contacts; the same for the same seed.
  init(seed: UInt64) {
    var dice = Dice(seed: seed)
    for customer in 0..<260 {
      // An hour between two contacts at least, so that none overlaps another.
      var minute = dice.below(30 * 1440)
      for _ in 0..<dice.pick([1, 1, 1, 2, 2, 3, 4]) where minute < Self.days * 1440 - 300 {
        add(customer, minute, &dice)
        minute += 200 + dice.below(dice.chance(60) ? 3 * 1440 : 12 * 1440)
      }
    }
    addLateReturns()
    contacts.sort { ($0.start, $0.ticket) < ($1.start, $1.ticket) }
    number()
  }

  private mutating func add(_ customer: Int, _ minute: Int, _ dice: inout Dice) {
    let length = 2 + dice.below(40)
    let (agent, queue) = (dice.below(Self.agents), dice.below(Self.queues.count))
    let kind: Kind = dice.chance(10) ? .abandoned : dice.chance(8) ? .outbound : .handled
    let whole = Leg(
      start: minute, end: minute + length, agent: agent, queue: queue, wait: dice.below(length))
    let ticket = contacts.count
    var contact = Contact(
      number: 0, customer: dice.chance(6) ? nil : customer, kind: kind,
      reason: dice.below(Self.reasons.count),
      legs: [whole], ticket: ticket)
    if kind == .handled, dice.chance(15) {
      let middle = minute + 1 + dice.below(length - 1)
      contact.legs[0].end = middle
      contact.legs[0].wait = 0
      contact.legs.append(
        Leg(
          start: middle, end: minute + length, agent: (agent + 1) % Self.agents,
          queue: (queue + 1) % Self.queues.count))
    }
    contacts.append(contact)
    if kind == .handled, contact.customer != nil, dice.chance(10) {
      let back = minute + length + 60 + dice.below(100)
      let leg = Leg(start: back, end: back, agent: 0, queue: 0)
      contacts.append(
        Contact(
          number: 0, customer: customer, kind: .reopened, reason: 0, legs: [leg], ticket: ticket))
    }
  }

  /// Customers who waited, and come back a week after they called but less than a week after they hung up:
  /// whoever reads waiting out of the end misses them.
  private mutating func addLateReturns() {
    for customer in 260..<(260 + Self.lateReturns) {
      for start in [(customer - 252) * 1440 + 600, (customer - 245) * 1440 + 615] {
        let leg = Leg(
          start: start, end: start + 20, agent: customer % Self.agents,
          queue: customer % Self.queues.count, wait: 10)
        contacts.append(
          Contact(
            number: 0, customer: customer, kind: .handled, reason: customer % Self.reasons.count, legs: [leg],
            ticket: contacts.count))
      }
    }
  }

  /// Numbers the contacts, and says by them which ticket is meant.
  private mutating func number() {
    var numbers: [Int: Int] = [:]
    for index in contacts.indices {
      contacts[index].number = index + 1
      if contacts[index].kind != .reopened { numbers[contacts[index].ticket] = index + 1 }
    }
    for index in contacts.indices { contacts[index].ticket = numbers[contacts[index].ticket] ?? 0 }
  }

  /// The history as far as these traits tell it; contacts keep their numbers.
  func carried(by traits: Set<Trait>) -> TrueHistory {
    var told = self
    told.contacts = contacts.compactMap { contact in
      var contact = contact
      let trait: Trait? =
        switch contact.kind {
        case .handled: nil
        case .abandoned: .abandoned
        case .outbound: .outbound
        case .reopened: .reopened
        }
      if let trait, !traits.contains(trait) { return nil }
      if contact.customer == nil, !traits.contains(.unidentified) { return nil }
      if contact.legs.count > 1 {
        if !traits.contains(.transfers) { return nil }
        if !traits.contains(.secondQueue) { contact.legs[1].queue = contact.queue }
      }
      return contact
    }
    return told
  }

  /// The history with one contact that never happened.
  func without(_ index: Int) -> TrueHistory {
    var changed = self
    changed.contacts.remove(at: index)
    return changed
  }
}
