extension TableSchema {
  /// One agent in one coaching session per row.
  public static let coaching = TableSchema(
    name: "coaching",
    description: "One agent in one coaching session per row.",
    key: ["session_id", "agent_id"],
    columns: [
      ColumnSchema("session_id", .key, required: true, "id of the session"),
      ColumnSchema("coach_id", .text, required: true, personal: true, "person who coached"),
      ColumnSchema("agent_id", .text, required: true, personal: true, "person who was coached"),
      ColumnSchema("held_at", .instant, required: true, "when it was, or should have been, held"),
      ColumnSchema("minutes", .number, "how long it took, in minutes"),
      ColumnSchema(
        "kind", .oneOf(["one_on_one", "group", "side_by_side", "career", "recognition", "feedback"]),
        "form of the session"),
      ColumnSchema(
        "trigger",
        .oneOf(["scheduled", "development", "recognition", "incident", "low_score", "complaint", "request"]),
        "what led to it"),
      ColumnSchema("metric", .text, "metric it was about"),
      ColumnSchema("status", .oneOf(["held", "missed", "cancelled"]), "what became of it"),
      ColumnSchema("contact_id", .key, "contact it was about"),
      ColumnSchema("updated_at", .instant, "when the source last changed the row"),
    ])
}
