import Canonical
import Tables

/// Every contact that one customer made, issue by issue.
///
/// An issue begins by chance and ends when it is resolved, or when the customer gives up. Each issue has
/// its random stream, so one more draw in an issue moves no other. A customer begins at most one a day.
struct CustomerHistory {
  private let seed: UInt64
  private let customer: Customer
  private let roster: Roster
  private(set) var contacts: [SampleContact] = []

  /// The contacts of a customer who belongs to a roster's center.
  init(seed: UInt64, customer: Customer, roster: Roster) {
    self.seed = seed
    self.customer = customer
    self.roster = roster
    var arrivals = RandomStream(seed: seed, .arrivals, Int64(customer.index))
    var day = CenterCalendar.warmUp
    while day < CenterCalendar.end {
      if arrivals.chance(customer.issueChance(on: day)) { haveIssue(on: day) }
      day.days += 1
    }
  }

  /// What an issue is about and where it stands.
  private struct Issue {
    var callType: Int
    var channel: Channel
    var time: Int64
    var caseNumber: Int64 = 0
    var attempt: Int32 = 1
    /// Day on which it began.
    var day: Int32
    /// When the customer lets it be; nil: no contact was handled yet.
    var patienceEnd: Int64?
  }

  private mutating func haveIssue(on day: CivilDate) {
    var random = RandomStream(seed: seed, .issue, Int64(customer.index), Int64(day.days))
    var issue = Issue(
      callType: random.pick(CallType.weights),
      channel: [.voice, .chat, .email, .video][random.pick(ContactOdds.channelWeights)],
      time: CenterCalendar.moment(on: day, &random), day: day.days)
    // Who withholds the number never writes: no return of a known customer is hidden.
    if customer.isAnonymous { issue.channel = .voice }
    while issue.time < CenterCalendar.endSecond, contacts.count < 990 {
      if issue.channel == .voice, let pause = failedCall(issue, &random) {
        guard pause > 0 else { return }
        issue.time += pause
        continue
      }
      let last = handledContact(&issue, &random)
      followUp(last, &random)
      let type = CallType.all[issue.callType]
      guard !last.isSolved, let delay = type.delay.draw(after: last.end, &random) else { return }
      issue.time = last.end + delay
      let patienceEnd = issue.patienceEnd ?? last.end + ContactOdds.patience
      guard issue.time <= patienceEnd else { return }
      issue.patienceEnd = patienceEnd
      issue.attempt += 1
      if random.chance(ContactOdds.changeOfReason) { issue.callType = random.pick(CallType.weights) }
      if random.chance(ContactOdds.returnsByVoice) { issue.channel = .voice }
      if random.chance(250_000) { issue.caseNumber = 0 }
    }
  }

  private func nextLeg(_ issue: Issue, start: Int64, end: Int64) -> SampleContact {
    let number = Int64(customer.index) * 1000 + Int64(contacts.count) + 1
    var leg = SampleContact(number: number, start: start, end: end, customer: customer.index)
    leg.channel = issue.channel
    leg.attempt = issue.attempt
    leg.issueDay = issue.day
    return leg
  }

  /// A call that reaches nobody: the seconds until the next try, 0 where there is none; nil where the
  /// call is answered.
  private mutating func failedCall(_ issue: Issue, _ random: inout RandomStream) -> Int64? {
    var leg = nextLeg(issue, start: issue.time, end: issue.time)
    leg.chain = leg.number
    if random.chance(ContactOdds.abandoned) {
      leg.outcome = .abandoned
      leg.waitSeconds = Int32(20 + random.waiting(mean: 150))
      contacts.append(leg)
      return random.chance(ContactOdds.retriesAbandoned) ? random.within(120..<3600) : 0
    }
    // A return is never hidden in these, so that the shares of returns in TRUTH.md hold.
    guard issue.attempt == 1 else { return nil }
    let draw = random.below(1_000_000)
    if draw < ContactOdds.selfServed {
      leg.outcome = .selfServed
      leg.callType = Int8(issue.callType)
      leg.handleSeconds = Int32(40 + random.waiting(mean: 60))
      leg.end = leg.start + Int64(leg.handleSeconds)
      leg.isSolved = true
    } else if draw < ContactOdds.selfServed + ContactOdds.voicemail + ContactOdds.missed {
      leg.outcome = draw < ContactOdds.selfServed + ContactOdds.voicemail ? .voicemail : .missed
      leg.waitSeconds = Int32(30 + random.waiting(mean: 60))
    } else {
      return nil
    }
    contacts.append(leg)
    return !leg.isSolved && random.chance(ContactOdds.retriesMissed) ? random.within(3600..<21_600) : 0
  }

