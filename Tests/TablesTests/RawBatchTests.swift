import Testing

@testable import Tables

@Suite struct RawBatchTests {
  @Test func `a kept field stands between its start and its end`() {
    var batch = RawBatch(places: [0, -1, 1])
    batch.bytes = Array("a,bb,ccc\n,,d\n".utf8)
    batch.starts = [0, 5, 9, 11]
    batch.ends = [1, 8, 9, 12]
    batch.firstLines = [2, 3]
    batch.lastLines = [2, 4]
    batch.offsets = [0, 9]
    #expect(batch.width == 2 && batch.count == 2)
    #expect(batch.start(0, 1) == 5 && batch.end(0, 1) == 8)
    #expect(batch.start(1, 0) == 9 && batch.end(1, 0) == 9)
    #expect(RawBatch(width: 3).places == [0, 1, 2])
  }
}
