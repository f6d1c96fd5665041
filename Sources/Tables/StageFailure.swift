/// Why a run could not go on: a bad setup or a refused file, never a single bad row.
///
/// `problems` are lines for people, each with its place first; all that are known at once.
public struct StageFailure: Error, Sendable, Equatable {
  /// How the process ends; the raw value is its exit status.
  public enum Status: Int32, Sendable {
    case difference = 1
    case usage = 64
    case dataRefused = 65
    case inputMissing = 66
    case bug = 70
    case cannotCreate = 73
    case ioFailed = 74
    case locked = 75
    case configuration = 78
    case interrupted = 130
    case terminated = 143
  }

  /// How the process ends.
  public var status: Status
  /// One line each: the place, the text found in quotes, what was expected, what to do.
  public var problems: [String]

  /// A failure with all its problems.
  public init(_ status: Status, _ problems: [String]) {
    self.status = status
    self.problems = problems
  }

  /// A failure with one problem.
  public init(_ status: Status, _ problem: String) { self.init(status, [problem]) }
}
