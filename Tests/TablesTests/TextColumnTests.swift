import Testing

@testable import Tables

@Suite struct TextColumnTests {
  @Test func `texts come back row by row, and an empty one is a row`() {
    let bytes = Array("abcdé".utf8)
    var column = TextColumn()
    column.append(bytes, from: 0, to: 0)
    column.append(bytes, from: 1, to: 3)
    column.append(bytes, from: 3, to: 3)
    column.append(bytes, from: 3, to: 6)
    #expect(column.count == 4)
    #expect((0..<4).map { column.text($0) } == ["", "bc", "", "dé"])
    #expect(column.range(0) == 0..<0)
    #expect(column.range(3) == 2..<5)
  }

  @Test func `a raw field begins where the one before it ends`() {
    var batch = RawBatch(width: 2)
    batch.bytes = Array("abbccc".utf8)
    batch.ends = [1, 3, 3, 6]
    batch.firstLines = [2, 3]
    batch.lastLines = [2, 4]
    #expect(batch.count == 2)
    #expect(batch.start(0, 0) == 0 && batch.end(0, 0) == 1)
    #expect(batch.start(0, 1) == 1 && batch.end(0, 1) == 3)
    #expect(batch.start(1, 0) == 3 && batch.end(1, 0) == 3)
    #expect(batch.start(1, 1) == 3 && batch.end(1, 1) == 6)
  }
}
