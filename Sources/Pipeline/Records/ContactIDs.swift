import Tables

/// The ids of contacts in files whose text is made from its start on, so that no record of them can be read
/// again without making all text before it; kept in a temporary file.
final class ContactIDs: Sendable {
  /// The ids of one chunk's rows.
  private struct Block: Sendable {
    /// Where the chunk's cut begins in the text.
    var base: Int64
    var rows: Int
    /// Where its words stand, and how many there are.
    var slots: [SpillFile.Slot]
    var words: Int
  }

  private let file: SpillFile
  // By account, in the order of their places.
  private let blocks = SharedValue<[UInt32: [Block]]>([:])

  /// No ids yet; they will be in a temporary file.
  init(file: SpillFile) { self.file = file }

  private var slotWords: Int { file.slotBytes / 8 }

  /// Keeps the ids of a chunk of an account's file.
  /// - Parameter base: where the chunk's cut begins in the text.
  /// - Throws: what writing to the file throws.
  func take(_ ids: RecordTexts, account: UInt32, base: Int64) throws(StageFailure) {
    if ids.offsets.isEmpty { return }
    var words = zip(ids.offsets, ids.ends).map { UInt64($0) << 32 | UInt64($1) }
    words.reserveCapacity(words.count + ids.bytes.count / 8 + 1)
    for start in stride(from: 0, to: ids.bytes.count, by: 8) {
      var word: UInt64 = 0
      for byte in ids.bytes[start..<min(start + 8, ids.bytes.count)].reversed() {
        word = word << 8 | UInt64(byte)
      }
      words.append(word)
    }
    var slots: [SpillFile.Slot] = []
    for start in stride(from: 0, to: words.count, by: slotWords) {
      slots.append(try file.write(Array(words[start..<min(start + slotWords, words.count)])))
    }
    let block = Block(base: base, rows: ids.offsets.count, slots: slots, words: words.count)
    blocks.change { blocks in
      // Chunks come nearly in order.
      let before = blocks[account, default: []].lastIndex { $0.base < base }
      blocks[account, default: []].insert(block, at: before.map { $0 + 1 } ?? 0)
    }
  }

  /// The id of the contact whose record begins at a place of an account's file; nil where none does.
  /// - Throws: `ioFailed` where the system cannot read.
  func id(account: UInt32, at place: Int64) throws(StageFailure) -> [UInt8]? {
    guard let block = blocks.value[account]?.last(where: { $0.base <= place }) else { return nil }
    var words: [UInt64] = []
    var page = Array(repeating: UInt64(0), count: slotWords)
    for slot in block.slots {
      let count = min(slotWords, block.words - words.count)
      try file.read(slot, count: count, into: &page)
      words += page[..<count]
    }
    var rows = 0..<block.rows
    while let middle = rows.isEmpty ? nil : (rows.lowerBound + rows.upperBound) / 2 {
      let offset = Int64(words[middle] >> 32)
      if block.base + offset == place {
        let start = middle == 0 ? 0 : Int(UInt32(truncatingIfNeeded: words[middle - 1]))
        return (start..<Int(UInt32(truncatingIfNeeded: words[middle]))).map { index in
          UInt8(truncatingIfNeeded: words[block.rows + index / 8] >> UInt64(index % 8 * 8))
        }
      }
      rows = block.base + offset < place ? middle + 1..<rows.upperBound : rows.lowerBound..<middle
    }
    return nil
  }
}
