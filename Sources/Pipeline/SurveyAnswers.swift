import Canonical
import Score
import Tables

/// What customers said about the contacts of a run, partition by partition of customers.
struct SurveyAnswers: Sendable {
  /// Rows of responses that are about no contact that counts.
  private(set) var excluded = ExcludedRows()

  private let answers: RecordStore

  /// Joins responses to the contacts that they are about.
  /// - Parameters:
  ///   - matches: contacts that responses may name.
  ///   - stated: the horizon of knowledge where it is stated.
  init(
    _ settling: SurveySettling, _ contacts: ContactSettling, matches: RecordStore,
    boundary: CoverageBoundary, stated: Instant?, workspace: Workspace, workers: Workers
  ) throws {
    let expected = settling.responses.count
    let answers = workspace.store(
      width: PlacedAnswer.width, contacts.contacts.store.partitions, expecting: expected)
    let byPerson = workspace.store(width: PlacedAnswer.width, expecting: expected)
    self.answers = answers
    let partitions = matches.partitions
    precondition(partitions == settling.responses.partitions, "responses and contacts meet in partitions")
    for worker in try workers.gather(
      count: partitions.count, ExcludedRows.init,
      { excluded, partition in
        var join = SurveyJoin(stated: stated)
        try matches.take(partition).read { words, count in
          var found: [ContactMatch] = []
          ContactMatch.unpack(words, count: count, into: &found)
          join.know(found)
        }
        try settling.responses.take(partition).read { words, count in
          var responses: [VocResponse] = []
          VocResponse.unpack(words, count: count, into: &responses)
          let joined = join.join(responses) { boundary.exclusion(of: $0) == nil }
          let nobodys = joined.filter { $0.isFurther || $0.person.isMissing }
          let others = joined.filter { !$0.isFurther && !$0.person.isMissing }
          try answers.append(PlacedAnswer.pack(nobodys), keys: PlacedAnswer.keys(of: nobodys))
          try byPerson.append(PlacedAnswer.pack(others), keys: PlacedAnswer.personKeys(of: others))
        }
        excluded.merge(join.excluded)
      })
    { excluded.merge(worker) }
    try SurveyAnswers.number(byPerson, into: answers, workspace, workers)
  }

  /// Numbers the people who answered more than once.
  private static func number(
    _ byPerson: RecordStore, into answers: RecordStore, _ workspace: Workspace, _ workers: Workers
  ) throws {
    let parts = RecordParts(store: byPerson, workspace: workspace) { words, count in
      PlacedAnswer.personKeys(of: unpacked(words, count))
    }
    let numbered = SharedValue(0)
    _ = try workers.gather(count: byPerson.partitions.count, { 0 }) { _, partition in
      try parts.visit(partition) { records, _ in
        var people = RespondentNumbers()
        try records.look { words, count in people.note(unpacked(words, count)) }
        let count = people.count
        var last = 0
        numbered.change { known in
          last = known
          known += count
        }
        try records.read { words, count in
          var page = unpacked(words, count)
          people.number(&page, after: last)
          try answers.append(PlacedAnswer.pack(page), keys: PlacedAnswer.keys(of: page))
        }
      }
    }
  }

  /// How many there are, about as much.
  var count: Int { answers.count }

  /// What was said about the contacts of one partition.
  func take(_ partition: Int) throws -> ContactAnswers {
    var placed: [PlacedAnswer] = []
    try answers.take(partition).read { words, count in
      PlacedAnswer.unpack(words, count: count, into: &placed)
    }
    return ContactAnswers(placed)
  }

  private static func unpacked(_ words: [UInt64], _ count: Int) -> [PlacedAnswer] {
    var answers: [PlacedAnswer] = []
    PlacedAnswer.unpack(words, count: count, into: &answers)
    return answers
  }
}
