/// A measure of first contact resolution; the raw value is its id in tables and pipelines, and the
/// order is that of the table.
public enum FCRMeasure: String, CaseIterable, Sendable {
  /// Nobody came back within the window.
  case windowFCR = "window_fcr"
  /// The same, without call types that a first contact cannot resolve.
  case windowFCRNet = "window_fcr_net"
  /// Nobody came back after any contact that an agent handled.
  case acr
  /// The same within 30 days, whatever the reason.
  case callResolution = "call_resolution"
  /// Contacts that follow an earlier one.
  case repeatRate = "repeat_rate"
  /// Contacts with neither an earlier nor a later one.
  case oneAndDone = "one_and_done"
  /// How often people come back by chance.
  case placebo
  /// Resolution once coincidences are taken out.
  case adjusted
  /// Customers who say that one contact resolved it.
  case vocFCR = "voc_fcr"
  /// Customers who say that it is resolved.
  case vocResolution = "voc_resolution"
  /// What agents or systems asserted.
  case dispositionFCR = "disposition_fcr"

  /// Whether it is computed for every window and match that the parameters name.
  public var hasEveryVariant: Bool {
    switch self {
    case .windowFCR, .windowFCRNet, .acr, .repeatRate, .oneAndDone: true
    default: false
    }
  }

  /// Whether it comes from what customers answered.
  public var isSurveyed: Bool { self == .vocFCR || self == .vocResolution }
}
