import Canonical
import Tables

/// Scorecards of supervisors' roles that hold on a day, and those of them that weigh a metric of coaching.
package struct SupervisorScorecards: Sendable, Equatable {
  /// How many there are.
  package let count: Int
  /// How many of them have a metric with a weight whose name has `coach`.
  package let withCoaching: Int

  /// The scorecards of settled tables on a day.
  package init(_ table: SmallTable, roles: SmallTable, on day: CivilDate, vocabulary: CodeBook) {
    let supervisor = roles.table.words("role_type").firstIndex(of: "supervisor").map { Int64($0) }
    let types = roles.numbers("role_type")
    let supervisors = Set(zip(roles.codes("role_id"), types).lazy.filter { $0.1 == supervisor }.map(\.0))
    struct Card: Hashable {
      var source: UInt16
      var scorecard: UInt32
      var role: UInt32
    }
    var cards: [Card: Bool] = [:]
    let (ids, roleIDs, metrics) = (
      table.codes("scorecard_id"), table.codes("role_id"), table.codes("metric")
    )
    let (from, to, weights) = (table.numbers("from"), table.numbers("to"), table.numbers("weight"))
    for row in ids.indices where supervisors.contains(roleIDs[row]) {
      guard from[row] <= Int64(day.days), to[row] == CanonicalBatch.missing || to[row] >= Int64(day.days)
      else {
        continue
      }
      let card = Card(source: table.sources[row], scorecard: ids[row], role: roleIDs[row])
      let isOfCoaching =
        weights[row] > 0 && CoachingMetric.isNamed(vocabulary.bytes(of: metrics[row]))
      cards[card] = cards[card] == true || isOfCoaching
    }
    count = cards.count
    withCoaching = cards.values.count { $0 }
  }
}
