import Statistics

/// The words in which signs of gaming are said.
enum GamingWords {
  /// What a flagged sign says.
  static func flagged(_ sign: GamingSign) -> String {
    switch sign.check {
    case .bunching:
      "about \(Int((sign.value ?? 0).rounded())) of \(sign.n ?? 0) months are just inside the target that would be just "
        + "outside: it may be effort, or what is counted"
    case .upWhileDown:
      "\(sign.metric) gets better while \(sign.outcome) gets worse, over \(sign.n ?? 0) months: two trends may have two "
        + "causes, so look whether something is done for the metric alone"
    case .peopleUpWhileDown: people(sign)
    case .simpson: reversal(sign)
    case .qualityGoesWith: ""
    }
  }

  /// How many people's metric gets better while their outcome gets worse.
  private static func people(_ sign: GamingSign) -> String {
    let tested = sign.people ?? 0
    return
      "\(Int(((sign.value ?? 0) * Double(tested)).rounded())) of \(tested) people's \(sign.metric) gets better while their \(sign.outcome) gets worse, beside others of "
      + "their site and month"
  }

  /// What a reversal says.
  private static func reversal(_ sign: GamingSign) -> String {
    let (pooled, within) = ((sign.other ?? 0) > 0 ? "more" : "less", (sign.value ?? 0) > 0 ? "more" : "less")
    return
      "all months together show \(pooled) \(sign.outcome) with more \(sign.metric), within sites and months it is "
      + "\(within): compare within sites and months"
  }

  /// What SQM's check says.
  static func agreement(_ found: QualityAgreement) -> String {
    let chance = AlignmentWords.text(QualityAgreement.significance)
    return
      "people whose quality goes with resolution; \(chance) would by chance, and SQM Group found one quality score in "
      + "five that goes with it"
  }

  /// Why there is no sign.
  static func reason(_ reason: NotEstimable, _ check: GamingSign.Check) -> String {
    switch (reason, check) {
    case (.tooFew(.observations, let found, let needed), .bunching):
      "\(found) months about the target, \(needed) needed"
    case (.tooFew(.clusters, _, _), .qualityGoesWith): "nobody has six months with quality and resolution"
    default: AlignmentWords.reason(reason)
    }
  }
}
