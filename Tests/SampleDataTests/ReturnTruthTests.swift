import Canonical
import Tables
import Testing

@testable import SampleData

/// What happened after first contacts in some centers, beside what the truth expects.
private struct Aftermath {
  /// Contacts, those without return and the expected number of them; of each measure and window.
  var sums: [String: (contacts: Double, quiet: Double, expected: Double, variance: Double)] = [:]

  /// Follows the customers of centers with these seeds, with simple loops over their own histories.
  init(seeds: ClosedRange<UInt64>, customers: Int32) {
    for seed in seeds {
      let roster = Roster(seed: seed, seats: 200)
      let course = IssueCourse(
        meanChances: CallType.all.map(roster.meanChance), windows: ReturnTruth.windows)
      let quiet = QuietDays(course)
      for index in 0..<customers {
        let customer = Customer(seed: seed, index: index)
        guard !customer.isAnonymous else { continue }
        let legs = CustomerHistory(seed: seed, customer: customer, roster: roster).contacts
        follow(LatentConversation.conversations(of: legs), customer, course, quiet)
      }
    }
  }

  private mutating func follow(
    _ conversations: [LatentConversation], _ customer: Customer, _ course: IssueCourse, _ quiet: QuietDays
  ) {
    guard let first = conversations.first else { return }
    var outlook = CustomerOutlook(customer: customer, course: course, quiet: quiet, first: first)
    for (place, conversation) in conversations.enumerated() {
      outlook.see(conversation)
      guard conversation.isQualifying else { continue }
      let (earlier, later) = (conversations[..<place], conversations[(place + 1)...])
      for (window, days) in ReturnTruth.windows.enumerated() {
        let span = Int64(days) * 86_400
        let (from, to) = (conversation.start - span, conversation.end + span)
        guard from >= CenterCalendar.firstSecond, to <= CenterCalendar.endSecond else { continue }
        for reason in [nil, conversation.callType] {
          let isMatch = { (other: LatentConversation) in
            reason == nil || other.callType < 0 || other.callType == reason
          }
          if earlier.contains(where: { $0.isQualifying && isMatch($0) && $0.end >= from }) { continue }
          let returns = later.contains { isReturn($0) && isMatch($0) && $0.start <= to }
          let expected = outlook.staysAway(days: days, reason: reason)
          add("\(reason == nil ? "any" : "reason") \(days)", !returns, expected)
          let issues = Set(conversation.legs.map(\.issueDay))
          guard reason == nil else { continue }
          let others = later.contains {
            isReturn($0) && $0.start <= to && !issues.contains($0.legs[0].issueDay)
          }
          let alone = 1 - outlook.meetsByChance(days: days)
          add("coincidence \(days)", !others, alone)
          if alone < outlook.withoutNewIssue(days: days, reason: nil) - 1e-9 {
            add("any \(days) with older issues", !returns, expected)
            add("coincidence \(days) with older issues", !others, alone)
          }
          let (opening, closing) = (conversation.end + 28 * 86_400, to + 28 * 86_400)
          guard closing <= CenterCalendar.endSecond else { continue }
          let late = later.filter { isReturn($0) && $0.start >= opening && $0.start <= closing }
          add("placebo \(days)", late.isEmpty, 1 - outlook.meetsInPlacebo(days: days, window: window))
          #expect(!late.contains { issues.contains($0.legs[0].issueDay) })
        }
      }
    }
  }

  private func isReturn(_ conversation: LatentConversation) -> Bool {
    conversation.isInbound
      && (conversation.isHandled || conversation.legs.contains { $0.outcome == .abandoned })
  }

  private mutating func add(_ name: String, _ isQuiet: Bool, _ expected: Double) {
    sums[name, default: (0, 0, 0, 0)].contacts += 1
    sums[name, default: (0, 0, 0, 0)].quiet += isQuiet ? 1 : 0
    sums[name, default: (0, 0, 0, 0)].expected += expected
    sums[name, default: (0, 0, 0, 0)].variance += expected * (1 - expected)
  }
}

@Suite struct ReturnTruthTests {
  @Test func `first contacts are followed by as many returns as the truth expects`() {
    // 6 × 4,000 customers: some 30,000 first contacts; a bias of 1 % of the returns would be seen.
    let aftermath = Aftermath(seeds: 101...106, customers: 4000)
    // Five windows of any, reason, coincidence and placebo, and of two of them with older issues open.
    #expect(aftermath.sums.count == 30)
    for (name, sum) in aftermath.sums {
      let error = (sum.quiet - sum.expected) / sum.variance.squareRoot()
      #expect(abs(error) < 3.7, "\(name): \(sum.quiet) of \(sum.contacts), expected \(sum.expected)")
    }
  }

