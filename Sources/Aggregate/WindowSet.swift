/// The windows of one match that one kind of period holds, the shortest first, and the outcomes under
/// which most conversations are counted once for all of them.
///
/// Of a conversation with full look-back that is settled under the longest window it is enough to know
/// how many windows reach no earlier contact, and the day of its return: both tell its state under
/// every window, and what becomes of it as a first contact.
struct WindowSet: Sendable {
  /// Place of the match among a conversation's links.
  let link: Int
  /// Whether months hold it.
  let isMonthly: Bool
  /// Places of its windows among the plan's.
  let windows: [Int]
  /// Their lengths in days.
  let days: [Int]
  /// Places of its windows among those whose states are counted one by one.
  let states: Range<Int>
  /// Places of its windows among those whose days are counted one by one, the longest first.
  let followUps: Range<Int>
  /// What counts once for all windows.
  let outcomes: [Outcome]
  /// Its first entry in the table of outcomes: those of usual call types, then of all others.
  let entry: Int
  /// Counters of the outcomes of usual call types, and of those that a first contact cannot resolve.
  let usual: Int
  let unresolvable: Int

  /// What became of a conversation under all windows.
  struct Outcome: Sendable {
    /// Whether it has what the match needs.
    var isIdentified = true
    /// How many windows reach no earlier contact: it is a first contact under those.
    var firsts = 0
    /// The day of its return; 0 where that is not counted by day.
    var day = 0
    /// Without a day: the first window that holds its return; the count of windows where none does.
    var returns = 0
  }

  /// What conversations have in common that are first contacts under equally many windows.
  struct Reach: Sendable {
    /// Milliseconds of the next window; the most there can be behind the last one.
    let length: Int64
    /// Milliseconds of the window under which their days are counted; -1 where there is none.
    let followed: Int64
    /// The entry of a return on day 1.
    let start: Int
    /// The entry of no return while followed, less the place of the first window that is longer.
    let rest: Int
    /// The place of that window.
    let longer: Int
  }

  /// Kinds of call types that are counted apart, usual ones first, and where their outcomes are counted.
  var kinds: [(isUsual: Bool, counter: Int)] {
    usual == unresolvable ? [(true, usual)] : [(true, usual), (false, unresolvable)]
  }

  /// Where a window stands in the set; nil where it does not.
  func place(of window: Int) -> Int? { windows.firstIndex(of: window) }

  /// The state under the window at a place.
  func state(_ outcome: Outcome, at place: Int) -> RepeatState {
    if !outcome.isIdentified { return .unidentified }
    return RepeatState(
      hasEarlier: place >= outcome.firsts, hasFullLookBack: true, isSettled: true,
      hasReturn: outcome.day > 0 ? outcome.day <= days[place] : outcome.returns <= place)
  }

  /// The outcomes under some windows, and their reaches by how many windows hold no earlier contact.
  /// - Parameters:
  ///   - followed: by window, whether its first contacts are counted by day.
  ///   - entry: where the outcomes begin in the table.
  static func outcomes(days: [Int], followed: [Bool], entry: Int) -> ([Outcome], [Reach]) {
    var outcomes = [Outcome(isIdentified: false)]
    var reaches: [Reach] = []
    for firsts in 0...days.count {
      let window = (0..<firsts).last { followed[$0] }
      let (counted, longer) = (window.map { days[$0] } ?? 0, window.map { $0 + 1 } ?? 0)
      let start = entry + outcomes.count
      reaches.append(
        Reach(
          length: firsts < days.count ? Int64(days[firsts]) * RepeatWindow.day : .max,
          followed: window == nil ? -1 : Int64(counted) * RepeatWindow.day, start: start,
          rest: start + counted - longer, longer: longer))
      for day in 0..<counted { outcomes.append(Outcome(firsts: firsts, day: day + 1)) }
      for place in longer...days.count { outcomes.append(Outcome(firsts: firsts, returns: place)) }
    }
    return (outcomes, reaches)
  }
}
