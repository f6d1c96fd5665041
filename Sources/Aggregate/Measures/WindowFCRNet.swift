/// First contact resolution without matters that no first contact can resolve.
///
/// The measure `window_fcr_net`: `window_fcr` where a conversation of a call type marked
/// `resolvable_first: false` is no first contact; it still is a return and an earlier contact.
enum WindowFCRNet {
  /// What it makes of a qualifying conversation.
  static func verdict(_ state: RepeatState, isResolvableFirst: Bool) -> Verdict {
    isResolvableFirst || !state.isIdentified ? WindowFCR.verdict(state) : .leftOut
  }
}
