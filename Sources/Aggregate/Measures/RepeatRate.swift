/// How many contacts follow an earlier one: it waits for no window to close.
///
/// The measure `repeat_rate`: those with an earlier qualifying one of the same key within the window /
/// qualifying conversations whose look-back is full.
enum RepeatRate {
  /// What it makes of a qualifying conversation.
  static func verdict(_ state: RepeatState) -> Verdict {
    if !state.isIdentified { return .unidentified }
    return state.hasFullLookBack ? Verdict(isHit: state.hasEarlier) : .leftOut
  }
}
