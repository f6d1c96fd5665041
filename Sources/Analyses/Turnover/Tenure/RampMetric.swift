import Aggregate

/// What is followed over months of tenure; the raw value is printed.
enum RampMetric: String, CaseIterable, Sendable {
  case windowFCR = "window_fcr"
  case acr
  case vocResolution = "voc_resolution"
  case handleSeconds = "handle_s"

  /// Observations and their sum: of shares, how many of them count.
  func sample(of counts: AgentCounts) -> (n: Int64, sum: Int64) {
    switch self {
    case .windowFCR: (counts.firsts.n, counts.firsts.x)
    case .acr: (counts.acr.n, counts.acr.x)
    case .vocResolution: (counts.vocResolution.n, counts.vocResolution.x)
    case .handleSeconds: (counts.handle.n, counts.handle.sum)
    }
  }

  /// Whether it is a share, 0…1; else seconds.
  var isShare: Bool { self != .handleSeconds }
  /// Whether customers answered it.
  var isSurveyed: Bool { self == .vocResolution }
}
