extension TableSchema {
  /// One leg of a conversation, or a whole conversation, per row.
  public static let contacts = TableSchema(
    name: "contacts",
    description: "One leg of a conversation, or a whole conversation, per row.",
    key: ["contact_id"],
    span: ("started_at", "ended_at"),
    columns: [
      ColumnSchema("contact_id", .key, required: true, "id of the leg in its source"),
      ColumnSchema("started_at", .instant, required: true, "when it started"),
      ColumnSchema("ended_at", .instant, "when it ended; missing: started_at + handle_s"),
      ColumnSchema("chain_id", .key, "legs of one source with the same value are one conversation"),
      ColumnSchema("case_id", .key, "ticket or case it belongs to"),
      ColumnSchema("customer_id", .key, personal: true, "who contacted us; missing: unidentified"),
      ColumnSchema(
        "channel", .oneOf(Channel.allCases.map(\.rawValue)), default: "voice", "how they contacted us"),
      ColumnSchema(
        "direction", .oneOf(Direction.allCases.map(\.rawValue)), default: "inbound", "who began it"),
      ColumnSchema("queue", .text, "queue or skill"),
      ColumnSchema("call_type", .text, "reason of the contact"),
      ColumnSchema("line_of_business", .text, "line of business"),
      ColumnSchema("agent_id", .text, personal: true, "who handled it, as the source names them"),
      ColumnSchema(
        "outcome", .oneOf(Outcome.allCases.map(\.rawValue)), default: "handled", "how it went"),
      ColumnSchema("disposition", .text, "wrap-up code"),
      ColumnSchema("resolved", .boolean, "what the agent or the system asserted"),
      ColumnSchema("handle_s", .seconds, "talk, hold and after-call work, in seconds"),
      ColumnSchema("hold_s", .seconds, "hold, in seconds"),
      ColumnSchema("wait_s", .seconds, "wait before an answer, in seconds"),
      ColumnSchema("transferred", .boolean, "whether it was handed on"),
      ColumnSchema("updated_at", .instant, "when the source last changed the row"),
    ])
}

/// How a customer contacted the center.
public enum Channel: String, CaseIterable, Sendable { case voice, chat, email, message, video, task }

/// Who began a contact.
public enum Direction: String, CaseIterable, Sendable { case inbound, outbound, `internal` }

/// How a contact went.
public enum Outcome: String, CaseIterable, Sendable {
  case handled, abandoned, voicemail, missed
  case selfServed = "self_served"
}
