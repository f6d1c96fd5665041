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
  /// Days of a month of tenure.
  public static let daysOfTenureMonth = daysOfYear / Double(monthsOfYear)
  /// Months of a trailing year.
  public static let monthsOfYear = 12
  /// Days from the day of hire on that early attrition looks at, and after which early coaching is judged.
  ///
  /// Source: the product's contract on turnover: early attrition at 90 days.
  public static let earlyDays = 90
  /// Days after hire for which retention is printed: a month, two, a quarter, half a year, one, two, three years.
  public static let retentionDays = [30, 60, 90, 180, 365, 730, 1095]
  /// Months of tenure that the ramp tells apart; who has more is seasoned.
  ///
  /// Source: docs/turnover.md, tenure_ramp.
  public static let rampMonths = 24
  /// Days before a leaver's last day, and after it, on which somebody who begins in the same seat replaces them.
  ///
  /// Source: docs/turnover.md, replacement_gap; a guess of ours.
  public static let replacementDays = (before: 30, after: 180)
  /// Days of a leaver and of who replaces them that are compared.
  ///
  /// Source: the product's contract on turnover: last 90 days against first 90.
  public static let gapDays = 90
  /// The month of tenure of so many days since hired_on, 0 for the first.
  public static func tenureMonth(ofDays days: Int) -> Int { Int(Double(days) / daysOfTenureMonth) }

  /// Days since hired_on with which a month of tenure begins.
  public static func firstDay(ofTenureMonth month: Int) -> Int {
    Int((Double(month) * daysOfTenureMonth).rounded(.up))
  }
  /// Days to which the mean time with the employer is restricted.
  ///
  /// Source: the product's contract on turnover: the mean within the first year.
  public static let meanDays = 365
}
