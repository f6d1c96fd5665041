extension TableSchema {
  /// One attribute of one person per row; used for adverse impact alone.
  public static let attributes = TableSchema(
    name: "attributes",
    description: "One attribute of one person per row; used for adverse impact alone.",
    key: ["person_id", "attribute"],
    columns: [
      ColumnSchema("person_id", .text, required: true, personal: true, "whom it is about"),
      ColumnSchema("attribute", .text, required: true, "protected attribute"),
      ColumnSchema("value", .text, required: true, personal: true, "its value"),
      ColumnSchema("updated_at", .instant, "when the source last changed the row"),
    ])
}
