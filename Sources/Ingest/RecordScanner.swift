import CScan
import Tables

/// Takes regular records straight from a file's bytes; what is regular, `CScan.h` says.
struct RecordScanner {
  private let delimiter: UInt8
  // By column 1 where it is kept, else 0.
  private let kept: [UInt8]
  private let keptCount: Int

  /// A list with less room than this is made longer first.
  private static let leastRoom = 64
  /// Rows to make room for before anything is known of their length.
  private static let firstRoom = 256

  /// A scanner of records with one field for each of the places.
  init(delimiter: FileDialect.Delimiter, places: [Int32]) {
    self.delimiter = delimiter.rawValue
    kept = places.map { $0 < 0 ? 0 : 1 }
    keptCount = places.count { $0 >= 0 }
  }

  /// Adds the regular records from a place on that begin before `stop` to a batch, and their number to
  /// `line`, up to the first record that is not regular.
  /// - Returns: The place behind the last one that was taken.
  func take(
    from position: Int, before stop: Int, in bytes: Span<UInt8>, line: inout Int, into batch: inout RawBatch
  ) -> Int {
    precondition(position >= 0 && bytes.count <= UInt32.max, "places that fit in 32 bits")
    var position = position
    while position < stop {
      let room = makeRoom(position, stop, &batch)
      let result = append(
        position, stop, bytes, room, &batch.starts, &batch.ends, &batch.offsets)
      let lines = UInt32(truncatingIfNeeded: line)..<UInt32(truncatingIfNeeded: line + result.rows)
      batch.firstLines.append(contentsOf: lines)
      batch.lastLines.append(contentsOf: lines)
      line += result.rows
      position = result.position
      if result.rows < room { break }
    }
    return position
  }

  private func append(
    _ position: Int, _ stop: Int, _ bytes: Span<UInt8>, _ room: Int, _ starts: inout [UInt32],
    _ ends: inout [UInt32], _ offsets: inout [UInt32]
  ) -> cscan_result {
    var result = cscan_result(position: position, rows: 0)
    bytes.withUnsafeBufferPointer { bytes in
      kept.withUnsafeBufferPointer { kept in
        starts.fill(room * keptCount + 1) { starts in
          ends.fill(room * keptCount + 1) { ends in
            offsets.fill(room) { offsets in
              let shape = cscan_shape(
                delimiter: delimiter, width: kept.count, kept: kept.baseAddress, kept_count: keptCount,
                longest: CSVLimits.fieldBytes)
              let lists = cscan_lists(rows: room, starts: starts, ends: ends, offsets: offsets)
              result = cscan_records(bytes.baseAddress, bytes.count, position, stop, shape, lists)
              return result.rows
            }
            return result.rows * keptCount
          }
          return result.rows * keptCount
        }
      }
    }
    return result
  }

  /// Makes the lists long enough to go on.
  /// - Returns: The rows that there is room for.
  private func makeRoom(_ position: Int, _ stop: Int, _ batch: inout RawBatch) -> Int {
    let room = RecordScanner.room(in: batch)
    if room >= RecordScanner.leastRoom { return room }
    let count = batch.count
    // The rest as dense as what was read, and a little more.
    let expected = count * (stop - position) / max(position, 1)
    let rows =
      count < RecordScanner.firstRoom
      ? count + RecordScanner.firstRoom
      : count + expected + max(expected / 16, count / 8, RecordScanner.leastRoom)
    batch.starts.reserveCapacity(rows * keptCount + 1)
    batch.ends.reserveCapacity(rows * keptCount + 1)
    batch.offsets.reserveCapacity(rows)
    batch.firstLines.reserveCapacity(rows)
    batch.lastLines.reserveCapacity(rows)
    return RecordScanner.room(in: batch)
  }

  private static func room(in batch: RawBatch) -> Int {
    let rows = min(batch.offsets.capacity, batch.firstLines.capacity, batch.lastLines.capacity)
    let fields = min(batch.starts.capacity, batch.ends.capacity) - 1
    return (batch.width == 0 ? rows : min(rows, fields / batch.width)) - batch.count
  }
}

extension [UInt32] {
  /// Lets memory behind the last element be filled; `body` tells how much of it was.
  @inline(__always)
  fileprivate mutating func fill(_ room: Int, _ body: (UnsafeMutablePointer<UInt32>?) -> Int) {
    append(addingCapacity: room) { space in
      space.withUnsafeMutableBufferPointer { buffer, filled in filled = body(buffer.baseAddress) }
    }
  }
}
