extension TableSchema {
  /// One action that a person was to take per row.
  public static let actions = TableSchema(
    name: "actions",
    description: "One action that a person was to take per row.",
    key: ["action_id"],
    span: ("opened_on", "closed_on"),
    columns: [
      ColumnSchema("action_id", .key, required: true, "id of the action"),
      ColumnSchema("person_id", .text, required: true, personal: true, "who was to take it"),
      ColumnSchema("opened_on", .date, required: true, "first day"),
      ColumnSchema("due_on", .date, "day by which it was to be closed"),
      ColumnSchema("closed_on", .date, "day it was closed; missing: open"),
      ColumnSchema("origin", .oneOf(["coaching", "capability", "survey", "program"]), "where it came from"),
      ColumnSchema("session_id", .key, "coaching session it came from"),
      ColumnSchema("call_type", .text, "call type it is about"),
      ColumnSchema("updated_at", .instant, "when the source last changed the row"),
    ])
}
