/// A reason why customers make contact, with the truth about it.
struct CallType {
  /// Name in every export.
  let name: String
  /// Share of issues, in proportion.
  let weight: Int
  /// Probability in millionths that an average, seasoned agent resolves the issue at a contact.
  let resolved: Int
  /// When those come back whose issue was not resolved.
  let delay: ReturnDelay
  /// Mean handle time in seconds.
  let handleSeconds: Int64
  /// Probability in millionths that an issue gets a case.
  let hasCase: Int
  /// Queue that it arrives in.
  let queue: String
  /// How often agents of level 1, 2, 3 take it, in proportion.
  let levels: [Int]

  /// All of them; their order is part of the random streams.
  static let all = [
    CallType(
      name: "password_reset", weight: 22, resolved: 900_000,
      delay: ReturnDelay(returns: 800_000, parts: [450, 300, 150, 70, 30]), handleSeconds: 280,
      hasCase: 0, queue: "Access", levels: [8, 2, 0]),
    CallType(
      name: "order_status", weight: 20, resolved: 850_000,
      delay: ReturnDelay(returns: 750_000, parts: [250, 350, 250, 100, 50]), handleSeconds: 310,
      hasCase: 50_000, queue: "Orders", levels: [8, 2, 0]),
    CallType(
      name: "billing", weight: 22, resolved: 750_000,
      delay: ReturnDelay(returns: 850_000, parts: [150, 250, 300, 200, 100]), handleSeconds: 480,
      hasCase: 250_000, queue: "Billing", levels: [5, 4, 1]),
    CallType(
      name: "technical", weight: 18, resolved: 640_000,
      delay: ReturnDelay(returns: 900_000, parts: [300, 300, 220, 120, 60]), handleSeconds: 780,
      hasCase: 600_000, queue: "Technical", levels: [1, 5, 4]),
    CallType(
      name: "cancel", weight: 10, resolved: 720_000,
      delay: ReturnDelay(returns: 700_000, parts: [200, 250, 250, 200, 100]), handleSeconds: 560,
      hasCase: 100_000, queue: "Retention", levels: [1, 6, 3]),
    CallType(
      name: "fraud_case", weight: 8, resolved: 420_000,
      delay: ReturnDelay(returns: 950_000, parts: [150, 250, 300, 200, 100]), handleSeconds: 900,
      hasCase: 1_000_000, queue: "Fraud", levels: [0, 3, 7]),
  ]

  /// Their weights.
  static let weights = all.map(\.weight)
}

/// When customers come back whose issue was not resolved, counted from the end of the contact.
struct ReturnDelay {
  /// Bounds of the spans in seconds: half an hour, 1, 3, 7, 14 and 20 days.
  static let bounds: [Int64] = [1800, 86_400, 259_200, 604_800, 1_209_600, 1_728_000]

  /// Probability in millionths that an unresolved customer comes back at all.
  let returns: Int
  /// How the returns fall into the five spans, in thousandths.
  let parts: [Int]

  /// A delay in seconds; nil: never comes back.
  ///
  /// Where it falls into the night it is drawn again from the same span, so the shares per span hold.
  func draw(after end: Int64, _ random: inout RandomStream) -> Int64? {
    guard random.chance(returns) else { return nil }
    let span = random.pick(parts)
    let range = ReturnDelay.bounds[span]..<ReturnDelay.bounds[span + 1]
    var delay = random.within(range)
    for _ in 0..<8 where CenterCalendar.isNight(end + delay) { delay = random.within(range) }
    return delay
  }

  /// Share in millionths of unresolved customers who come back within 1, 3, 7, 14 or 30 days.
  func share(withinDays days: Int) -> Int {
    var thousandths = 0
    for (index, part) in parts.enumerated() where ReturnDelay.bounds[index + 1] <= Int64(days) * 86_400 {
      thousandths += part
    }
    return returns / 1000 * thousandths
  }
}
