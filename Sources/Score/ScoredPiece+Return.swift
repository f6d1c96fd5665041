import Canonical

extension ScoredPiece {
  /// The conversation that returned to another one: the next trigger of its customer that shares its key.
  ///
  /// The origins of the conversations are known.
  /// - Parameters:
  ///   - place: place of a conversation that somebody returned to under the match.
  ///   - end: where the conversations of its customer end.
  /// - Returns: the place of the return.
  /// - Complexity: linear in the conversations between the two.
  package func returnTo(_ place: Int, before end: Int, under match: Match) -> Int {
    let conversation = conversations[place]
    let callType = conversation.groups[Grouping.callType.place]
    let caseID = origins[place].caseID
    let found = (place + 1..<end).first { later in
      guard origins[later].isTrigger else { return false }
      switch match {
      case .any: return true
      case .reason:
        // A blank call type on either side matches every reason.
        let other = conversations[later].groups[Grouping.callType.place]
        return callType == 0 || other == 0 || callType == other
      case .case: return caseID != 0 && caseID == origins[later].caseID
      }
    }
    guard let found else { preconditionFailure("somebody returned") }
    let gap = conversations[found].start.milliseconds - conversation.end.milliseconds
    precondition(
      max(0, gap) == conversation.links[match.place].untilReturn, "the return is the one that was counted")
    return found
  }
}
