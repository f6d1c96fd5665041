import Tables

/// What a customer will do, as far as it is decided by chance, at the start of a conversation.
///
/// Known are all conversations up to this one, the chances of the agents who took them, and which issues
/// they are about; unknown is whether an issue was resolved, and every day to come.
struct CustomerOutlook {
  /// Seconds from a conversation's end to its placebo window.
  static let placeboDelay: Int64 = 28 * 86_400

  private let customer: Customer
  private let course: IssueCourse
  private let quiet: QuietDays
  /// When the conversation started.
  private var today: LocalClock
  private var conversation: LatentConversation
  private var issues: [OpenIssue] = []
  /// Day on which the latest known issue began.
  private var latestDay = Int32.min

  /// An issue after its latest contact.
  private struct OpenIssue {
    var day: Int32
    var type: Int
    var medium: IssueCourse.Medium
    var end: Int64
    /// Probability that it was not resolved, 0…1.
    var unresolved: Double
    var patienceEnd: Int64
    /// Whether the conversation at hand is about it.
    var isOwn: Bool
  }

  /// The outlook before a customer's first conversation, which it must then `see`.
  init(customer: Customer, course: IssueCourse, quiet: QuietDays, first: LatentConversation) {
    self.customer = customer
    self.course = course
    self.quiet = quiet
    today = LocalClock(first.start)
    conversation = first
  }

  /// Takes in the next conversation and stands at its start.
  mutating func see(_ next: LatentConversation) {
    conversation = next
    today = LocalClock(next.start)
    issues.removeAll { $0.patienceEnd < next.start }
    for index in issues.indices { issues[index].isOwn = false }
    for leg in next.legs where leg.direction == .inbound {
      latestDay = max(latestDay, leg.issueDay)
      let index = issues.firstIndex { $0.day == leg.issueDay }
      if leg.chance >= 0 {
        let medium: IssueCourse.Medium =
          leg.issueChannel == .voice ? .voice : leg.issueChannel == .email ? .ticket : .chat
        let issue = OpenIssue(
          day: leg.issueDay, type: Int(leg.callType), medium: medium, end: leg.end,
          unresolved: 1 - Double(leg.chance) / 1e6,
          patienceEnd: index.map { issues[$0].patienceEnd } ?? leg.end + ContactOdds.patience, isOwn: true)
        if let index { issues[index] = issue } else { issues.append(issue) }
      } else if leg.outcome == .abandoned, let index {
        // Who hangs up tries again within the hour or never.
        issues[index].unresolved = 0
      }
    }
  }

  /// Probability that no contact that matches a reason follows from the conversation's start to so many
  /// days after its end; nil: any reason.
  func staysAway(days: Int, reason: Int?) -> Double {
    let last = conversation.end + Int64(days) * 86_400
    return issues.reduce(withoutNewIssue(days: days, reason: reason)) {
      $0 * (1 - returns($1, until: last, reason: reason))
    }
  }

  /// Probability that a contact about another issue follows within so many days of the end.
  func meetsByChance(days: Int) -> Double {
    let last = conversation.end + Int64(days) * 86_400
    let away = issues.filter { !$0.isOwn }.reduce(withoutNewIssue(days: days, reason: nil)) {
      $0 * (1 - returns($1, until: last, reason: nil))
    }
    return 1 - away
  }

  /// Probability of a contact within so many days from 28 days after the end; `window` is the index of the
  /// days in the course's windows.
  ///
  /// All issues of today are over by then, so it can only be about another one.
  func meetsInPlacebo(days: Int, window: Int) -> Double {
    let first = conversation.end + CustomerOutlook.placeboDelay
    let (opening, closing) = (LocalClock(first), LocalClock(first + Int64(days) * 86_400))
    // Issues from today on that began before the window and come back in it.
    let passed = Int(opening.date.days - today.date.days) - 1
    let returning = QuietDays.Ending.window(window)
    let distance = Int64(passed + 1) * 86_400 + opening.second - QuietDays.midday
    var away = 1 - restOfToday * course.returns(inWindow: window, after: distance)
    away *= quiet.product(returning, activity: customer.activity, before: opening, days: passed)
    // Of the day on which the window begins, the part before it and the part in it.
    let before = CenterCalendar.shareOfDay(before: opening.second)
    let back = course.returns(inWindow: window, after: opening.second / 2)
    away *= 1 - chance(on: opening.date) * (before * back + (1 - before) * IssueCourse.reaches)
    away *= quiet.product(.contact(reason: nil), activity: customer.activity, before: closing, days: days - 1)
    let last = chance(on: closing.date) * CenterCalendar.shareOfDay(before: closing.second)
    return 1 - away * (1 - last * IssueCourse.reaches)
  }

  /// Probability that no new issue leads to a contact that matches within so many days of the end.
  func withoutNewIssue(days: Int, reason: Int?) -> Double {
    let closing = LocalClock(conversation.end + Int64(days) * 86_400)
    let passed = Int(closing.date.days - today.date.days) - 1
    let left = Int64(passed + 1) * 86_400 + closing.second - QuietDays.midday
    let last = chance(on: closing.date) * CenterCalendar.shareOfDay(before: closing.second)
    return (1 - restOfToday * course.begins(reason: reason, within: left))
      * quiet.product(.contact(reason: reason), activity: customer.activity, before: closing, days: passed)
      * (1 - last * course.begins(reason: reason, within: closing.second / 2))
  }

  // MARK: -

  /// Probability that an issue's next contact comes until an instant and matches, or one after it does,
  /// given that none came up to the start.
  private func returns(_ issue: OpenIssue, until last: Int64, reason: Int?) -> Double {
    let last = min(last, issue.patienceEnd)
    let delay = CallType.all[issue.type].delay
    let elapsed = delay.share(after: issue.end, by: conversation.start)
    let share = delay.share(after: issue.end, by: last) - elapsed
    guard issue.unresolved > 0, share > 0 else { return 0 }
    let given = issue.unresolved / (1 - issue.unresolved * elapsed)
    guard let reason else { return given * share }
    if elapsed == 0 {
      // The first return is exact; what follows one about another reason comes from the grid.
      let once = IssueCourse.matchesAtOnce(issue.type, issue.medium, reason: reason)
      let span = last - issue.end
      let further =
        course.matches(issue.type, issue.medium, reason: reason, within: span)
        - once * delay.share(withinSeconds: span / IssueCourse.cell * IssueCourse.cell)
      return given * (share * once + max(0, further))
    }
    let rest = (last - max(issue.end, conversation.start)) / 2
    return given * share * course.matchesReturn(issue.type, issue.medium, reason: reason, within: rest)
  }

  /// Probability that an issue begins in the rest of the day.
  private var restOfToday: Double {
    guard latestDay != today.date.days else { return 0 }
    let (chance, past) = (chance(on: today.date), CenterCalendar.shareOfDay(before: today.second))
    return chance / (1 - chance * past) * (1 - past)
  }

  private func chance(on day: CivilDate) -> Double { Double(customer.issueChance(on: day)) / 1e6 }
}
