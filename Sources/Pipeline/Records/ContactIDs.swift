import Tables

/// The ids of contacts in files whose text is made from its start on, so that no record of them can be read
/// again without making all text before it; kept in a temporary file.
final class ContactIDs: Sendable {
  /// The ids of one chunk's rows.
  private struct Block: Sendable {
    /// Where the chunk's cut begins in the text.
    var base: Int64
    var rows: Int
    var extent: SpillFile.Extent
  }

  private let file: SpillFile
  // By account, in the order of their places.
  private let blocks = SharedValue<[UInt32: [Block]]>([:])

  /// No ids yet; they will be in a folder.
  /// - Throws: `cannotCreate` where the folder takes no file.
  init(folder: String) throws(StageFailure) { file = try SpillFile(folder: folder) }

  /// Keeps the ids of a chunk of an account's file.
  /// - Parameter base: where the chunk's cut begins in the text.
  /// - Throws: `ioFailed` where the disk takes no more.
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
    let block = Block(base: base, rows: ids.offsets.count, extent: try file.write(words))
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
    var words: [UInt64] = Array(repeating: 0, count: block.extent.count)
    try file.read(block.extent, into: &words)
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
