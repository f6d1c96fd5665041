/// Parameters of metric alignment; each default lives here and nowhere else.
public struct AlignmentParameters: Sendable, Equatable {
  /// How much weight scorecards of a kind of work may put on what; a center may set its own.
  public var bands: [RoleType: [WeightBand]] = [
    .customerFacing: AlignmentParameters.ofCustomers, .gigCustomerFacing: AlignmentParameters.ofCustomers,
    .sales: AlignmentParameters.ofCustomers, .backOffice: AlignmentParameters.ofBackOffice,
    .gigBackOffice: AlignmentParameters.ofBackOffice, .supervisor: AlignmentParameters.ofSupervisors,
  ]
  /// What the work of a kind is for: the first outcome with enough data is the headline.
  public var outcomes: [RoleType: [String]] = [
    .customerFacing: AlignmentParameters.saidAndSeen, .gigCustomerFacing: AlignmentParameters.saidAndSeen,
    .sales: AlignmentParameters.saidAndSeen,
    .backOffice: [ComputedMetric.quality.rawValue, ComputedMetric.rework.rawValue],
    .gigBackOffice: [ComputedMetric.quality.rawValue, ComputedMetric.rework.rawValue],
    .supervisor: [ComputedMetric.vocResolution.rawValue, ComputedMetric.acr.rawValue],
  ]
  /// Names of metrics that count jobs.
  public var jobMetrics = [
    "jobs_completed", "tickets_closed", "tasks_completed", "cases_closed", "calls_handled",
    "contacts_handled", ComputedMetric.tasksPerHour.rawValue,
  ]
  /// Names of delivered metrics that hold quality scores; the first that there is counts.
  public var qualityMetrics = ["qa", "quality"]
  /// What a task's status says where the work had to be done again.
  public var reworkStatuses = ["rework", "reworked", "reopened"]
  /// Other names of metrics that are computed here; a delivered metric of the name goes before it.
  public var metricNames: [String: String] = [
    "aht": ComputedMetric.handleTime.rawValue, "handle_time": ComputedMetric.handleTime.rawValue,
    "average_handle_time": ComputedMetric.handleTime.rawValue, "qa": ComputedMetric.quality.rawValue,
    "effort": ComputedMetric.ces.rawValue, "transfers": ComputedMetric.transferRate.rawValue,
    "repeats": ComputedMetric.repeatRate.rawValue, "resolution": ComputedMetric.vocResolution.rawValue,
    "rework_rate": ComputedMetric.rework.rawValue,
  ]
  /// By outcome: metrics that say the same of the same contacts or tasks, so that they are no drivers of it.
  public var circular: [String: [String]] = [
    ComputedMetric.acr.rawValue: [
      ComputedMetric.repeatRate.rawValue, "fcr", "window_fcr", "call_resolution", "one_and_done",
    ],
    ComputedMetric.vocResolution.rawValue: ["voc_fcr"],
    ComputedMetric.quality.rawValue: ["qa"],
  ]

  /// The defaults.
  public init() {}

  // MARK: bands

  private static let contract = "The product's contract on alignment, after TTEC and gigCX, \"EX = CX\": "

  private static let ofCustomers = [
    WeightBand(
      .metricClass(.outcome), from: 0.40,
      source: contract + "for who talks to customers satisfaction or effort say what matters."),
    WeightBand(
      .metricClass(.efficiency), to: 0.20,
      source: contract + "how much and how fast says little of the customer's experience."),
    WeightBand(
      .jobsCompleted, to: 0, source: contract + "jobs completed say nothing of the customer's experience."),
  ]
  private static let ofBackOffice = [
    WeightBand(
      .metricClass(.efficiency), from: 0.30, to: 0.60,
      source: contract + "tickets closed may fit back-office work, beside other things."),
    WeightBand(
      .metricClass(.quality), from: 0.25,
      source: contract + "what is closed must be done well, or it comes back."),
  ]
  private static let ofSupervisors = [
    WeightBand(
      .metricClass(.people), from: 0.30,
      source: "The product's contract on alignment, after Gartner on coaching: a supervisor's work is people."
    ),
    WeightBand(
      .coaching, from: 0.10,
      source:
        "The product's contract on alignment, after Gartner on coaching: leaders' metrics require coaching."),
  ]
  private static let saidAndSeen = [
    ComputedMetric.vocResolution.rawValue, ComputedMetric.csat.rawValue, ComputedMetric.acr.rawValue,
  ]

  // MARK: thresholds

  /// How far weights may miss the whole before they do not add up, in millionths: half of one percent.
  ///
  /// Source: our choice: thirds and sixths written with two decimals.
  public static let weightTolerance: Int64 = 5_000
  /// Points that a scorecard loses where on all days none, or several, held; else the share of days of it.
  ///
  /// Source: our choice.
  public static let periodPoints = 20.0
  /// Contacts, or finished tasks, below which a month has no share and no mean.
  ///
  /// Source: the product's contract: fewer than 5 are too few for a rate.
  public static let minimumContacts = CoachingParameters.minimumContacts
  /// The share of the outcome's months that a metric must have to be held against it.
  ///
  /// Source: our choice: months without it are left out for all metrics.
  public static let minimumCoverage = 0.5
  /// Months of people below which there is no evidence, and how many there must be for each metric.
  ///
  /// Source: docs/statistics.md, LMGImportance.
  public static let minimumMonths = (all: 30, perMetric: 10)
  /// Adjusted R² below which the data say nothing of weights.
  ///
  /// Source: the product's contract on alignment.
  public static let minimumSignal = 0.05
  /// How often people are drawn for intervals, and from which seed.
  ///
  /// Source: the product's contract on alignment: 1,000 draws.
  public static let draws = 1_000
  /// The index from which weights agree with the data: three tenths of the weight may be elsewhere.
  ///
  /// Source: our choice.
  public static let alignedIndex = 0.70
  /// A correlation beyond which two metrics say the same.
  ///
  /// Source: the product's contract on alignment.
  public static let redundantCorrelation = 0.9
  /// A correlation from which a metric is its outcome under another name.
  ///
  /// Source: our choice.
  public static let copiedCorrelation = 0.99
  /// How strong a correlation against one another must be for two metrics to be in conflict.
  ///
  /// Source: our choice, after Cohen (1988), Statistical Power Analysis, who calls .3 medium.
  public static let conflictingCorrelation = 0.3
  /// The share of months with one and the same value from which a metric tells nobody from others.
  ///
  /// Source: our choice.
  public static let deadShare = 0.95
  /// The share of false discoveries among signs of gaming.
  ///
  /// Source: the product's contract on alignment.
  public static let falseDiscoveries = 0.10
  /// Months below which no trend is told.
  ///
  /// Source: the product's contract on alignment.
  public static let minimumTrendMonths = 6
}
