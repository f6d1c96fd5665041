/// First contact resolution within one window and match: what became of first contacts.
///
/// The measure `window_fcr`: resolved / (resolved + repeated), over settled first contacts.
enum WindowFCR {
  /// What it makes of a qualifying conversation.
  static func verdict(_ state: RepeatState) -> Verdict {
    if !state.isIdentified { return .unidentified }
    if state.hasEarlier { return .leftOut }
    if !state.hasFullLookBack { return .firstUnknown }
    if !state.isSettled { return .unsettled }
    return Verdict(isHit: !state.hasReturn)
  }
}
