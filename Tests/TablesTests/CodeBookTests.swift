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

  @Test func `texts with equal beginnings of any length are told apart`() {
    var book = CodeBook()
    var bytes: [UInt8] = []
    var codes: [UInt32] = []
    for length in 1...70 {
      // The same letters, then one that differs: at every length two texts.
      bytes = Array(repeating: UInt8(ascii: "x"), count: length)
      codes.append(book.code(of: bytes, from: 0, to: length))
      bytes[length - 1] = UInt8(ascii: "y")
      codes.append(book.code(of: bytes.span, from: 0, to: length))
    }
    #expect(codes == Array(1...140))
    #expect(book.text(of: 139) == String(repeating: "x", count: 70))
  }

  @Test func `a text has one code wherever it stands`() {
    var book = CodeBook()
    for length in 1...40 {
      let text = (0..<length).map { UInt8($0 * 5 + 3) }
      let code = book.code(of: text, from: 0, to: length)
      for before in 0...9 {
        let bytes = Array(repeating: 0xee, count: before) + text + Array(repeating: 0xdd, count: before % 4)
        #expect(book.existingCode(of: bytes.span, from: before, to: before + length) == code)
        #expect(book.code(of: bytes, from: before, to: before + length) == code)
      }
    }
    #expect(book.count == 40)
  }

  /// 300,000² / 2³³ ≈ 10 pairs share their hash, and must still be two texts each.
  @Test func `texts with one hash are told apart`() {
    let words = (0..<300_000).map {
      Array("agent \($0 &* 7919)\($0.isMultiple(of: 2) ? "" : " of a long name")".utf8)
    }
    let hashes = Set(words.map { CodeBook.Entry($0.span, 0, $0.count).hash })
    #expect(hashes.count < words.count, "no two texts share a hash, so nothing was tried")
    var book = CodeBook()
    for word in words { _ = book.code(of: word, from: 0, to: word.count) }
    #expect(book.count == words.count)
    var other = CodeBook()
    for word in words.reversed() { _ = other.code(of: word, from: 0, to: word.count) }
    #expect(other.merge(book) == [0] + (1...UInt32(words.count)).reversed())
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func `a book agrees with a dictionary`(seed: UInt64) {
    var dice = Dice(seed: seed)
    var book = CodeBook()
    var known: [[UInt8]: UInt32] = [:]
    for _ in 0..<3000 {
      let bytes = (0..<dice.below(30)).map { _ in UInt8(dice.below(seed.isMultiple(of: 2) ? 2 : 256)) }
      let start = dice.below(bytes.count + 1)
      let end = start + dice.below(bytes.count - start + 1)
      let text = Array(bytes[start..<end])
      let expected = text.isEmpty ? 0 : known[text]
      #expect(book.existingCode(of: bytes, from: start, to: end) == expected, "seed \(seed)")
      let code = book.code(of: bytes.span, from: start, to: end)
      if expected == nil { known[text] = UInt32(known.count + 1) }
      #expect(code == expected ?? UInt32(known.count), "seed \(seed)")
      #expect(Array(book.bytes(of: code)) == text, "seed \(seed)")
    }
  }
}
