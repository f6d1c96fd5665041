/// What a warning is about; the raw value is what diagnostics and manifest print.
public enum WarningCode: String, Sendable, CaseIterable {
  case ambiguousDates = "ambiguous_dates"
  case answeredEarly = "answered_early"
  case assignmentOutsideEmployment = "assignment_outside_employment"
  case byteOrderMark = "byte_order_mark"
  case chainConflict = "chain_conflict"
  case coachIsAgent = "coach_is_agent"
  case conflictingAnswers = "conflicting_answers"
  case coverageGap = "coverage_gap"
  case controlZ = "control_z"
  case duplicateSession = "duplicate_session"
  case excludedRows = "excluded_rows"
  case extraColumns = "extra_columns"
  case headerOnly = "header_only"
  case hiddenRaterGroup = "hidden_rater_group"
  case inferredExit = "inferred_exit"
  case joinedByAlias = "joined_by_alias"
  case localTimeGap = "local_time_gap"
  case localTimeFold = "local_time_fold"
  case metricAcrossMonths = "metric_across_months"
  case metricInFuture = "metric_in_future"
  case metricOfTwoClasses = "metric_of_two_classes"
  case metricReportedTwice = "metric_reported_twice"
  case metricWithoutData = "metric_without_data"
  case minimumPeople = "min_people_low"
  case missingScorecard = "missing_scorecard"
  case noAssignment = "no_assignment"
  case noExitDates = "no_exit_dates"
  case noPersonDays = "no_person_days"
  case notRestated = "not_restated"
  case onePersonTeam = "one_person_team"
  case openEnd = "open_end"
  case otherScale = "other_scale"
  case overlappingAliases = "overlapping_aliases"
  case overlappingAssignments = "overlapping_assignments"
  case overlappingScorecards = "overlapping_scorecards"
  case overlappingSessions = "overlapping_sessions"
  case overlappingSpells = "overlapping_spells"
  case overlongEmployment = "overlong_employment"
  case personWithoutAssignments = "person_without_assignments"
  case rawIDs = "raw_ids"
  case reasonUnusable = "reason_unusable"
  case repairedQuote = "repaired_quote"
  case roleWithoutType = "role_without_type"
  case separatorLine = "separator_line"
  case sessionAfterExit = "session_after_exit"
  case sessionBeforeHire = "session_before_hire"
  case sessionInFuture = "session_in_future"
  case sessionWithoutMinutes = "session_without_minutes"
  case severalResponses = "several_responses"
  case sharedID = "shared_id"
  case taskWithoutTimes = "task_without_times"
  case trimmedBlanks = "trimmed_blanks"
  case unknownCoach = "unknown_coach"
  case unknownCoachedAgent = "unknown_coached_agent"
  case unknownCallType = "unknown_call_type"
  case unknownAliasSource = "unknown_alias_source"
  case unknownMeasuredPerson = "unknown_measured_person"
  case unknownMetric = "unknown_metric"
  case unknownRole = "unknown_role"
  case unknownWorker = "unknown_worker"
  case unmatchedAgents = "unmatched_agents"
  case unreadableValue = "unreadable_value"
  case weightNegative = "weight_negative"
  case weightOverOne = "weight_over_one"
  case withheldGroups = "withheld_groups"
}

/// Warnings counted by what they are about; exact however they were found.
public struct WarningTally: Sendable, Equatable {
  /// What one line of warnings is about.
  public struct Key: Hashable, Comparable, Sendable {
    /// What happened.
    public var code: WarningCode
    /// Where: a column, a source, a day; may be empty.
    public var subject: String

    /// By code, then subject.
    public static func < (lhs: Key, rhs: Key) -> Bool {
      (lhs.code.rawValue, lhs.subject) < (rhs.code.rawValue, rhs.subject)
    }
  }

  /// How often each was found.
  public private(set) var counts: [Key: Int] = [:]

  /// No warning.
  public init() {}

  /// Adds so many of one kind; nothing for 0.
  public mutating func add(_ code: WarningCode, _ subject: String = "", count: Int = 1) {
    if count > 0 { counts[Key(code: code, subject: subject), default: 0] += count }
  }

  /// Adds another tally's.
  public mutating func merge(_ other: WarningTally) {
    for (key, count) in other.counts { counts[key, default: 0] += count }
  }

  /// All of them by code and subject.
  public var sorted: [(key: Key, count: Int)] {
    counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
