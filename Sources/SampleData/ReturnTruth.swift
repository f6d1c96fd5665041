import Tables

/// The true rates of return: probabilities before the fact, averaged over the contacts that a run judges.
struct ReturnTruth {
  /// Windows in days.
  static let windows = [1, 3, 7, 14, 30]
  /// Window of the recent contacts.
  static let headline = 7
  /// Days before the end of the recent contacts.
  static let recentDays = 14

  /// What a value says.
  enum Measure: String, CaseIterable {
    /// No return within the window, of settled first contacts.
    case windowFCR = "window_fcr"
    /// The same, of settled and unsettled ones.
    case survival = "km"
    /// The same as window_fcr, of those that started in the last 14 days.
    case recent = "window_fcr_last_14_days"
    /// A contact about another issue within the window.
    case coincidence
    /// A contact within the window that begins 28 days after the end.
    case placebo

    /// Place among all cases.
    fileprivate var place: Int {
      switch self {
      case .windowFCR: 0
      case .survival: 1
      case .recent: 2
      case .coincidence: 3
      case .placebo: 4
      }
    }
  }

  /// A mean and what it is the mean of.
  struct Value {
    /// What it says.
    var measure: Measure
    /// Whether contacts about another reason count.
    var isAny: Bool
    /// Window in days.
    var days: Int
    /// Index into `CallType.all`; nil: all.
    var callType: Int?
    /// Sum of the probabilities.
    fileprivate(set) var sum = 0.0
    /// How many contacts.
    fileprivate(set) var contacts = 0

    /// Mean in millionths.
    var millionths: Int { contacts == 0 ? 0 : Int((sum / Double(contacts) * 1e6).rounded()) }
  }

  /// Qualifying conversations inside coverage.
  private(set) var qualifying = 0
  /// Of them, those of nobody known or of a switchboard.
  private(set) var unidentified = 0
  private let course: IssueCourse
  private let quiet: QuietDays
  private var sums: [Value] = []

  /// The truth about a roster's center, before any customer.
  init(roster: Roster) {
    course = IssueCourse(meanChances: CallType.all.map(roster.meanChance), windows: ReturnTruth.windows)
    quiet = QuietDays(course)
    for measure in Measure.allCases {
      for isAny in [true, false] {
        for days in ReturnTruth.windows {
          sums.append(Value(measure: measure, isAny: isAny, days: days))
          for type in CallType.all.indices {
            sums.append(Value(measure: measure, isAny: isAny, days: days, callType: type))
          }
        }
      }
    }
  }

  /// Takes in all legs of one customer, those before coverage included.
  mutating func observe(_ legs: [SampleContact], of customer: Customer) {
    let conversations = LatentConversation.conversations(of: legs)
    if customer.isAnonymous {
      let own = conversations.count { $0.isQualifying && $0.isCovered }
      qualifying += own
      unidentified += own
      return
    }
    guard let first = conversations.first else { return }
    var outlook = CustomerOutlook(customer: customer, course: course, quiet: quiet, first: first)
    // Latest end of the qualifying ones, by call type; those of unknown type come last.
    var ends = Array(repeating: Int64.min / 2, count: CallType.all.count + 1)
    for conversation in conversations {
      outlook.see(conversation)
      guard conversation.isQualifying else { continue }
      let type = conversation.callType < 0 ? CallType.all.count : conversation.callType
      if conversation.isCovered {
        qualifying += 1
        let latest = ends.max() ?? Int64.min
        let latestOfType =
          conversation.callType < 0 ? latest : max(ends[type], ends[CallType.all.count])
        judge(conversation, outlook, latest: (any: latest, reason: latestOfType))
      }
      ends[type] = max(ends[type], conversation.end)
    }
  }

  /// Takes in the legs of a switchboard.
  mutating func observe(switchboard legs: [SampleContact]) {
    let own = legs.count { $0.isCovered && $0.agent != -1 }
    qualifying += own
    unidentified += own
  }

  /// The values that have contacts.
  var values: [Value] { sums.filter { $0.contacts > 0 } }

  /// The value of a measure, 0…1 in millionths; nil without contacts.
  func millionths(_ measure: Measure, isAny: Bool, days: Int, callType: Int? = nil) -> Int? {
    values.first {
      $0.measure == measure && $0.isAny == isAny && $0.days == days && $0.callType == callType
    }?.millionths
  }

  /// Share of qualifying conversations without a customer, in millionths.
  var unidentifiedShare: Int { qualifying == 0 ? 0 : unidentified * 1_000_000 / qualifying }

  /// Writes `truth/fcr.csv`.
  func write(to sink: @escaping FileSink) throws {
    var sheet = ExportSheet(path: "truth/fcr.csv", sink: sink)
    sheet.header(["measure", "match", "window_days", "call_type", "value", "contacts"])
    for value in values {
      try sheet.row([
        value.measure.rawValue, value.isAny ? "any" : "reason", String(value.days),
        value.callType.map { CallType.all[$0].name } ?? "all",
        decimal(millionths: value.millionths, digits: 6), String(value.contacts),
      ])
    }
    try sheet.row([
      "unidentified", "", "", "all", decimal(millionths: unidentifiedShare, digits: 6), String(qualifying),
    ])
    _ = try sheet.finish()
  }

  /// Adds a qualifying conversation wherever it is a first contact; `latest` are the ends of those before.
  private mutating func judge(
    _ conversation: LatentConversation, _ outlook: CustomerOutlook, latest: (any: Int64, reason: Int64)
  ) {
    let reason = conversation.callType < 0 ? nil : conversation.callType
    for (window, days) in ReturnTruth.windows.enumerated() {
      let seconds = Int64(days) * 86_400
      guard conversation.start - seconds >= CenterCalendar.firstSecond else { return }
      let isSettled = conversation.end + seconds <= CenterCalendar.endSecond
      let recently = CenterCalendar.endSecond - Int64(ReturnTruth.recentDays) * 86_400
      for isAny in [true, false] {
        guard (isAny ? latest.any : latest.reason) < conversation.start - seconds else { continue }
        let away = outlook.staysAway(days: days, reason: isAny ? nil : reason)
        add(away, .survival, isAny, window, reason)
        guard isSettled else { continue }
        add(away, .windowFCR, isAny, window, reason)
        if conversation.start >= recently, days == ReturnTruth.headline {
          add(away, .recent, isAny, window, reason)
        }
        guard isAny else { continue }
        add(outlook.meetsByChance(days: days), .coincidence, isAny, window, reason)
        guard conversation.end + CustomerOutlook.placeboDelay + seconds <= CenterCalendar.endSecond
        else { continue }
        add(outlook.meetsInPlacebo(days: days, window: window), .placebo, isAny, window, reason)
      }
    }
  }

  private mutating func add(
    _ probability: Double, _ measure: Measure, _ isAny: Bool, _ window: Int, _ callType: Int?
  ) {
    let block = (measure.place * 2 + (isAny ? 0 : 1)) * ReturnTruth.windows.count + window
    let all = block * (CallType.all.count + 1)
    sums[all].sum += probability
    sums[all].contacts += 1
    guard let callType else { return }
    sums[all + 1 + callType].sum += probability
    sums[all + 1 + callType].contacts += 1
  }
}

extension LatentConversation {
  /// Whether its start is inside coverage.
  fileprivate var isCovered: Bool {
    start >= CenterCalendar.firstSecond && start < CenterCalendar.endSecond
  }
}
