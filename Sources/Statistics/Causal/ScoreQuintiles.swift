/// The fifth of its stratum (a role, say) that each unit's score of one month falls into.
///
/// quintile = ⌈5(r − ½)/N⌉ with r the mid-rank among the N units of the stratum that have a score: 1 is the
/// lowest, equal scores share one, and fewer than five scores leave some quintiles empty. Quintiles are of
/// the score as it is, whether or not a unit was treated before: who shall not count is given as nil.
/// Source: mid-ranks as in Conover (1999), Practical Nonparametric Statistics, 3rd edition, section 5.1.
package struct ScoreQuintiles: Equatable, Sendable {
  /// 1…5 for each unit; nil without a score or a stratum.
  package let quintile: [Int?]
  /// A number that units share whose stratum and quintile are the same; nil where one of them is missing.
  ///
  /// `TreatmentPanel` takes it as the stratum of this month.
  package let cell: [Int?]

  /// Into how many parts each stratum is cut.
  package static let parts = 5

  /// The quintiles of scores within strata, nil where missing; strata are not negative.
  /// - Throws: `notFinite` for a score that is NaN or infinite.
  package init(scores: [Double?], strata: [Int?]) throws(NotEstimable) {
    precondition(scores.count == strata.count, "a stratum for every score")
    var rows: [(stratum: Int, score: Double, unit: Int)] = []
    for (unit, pair) in zip(scores, strata).enumerated() {
      guard let score = pair.0, let stratum = pair.1 else { continue }
      guard score.isFinite else { throw .notFinite(.scores) }
      precondition(stratum >= 0, "strata are not negative")
      rows.append((stratum, score, unit))
    }
    rows.sort { ($0.stratum, $0.score) < ($1.stratum, $1.score) }
    var quintile = [Int?](repeating: nil, count: scores.count)
    var cell = quintile
    for stratum in rows.chunked(by: { $0.stratum == $1.stratum }) {
      for tied in rows[stratum].chunked(by: { $0.score == $1.score }) {
        // Twice the mid-rank less one is the sum of the places before the first and after the last.
        let doubled = (tied.lowerBound - stratum.lowerBound) + (tied.upperBound - stratum.lowerBound)
        let number = (ScoreQuintiles.parts * doubled + 2 * stratum.count - 1) / (2 * stratum.count)
        for row in rows[tied] {
          quintile[row.unit] = number
          cell[row.unit] = row.stratum * ScoreQuintiles.parts + number - 1
        }
      }
    }
    (self.quintile, self.cell) = (quintile, cell)
  }
}

extension RandomAccessCollection where Index == Int {
  /// The stretches of neighbors that belong together.
  fileprivate func chunked(by isSame: (Element, Element) -> Bool) -> [Range<Int>] {
    var chunks: [Range<Int>] = []
    var start = startIndex
    for index in indices where index + 1 == endIndex || !isSame(self[index], self[index + 1]) {
      chunks.append(start..<index + 1)
      start = index + 1
    }
    return chunks
  }
}
