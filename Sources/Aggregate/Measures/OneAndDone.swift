/// How many contacts stand alone: none before and none after them within the window.
///
/// The measure `one_and_done`, over qualifying conversations whose look-back is full and whose window
/// has closed.
enum OneAndDone {
  /// What it makes of a qualifying conversation.
  static func verdict(_ state: RepeatState) -> Verdict {
    if !state.isIdentified { return .unidentified }
    guard state.hasFullLookBack, state.isSettled else { return .leftOut }
    return Verdict(isHit: !state.hasEarlier && !state.hasReturn)
  }
}
