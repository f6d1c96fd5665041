extension TableSchema {
  /// One payment to, or deduction from, a gig worker per row.
  public static let payments = TableSchema(
    name: "payments",
    description: "One payment to, or deduction from, a gig worker per row.",
    key: ["payment_id"],
    columns: [
      ColumnSchema("payment_id", .key, required: true, "id of the payment"),
      ColumnSchema("worker_id", .text, required: true, personal: true, "who is paid"),
      ColumnSchema("task_id", .key, "task it is for"),
      ColumnSchema(
        "kind", .oneOf(["pay", "tip", "bonus", "deduction", "reimbursement"]), required: true, "what it is"),
      ColumnSchema(
        "amount_minor", .integer, required: true, personal: true, "amount, in minor units of the currency"),
      ColumnSchema("currency", .text, required: true, "currency"),
      ColumnSchema("earned_at", .instant, required: true, "when it was earned"),
      ColumnSchema("due_at", .instant, "when it was to be paid"),
      ColumnSchema("paid_at", .instant, "when it was paid; missing: not yet"),
      ColumnSchema("updated_at", .instant, "when the source last changed the row"),
    ])
}
