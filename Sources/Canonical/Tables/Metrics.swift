extension TableSchema {
  /// One metric of one person over one period, as another system computed it, per row.
  public static let metrics = TableSchema(
    name: "metrics",
    description: "One metric of one person over one period, as another system computed it, per row.",
    key: ["person_id", "metric", "period_start", "period_end"],
    span: ("period_start", "period_end"),
    columns: [
      ColumnSchema("person_id", .text, required: true, personal: true, "whom it is about"),
      ColumnSchema("period_start", .date, required: true, "first day"),
      ColumnSchema("period_end", .date, required: true, "last day, inclusive"),
      ColumnSchema("metric", .text, required: true, "metric"),
      ColumnSchema("value", .number, required: true, "value, in its unit"),
      ColumnSchema("n", .number, "how many contacts, tasks or minutes stand behind it"),
      ColumnSchema("unit", .text, "unit of the value"),
      ColumnSchema("updated_at", .instant, "when the source last changed the row"),
    ])
}
