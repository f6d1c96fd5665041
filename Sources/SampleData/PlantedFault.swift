/// What is wrong, or only unusual, about a planted row; the raw value is the code a run reports.
enum FaultCode: String, CaseIterable {
  case tooFewFields = "too_few_fields"
  case tooManyFields = "too_many_fields"
  case textAfterQuote = "text_after_quote"
  case unterminatedQuote = "unterminated_quote"
  case nulByte = "nul_byte"
  case invalidText = "invalid_text"
  case requiredMissing = "required_missing"
  case requiredUnreadable = "required_unreadable"
  case unknownValue = "unknown_value"
  case endBeforeStart = "end_before_start"
  case repairedQuote = "repaired_quote"
  case unreadableValue = "unreadable_value"
  case trimmedBlanks = "trimmed_blanks"
  case localTimeGap = "local_time_gap"
  case localTimeFold = "local_time_fold"
  case testCall = "test_call"
  case unknownContact = "unknown_contact"
  case severalResponses = "several_responses"
  case otherScale = "other_scale"
  case answeredEarly = "answered_early"
  case overlappingAssignments = "overlapping_assignments"
  case assignmentHole = "no_assignment"
  case blankLine = "blank_line"
  case byteOrderMark = "byte_order_mark"
  case separatorLine = "separator_line"
  case controlZ = "control_z"

  /// What a run does with the row.
  enum Effect: String {
    case rejected
    case repaired
    case accepted = "accepted, warning"
    case excluded = "accepted, excluded"
    case skipped = "no row"
  }

  /// What a run does with the row.
  var effect: Effect {
    switch self {
    case .repairedQuote: .repaired
    case .unreadableValue, .trimmedBlanks, .localTimeGap, .severalResponses, .otherScale, .answeredEarly,
      .overlappingAssignments, .assignmentHole:
      .accepted
    case .localTimeFold, .testCall, .unknownContact: .excluded
    case .blankLine, .byteOrderMark, .separatorLine, .controlZ: .skipped
    default: .rejected
    }
  }

  /// Whether it changes a row that is there anyway; else its row is an additional one.
  var isInPlace: Bool {
    switch self {
    case .repairedQuote, .unreadableValue, .trimmedBlanks, .overlappingAssignments, .assignmentHole: true
    default: false
    }
  }
}

/// A fault to be planted in one file.
struct FaultPlan {
  /// Before or in which row of the center's own it is planted, from 0.
  var position: Int
  /// What it is.
  var code: FaultCode
  /// Index of the column at fault; -1: none.
  var column = -1
  /// What stands there: a value, or bytes written as they are.
  var bytes: [UInt8] = []
  /// What else differs from the row it is copied from.
  var others: [(column: Int, text: String)] = []
  /// In words, for TRUTH.md.
  var note: String

  /// A fault whose cell is text.
  init(
    _ code: FaultCode, at position: Int, column: Int = -1, _ text: String = "",
    others: [(column: Int, text: String)] = [], note: String
  ) {
    self.init(code, at: position, column: column, bytes: Array(text.utf8), others: others, note: note)
  }

  /// A fault whose cell is bytes.
  init(
    _ code: FaultCode, at position: Int, column: Int, bytes: [UInt8],
    others: [(column: Int, text: String)] = [], note: String
  ) {
    self.position = position
    self.code = code
    self.column = column
    self.bytes = bytes
    self.others = others
    self.note = note
  }
}

/// A fault as it was planted.
struct PlantedFault {
  /// File.
  var path: String
  /// First physical line, from 1; the header counts.
  var line: Int
  /// What it is.
  var code: FaultCode
  /// In words.
  var note: String
}
