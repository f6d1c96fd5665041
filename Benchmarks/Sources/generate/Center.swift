/// The draws: who contacts the center, how, about what, and with what end.
struct Center {
  private var random: SplitMix
  /// Customers that there are; how many of them make contact is up to chance.
  private let customers: Int
  private var cases = 0

  static let agents = 2000
  static let teams = 100
  static let sites = 10

  init(contacts: Int, seed: UInt64) {
    random = SplitMix(seed: seed)
    customers = max(contacts * 3 / 5, 1)
  }

  /// A second of a minute; one row in five was written up to three minutes late.
  mutating func start(inMinute minute: Int) -> Int {
    let late = random.chance(200) ? random.below(180) : 0
    return max(minute * 60 + random.below(60) - late, 0)
  }

  /// A contact out of the blue.
  mutating func contact(id: Int, start: Int) -> Contact {
    var contact = Contact()
    contact.id = id
    contact.start = start
    contact.customer = random.chance(970) ? customer() : nil
    contact.callType = min(random.below(25), random.below(25))
    if random.chance(300) { contact.caseNumber = newCase() }
    fill(&contact)
    return contact
  }

  /// The contact of somebody who comes back, mostly about the same.
  mutating func contact(id: Int, start: Int, after reason: Return) -> Contact {
    var contact = Contact()
    contact.id = id
    contact.start = start
    contact.customer = reason.customer
    contact.callType = random.chance(800) ? reason.callType : random.below(25)
    contact.caseNumber = random.chance(800) ? reason.caseNumber : nil
    fill(&contact)
    return contact
  }

  /// Whether the customer comes back, when, and as what: soon, or by a second channel while still talking.
  mutating func comesBack(_ contact: Contact) -> (due: Int, Return)? {
    guard let customer = contact.customer, contact.direction == .inbound else { return nil }
    let end = contact.end ?? contact.start + (contact.handle ?? 0)
    let back = Return(customer: customer, callType: contact.callType, caseNumber: contact.caseNumber)
    if random.chance(15) {
      return (contact.start + random.below(max(end - contact.start, 1) + 60), back)
    }
    guard random.chance(contact.outcome == .handled ? 190 : 450) else { return nil }
    // Half of those who return do so within two days, the others within forty.
    let days = random.chance(500) ? 2 : 40
    return (end + random.below(days * Calendar.daySeconds), back)
  }

  /// A later version of one row in a thousand, and when it is exported.
  mutating func correction(of contact: Contact) -> (due: Int, Contact)? {
    guard random.chance(1) else { return nil }
    var corrected = contact
    let due = contact.start + random.below(20 * Calendar.daySeconds)
    if !random.chance(50) { corrected.updated = due + 60 }  // else equal: the one read last counts
    if contact.outcome == .handled {
      corrected.callType = random.below(25)
      corrected.resolved = random.chance(500)
      corrected.agent = random.below(Self.agents)
    }
    if random.chance(100) { corrected.customer = customer() }
    return (due, corrected)
  }

  /// The answers of one contact in twenty that somebody handled; a few name a contact that nobody knows.
  mutating func response(to contact: Contact) -> Response? {
    guard contact.outcome == .handled, contact.direction == .inbound, random.chance(58) else { return nil }
    let asked = (contact.end ?? contact.start) + 300
    let resolved = random.chance(780)
    return Response(
      contact: random.chance(5) ? contact.id + 900_000_000_000 : contact.id, asked: asked,
      answered: asked + random.below(3 * Calendar.daySeconds),
      resolved: random.chance(970) ? resolved : nil,
      contactsToResolve: random.chance(900) ? (resolved && random.chance(800) ? 1 : 2 + random.below(4)) : nil
    )
  }

  /// Zipf's law with exponent 0.6, by inversion: the first few dozen are switchboards, most are rare.
  private mutating func customer() -> Int {
    let u = random.unit()
    let rank = Int(Double(customers) * (u * u * u.squareRoot()))
    return (rank * 2_654_435_761 + 12_345) % 999_999_937
  }

  private mutating func newCase() -> Int {
    cases += 1
    return cases
  }

  private mutating func fill(_ contact: inout Contact) {
    let channel = random.below(100)
    contact.channel =
      switch channel {
      case ..<55: .voice
      case ..<75: .chat
      case ..<90: .email
      case ..<96: .message
      case ..<98: .video
      default: .task
      }
    let direction = random.below(100)
    contact.direction = direction < 94 ? .inbound : direction < 99 ? .outbound : .internal
    let outcome = random.below(1000)
    contact.outcome =
      switch outcome {
      case ..<900: .handled
      case ..<960: .abandoned
      case ..<975: .voicemail
      case ..<990: .selfServed
      default: .missed
      }
    // Abandoned contacts never carry a call type; four in a hundred of the others do not either.
    if contact.outcome == .abandoned || random.chance(45) { contact.callType = nil }
    if contact.outcome == .handled {
      if !random.chance(5) { contact.agent = random.below(Self.agents) }
      if random.chance(700) { contact.resolved = random.chance(800) }
    }
    let seconds = duration(of: contact)
    let handle = contact.outcome == .handled ? min(seconds, 30 + random.below(1500)) : seconds
    if !random.chance(50) { contact.handle = handle }
    if !random.chance(20) { contact.end = contact.start + seconds }
    if !random.chance(50) { contact.updated = contact.start + seconds + random.below(600) }
  }

  private mutating func duration(of contact: Contact) -> Int {
    guard contact.outcome == .handled else { return 5 + random.below(180) }
    return switch contact.channel {
    case .voice, .video: 30 + random.below(600) + random.below(600)
    case .chat: 120 + random.below(1200) + random.below(1200)
    case .email, .message, .task: 600 + random.below(3 * Calendar.daySeconds)
    }
  }
}

/// What a customer comes back with.
struct Return {
  let customer: Int
  let callType: Int?
  let caseNumber: Int?
}

/// What a customer answered after a contact.
struct Response {
  let contact: Int
  let asked: Int
  let answered: Int
  let resolved: Bool?
  let contactsToResolve: Int?
}
