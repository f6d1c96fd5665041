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
