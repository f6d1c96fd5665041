/// One row of the contacts' exports, its times in seconds since the first instant covered.
struct Contact {
  var id = 0
  var start = 0
  var end: Int?
  var customer: Int?
  var caseNumber: Int?
  var channel = Channel.voice
  var direction = Direction.inbound
  var outcome = Outcome.handled
  var callType: Int?
  var agent: Int?
  var resolved: Bool?
  var handle: Int?
  var updated: Int?
}

enum Channel: Int {
  case voice, chat, email, message, video, task
  static let words = ["voice", "chat", "email", "message", "video", "task"].map { Array($0.utf8) }
}

enum Direction: Int {
  case inbound, outbound, `internal`
  static let words = ["inbound", "outbound", "internal"].map { Array($0.utf8) }
}

enum Outcome: Int {
  case handled, abandoned, voicemail, selfServed, missed
  static let words = ["handled", "abandoned", "voicemail", "self_served", "missed"].map { Array($0.utf8) }
}

/// What contacts are about, the frequent ones first.
enum CallType {
  static let words = [
    "order_status", "password_reset", "billing_question", "delivery_delay", "refund", "technical_fault",
    "cancel", "address_change", "invoice_copy", "new_order", "warranty", "payment_failed", "price_question",
    "complaint", "return_label", "contract_change", "login_problem", "damaged_goods", "outage",
    "loyalty_points", "appointment", "upgrade", "fraud_case", "data_request", "other",
  ].map { Array($0.utf8) }
  static let queues = [
    "Orders", "Access", "Billing", "Delivery", "Service", "Technical", "Retention", "General",
  ]
  .map { Array($0.utf8) }
  static let lines = ["retail", "business", "wholesale", "care"].map { Array($0.utf8) }
}