  @Test func `without other issues customers stay away unless their own brings them back`() {
    let scene = Scene(chance: 900_000)
    // Unresolved 0.1; within 7 days 0.595 of them come back, within 30 days 0.85 (billing).
    #expect(abs(scene.ownReturn(days: 7, reason: nil) - 0.1 * 0.595) < 1e-9)
    #expect(abs(scene.ownReturn(days: 30, reason: nil) - 0.1 * 0.85) < 1e-9)
  }

  @Test func `under reason a return that names another one does not count`() {
    let scene = Scene(chance: 900_000)
    // A call keeps its reason with 0.92 + 0.08 × 0.22 = 0.9376; given up in the queue, 0.08 of them, it
    // matches whatever it is about: 0.08 + 0.92 × 0.9376 = 0.942592.
    let atOnce = IssueCourse.matchesAtOnce(2, .voice, reason: 2)
    #expect(abs(atOnce - 0.942592) < 1e-9)
    let back = scene.ownReturn(days: 7, reason: 2)
    // Further returns of the same issue add a little.
    #expect(back > 0.1 * 0.595 * atOnce)
    #expect(back < 0.1 * 0.595 * (atOnce + 0.02))
  }

  @Test func `the chance of new issues follows the calendar`() {
    let scene = Scene(chance: 980_000)
    // From Monday 2026-02-02, 12:00, one day: the rest of Monday, and Tuesday up to 12:00 and 10 minutes.
    let noon = CenterCalendar.shareOfDay(before: 43_200)
    let later = CenterCalendar.shareOfDay(before: 43_200 + 600)
    let today = 0.006 / (1 - 0.006 * noon) * (1 - noon)
    let expected = 1 - (1 - today * IssueCourse.reaches) * (1 - 0.006 * later * IssueCourse.reaches)
    #expect(abs(scene.outlook.meetsByChance(days: 1) - expected) < 1e-9)
  }

  @Test func `a new issue leads to an answer or a hang-up unless the machine settles it`() {
    // Of calls (0.77) 0.08 are given up and 0.92 × 0.955 answered; 0.92 × 0.015 × 0.6 are tried again.
    let call = (0.08 + 0.92 * 0.955) / (1 - 0.92 * 0.015 * 0.6)
    #expect(abs(IssueCourse.reaches - (0.77 * call + 0.23)) < 1e-9)
  }

  @Test func `a switchboard and callers without a number are unidentified`() {
    var truth = ReturnTruth(roster: Scene.roster)
    let legs = Switchboard(seed: 4, index: -1, roster: Scene.roster).contacts
    truth.observe(switchboard: legs)
    #expect(truth.qualifying == legs.count)
    #expect(truth.unidentifiedShare == 1_000_000)
    #expect(truth.values.isEmpty)
  }
}

/// One call about a bill, on a Monday noon in February, of a customer who seldom has an issue.
private struct Scene {
  static let roster = Roster(seed: 4, seats: 200)
  let outlook: CustomerOutlook

  init(chance: Int32) {
    let customer = (0..<100).lazy.map { Customer(seed: 4, index: $0) }.first { $0.activity == 0 }
    let start = CenterCalendar.zone.midnight(of: CenterCalendar.day(2026, 2, 2)).seconds + 43_200
    var leg = SampleContact(number: 1, start: start, end: start + 600, customer: 0)
    (leg.chain, leg.callType, leg.agent, leg.chance) = (1, 2, 1, chance)
    // The issue is one of the Sunday before.
    leg.issueDay = CenterCalendar.day(2026, 2, 1).days
    let conversation = LatentConversation.conversations(of: [leg])[0]
    let course = IssueCourse(
      meanChances: CallType.all.map(Scene.roster.meanChance), windows: ReturnTruth.windows)
    var outlook = CustomerOutlook(
      customer: customer ?? Customer(seed: 4, index: 0), course: course, quiet: QuietDays(course),
      first: conversation)
    outlook.see(conversation)
    self.outlook = outlook
  }

  /// Probability of a return about the issue itself: what is left when new issues are taken out.
  func ownReturn(days: Int, reason: Int?) -> Double {
    let away = outlook.staysAway(days: days, reason: reason)
    guard reason != nil else { return 1 - away / (1 - outlook.meetsByChance(days: days)) }
    return 1 - away / outlook.withoutNewIssue(days: days, reason: reason)
  }
}
