extension TableSchema {
  /// One person's role, team and site over a span of days per row.
  public static let assignments = TableSchema(
    name: "assignments",
    description: "One person's role, team and site over a span of days per row.",
    key: ["person_id", "from"],
    span: ("from", "to"),
    columns: [
      ColumnSchema("person_id", .text, required: true, personal: true, "id in the HR system"),
      ColumnSchema("from", .date, required: true, "first day"),
      ColumnSchema("to", .date, "last day, inclusive; missing: open"),
      ColumnSchema("role_id", .text, required: true, "role held"),
      ColumnSchema("team_id", .text, required: true, "team"),
      ColumnSchema("supervisor_id", .text, personal: true, "person they report to"),
      ColumnSchema("site", .text, "site; missing: the person's"),
      ColumnSchema("fte", .number, "share of full time"),
      ColumnSchema(
        "move",
        .oneOf([
          "hire", "promotion", "lateral", "demotion", "transfer", "exit_center", "exit_employer",
        ]), "how this assignment began"),
      ColumnSchema("pay_rate", .number, personal: true, "pay per hour, in the center's currency"),
      ColumnSchema("updated_at", .instant, "when the source last changed the row"),
    ])
}
