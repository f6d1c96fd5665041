extension TableSchema {
  /// One step of one person's development per row.
  public static let development = TableSchema(
    name: "development",
    description: "One step of one person's development per row.",
    key: ["development_id"],
    span: ("started_on", "ended_on"),
    columns: [
      ColumnSchema("development_id", .key, required: true, "id of the step"),
      ColumnSchema("person_id", .text, required: true, personal: true, "who develops"),
      ColumnSchema(
        "kind", .oneOf(["program", "nomination", "knowledge_block", "mentoring", "project"]), required: true,
        "what kind of step it is"),
      ColumnSchema("name", .text, "program, block or project"),
      ColumnSchema("target_role_id", .text, "role it prepares for"),
      ColumnSchema("position_id", .text, "position it prepares for"),
      ColumnSchema("started_on", .date, required: true, "first day"),
      ColumnSchema("ended_on", .date, "last day, inclusive; missing: open"),
      ColumnSchema("status", .oneOf(["active", "completed", "dropped"]), "what became of it"),
      ColumnSchema("readiness", .oneOf(["now", "1y", "3y", "5y"]), "when they will be ready"),
      ColumnSchema("updated_at", .instant, "when the source last changed the row"),
    ])
}
