import Canonical
import Score
import Tables

/// Joins what customers answered to the contacts of a run.
struct ResponseJoin {
  /// What was said about each contact.
  let answers: ContactAnswers
  private let responses: VocResponses

  /// Joins a settled table.
  /// - Parameters:
  ///   - settling: the contacts of the run.
  ///   - sources: places of the sources of contacts.
  init(
    _ table: SmallTable, _ settling: ContactSettling, sources: [UInt16], vocabulary: CodeBook,
    workers: Workers
  ) throws {
    let responses = VocResponses(table, vocabulary: vocabulary)
    self.responses = responses
    let candidates = ContactAnswers.candidates(of: table, sources: sources)
    let found = try workers.map(settling.partitions) { legs in
      legs.filter { candidates.contains($0.contact) }
    }
    // A contact is one leg: duplicates were removed.
    let legs = found.flatMap(\.self)
    answers = ContactAnswers(
      responses, sources: sources,
      starts: Dictionary(uniqueKeysWithValues: legs.map { ($0.contact, $0.start) }),
      customers: Dictionary(uniqueKeysWithValues: legs.map { ($0.contact, $0.customer) }),
      outside: settling.watchedOutside)
  }

  /// Rows of the responses that count for nothing.
  /// - Parameter places: responses about conversations that do not qualify.
  func excluded(unqualified places: [Int]) -> ExcludedRows {
    var excluded = responses.excluded("not_qualifying", places)
    for (reason, places) in answers.excluded { excluded.merge(responses.excluded(reason, places)) }
    return excluded
  }
}
