/// A rule by what happened after a contact; the values begin as those of `window_fcr`.
struct SeenRule: Sendable {
  /// What makes two contacts the same matter.
  var key: ContactFacts.Key
  /// The window, by its place among those that facts tell.
  var window: Int
  /// Whether contacts are judged that are not the first of their matter.
  var judgesEveryContact = false
  /// Whether a contact is a first one where the export does not reach back far enough to know.
  var takesUnknownAsFirst = false
  /// Whether a contact is judged by what is seen so far while its window is open.
  var judgesOpen = false
  /// Whether a contact without a customer is resolved.
  var takesBlankAsResolved = false
  /// Whether contacts that no first one can resolve are left out.
  var leavesUnresolvableOut = false

  /// What `window_fcr` is under a match and window.
  init(key: ContactFacts.Key, window: Int) { (self.key, self.window) = (key, window) }

  /// The rule with a change.
  func with(_ change: (inout SeenRule) -> Void) -> SeenRule {
    var rule = self
    change(&rule)
    return rule
  }

  /// Takes a window of another length, which is a step where it is another one.
  mutating func takeWindow(
    _ days: Int, _ headline: HeadlineRule, _ steps: inout [PublishedDefinition.Step]
  ) {
    let place = headline.window(of: days)
    if place == window { return }
    window = place
    steps.append(PublishedDefinition.Step(reason: .window, judgement: .seen(self)))
  }

  /// What it makes of a contact; answers are no contacts.
  func verdict(_ facts: ContactFacts) -> Verdict {
    if facts.isAnswer { return .leftOut }
    let state = facts.state(key, window)
    if !state.isIdentified {
      return takesBlankAsResolved && facts.identity == .blank ? .hit : .unidentified
    }
    if leavesUnresolvableOut, !facts.isResolvableFirst { return .leftOut }
    if !judgesEveryContact {
      if state.hasEarlier { return .leftOut }
      if !state.hasFullLookBack, !takesUnknownAsFirst { return .firstUnknown }
    }
    if !state.isSettled, !judgesOpen { return .unsettled }
    return Verdict(isHit: !state.hasReturn)
  }
}
