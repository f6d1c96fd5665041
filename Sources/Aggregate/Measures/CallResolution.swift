/// SQM's internal measure: `acr` within 30 days and whatever the reason.
///
/// The measure `call_resolution`; it is compared only with the center's own average.
enum CallResolution {
  /// What it makes of a qualifying conversation, in its own window.
  static func verdict(_ state: RepeatState) -> Verdict { ACR.verdict(state) }
}
