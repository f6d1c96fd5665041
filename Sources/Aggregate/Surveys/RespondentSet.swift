/// The people who answered, as bits by their number; those who answered only once are counted.
struct RespondentSet: Sendable, Equatable {
  private var words: [UInt64] = []
  private var single: Int64 = 0

  /// Nobody.
  init() {}

  /// About how many bytes it holds.
  var bytes: Int { 8 * words.capacity }

  /// How many people there are.
  var count: Int { Int(single) + words.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// Adds who gave an answer.
  /// - Parameter respondent: their number; 0 for one who answered only once.
  mutating func add(_ respondent: UInt32) {
    if respondent == 0 {
      single += 1
      return
    }
    let word = Int(respondent) / UInt64.bitWidth
    if word >= words.count { words += Array(repeating: 0, count: word + 1 - words.count) }
    words[word] |= 1 << (UInt64(respondent) % UInt64(UInt64.bitWidth))
  }

  /// Adds another's.
  mutating func merge(_ other: RespondentSet) {
    single += other.single
    if other.words.count > words.count {
      words += Array(repeating: 0, count: other.words.count - words.count)
    }
    for (place, word) in other.words.enumerated() { words[place] |= word }
  }

  /// Whether the same people are in it.
  static func == (lhs: RespondentSet, rhs: RespondentSet) -> Bool {
    let count = max(lhs.words.count, rhs.words.count)
    func word(_ set: RespondentSet, _ place: Int) -> UInt64 { place < set.words.count ? set.words[place] : 0 }
    return lhs.single == rhs.single && (0..<count).allSatisfy { word(lhs, $0) == word(rhs, $0) }
  }
}
