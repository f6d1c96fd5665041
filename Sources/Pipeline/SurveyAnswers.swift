import Canonical
import Score
import Tables

/// What customers said about the contacts of a run, partition by partition of customers.
struct SurveyAnswers: Sendable {
  /// Rows of responses that are about no contact that counts.
  private(set) var excluded = ExcludedRows()

  private let answers: RecordStore
  private let settling: SurveySettling
  private let people: RespondentNumbers

  /// Joins responses to the contacts that they are about.
  /// - Parameters:
  ///   - matches: contacts that responses may name.
  ///   - stated: the horizon of knowledge where it is stated.
  init(
    _ settling: SurveySettling, _ contacts: ContactSettling, matches: RecordStore,
    boundary: CoverageBoundary, stated: Instant?, workspace: Workspace, workers: Workers
  ) throws {
    self.settling = settling
    let answers = workspace.store(
      width: PlacedAnswer.width, contacts.contacts.store.partitions, expecting: settling.responses.count)
    let people = RespondentNumbers(answers: settling.responses.count, in: workspace)
    (self.answers, self.people) = (answers, people)
    let partitions = matches.partitions
    precondition(partitions == settling.responses.partitions, "responses and contacts meet in partitions")
    for worker in try workers.gather(
      count: partitions.count, ExcludedRows.init,
      { excluded, partition in
        var responses: [VocResponse] = []
        try settling.responses.take(partition).read { words, count in
          VocResponse.unpack(words, count: count, into: &responses)
        }
        var found: [ContactMatch] = []
        try matches.take(partition).read { words, count in
          ContactMatch.unpack(words, count: count, into: &found)
        }
        if responses.isEmpty { return }
        let join = SurveyJoin(responses, found, stated: stated) { boundary.exclusion(of: $0) == nil }
        for (reason, response) in join.excluded {
          for rows in settling.rows(of: response.print, response.rows) {
            excluded.add(reason, file: rows.file, count: Int(rows.count))
          }
        }
        people.note(join.answers.compactMap { $0.person.isMissing ? nil : $0.person })
        try answers.append(PlacedAnswer.pack(join.answers), keys: PlacedAnswer.keys(of: join.answers))
      })
    { excluded.merge(worker) }
  }

  /// What was said about the contacts of one partition.
  func take(_ partition: Int) throws -> ContactAnswers {
    var placed: [PlacedAnswer] = []
    try answers.take(partition).read { words, count in
      PlacedAnswer.unpack(words, count: count, into: &placed)
    }
    let people = people
    return ContactAnswers(placed) { people.number(of: $0) }
  }

  /// The rows of an answer about a conversation that does not qualify.
  func exclude(_ answer: PlacedAnswer, from excluded: inout ExcludedRows) {
    for rows in settling.rows(of: answer.response, answer.rows) {
      excluded.add("not_qualifying", file: rows.file, count: Int(rows.count))
    }
  }
}
