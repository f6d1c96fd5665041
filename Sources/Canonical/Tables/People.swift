extension TableSchema {
  /// One spell of employment per row: a rehire is a second spell.
  public static let people = TableSchema(
    name: "people",
    description: "One spell of employment per row: a rehire is a second spell.",
    key: ["person_id", "hired_on"],
    span: ("hired_on", "left_on"),
    columns: [
      ColumnSchema("person_id", .text, required: true, personal: true, "id in the HR system"),
      ColumnSchema(
        "worker_class", .oneOf(["employee", "contractor", "agency", "other"]), required: true,
        "kind of contract"),
      ColumnSchema("hired_on", .date, required: true, "first day"),
      ColumnSchema("left_on", .date, "last day, inclusive; missing: still here"),
      ColumnSchema(
        "exit_type", .oneOf(["voluntary", "involuntary", "other", "unknown"]), "how they left"),
      ColumnSchema("exit_reason", .text, "why they left"),
      ColumnSchema("referred_by", .text, personal: true, "person who referred them"),
      ColumnSchema("site", .text, "site, where no assignment tells it"),
      ColumnSchema("updated_at", .instant, "when the source last changed the row"),
    ])
}
