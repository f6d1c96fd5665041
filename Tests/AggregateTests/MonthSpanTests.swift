import Dice
import Tables
import Testing

@testable import Aggregate

/// Months in whatever order they are met.
@Suite struct MonthSpanTests {
  @Test func `rows keep what they hold of each month while months are met in any order`() {
    let seed: UInt64 = 91
    var random = Dice(seed: seed)
    for number in 0..<50 {
      let (before, each) = (random.below(3), random.below(2) + 1)
      var span = MonthSpan()
      var rows: [UInt32] = []
      var plain: [[Int32: UInt32]] = []
      for _ in 0..<12 {
        let month = Int32(random.below(24))
        let old = span
        if span.place(of: Month(number: month)) == nil { span.append(Month(number: month)) }
        rows = span.widened(rows, from: old, before: before, each: each)
        plain.append([:])
        rows += Array(repeating: 7, count: before) + Array(repeating: 0, count: span.count * each)
        let (row, width) = (random.below(plain.count), before + span.count * each)
        guard let place = span.place(of: Month(number: month)) else { continue }
        let value = UInt32(random.below(1000))
        rows[row * width + before + place * each] = value
        plain[row][month] = value
        #expect(rows.count == plain.count * width, "seed \(seed), \(number)")
        for row in plain.indices {
          for place in 0..<span.count {
            #expect(
              rows[row * width + before + place * each] == plain[row][span.month(at: place).number] ?? 0,
              "seed \(seed), \(number)")
          }
          #expect(rows[row * width..<row * width + before].allSatisfy { $0 == 7 })
        }
      }
    }
  }
}
