extension TableSchema {
  /// One metric of one role's scorecard over a span of days per row.
  public static let scorecards = TableSchema(
    name: "scorecards",
    description: "One metric of one role's scorecard over a span of days per row.",
    key: ["scorecard_id", "role_id", "metric", "from"],
    span: ("from", "to"),
    columns: [
      ColumnSchema("scorecard_id", .text, required: true, "id of the scorecard"),
      ColumnSchema("role_id", .text, required: true, "role it is for"),
      ColumnSchema("from", .date, required: true, "first day"),
      ColumnSchema("to", .date, "last day, inclusive; missing: open"),
      ColumnSchema("metric", .text, required: true, "metric"),
      ColumnSchema(
        "metric_class", .oneOf(["outcome", "quality", "efficiency", "compliance", "people"]), required: true,
        "what kind of metric it is"),
      ColumnSchema("weight", .number, required: true, "share of the whole, 0 to 1"),
      ColumnSchema("target", .number, "value to be reached"),
      ColumnSchema("direction", .oneOf(["up", "down"]), "which values are better"),
      ColumnSchema("updated_at", .instant, "when the source last changed the row"),
    ])
}
