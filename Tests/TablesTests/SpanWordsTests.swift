import Testing

@testable import Tables

@Suite struct SpanWordsTests {
  @Test func `a word holds the bytes asked for and zeros, also at the end of the memory`() {
    let bytes = (1...20).map { UInt8($0 * 12) }
    for offset in 0...20 {
      for count in -3...(20 - offset) {
        var expected: UInt64 = 0
        for index in 0..<max(0, min(count, 8)) {
          expected += UInt64(bytes[offset + index]) << UInt64(8 * index)
        }
        #expect(bytes.span.word(at: offset, count: count) == expected, "\(count) bytes at \(offset)")
        if count >= 8 { #expect(bytes.span.word(at: offset) == expected) }
      }
    }
  }

  @Test func `a word past the end stops the process`() async {
    await #expect(processExitsWith: .failure) {
      let bytes: [UInt8] = Array(repeating: 1, count: 10)
      _ = bytes.span.word(at: 3)
    }
    await #expect(processExitsWith: .failure) {
      let bytes: [UInt8] = Array(repeating: 1, count: 10)
      _ = bytes.span.word(at: 8, count: 3)
    }
  }
}
