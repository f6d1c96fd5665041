import Dice
import Testing

@testable import Tables

@Suite struct RejectListTests {
  private func reject(_ first: Int, _ last: Int? = nil) -> Reject {
    Reject(firstLine: first, lastLine: last ?? first, code: .nulByte, message: "line \(first)")
  }

  private func list(_ lines: some Sequence<Int>) -> RejectList {
    var list = RejectList()
    for line in lines { list.append(reject(line)) }
    return list
  }

  @Test func `ten thousand are listed and all are counted`() {
    let list = list(1...10_007)
    #expect(RejectList.listed == 10_000)
    #expect(list.count == 10_007)
    #expect(list.rejects.count == 10_000)
    #expect(list.rejects.last?.firstLine == 10_000)
  }

  @Test func `a later piece's lines are counted from its offset`() {
    var whole = list([2, 5])
    var later = RejectList()
    later.append(reject(1))
    later.append(reject(3, 6))
    whole.merge(later, lineOffset: 40)
    #expect(whole.count == 4)
    #expect(whole.rejects.map(\.firstLine) == [2, 5, 41, 43])
    #expect(whole.rejects.map(\.lastLine) == [2, 5, 41, 46])
    #expect(whole.rejects.map(\.message) == ["line 2", "line 5", "line 1", "line 3"])
  }

  @Test func `the cap holds over merges and the count stays exact`() {
    var whole = list(1...9_998)
    whole.merge(list(1...5), lineOffset: 20_000)
    #expect(whole.count == 10_003)
    #expect(whole.rejects.count == 10_000)
    #expect(whole.rejects.suffix(2).map(\.firstLine) == [20_001, 20_002])
    whole.merge(list(1...10_500), lineOffset: 30_000)
    #expect(whole.count == 20_503)
    #expect(whole.rejects.count == 10_000)
    #expect(whole.rejects.last?.firstLine == 20_002)
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func `any split gives the same list`(seed: UInt64) {
    var dice = Dice(seed: seed)
    let lines = 25_000
    let bad = (1...lines).filter { _ in Int.random(in: 0..<2, using: &dice) == 0 }
    var whole = RejectList()
    for line in bad { whole.append(reject(line)) }
    var joined = RejectList()
    var start = 0
    while start < lines {
      let end = min(lines, start + Int.random(in: 1...9000, using: &dice))
      var piece = RejectList()
      for line in bad where line > start && line <= end {
        piece.append(
          Reject(firstLine: line - start, lastLine: line - start, code: .nulByte, message: "line \(line)"))
      }
      joined.merge(piece, lineOffset: start)
      start = end
    }
    #expect(joined == whole, "seed \(seed)")
    #expect(whole.count > RejectList.listed)
  }

  @Test func `what two readers of the same lines found stands in the order of the lines`() {
    var (shape, values) = (RejectList(), RejectList())
    for (first, last) in [(2, 4), (9, 9)] { shape.append(reject(first, last)) }
    for (first, last) in [(1, 1), (2, 3)] { values.append(reject(first, last)) }
    values.interleave(shape)
    #expect(values.rejects.map(\.firstLine) == [1, 2, 2, 9])
    #expect(values.rejects.map(\.lastLine) == [1, 3, 4, 9])
    #expect(values.count == 4)
  }

  @Test func `what another list shows is counted and not shown again`() {
    var (first, second) = (RejectList(), RejectList())
    first.append(reject(1, 1))
    second.addCounts(of: first)
    #expect(second.count == 1)
    #expect(second.listedCount == 0)
    #expect(second.rejects.isEmpty)
  }

  @Test func `codes are stable words`() {
    let words = RejectCode.allCases.map(\.rawValue)
    #expect(Set(words).count == words.count)
    #expect(words.allSatisfy { $0.allSatisfy { $0.isASCII && ($0.isLowercase || $0 == "_") } })
    #expect(words.contains("end_before_start"))
  }
}
