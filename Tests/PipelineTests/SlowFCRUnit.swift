/// The measures of SPEC section 6 by the names of `tables/fcr.csv`.
enum SlowFCRMeasure: String, CaseIterable {
  case windowFCR = "window_fcr"
  case windowFCRNet = "window_fcr_net"
  case acr
  case callResolution = "call_resolution"
  case repeatRate = "repeat_rate"
  case oneAndDone = "one_and_done"
  case placebo
  case adjusted
  case vocFCR = "voc_fcr"
  case vocResolution = "voc_resolution"
  case dispositionFCR = "disposition_fcr"
}

/// What one qualifying conversation, or one response about it, is to one measure.
struct SlowFCRUnit {
  /// Where it is counted; `counts` is in n, and in x where true.
  enum Part: Equatable { case counts(Bool), unsettled, firstUnknown, unidentified, apart }
  let conversation: SlowFCRConversation
  let part: Part
  /// The credited agent, or the respondent.
  let person: String?
  /// For the Kaplan–Meier of window_fcr and window_fcr_net alone.
  var fate: SlowFCRFate?
  /// For adjusted alone: a trigger in the window 28 days on.
  var isFollowedByChance = false

  init(_ conversation: SlowFCRConversation, _ part: Part) {
    self.init(conversation, part, person: conversation.agent)
  }

  init(_ conversation: SlowFCRConversation, _ part: Part, person: String?) {
    self.conversation = conversation
    self.part = part
    self.person = person
  }

  init(_ fate: SlowFCRFate) {
    let part: Part =
      switch fate.state {
      case .unidentified: .unidentified
      case .notFirst: .apart
      case .firstUnknown: .firstUnknown
      case .unsettled: .unsettled
      case .resolved: .counts(true)
      case .repeated: .counts(false)
      }
    self.init(fate.conversation, part)
    self.fate = fate
  }

  /// In n.
  var isCounted: Bool { part == .counts(true) || part == .counts(false) }

  /// The customer, or the conversation itself where nobody knows who it is.
  var cluster: String {
    conversation.customer.map { "customer \($0)" }
      ?? "conversation \(conversation.first.source) \(conversation.first.contactID)"
  }
}

extension SlowFCR {
  /// One unit for each qualifying conversation that the measure looks at, for voc one for each response.
  ///
  /// placebo and adjusted are at match any, call_resolution at 30 days too, whatever is asked for;
  /// voc_fcr, voc_resolution and disposition_fcr know neither.
  func units(_ measure: SlowFCRMeasure, days: Int, match: String) -> [SlowFCRUnit] {
    switch measure {
    case .windowFCR: return fates(days: days, match: match).map { SlowFCRUnit($0) }
    case .windowFCRNet: return fates(days: days, match: match).map { SlowFCRUnit(net($0)) }
    case .callResolution: return units(.acr, days: 30, match: "any")
    case .placebo, .adjusted: return chances(measure, days: days)
    case .vocFCR, .vocResolution: return said(measure)
    case .dispositionFCR: return asserted.map { SlowFCRUnit($0, .counts($0.resolved == true)) }
    case .acr, .repeatRate, .oneAndDone:
      return surroundings(days: days, match: match)
        .map { SlowFCRUnit($0.conversation, part(of: $0, measure)) }
    }
  }

  /// SPEC 6: "a conversation of a call type marked `resolvable_first: false` being no first".
  private func net(_ fate: SlowFCRFate) -> SlowFCRFate {
    guard fate.state != .unidentified, let callType = fate.conversation.first.callType,
      unresolvable.contains(callType)
    else { return fate }
    return SlowFCRFate(
      conversation: fate.conversation, state: .notFirst, returnDay: fate.returnDay,
      observedDays: fate.observedDays)
  }

  private func part(of around: SlowFCRSurroundings, _ measure: SlowFCRMeasure) -> SlowFCRUnit.Part {
    if !around.isIdentified { return .unidentified }
    switch measure {
    case .acr: return around.isClosed ? .counts(!around.isFollowed) : .unsettled
    case .repeatRate: return around.isLookBackFull ? .counts(around.hasEarlier) : .apart
    default:
      let isCounted = around.isLookBackFull && around.isClosed
      return isCounted ? .counts(!around.hasEarlier && !around.isFollowed) : .apart
    }
  }

  /// SPEC 6: the firsts with end + 28 d + W ≤ covers_to; adjusted counts those without a return.
  private func chances(_ measure: SlowFCRMeasure, days: Int) -> [SlowFCRUnit] {
    let month = 28 * 86_400
    return surroundings(days: days, match: "any").map { around in
      let (this, window) = (around.conversation, days * 86_400)
      guard around.isIdentified, !around.hasEarlier, around.isLookBackFull,
        this.end + month + window <= coversTo
      else { return SlowFCRUnit(this, .apart) }
      let isFollowedByChance = conversations.contains { other in
        other.isTrigger && other.customer == this.customer && other.first.start >= this.end + month
          && other.first.start <= this.end + month + window
      }
      var unit = SlowFCRUnit(
        this, .counts(measure == .placebo ? isFollowedByChance : !around.isFollowed))
      unit.isFollowedByChance = isFollowedByChance
      return unit
    }
  }
}
