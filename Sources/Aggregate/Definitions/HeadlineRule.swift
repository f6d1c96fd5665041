import Canonical

/// Our rule at the headline over first contacts, and over every contact.
struct HeadlineSight: Sendable {
  let first: SeenRule
  let everyContact: SeenRule
}

/// Our rule at the headline, which the published ones are compared with.
struct HeadlineRule: Sendable {
  /// The rule.
  let rule: SeenRule
  /// Whether its match is `any`.
  let isAny: Bool
  /// Windows that facts tell, in days, ascending.
  let days: [Int]
  /// What methods that see say at the headline.
  let sight: HeadlineSight

  /// Our rule under a match that may headline.
  /// - Parameters:
  ///   - key: how facts name the match; `any` where reasons are unusable.
  ///   - days: the windows that facts tell; the headline's is among them.
  init(key: ContactFacts.Key, match: Match, headlineDays: Int, days: [Int]) {
    self.days = days
    isAny = match == .any
    guard let window = days.firstIndex(of: headlineDays) else {
      preconditionFailure("facts tell the headline's window")
    }
    rule = SeenRule(key: isAny ? .any : key, window: window)
    sight = HeadlineSight(first: rule, everyContact: rule.with { $0.judgesEveryContact = true })
  }

  /// The windows that facts tell: those of published rules, and the headline's.
  static func days(headline: Int) -> [Int] { Set(PublishedDefinition.windowDays + [headline]).sorted() }

  /// The place of a window among them.
  func window(of days: Int) -> Int {
    guard let place = self.days.firstIndex(of: days) else {
      preconditionFailure("facts tell the windows of published rules")
    }
    return place
  }
}
