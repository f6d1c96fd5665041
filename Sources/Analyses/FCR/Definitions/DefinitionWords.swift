import Aggregate

/// What a published rule says, where that stands, and what it needs, in words.
struct DefinitionWords {
  /// The rule.
  let rule: String
  /// Who published it.
  let source: String

  /// The words of a definition.
  /// - Parameters:
  ///   - days: of the headline's window; `match`: its match.
  init(_ definition: PublishedDefinition, days: Int, match: String) {
    switch definition {
    case .windowFCR:
      rule =
        "first contacts without a return within \(days) days under match \(match), of those whose window has closed"
      source = "window_fcr at the headline"
    case .genesys:
      rule =
        "contacts after which the customer was in touch with no queue or medium for 7 days, whatever the reason"
      source = "Genesys Cloud, next-contact avoidance"
    case .queueMetrics:
      rule =
        "calls without another one of the same caller within 168 hours; without a caller id a call is a single one, "
        + "and a call of yesterday counts as resolved"
      source = "QueueMetrics, first call resolution"
    case .sqmSurvey:
      rule = "customers who say that it is resolved and that one contact was enough"
      source = "SQM, survey method"
    case .sqmInternal:
      rule = "contacts without a return of the customer within 30 days, whatever the reason"
      source = "SQM, internal measure"
    case .zendesk:
      rule =
        "solved cases with a single contact that was not transferred; a handled contact stands for a reply of an agent"
      source = "Zendesk, one-touch resolution"
    case .serviceNow:
      rule = "cases that are asserted as resolved in their first contact"
      source = "ServiceNow, resolved in the first update"
    case .five9:
      rule = "contacts whose disposition counts as resolved"
      source = "Five9, a switch per disposition"
    case .eGain:
      rule =
        "first contacts without a return within 90 days under match \(match) so far; the number is revised as "
        + "windows close"
      source = "eGain, 90 days with revision"
    case .sharpen1, .sharpen3, .sharpen7:
      let days = definition == .sharpen1 ? "1 day" : definition == .sharpen3 ? "3 days" : "7 days"
      rule = "contacts after which the customer did not need another one within \(days)"
      source = "Sharpen, active contact resolution"
    case .metricNet:
      rule =
        "first contact resolution of what a first contact can resolve: call types marked otherwise are left out"
      source = "MetricNet, net first contact resolution"
    }
  }
}

extension PublishedDefinition.Reason {
  /// The step in words.
  var words: String {
    switch self {
    case .anyReason: "returns about anything count, unrelated ones too"
    case .window: "a window of another length"
    case .everyContact: "every contact is judged, not only first ones"
    case .unknownFirst: "contacts at the beginning of the export are taken for first ones"
    case .unsettled: "open windows are judged by what is seen so far; most are taken as resolved"
    case .blankID: "contacts without a customer id are taken as resolved"
    case .unresolvable: "call types that no first contact can resolve are left out"
    case .unjudged: "contacts that nobody said anything about are left out"
    case .saidNotSeen: "what was said counts, on the same contacts"
    case .notFirst: "contacts that are no first ones are judged too"
    case .unidentified: "contacts without a known customer are judged too"
    }
  }
}
