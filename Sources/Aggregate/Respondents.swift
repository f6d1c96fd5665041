import Canonical
import Tables

/// Who said what about conversations of which groups: a record for each answer, since answers are few
/// and most people give one.
package struct Respondents: Sendable {
  /// The records: respondent and month, what it answers, and a group for each grouping.
  package private(set) var words: [UInt64]
  /// How many groupings are counted.
  private let groupings: Int

  /// Nobody yet, or those of some records.
  package init(groupings: Int, words: [UInt64] = []) { (self.groupings, self.words) = (groupings, words) }

  /// Words of a record.
  package static func width(groupings: Int) -> Int { 2 + groupings / 2 }

  private var width: Int { Respondents.width(groupings: groupings) }

  /// Notes an answer.
  /// - Parameters:
  ///   - groups: codes, by grouping; only those at `places` count.
  ///   - parts: a bit for each number of answers that it is part of, in the order of the layout.
  mutating func add(
    _ respondent: UInt32, _ parts: UInt32, _ month: Month, _ groups: InlineArray<12, UInt32>,
    _ places: [Int]
  ) {
    words.append(UInt64(respondent) << 32 | UInt64(UInt32(bitPattern: month.number)))
    words.append(UInt64(parts))
    for (number, place) in places.enumerated() {
      let code = UInt64(groups[place])
      if number % 2 == 0 { words[words.count - 1] |= code << 32 } else { words.append(code) }
    }
  }

  /// Adds another's.
  package mutating func merge(_ other: Respondents) { words += other.words }

  /// What brings the records of each respondent together.
  package var keys: [UInt64] {
    stride(from: 0, to: words.count, by: width).map { (words[$0] >> 32) &* 0x9e37_79b9_7f4a_7c15 }
  }

  /// Those of some keys.
  package func those(_ areWanted: (UInt64) -> Bool) -> Respondents {
    var those = Respondents(groupings: groupings)
    for (record, key) in keys.enumerated() where areWanted(key) {
      those.words += words[record * width..<(record + 1) * width]
    }
    return those
  }

  /// Calls with each answer: all of one respondent in turn.
  func forEach(
    _ body: (_ respondent: UInt32, _ parts: UInt32, _ month: Month, _ groups: [UInt32]) -> Void
  ) {
    let order = (0..<words.count / width).map { words[$0 * width] & 0xffff_ffff_0000_0000 | UInt64($0) }
      .sorted()
    var groups = Array(repeating: UInt32(0), count: groupings)
    for key in order {
      let start = Int(key & 0xffff_ffff) * width
      for place in groups.indices {
        let word = words[start + 1 + (place + 1) / 2]
        groups[place] = UInt32(truncatingIfNeeded: place % 2 == 0 ? word >> 32 : word)
      }
      body(
        UInt32(words[start] >> 32), UInt32(truncatingIfNeeded: words[start + 1]),
        Month(number: Int32(truncatingIfNeeded: words[start])), groups)
    }
  }

  /// About how many bytes it holds.
  var bytes: Int { 8 * words.capacity }
}
