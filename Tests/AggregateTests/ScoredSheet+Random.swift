import Canonical
import Dice
import Tables

@testable import Aggregate

extension ScoredSheet {
  /// Some customers with up to five conversations each, now and then one with up to eighty, full of equal gaps,
  /// edges and blanks; links, queues, teams, answers and months differ too.
  init(using random: inout Dice, hasUnresolvable: Bool = true) {
    self.init()
    for _ in 0..<random.below(15) {
      let most = random.chance(5) ? 80 : 4
      let conversations = (0...random.below(most)).map { _ -> ScoredConversation in
        ScoredSheet.conversation(hasUnresolvable, using: &random)
      }
      add(
        conversations,
        said: conversations.map { conversation in
          guard conversation.status == .qualifying, random.chance(50) else { return [] }
          return (0..<random.below(3)).map { _ in
            let delay = random.pick([nil, -1, 0, 3600, 3601, day, day + 1, 3 * day, 3 * day + 1])
            return SurveyAnswer(
              respondent: UInt32(random.below(7)), isResolved: random.pick([nil, true, true, false]),
              tookOneContact: random.pick([nil, true, true, false]),
              known: delay.map { conversation.end.milliseconds + $0 * 1000 })
          }
        })
    }
  }

  /// These conversations alone; a customer without any is left out.
  func filtered(_ isWanted: (ScoredConversation) -> Bool) -> ScoredSheet {
    var sheet = ScoredSheet()
    for (conversations, said) in zip(customers, answers) {
      let wanted = zip(conversations, said).filter { isWanted($0.0) }
      if !wanted.isEmpty { sheet.add(wanted.map(\.0), said: wanted.map(\.1)) }
    }
    return sheet
  }

  private static func conversation(_ hasUnresolvable: Bool, using random: inout Dice)
    -> ScoredConversation
  {
    let gaps = [nil, 0, day, 7 * day, 7 * day + 1, 20 * day]
    let start = Int64(random.below(100)) * day + Int64(random.pick([0, 0, 1]))
    var conversation = conversation(
      at: start, until: start + random.pick([0, 0, 3600, 3 * day]),
      status: random.chance(30) ? ConversationStatus.allCases[random.below(8)] : .qualifying,
      agent: UInt32(random.below(3) + 1), callType: UInt32(random.below(3)),
      resolved: random.pick([nil, true, false]), placebo: random.pick(gaps),
      isResolvableFirst: !hasUnresolvable || random.chance(75))
    conversation.groups[Grouping.channel.place] = UInt32(random.below(2))
    let isIdentified = random.chance(80)
    conversation.hasCustomer = isIdentified || random.chance(50)
    conversation.wasTransferred = random.chance(30)
    conversation.handleSeconds = random.pick([-1, 0, 60, 4000])
    for match in 0..<3 {
      conversation.links[match].isIdentified = isIdentified && (match < 2 || random.chance(60))
      conversation.links[match].sincePrevious = random.pick(gaps).map { $0 * 1000 } ?? RepeatLink.none
      conversation.links[match].untilReturn = random.pick(gaps).map { $0 * 1000 } ?? RepeatLink.none
    }
    return conversation
  }
}
