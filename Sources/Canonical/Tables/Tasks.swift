extension TableSchema {
  /// One task offered to a gig worker per row.
  public static let tasks = TableSchema(
    name: "tasks",
    description: "One task offered to a gig worker per row.",
    key: ["task_id"],
    span: ("started_at", "completed_at"),
    columns: [
      ColumnSchema("task_id", .key, required: true, "id of the task"),
      ColumnSchema("worker_id", .text, required: true, personal: true, "who was offered it"),
      ColumnSchema("task_type", .text, required: true, "kind of task"),
      ColumnSchema("offered_at", .instant, "when it was offered"),
      ColumnSchema("accepted_at", .instant, "when it was accepted"),
      ColumnSchema("started_at", .instant, "when work began"),
      ColumnSchema("completed_at", .instant, "when work ended"),
      ColumnSchema("report_delivered_at", .instant, "when the worker was told how it went"),
      ColumnSchema("status", .text, required: true, "what became of it"),
      ColumnSchema("pay_quoted_minor", .integer, "pay promised, in minor units of the currency"),
      ColumnSchema("currency", .text, "currency of pay and tip"),
      ColumnSchema("terms_shown_at", .instant, "when the terms were shown"),
      ColumnSchema("tip_collected_minor", .integer, "tip the customer gave, in minor units of the currency"),
      ColumnSchema("quality", .number, "how good it was, 0 to 1"),
      ColumnSchema("contact_id", .key, "contact it belongs to"),
      ColumnSchema("wait_s", .seconds, "wait before it could begin, in seconds"),
      ColumnSchema("updated_at", .instant, "when the source last changed the row"),
    ])
}
