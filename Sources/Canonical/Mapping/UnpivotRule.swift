/// Which columns of a row become rows of their own: one for each that has a value.
public struct UnpivotRule: Sendable {
  /// One of these columns.
  public struct Answer: Sendable {
    /// What its row holds in the column of items.
    public var item: String
    /// What its row holds in the column of values.
    public var value: ValueMapping

    /// A column that becomes a row.
    public init(item: String, value: ValueMapping) { (self.item, self.value) = (item, value) }
  }

  /// The columns, in the order of the profile.
  public var answers: [Answer]
  /// Canonical column that tells them apart.
  public var item: String
  /// Canonical column of their values.
  public var value: String

  /// A rule.
  public init(answers: [Answer], item: String, value: String) {
    (self.answers, self.item, self.value) = (answers, item, value)
  }
}
