extension TableSchema {
  /// One answer to one item per row.
  public static let responses = TableSchema(
    name: "responses",
    description: "One answer to one item per row.",
    key: ["response_id", "item", "subject_id", "rater_id"],
    span: ("asked_at", "answered_at"),
    columns: [
      ColumnSchema("response_id", .key, required: true, "id of the response"),
      ColumnSchema(
        "instrument", .oneOf(["voc", "pulse", "self", "review360", "qa", "project_end"]),
        required: true, "kind of survey"),
      ColumnSchema("item", .text, required: true, "item asked; voc: resolved, contacts_to_resolve, csat …"),
      ColumnSchema("value", .number, required: true, "answer"),
      ColumnSchema("scale_min", .number, "lowest answer"),
      ColumnSchema("scale_max", .number, "highest answer"),
      ColumnSchema("asked_at", .instant, "when it was asked"),
      ColumnSchema("answered_at", .instant, "when it was answered"),
      ColumnSchema("subject_id", .text, personal: true, "person it is about"),
      ColumnSchema("rater_id", .key, personal: true, "who answered"),
      ColumnSchema(
        "rater_group",
        .oneOf(["customer", "self", "manager", "peer", "report", "client", "evaluator"]),
        "who answered, as a group"),
      ColumnSchema("contact_id", .key, "contact it is about"),
      ColumnSchema("task_id", .key, "task it is about"),
      ColumnSchema("updated_at", .instant, "when the source last changed the row"),
    ])
}