  /// A contact that somebody handled, in one or two legs, and perhaps a call beside the chat.
  private mutating func handledContact(_ issue: inout Issue, _ random: inout RandomStream) -> SampleContact {
    let type = CallType.all[issue.callType]
    let day = LocalClock(issue.time).date
    var leg = answeredLeg(issue, at: issue.time, type, day, &random)
    if issue.caseNumber == 0, issue.channel == .email || random.chance(type.hasCase) {
      issue.caseNumber = leg.number
    }
    leg.caseNumber = issue.caseNumber
    if issue.channel == .voice { leg.chain = leg.number }
    if issue.channel != .email, random.chance(85_000) {
      leg.isTransferred = true
      leg.chain = leg.number
      leg.claim = random.chance(300_000) ? 0 : -1
      contacts.append(leg)
      let first = leg
      leg = answeredLeg(issue, at: first.end + (issue.channel == .voice ? 15 : 60), type, day, &random)
      leg.chain = first.chain
      leg.caseNumber = random.chance(200_000) ? leg.number : issue.caseNumber
      leg.isConflicting =
        random.chance(20_000) && issue.channel == .voice && !customer.isAnonymous
    } else if issue.channel == .chat, random.chance(60_000) {
      contacts.append(leg)
      let chat = leg
      var call = issue
      call.channel = .voice
      // Within the chat even where that lasts a single minute: the two are one conversation.
      let into = min(max(60, (chat.end - chat.start) / 2), chat.end - chat.start - 1)
      leg = answeredLeg(call, at: chat.start + into, type, day, &random)
      leg.chain = leg.number
      leg.caseNumber = issue.caseNumber
    }
    let chance = roster.chance(of: leg.agent, type, on: day)
    leg.chance = Int32(chance)
    leg.isSolved = random.chance(chance)
    let claims = leg.isSolved ? ContactOdds.claimsSolved : roster.claimsUnsolved(of: leg.agent)
    leg.claim = random.chance(ContactOdds.claimsNothing) ? -1 : random.chance(claims) ? 1 : 0
    leg.issueChannel = issue.channel
    contacts.append(leg)
    return leg
  }

  private func answeredLeg(
    _ issue: Issue, at time: Int64, _ type: CallType, _ day: CivilDate, _ random: inout RandomStream
  ) -> SampleContact {
    var leg = nextLeg(issue, start: time, end: time)
    let role = issue.channel == .email && random.chance(600_000) ? 3 : random.pick(type.levels)
    leg.agent = roster.agent(role: role, on: day, &random)
    if random.chance(5_000) { leg.agent = -1 }
    if leg.channel == .voice, random.chance(2_000) { leg.agent = random.chance(600_000) ? -2 : -3 }
    leg.callType = Int8(issue.callType)
    // Lengths have their own stream: a change of theirs moves no decision.
    var timing = RandomStream(seed: seed, .timing, leg.number)
    let handle = 30 + timing.working(mean: type.handleSeconds - 30)
    leg.handleSeconds = Int32(min(handle, 4 * 3600))
    if timing.chance(350_000) { leg.holdSeconds = Int32(min(timing.waiting(mean: 70), handle / 2)) }
    leg.waitSeconds = Int32(min(timing.waiting(mean: 60), 3600))
    switch leg.channel {
    case .chat, .video:
      // The chat tool writes whole minutes.
      leg.start = (time + 59) / 60 * 60
      leg.end = leg.start + (Int64(leg.handleSeconds) + 59) / 60 * 60
    case .email:
      leg.end = time + ContactOdds.ticketLeast + timing.working(mean: ContactOdds.ticketMean)
      leg.waitSeconds = 0
    default: leg.end = time + Int64(leg.handleSeconds)
    }
    return leg
  }

  /// Now and then somebody calls back to see whether it worked.
  private mutating func followUp(_ contact: SampleContact, _ random: inout RandomStream) {
    guard random.chance(90_000), !customer.isAnonymous, contact.agent >= 0 else { return }
    let time = contact.end + random.within(3600..<172_800)
    var leg = SampleContact(
      number: Int64(customer.index) * 1000 + Int64(contacts.count) + 1, start: time, end: time,
      customer: customer.index)
    leg.direction = .outbound
    leg.chain = leg.number
    leg.callType = contact.callType
    let day = LocalClock(min(time, CenterCalendar.endSecond - 1)).date
    leg.agent = roster.agent(role: random.pick([4, 4, 2]), on: day, &random)
    leg.handleSeconds = Int32(30 + random.working(mean: 150))
    leg.end = time + Int64(leg.handleSeconds)
    leg.caseNumber = contact.caseNumber
    contacts.append(leg)
  }
}
