/// Agent's contact resolution: whether the customer stayed away after a contact, whatever its place
/// in a chain of contacts.
///
/// The measure `acr`: those without a return / settled qualifying conversations.
enum ACR {
  /// What it makes of a qualifying conversation.
  static func verdict(_ state: RepeatState) -> Verdict {
    if !state.isIdentified { return .unidentified }
    return state.isSettled ? Verdict(isHit: !state.hasReturn) : .unsettled
  }
}
