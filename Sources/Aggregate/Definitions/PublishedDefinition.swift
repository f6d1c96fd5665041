/// The published rules of first contact resolution that the same contacts are judged under; the raw value is
/// the id in `fcr_definitions`, and the order is that of the table.
package enum PublishedDefinition: String, CaseIterable, Sendable {
  /// Ours: what the others are compared with.
  case windowFCR = "window_fcr"
  case genesys = "genesys_next_contact_avoidance"
  case queueMetrics = "queuemetrics"
  case sqmSurvey = "sqm_survey"
  case sqmInternal = "sqm_internal"
  case zendesk = "zendesk_one_touch"
  case serviceNow = "servicenow_first_update"
  case five9 = "five9_disposition"
  case eGain = "egain_90d"
  case sharpen1 = "sharpen_acr_1d"
  case sharpen3 = "sharpen_acr_3d"
  case sharpen7 = "sharpen_acr_7d"
  case metricNet = "metricnet_net"

  /// What a rule changes, in the order in which its steps are taken: from ours to the rule, one at a time, so
  /// that the differences add up.
  package enum Reason: String, CaseIterable, Sendable {
    /// Whatever the reason of the return: unrelated contacts count as coming back.
    case anyReason = "any_reason"
    /// A window of another length.
    case window
    /// Every contact is judged, not only the first of its matter.
    case everyContact = "every_contact"
    /// A contact before which the export says nothing is taken for the first.
    case unknownFirst = "unknown_first"
    /// A window that is still open is judged by what is seen so far: most are taken as resolved.
    case unsettled
    /// A contact without a customer is taken as resolved.
    case blankID = "blank_id"
    /// Call types that no first contact can resolve are left out.
    case unresolvable
    /// Contacts that the rule says nothing about are left out.
    case unjudged = "not_judged"
    /// What was said counts, not what was seen.
    case saidNotSeen = "said_not_seen"
    /// Contacts that ours leaves out as no first ones are judged.
    case notFirst = "not_first"
    /// Contacts are judged that ours cannot tell for want of a customer.
    case unidentified
  }

  /// One step: what it changes, and how a contact is judged after it.
  struct Step: Sendable {
    let reason: Reason
    let judgement: DefinitionJudgement
  }

  /// The window, in days, of a rule that is `acr` under match `any`; nil for other rules.
  package var acrDays: Int? {
    switch self {
    case .sharpen1: 1
    case .sharpen3: 3
    case .genesys, .sharpen7: 7
    case .sqmInternal: 30
    default: nil
    }
  }

  /// What a rule asks of contacts beyond ours: windows in days.
  static let windowDays = [1, 3, 7, 30, eGainDays]
  /// The window of eGain's rule, the only one beside the headline's that is asked for under our match.
  static let eGainDays = 90

  /// How contacts are judged in the end.
  func judgement(_ headline: HeadlineRule) -> DefinitionJudgement {
    steps(headline).last?.judgement ?? .seen(headline.rule)
  }

  /// The way from ours to the rule; empty for ours, and where a step would change nothing.
  func steps(_ headline: HeadlineRule) -> [Step] {
    switch self {
    case .windowFCR: []
    case .genesys, .sharpen1, .sharpen3, .sharpen7, .sqmInternal:
      acrDays.map { contacts(within: $0, headline) } ?? []
    case .queueMetrics:
      contacts(within: 7, headline) { rule, steps in
        rule.judgesOpen = true
        steps.append(Step(reason: .unsettled, judgement: .seen(rule)))
        rule.takesBlankAsResolved = true
        steps.append(Step(reason: .blankID, judgement: .seen(rule)))
      }
    case .sqmSurvey: said(.survey, headline)
    case .zendesk: said(.oneTouch, headline)
    case .serviceNow: said(.firstUpdate, headline)
    case .five9: said(.assertion, headline)
    case .eGain: eGainSteps(headline)
    case .metricNet:
      [
        Step(reason: .unresolvable, judgement: .seen(headline.rule.with { $0.leavesUnresolvableOut = true }))
      ]
    }
  }

  /// Every contact, whatever the reason, within so many days; and what follows.
  private func contacts(
    within days: Int, _ headline: HeadlineRule,
    then more: (inout SeenRule, inout [Step]) -> Void = { _, _ in }
  ) -> [Step] {
    var rule = headline.rule
    var steps: [Step] = []
    if !headline.isAny {
      rule.key = .any
      steps.append(Step(reason: .anyReason, judgement: .seen(rule)))
    }
    rule.takeWindow(days, headline, &steps)
    rule.judgesEveryContact = true
    steps.append(Step(reason: .everyContact, judgement: .seen(rule)))
    more(&rule, &steps)
    return steps
  }

  /// 90 days, judged as far as the export tells: the vendor revises its number later.
  private func eGainSteps(_ headline: HeadlineRule) -> [Step] {
    var rule = headline.rule
    var steps: [Step] = []
    rule.takeWindow(PublishedDefinition.eGainDays, headline, &steps)
    rule.takesUnknownAsFirst = true
    steps.append(Step(reason: .unknownFirst, judgement: .seen(rule)))
    rule.judgesOpen = true
    steps.append(Step(reason: .unsettled, judgement: .seen(rule)))
    return steps
  }

  /// What somebody said: on the contacts that ours judges too, then on those that it leaves out, by why.
  private func said(_ source: SaidSource, _ headline: HeadlineRule) -> [Step] {
    let seen = headline.rule
    var rule = SaidRule(source: source, seen: seen)
    var steps = [
      Step(reason: .unjudged, judgement: .seenWhereSaid(rule)),
      Step(reason: .saidNotSeen, judgement: .said(rule)),
    ]
    for (reason, verdict) in [
      (Reason.notFirst, Verdict.leftOut), (.unknownFirst, .firstUnknown), (.unsettled, .unsettled),
      (.unidentified, .unidentified),
    ] {
      rule.judgesToo |= verdict.bit
      steps.append(Step(reason: reason, judgement: .said(rule)))
    }
    return steps
  }
}
