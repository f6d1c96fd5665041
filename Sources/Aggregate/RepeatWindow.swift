import Canonical

/// A window of whole days under one match, inside the time that is covered.
struct RepeatWindow: Sendable {
  /// Its length in whole days.
  let days: Int
  /// Its length in milliseconds.
  let length: Int64
  /// Place of its match among a conversation's links.
  let link: Int
  /// First instant covered, in milliseconds.
  let from: Int64
  /// Last instant covered, in milliseconds.
  let to: Int64

  /// Milliseconds of a day.
  static let day: Int64 = 86_400_000

  /// A window inside a coverage.
  init(_ variant: FCRNumber.Variant, coverage: Coverage) {
    days = variant.days
    length = Int64(variant.days) * RepeatWindow.day
    link = variant.match.place
    from = coverage.from.milliseconds
    to = coverage.to.milliseconds
  }

  /// What a qualifying conversation is under it.
  func state(of conversation: ScoredConversation) -> RepeatState {
    let near = conversation.links[link]
    if !near.isIdentified { return .unidentified }
    return RepeatState(
      hasEarlier: near.sincePrevious <= length,
      hasFullLookBack: conversation.start.milliseconds - length >= from,
      isSettled: conversation.end.milliseconds + length <= to,
      hasReturn: near.untilReturn <= length)
  }

  /// How many places its days take: returns on day 1 … W, then ends without return after 0 … W days.
  var dayCount: Int { 2 * days + 1 }

  /// The day on which a first contact returns, or after which it is followed no longer, as a place.
  ///
  /// It returns on day ⌈gap / 86,400 s⌉, at least 1, and is at risk on days
  /// 1 … ⌊(end of coverage − its end) / 86,400 s⌋ only.
  func dayPlace(of conversation: ScoredConversation) -> Int {
    let rest = (to - conversation.end.milliseconds) / RepeatWindow.day
    let followed = min(Int64(days), max(0, rest))
    let gap = conversation.links[link].untilReturn
    let returnDay =
      gap == RepeatLink.none ? Int64.max : max(1, (gap + RepeatWindow.day - 1) / RepeatWindow.day)
    return Int(returnDay <= followed ? returnDay - 1 : Int64(days) + followed)
  }
}
