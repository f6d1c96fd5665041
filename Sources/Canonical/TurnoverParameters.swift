/// Parameters of turnover and retention; each default lives here and nowhere else.
public struct TurnoverParameters: Sendable, Equatable {
  /// Kinds of leaving to count, in the order of the table.
  public var kinds = TurnoverKind.allCases
  /// Groupings to compute; some of `Grouping.ofPeople`.
  public var groupings = Grouping.ofPeople
  /// Annual turnover, 0…1, that rates are held against.
  ///
  /// Source: SQM Group, research on FCR, which says that above it FCR suffers.
  public var threshold = 0.20
  /// Days without a completed task after which a contractor counts as gone.
  ///
  /// Source: the product's contract on turnover.
  public var gigIdleDays = 28
  /// Sources whose people are a series of snapshots: who is missing in a later one has left.
  public var snapshots: [String] = []

  /// What a contact costs; nil where the pipeline does not say.
  public var costPerContact: ContactCost?

  /// The defaults.
  public init() {}

  /// Days of a year, by which rates are annual.
  ///
  /// Source: the product's contract on turnover; a Julian year.
  public static let daysOfYear = 365.25
  /// Months of a trailing year.
  public static let monthsOfYear = 12
  /// Days from the day of hire on that early attrition looks at, and after which early coaching is judged.
  ///
  /// Source: the product's contract on turnover: early attrition at 90 days.
  public static let earlyDays = 90
  /// Days after hire for which retention is printed: a month, two, a quarter, half a year, one, two, three years.
  public static let retentionDays = [30, 60, 90, 180, 365, 730, 1095]
  /// Days to which the mean time with the employer is restricted.
  ///
  /// Source: the product's contract on turnover: the mean within the first year.
  public static let meanDays = 365
}
