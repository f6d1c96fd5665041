extension TableSchema {
  /// One role per row.
  public static let roles = TableSchema(
    name: "roles",
    description: "One role per row.",
    key: ["role_id"],
    columns: [
      ColumnSchema("role_id", .text, required: true, "id of the role"),
      ColumnSchema(
        "role_type",
        .oneOf([
          "customer_facing", "back_office", "sales", "supervisor", "gig_customer_facing",
          "gig_back_office",
        ]), required: true, "kind of work"),
      ColumnSchema("level", .integer, required: true, "step of the ladder"),
      ColumnSchema("next_role_id", .text, "role above it"),
      ColumnSchema("inside_center", .boolean, "whether it is in the contact center"),
      ColumnSchema("leadership", .boolean, "whether it leads people"),
      ColumnSchema("critical", .boolean, "whether a vacancy hurts"),
      ColumnSchema("call_types", .text, "call types it handles, separated by ;"),
      ColumnSchema("updated_at", .instant, "when the source last changed the row"),
    ])
}
