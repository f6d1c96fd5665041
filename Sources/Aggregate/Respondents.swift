import Canonical
import Tables

/// Who said what about conversations of which groups: a line for each answer, since answers are few
/// and most people give one.
struct Respondents: Sendable {
  /// How many groupings are counted.
  private let groupings: Int
  /// A row for each answer: respondent, month, what it answers, and a group for each grouping.
  private var rows: [UInt32] = []

  /// Words of a row before its groups.
  private static let keyWords = 3

  /// Nobody yet.
  init(groupings: Int) { self.groupings = groupings }

  /// Notes an answer.
  /// - Parameters:
  ///   - groups: codes, by grouping; only those at `places` count.
  ///   - parts: a bit for each number of answers that it is part of, in the order of the layout.
  mutating func add(
    _ respondent: UInt32, _ parts: UInt32, _ month: Month, _ groups: InlineArray<12, UInt32>,
    _ places: [Int]
  ) {
    rows.append(respondent)
    rows.append(UInt32(bitPattern: month.number))
    rows.append(parts)
    for place in places { rows.append(groups[place]) }
  }

  /// Adds another's.
  mutating func merge(_ other: Respondents) { rows += other.rows }

  /// Calls with each answer: all of one respondent in turn.
  func forEach(
    _ body: (_ respondent: UInt32, _ parts: UInt32, _ month: Month, _ groups: ArraySlice<UInt32>) -> Void
  ) {
    let width = Respondents.keyWords + groupings
    let order = (0..<rows.count / width).map { UInt64(rows[$0 * width]) << 32 | UInt64($0) }.sorted()
    for key in order {
      let start = Int(key & 0xffff_ffff) * width
      body(
        rows[start], rows[start + 2], Month(number: Int32(bitPattern: rows[start + 1])),
        rows[start + Respondents.keyWords..<start + width])
    }
  }

  /// About how many bytes it holds.
  var bytes: Int { 4 * rows.capacity }
}
