extension TableSchema {
  /// One other name of a person or customer in one source per row.
  public static let aliases = TableSchema(
    name: "aliases",
    description: "One other name of a person or customer in one source per row.",
    key: ["kind", "source", "alias", "from"],
    span: ("from", "to"),
    columns: [
      ColumnSchema("kind", .oneOf(["person", "customer"]), required: true, "whose name it is"),
      ColumnSchema("source", .text, required: true, "source of the input that uses the name"),
      ColumnSchema("alias", .text, required: true, personal: true, "the name as that source writes it"),
      ColumnSchema("id", .text, required: true, personal: true, "person_id or customer_id it stands for"),
      ColumnSchema("from", .date, "first day; missing: always"),
      ColumnSchema("to", .date, "last day, inclusive; missing: open"),
      ColumnSchema("updated_at", .instant, "when the source last changed the row"),
    ])
}
