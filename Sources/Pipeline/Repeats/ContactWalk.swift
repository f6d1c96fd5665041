import Canonical
import Ingest
import Normalize
import Tables

/// Reads the files of a run once more, each from its start on, for the ids and lines of some of their contacts.
struct ContactWalk {
  /// Bytes that are read at once.
  private static let chunkBytes = 1 << 20

  private let targets: [(file: InputFile, normalizer: Normalizer)]
  /// Which account is walked through; nil before the first.
  private var account: Int?
  private var columns: [Int] = []
  /// Where the next chunk begins, and the cut that it is read from.
  private var next: Int64 = 0
  private var position = BatchPosition()
  private var cut: Range<Int64> = 0..<0
  /// The records that begin in the cut, and the ids of those that are contacts.
  private var offsets: [UInt32] = []
  private var lines: [UInt32] = []
  private var linesBefore = 0
  private var ids = RecordTexts()

  /// A walk through the files of these accounts.
  init(_ files: [InputFile]) {
    targets = files.flatMap { file in file.targets.map { (file, $0.normalizer) } }
  }

  /// Finds contacts by where they were read, further on than all that were found before.
  /// - Parameters:
  ///   - places: ascending; one may stand there several times.
  ///   - body: takes the index of a place, the physical line of its record and its contact id.
  /// - Throws: what reading throws, `dataRefused` where a file has changed.
  mutating func find(_ places: [UInt64], _ body: (Int, _ line: Int, _ id: [UInt8]) throws -> Void) throws {
    for (index, place) in places.enumerated() {
      let owner = Int(place >> 40)
      let offset = Int64(truncatingIfNeeded: place & (1 << 40 - 1))
      if account != owner { open(owner) }
      while cut.upperBound <= offset { try advance() }
      let own = UInt32(truncatingIfNeeded: offset - cut.lowerBound)
      guard let row = ContactWalk.index(of: own, in: offsets),
        let text = ContactWalk.index(of: own, in: ids.offsets)
      else { throw changed }
      let start = text == 0 ? 0 : Int(ids.ends[text - 1])
      try body(index, linesBefore + Int(lines[row]), Array(ids.bytes[start..<Int(ids.ends[text])]))
    }
  }

  /// Ends the walk.
  func close() { if let account { targets[account].file.export.close() } }

  private mutating func open(_ owner: Int) {
    close()
    account = owner
    let file = targets[owner].file
    columns = file.usedColumns
    next = file.export.dataStart
    cut = next..<next
    position = BatchPosition(linesBefore: file.export.linesBefore)
  }

  /// Reads the next cut.
  private mutating func advance() throws {
    guard let account else { return }
    let (file, normalizer) = targets[account]
    guard let following = try file.export.cut(from: cut.upperBound, chunkBytes: ContactWalk.chunkBytes) else {
      throw changed
    }
    cut = following
    let chunk = try parse(file.export, cut: cut, from: next, keeping: columns)
    ids = normalizer.texts(of: "contact_id", in: chunk.batch, at: position)
    (offsets, lines, linesBefore) = (chunk.batch.offsets, chunk.batch.firstLines, position.linesBefore)
    next = chunk.end
    position.linesBefore += chunk.lineCount
    position.rowsBefore += chunk.batch.count
    file.export.release(before: cut.upperBound - 1)
  }

  private var changed: StageFailure {
    let path = account.map { targets[$0].file.export.filePath } ?? ""
    return StageFailure(
      .dataRefused, "\(path): changed while it was read; run again once it is complete")
  }

  /// The place of a number among ascending ones.
  private static func index(of number: UInt32, in numbers: [UInt32]) -> Int? {
    var range = numbers.startIndex..<numbers.endIndex
    while !range.isEmpty {
      let middle = (range.lowerBound + range.upperBound) / 2
      if numbers[middle] == number { return middle }
      range =
        numbers[middle] < number ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    return nil
  }
}
