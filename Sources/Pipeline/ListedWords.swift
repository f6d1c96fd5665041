import Canonical

/// What a measure of first contact resolution says of one contact, in words.
enum ListedWords {
  /// The words.
  /// - Parameter isHit: whether the contact, or answer, is in the numerator.
  static func of(_ measure: FCRMeasure, isHit: Bool) -> String {
    switch measure {
    case .windowFCR, .windowFCRNet, .acr, .callResolution: isHit ? "resolved" : "not resolved"
    case .repeatRate: isHit ? "follows an earlier contact" : "follows none"
    case .oneAndDone: isHit ? "stands alone" : "does not stand alone"
    case .placebo: isHit ? "came back by chance" : "did not come back by chance"
    case .adjusted: ""
    case .vocFCR:
      isHit ? "customer: resolved, in one contact" : "customer: not resolved, or not in one contact"
    case .vocResolution: isHit ? "customer: resolved" : "customer: not resolved"
    case .dispositionFCR: isHit ? "said to be resolved" : "said not to be resolved"
    }
  }
}
