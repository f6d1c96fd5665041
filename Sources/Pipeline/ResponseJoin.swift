import Canonical
import Score
import Tables

/// Joins what customers answered to the contacts of a run.
struct ResponseJoin {
  /// What was said about each contact.
  let answers: ContactAnswers
  private let responses: VocResponses

  /// - Parameters:
  ///   - partitions: all legs of the run.
  init(
    _ table: SmallTable, _ partitions: [[Leg]], _ plan: PipelinePlan, vocabulary: CodeBook,
    workers: Workers
  ) throws {
    let responses = VocResponses(table, vocabulary: vocabulary)
    self.responses = responses
    let sources = Set(partitions.lazy.joined().map(\.source)).sorted()
    let candidates = ContactAnswers.candidates(responses, sources: sources)
    let found = try workers.map(partitions) { legs in
      legs.filter { candidates.contains($0.contact) }.map { ($0.contact, $0.start) }
    }
    answers = ContactAnswers(
      responses, sources: sources,
      starts: Dictionary(found.joined(), uniquingKeysWith: { min($0, $1) }))
  }

  /// What is odd about responses.
  var warnings: WarningTally {
    var warnings = responses.warnings
    warnings.merge(answers.warnings)
    return warnings
  }

  /// Rows of the responses that count for nothing.
  /// - Parameter places: responses about conversations that do not qualify.
  func excluded(unqualified places: [Int]) -> ExcludedRows {
    var excluded = responses.excluded("not_qualifying", places)
    for (reason, places) in answers.excluded { excluded.merge(responses.excluded(reason, places)) }
    return excluded
  }
}
