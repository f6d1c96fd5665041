import Dice
import Testing

@testable import Tables

@Suite struct CodeBookTests {
  private func texts(_ book: CodeBook) -> [String] {
    (1..<UInt32(book.count + 1)).map { book.text(of: $0) }
  }

  @Test func `codes count up from 1 in order of first appearance`() {
    var book = CodeBook()
    #expect(["b", "a", "b", "c", "a"].map { book.code(of: $0) } == [1, 2, 1, 3, 2])
    #expect(book.count == 3)
    #expect(texts(book) == ["b", "a", "c"])
  }

  @Test func `no text is code 0 and takes no place`() {
    var book = CodeBook()
    #expect(book.code(of: "") == 0)
    #expect(book.existingCode(of: [1], from: 1, to: 1) == 0)
    #expect(book.count == 0)
    #expect(book.text(of: 0) == "")
    #expect(book.bytes(of: 0).isEmpty)
  }

  @Test func `texts are told apart byte by byte`() {
    var book = CodeBook()
    // Composed and decomposed é are equal characters of different bytes; 007 is not 7.
    let codes = ["7", "007", "a", "A", "a ", "\u{e9}", "e\u{301}", "a\0", "a\0\0"].map { book.code(of: $0) }
    #expect(codes == [1, 2, 3, 4, 5, 6, 7, 8, 9])
  }

  @Test func `a text that is asked for is not added`() {
    var book = CodeBook()
    _ = book.code(of: "known")
    let bytes = Array("unknown".utf8)
    #expect(book.existingCode(of: bytes, from: 0, to: 7) == nil)
    #expect(book.existingCode(of: bytes, from: 2, to: 7) == 1)
    #expect(book.count == 1)
  }

  @Test func `ten thousand texts keep their codes while the book grows`() {
    var book = CodeBook()
    for number in 1...10_000 { #expect(book.code(of: "text \(number)") == UInt32(number)) }
    for number in 1...10_000 { #expect(book.code(of: "text \(number)") == UInt32(number)) }
    #expect(book.text(of: 7777) == "text 7777")
    #expect(book.count == 10_000)
  }

  @Test func `merging tells this book's code of each of the other's`() {
    var first = CodeBook()
    for text in ["a", "b"] { _ = first.code(of: text) }
    var second = CodeBook()
    for text in ["c", "b", "d"] { _ = second.code(of: text) }
    #expect(first.merge(second) == [0, 3, 2, 4])
    #expect(texts(first) == ["a", "b", "c", "d"])
    #expect(first.merge(CodeBook()) == [0])
    var empty = CodeBook()
    #expect(empty.merge(first) == [0, 1, 2, 3, 4])
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `any split gives the same texts under the same codes`(seed: UInt64) {
    var dice = Dice(seed: seed)
    let count = Int.random(in: 1...600, using: &dice)
    let kinds = Int.random(in: 1...300, using: &dice)
    let words = (0..<count).map { _ in
      let kind = Int.random(in: 0...kinds, using: &dice)
      return kind == 0 ? "" : String(repeating: "x", count: kind % 7) + "\(kind)"
    }
    var whole = CodeBook()
    let wholeCodes = words.map { whole.code(of: $0) }

    var joined = CodeBook()
    var joinedCodes: [UInt32] = []
    var rest = words[...]
    while !rest.isEmpty {
      let piece = rest.prefix(Int.random(in: 1...rest.count, using: &dice))
      rest = rest.dropFirst(piece.count)
      var book = CodeBook()
      let codes = piece.map { book.code(of: $0) }
      let mapped = joined.merge(book)
      joinedCodes += codes.map { mapped[Int($0)] }
    }
    #expect(texts(joined) == texts(whole), "seed \(seed)")
    #expect(joinedCodes == wholeCodes, "seed \(seed)")
    #expect(joinedCodes.map { joined.text(of: $0) } == words, "seed \(seed)")
  }
}
