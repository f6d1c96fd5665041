import Canonical

/// What the data of a unit say of its weights, by one outcome.
struct OutcomeEvidence {
  /// What comes of it; the raw value is printed.
  enum Verdict: String {
    /// Weights agree with the data: surely seven tenths of the weight are where they should be.
    case aligned = "ALIGNED"
    /// They surely do not.
    case misaligned = "MISALIGNED"
    /// The data do not decide it.
    case uncertain = "UNCERTAIN"
    /// Metrics explain next to nothing of the outcome.
    case noSignal = "NO_SIGNAL"
    /// There are too few months or people.
    case insufficient = "INSUFFICIENT"
    /// Nothing is known of the outcome.
    case noOutcome = "NO_OUTCOME"
    /// The scorecard has no metric that could be held against it.
    case noDrivers = "NO_DRIVERS"
    /// They are of too few people to be told.
    case withheld = "withheld"
    /// There is no scorecard.
    case noScorecard = "NO_SCORECARD"
  }

  /// What rises, or falls, where a metric rises; the raw value is printed.
  enum Sign: String {
    /// The outcome is better where the metric is larger.
    case up
    /// It is worse.
    case down
    /// The data do not tell.
    case unclear
  }

  /// A number and its 95 % interval.
  struct Ranged: Equatable {
    /// The number.
    var value: Double
    /// Lower and upper end.
    var low: Double
    var high: Double
  }

  /// One metric held against the outcome.
  struct Driver {
    /// The line of the scorecard.
    var line: ScorecardLine
    /// Whether it could be held against it.
    var standing: DriverColumn.Standing
    /// Its part of the weight of all metrics that could, 0…1.
    var weight: Double?
    /// Its part of what they explain, 0…1; nil without a signal.
    var importance: Ranged?
    /// What it explains alone, and what it adds to all others, 0…1 of the outcome's spread.
    var first: Double?
    var last: Double?
    /// Its correlation with the outcome within sites and months, better above 0.
    var correlation: Ranged?
    /// Which way the outcome goes.
    var sign: Sign?
    /// Whether the scorecard rewards what goes with worse outcomes.
    var isWrongSign = false

    /// w − I; nil without importance.
    var gap: Double? { importance.flatMap { importance in weight.map { $0 - importance.value } } }
  }

  /// The outcome's name.
  var outcome: String
  /// What comes of it.
  var verdict: Verdict
  /// Months with all of it, and the people whose they are.
  var months = 0
  var people = 0
  /// The share of the outcome's spread within sites and months that the metrics explain; with what chance explains
  /// taken off.
  var rSquared: Double?
  var adjusted: Double?
  /// 1 − ½ Σ|weight − importance|.
  var index: Ranged?
  /// The cosine of weights and importances.
  var cosine: Double?
  /// All lines of the scorecard, those of most weight first.
  var drivers: [Driver] = []
  /// Why there is nothing, or what to mind.
  var note = ""

  /// Evidence of which nothing can be told.
  init(_ outcome: String, _ verdict: Verdict, note: String = "") {
    (self.outcome, self.verdict, self.note) = (outcome, verdict, note)
  }

  /// Whether there were enough data to look.
  var isSeen: Bool {
    switch verdict {
    case .aligned, .misaligned, .uncertain, .noSignal: true
    case .insufficient, .noOutcome, .noDrivers, .withheld, .noScorecard: false
    }
  }
}
