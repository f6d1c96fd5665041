/// One conversation of the oracle, its attributes read off its legs as SPEC section 6 says.
struct SlowFCRConversation {
  /// In order, at least one.
  let legs: [SlowFCRRow]
  let first: SlowFCRRow
  let end: Int
  /// Who it is; nil for nobody and for a switchboard.
  let customer: String?
  let caseID: String?
  let agent: String?
  let resolved: Bool?
  /// qualifying, or the reason why not.
  let status: String
  let isTrigger: Bool

  /// - Parameter legs: at least one, in order.
  init(legs: [SlowFCRRow], shared: Set<String>) {
    self.legs = legs
    first = legs[0]
    end = legs.map(\.end).reduce(Int.min, max)
    let named = legs.compactMap(\.customerID).first
    customer = named.map(shared.contains) == true ? nil : named
    caseID = legs.compactMap(\.caseID).first
    resolved = legs.compactMap(\.resolved).last
    agent = legs.filter { $0.outcome == "handled" }.compactMap(\.agentID).last
    let outcomes = legs.map(\.outcome)
    let outcome =
      outcomes.contains("handled")
      ? "handled" : outcomes.contains("abandoned") ? "abandoned" : first.outcome
    isTrigger = first.direction == "inbound" && ["handled", "abandoned"].contains(outcome)
    if first.direction != "inbound" {
      status = first.direction
    } else if outcome != "handled" {
      status = outcome
    } else {
      status = agent == nil ? "no_agent" : "qualifying"
    }
  }

  /// Whether a match can tell who this is.
  func isIdentified(_ match: String) -> Bool {
    customer != nil && (match != "case" || caseID != nil)
  }

  /// Whether two identified conversations have the same key; under `reason` a blank matches every reason.
  func sharesKey(with other: SlowFCRConversation, _ match: String) -> Bool {
    guard isIdentified(match), other.isIdentified(match), customer == other.customer else {
      return false
    }
    switch match {
    case "reason":
      return first.callType == nil || other.first.callType == nil
        || first.callType == other.first.callType
    case "case": return caseID == other.caseID
    default: return true
    }
  }
}

/// What became of one qualifying conversation at one window and match.
struct SlowFCRFate {
  enum State { case unidentified, notFirst, firstUnknown, unsettled, resolved, repeated }
  let conversation: SlowFCRConversation
  let state: State
  /// Day of the first return, from 1; nil without one.
  let returnDay: Int?
  /// Whole days between its end and the end of coverage; 0 where it ends later.
  let observedDays: Int
}

extension SlowFCR {
  /// The fate of each qualifying conversation, in order.
  func fates(days: Int, match: String) -> [SlowFCRFate] {
    surroundings(days: days, match: match).map(fate)
  }

  private func fate(_ around: SlowFCRSurroundings) -> SlowFCRFate {
    let state: SlowFCRFate.State =
      if !around.isIdentified {
        .unidentified
      } else if around.hasEarlier {
        .notFirst
      } else if !around.isLookBackFull {
        .firstUnknown
      } else if !around.isClosed {
        .unsettled
      } else if around.isFollowed {
        .repeated
      } else {
        .resolved
      }
    let end = around.conversation.end
    return SlowFCRFate(
      conversation: around.conversation, state: state,
      returnDay: around.gap.map { max(1, ($0 + 86_399) / 86_400) },
      observedDays: end > coversTo ? 0 : (coversTo - end) / 86_400)
  }

  /// disposition_fcr: qualifying conversations with a `resolved`.
  var asserted: [SlowFCRConversation] {
    conversations.filter { $0.status == "qualifying" && $0.resolved != nil }
  }
}

/// The counts of some fates of one window and match.
struct SlowFCRCounts {
  let fates: [SlowFCRFate]
  let days: Int

  func count(_ state: SlowFCRFate.State) -> Int { fates.count { $0.state == state } }

  var settled: [SlowFCRFate] { fates.filter { $0.state == .resolved || $0.state == .repeated } }

  /// Kaplan–Meier, record by record and day by day; nil where nothing is settled.
  var km: Double? {
    if settled.isEmpty { return nil }
    let firsts = fates.filter { [.unsettled, .resolved, .repeated].contains($0.state) }
    var survival = 1.0
    for day in 1...days {
      let atRisk = firsts.filter { $0.observedDays >= day && ($0.returnDay ?? Int.max) >= day }
      let back = atRisk.filter { $0.returnDay == day }
      if !atRisk.isEmpty { survival *= 1 - Double(back.count) / Double(atRisk.count) }
    }
    return survival
  }

  /// n over the design effect of customers, by its definition in floating point.
  static func effectiveSize(_ observations: [(customer: String?, counts: Bool)]) -> Double {
    let n = Double(observations.count)
    let p = Double(observations.count { $0.counts }) / n
    var clusters: [String: [Bool]] = [:]
    for (place, observation) in observations.enumerated() {
      clusters[observation.customer ?? "nobody \(place)", default: []].append(observation.counts)
    }
    let (count, binomial) = (Double(clusters.count), p * (1 - p) / n)
    if clusters.count < 2 || binomial == 0 { return n }
    let squares = clusters.values.map { cluster -> Double in
      let residual = Double(cluster.count { $0 }) - p * Double(cluster.count)
      return residual * residual
    }
    let variance = count / (count - 1) * squares.reduce(0, +) / (n * n)
    return n / max(1, variance / binomial)
  }
}
