import Canonical
import Tables

/// Turns the legs of some customers into scored conversations.
package struct HistoryScoring: Sendable {
  private let order: ContactOrder
  private let sharedIDMaximum: Int
  private let roster: Roster
  private let zone: ZoneTable
  private let allGroup: UInt32
  /// Codes of channels, by place.
  private let channels: InlineArray<8, UInt32>
  /// A bit for each outcome that is a return.
  private let triggers: UInt32
  private let unresolvable: [UInt32]
  private let keepsOrigins: Bool

  /// Conversations of a last customer for which there is room beyond a batch.
  private static let slack = 64

  /// The rules by which the customers of a run are scored.
  /// - Parameters:
  ///   - unresolvable: call types that a first contact cannot resolve.
  ///   - zone: whose days and months count.
  ///   - keepsOrigins: whether pieces tell where their conversations were read.
  ///   - vocabulary: takes in the words of channels and of the group of all.
  package init(
    order: ContactOrder, parameters: FCRParameters, roster: Roster, zone: ZoneTable,
    unresolvable: [String] = [], keepsOrigins: Bool = false, vocabulary: inout CodeBook
  ) {
    self.order = order
    sharedIDMaximum = parameters.sharedIDMaximum
    self.roster = roster
    self.zone = zone
    self.keepsOrigins = keepsOrigins
    allGroup = vocabulary.code(of: Grouping.all.rawValue)
    var channels = InlineArray<8, UInt32>(repeating: 0)
    for (place, channel) in Channel.allCases.enumerated() {
      channels[place] = vocabulary.code(of: channel.rawValue)
    }
    self.channels = channels
    triggers = parameters.triggers.reduce(0) { $0 | 1 << UInt32($1.place) }
    self.unresolvable = unresolvable.map { vocabulary.code(of: $0) }
  }

  /// Scores complete customers; O(n log n) at worst.
  /// - Parameter legs: all legs of any customer in it, in any order; fast where they are about in the
  ///   order of their starts.
  /// - Throws: what reading an id again throws.
  package func score(_ legs: [Leg], answers: ContactAnswers = ContactAnswers()) throws -> ScoredPiece {
    var whole = ScoredPiece()
    try score(legs, answers: answers, batch: .max) { piece in swap(&piece, &whole) }
    return whole
  }

  /// Scores complete customers, and hands them out a few at a time.
  /// - Parameters:
  ///   - answers: what customers said about them.
  ///   - batch: least conversations of each piece but the last.
  ///   - take: takes a piece, which is emptied afterwards.
  /// - Throws: what reading an id again or `take` throws.
  package func score(
    _ legs: [Leg], answers: ContactAnswers, batch: Int, _ take: (inout ScoredPiece) throws -> Void
  ) throws {
    if legs.isEmpty { return }
    let legs = legs.span
    var order = OwnerOrder(legs)
    let (owners, conversations) = (order.owners, order.conversations)
    var history = CustomerHistory(sharedIDMaximum: sharedIDMaximum)
    var scratch = Scratch(days: LocalDays(zone), batch: min(batch, legs.count) + HistoryScoring.slack)
    var piece = ScoredPiece()
    var start = 0
    for owner in owners {
      let range = start..<Int(owner.end)
      start = range.upperBound
      let hasCustomer =
        owner.hasCustomer || legs[Int(order.places[range.lowerBound])].isOfSwitchboard
      if owner.isSimple {
        let own = conversations.span.extracting(range)
        let isShared =
          range.count > 1 && owner.hasCustomer
          && CustomerHistory.isSwitchboard(range.count, sharedIDMaximum) {
            conversations[range.lowerBound + $0].start
          }
        if isShared { scratch.sharedIDs += 1 }
        let isIdentified = owner.hasCustomer && !isShared
        append(own, isIdentified: isIdentified, hasCustomer: hasCustomer, &scratch, to: &piece)
        if keepsOrigins { note(own, order.places.span.extracting(range), legs, to: &piece.origins) { $0 } }
        if !answers.isEmpty {
          find(answers, order.places.span, range, legs, &scratch.said) { $0 }
          note(
            &scratch.said, of: answers, from: scratch.count - own.count, isIdentified: isIdentified, &piece)
        }
      } else {
        try history.gather(&order.places, range, legs, order: self.order)
        let own = history.conversations.span
        if history.isShared { scratch.sharedIDs += 1 }
        append(own, isIdentified: history.isIdentified, hasCustomer: hasCustomer, &scratch, to: &piece)
        if keepsOrigins {
          note(own, order.places.span.extracting(range), legs, to: &piece.origins) {
            history.conversation(ofLeg: $0)
          }
        }
        if !answers.isEmpty {
          find(answers, order.places.span, range, legs, &scratch.said) { history.conversation(ofLeg: $0) }
          note(
            &scratch.said, of: answers, from: scratch.count - own.count, isIdentified: history.isIdentified,
            &piece)
        }
      }
      if scratch.count >= batch || start == legs.count {
        piece.conversations.removeLast(piece.conversations.count - scratch.count)
        scratch.count = 0
        scratch.report(to: &piece.warnings)
        try take(&piece)
        // Conversations stay to be overwritten: every part of each is.
        var used: [ScoredConversation] = []
        swap(&used, &piece.conversations)
        piece.removeAll(keepingCapacity: true)
        swap(&used, &piece.conversations)
      }
    }
  }

  /// What is made once for many customers.
  private struct Scratch {
    var days: LocalDays
    var links = RepeatLinks()
    var events: [RepeatLinks.Event] = []
    /// Contacts that somebody said something about, with the number of their conversation, by that.
    var said: [(conversation: Int, answers: Range<Int>)] = []
    var sharedIDs = 0
    var unassigned = 0

    /// Conversations of the piece; behind them it has room for others.
    var count = 0
    /// For how many there is room at once.
    let batch: Int

    init(days: LocalDays, batch: Int) {
      self.days = days
      self.batch = batch
    }

    /// Reports what was found since the last time.
    mutating func report(to warnings: inout WarningTally) {
      warnings.add(.sharedID, count: sharedIDs)
      warnings.add(.noAssignment, count: unassigned)
      (sharedIDs, unassigned) = (0, 0)
    }
  }

  /// Appends the conversations of one customer, or of one chain or contact without.
  private func append(
    _ conversations: Span<Conversation>, isIdentified: Bool, hasCustomer: Bool, _ scratch: inout Scratch,
    to piece: inout ScoredPiece
  ) {
    let isLinked = isIdentified && conversations.count > 1
    if isLinked { link(conversations, &scratch.events, &scratch.links) }
    let start = scratch.count
    let end = start + conversations.count
    scratch.count = end
    makeRoom(for: end, batch: scratch.batch, &piece.conversations)
    var scored = piece.conversations.mutableSpan
    for place in conversations.indices {
      let conversation = conversations[place]
      if isLinked {
        let found = scratch.links.found[place]
        scored[start + place].links = found.links
        scored[start + place].untilPlacebo = found.untilPlacebo
      } else {
        let hasCase = conversation.caseID != 0
        scored[start + place].links =
          isIdentified
          ? RepeatLinks.alone(hasCase: hasCase).links : InlineArray(repeating: RepeatLink())
        scored[start + place].untilPlacebo = RepeatLink.none
      }
      scored[start + place].answers = 0..<0
      scored[start + place].hasCustomer = hasCustomer
      fill(&scored[start + place], conversation, &scratch.days, &scratch.unassigned)
    }
    if isIdentified {
      piece.customerEnds.append(end)
    } else {
      for place in start..<end { piece.customerEnds.append(place + 1) }
    }
  }

  /// Finds the contacts of a customer that somebody said something about.
  /// - Parameter conversation: number of the conversation of a leg, both counted from the customer's first.
  private func find(
    _ answers: ContactAnswers, _ places: Span<UInt32>, _ range: Range<Int>, _ legs: Span<Leg>,
    _ said: inout [(conversation: Int, answers: Range<Int>)], conversation: (Int) -> Int
  ) {
    for place in range {
      let found = answers.answers(at: legs[Int(places[place])].place)
      if found.isEmpty { continue }
      let conversation = conversation(place - range.lowerBound)
      // Legs are in order already; those of overlapping conversations are not side by side.
      let after = said.lastIndex { $0.conversation <= conversation }
      said.insert((conversation, found), at: after.map { $0 + 1 } ?? 0)
    }
  }

  /// Takes what was said about conversations from the first of a customer on into the piece.
  private func note(
    _ said: inout [(conversation: Int, answers: Range<Int>)], of answers: ContactAnswers, from first: Int,
    isIdentified: Bool, _ piece: inout ScoredPiece
  ) {
    if said.isEmpty { return }
    var next = 0
    while next < said.count {
      let number = said[next].conversation
      let start = piece.answers.count
      let isQualifying = piece.conversations[first + number].status == .qualifying
      while next < said.count, said[next].conversation == number {
        let range = said[next].answers
        next += 1
        guard isQualifying else {
          piece.unqualifiedResponses += range
          continue
        }
        for place in range { piece.answers.append(answers.said(place, isIdentified: isIdentified)) }
        piece.warnings.merge(answers.oddities(of: range))
      }
      piece.conversations[first + number].answers = start..<piece.answers.count
    }
    said.removeAll(keepingCapacity: true)
  }

  /// Notes where the conversations of a customer were read: where their first legs were.
  /// - Parameter conversation: number of the conversation of a leg, both counted from the customer's first.
  private func note(
    _ conversations: Span<Conversation>, _ places: Span<UInt32>, _ legs: Span<Leg>,
    to origins: inout [ConversationOrigin], conversation: (Int) -> Int
  ) {
    var next = 0
    for leg in places.indices where conversation(leg) == next {
      origins.append(
        ConversationOrigin(
          place: legs[Int(places[leg])].place, caseID: conversations[next].caseID,
          isTrigger: isTrigger(conversations[next])))
      next += 1
    }
  }

  /// A trigger is inbound and handled, by whomever, or abandoned.
  @inline(__always)
  private func isTrigger(_ conversation: Conversation) -> Bool {
    conversation.direction == Conversation.inbound && triggers & 1 << UInt32(conversation.outcome) != 0
  }

  /// Finds the links between the conversations of a customer.
  private func link(
    _ conversations: Span<Conversation>, _ events: inout [RepeatLinks.Event], _ links: inout RepeatLinks
  ) {
    events.makeRoom(for: conversations.count, RepeatLinks.Event())
    var own = events.mutableSpan
    for place in conversations.indices {
      let conversation = conversations[place]
      own[place] = RepeatLinks.Event(
        start: conversation.start, end: conversation.end, callType: conversation.callType,
        caseID: conversation.caseID, isQualifying: conversation.status == .qualifying,
        isTrigger: isTrigger(conversation))
    }
    links.find(
      events.span.extracting(first: conversations.count), placeboDelay: FCRParameters.placeboDelay)
  }

  /// Makes room for so many conversations, which are overwritten.
  private func makeRoom(for count: Int, batch: Int, _ conversations: inout [ScoredConversation]) {
    if count <= conversations.count { return }
    let blank = ScoredConversation(
      status: .noAgent, start: Instant(milliseconds: 0), end: Instant(milliseconds: 0),
      month: Month(number: 0), isAssertedResolved: nil, hasCallType: false, agent: 0,
      groups: InlineArray(repeating: 0), links: InlineArray(repeating: RepeatLink()))
    let missing = max(count, batch) - conversations.count
    conversations.append(contentsOf: repeatElement(blank, count: missing))
  }

  /// Fills what follows from the conversation alone.
  @inline(__always)
  private func fill(
    _ scored: inout ScoredConversation, _ conversation: Conversation, _ days: inout LocalDays,
    _ unassigned: inout Int
  ) {
    let status = conversation.status
    let start = Instant(milliseconds: conversation.start)
    let day = days.day(of: start)
    let agent = conversation.creditedAgent
    let callType = conversation.callType
    scored.status = status
    scored.start = start
    scored.end = Instant(milliseconds: conversation.end)
    scored.day = day
    scored.month = days.month(of: day)
    scored.isAssertedResolved = conversation.isAssertedResolved
    scored.hasCallType = callType != 0
    scored.isResolvableFirst = callType == 0 || !unresolvable.contains(callType)
    scored.wasTransferred = conversation.wasTransferred
    scored.handleSeconds = conversation.handleSeconds
    scored.agent = agent
    let standing = agent == 0 ? Roster.Standing() : roster.standing(of: agent, on: day)
    if status == .qualifying, roster.lacksAssignment(agent, standing) { unassigned += 1 }
    // In the order of `Grouping.ofContacts`.
    scored.groups = [
      allGroup, channels[Int(conversation.channel)], conversation.queue, callType,
      conversation.lineOfBusiness, standing.site, standing.team, standing.supervisor, agent,
      standing.roleType, standing.workerClass, standing.tenureBand,
    ]
  }
}
