import Canonical
import Tables

/// Turns the legs of some customers into scored conversations.
package struct HistoryScoring: Sendable {
  private let order: ContactIDs
  private let parameters: FCRParameters
  private let roster: Roster
  private let zone: ZoneTable
  private let allGroup: UInt32
  private let channels: [UInt32]
  private let triggers: Set<UInt8>
  private let unresolvable: Set<UInt32>
  private let answers: ContactAnswers

  /// The rules by which the customers of a run are scored.
  /// - Parameters:
  ///   - unresolvable: call types that a first contact cannot resolve.
  ///   - answers: what customers said.
  ///   - zone: whose days and months count.
  ///   - vocabulary: takes in the words of channels and of the group of all.
  package init(
    order: ContactIDs, parameters: FCRParameters, roster: Roster, zone: ZoneTable,
    unresolvable: [String] = [], answers: ContactAnswers = ContactAnswers(),
    vocabulary: inout CodeBook
  ) {
    self.order = order
    self.parameters = parameters
    self.roster = roster
    self.zone = zone
    allGroup = vocabulary.code(of: Grouping.all.rawValue)
    channels = Channel.allCases.map { vocabulary.code(of: $0.rawValue) }
    triggers = Set(parameters.triggers.map { UInt8($0.place) })
    self.unresolvable = Set(unresolvable.map { vocabulary.code(of: $0) })
    self.answers = answers
  }

  /// Scores complete customers.
  /// - Parameter legs: all legs of any customer in it, in any order.
  package func score(_ legs: [Leg]) -> ScoredPiece {
    var piece = ScoredPiece()
    var sorted = legs
    sorted.sort { a, b in
      let (left, right) = (a.owner, b.owner)
      if left.high != right.high { return left.high < right.high }
      if left.low != right.low { return left.low < right.low }
      return order.precedes(a, b)
    }
    var start = 0
    while start < sorted.count {
      var end = start + 1
      while end < sorted.count, sorted[end].owner == sorted[start].owner { end += 1 }
      append(sorted[start..<end], to: &piece)
      start = end
    }
    return piece
  }

  private func append(_ legs: ArraySlice<Leg>, to piece: inout ScoredPiece) {
    let history = CustomerHistory(
      legs: legs, order: order, sharedIDMaximum: parameters.sharedIDMaximum)
    if history.isShared { piece.warnings.add(.sharedID) }
    let statuses = history.conversations.map(\.status)
    var links: [InlineArray<3, RepeatLink>] = []
    var placebos: [Int64] = []
    if history.isIdentified {
      let events = zip(history.conversations, statuses).map { event($0, $1) }
      links = RepeatLinks.links(events)
      placebos = RepeatLinks.untilTrigger(events, after: FCRParameters.placeboDelay)
    }
    for (place, conversation) in history.conversations.enumerated() {
      var scored = scored(
        conversation, statuses[place],
        history.isIdentified ? links[place] : .init(repeating: RepeatLink()), &piece.warnings)
      if history.isIdentified { scored.untilPlacebo = placebos[place] }
      if !answers.isEmpty {
        scored.answers = take(
          conversation, statuses[place], isIdentified: history.isIdentified, &piece)
      }
      piece.conversations.append(scored)
      if !history.isIdentified { piece.customerEnds.append(piece.conversations.count) }
    }
    if history.isIdentified { piece.customerEnds.append(piece.conversations.count) }
  }

  /// Takes what customers said about a conversation into the piece.
  /// - Returns: its places; none where the conversation does not qualify.
  private func take(
    _ conversation: Conversation, _ status: ConversationStatus, isIdentified: Bool,
    _ piece: inout ScoredPiece
  ) -> Range<Int> {
    let start = piece.answers.count
    for leg in conversation.legs {
      let places = answers.responses(about: leg.contact)
      if status == .qualifying {
        piece.answers += places.map {
          answers.answer($0, about: leg.contact, isIdentified: isIdentified)
        }
      } else {
        piece.unqualifiedResponses += places
      }
    }
    return start..<piece.answers.count
  }

  /// A trigger is inbound and handled, by whomever, or abandoned.
  private func event(_ conversation: Conversation, _ status: ConversationStatus) -> RepeatLinks.Event {
    RepeatLinks.Event(
      start: conversation.start, end: conversation.end, callType: conversation.first.callType,
      caseID: conversation.caseID, isQualifying: status == .qualifying,
      isTrigger: conversation.first.direction == Conversation.inbound
        && triggers.contains(conversation.outcome))
  }

  private func scored(
    _ conversation: Conversation, _ status: ConversationStatus, _ links: InlineArray<3, RepeatLink>,
    _ warnings: inout WarningTally
  ) -> ScoredConversation {
    let first = conversation.first
    let start = Instant(milliseconds: conversation.start)
    let day = zone.day(of: start)
    let agent = conversation.creditedAgent
    let standing = agent == 0 ? Roster.Standing() : roster.standing(of: agent, on: day)
    if status == .qualifying, roster.lacksAssignment(agent, standing) { warnings.add(.noAssignment) }
    let groups = InlineArray<12, UInt32> { place in
      switch Grouping.allCases[place] {
      case .all: allGroup
      case .channel: channels[Int(first.channel)]
      case .queue: first.queue
      case .callType: first.callType
      case .lineOfBusiness: first.lineOfBusiness
      case .site: standing.site
      case .team: standing.team
      case .supervisor: standing.supervisor
      case .agent: agent
      case .roleType: standing.roleType
      case .workerClass: standing.workerClass
      case .tenureBand: standing.tenureBand
      }
    }
    var scored = ScoredConversation(
      status: status, start: start, end: Instant(milliseconds: conversation.end), month: day.month,
      isAssertedResolved: conversation.isAssertedResolved, hasCallType: first.callType != 0,
      agent: agent, groups: groups, links: links)
    scored.isResolvableFirst = first.callType == 0 || !unresolvable.contains(first.callType)
    return scored
  }
}
