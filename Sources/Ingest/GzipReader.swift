import CArchive
import Tables

/// Unpacks a gz file from its start on, checksums verified; freed with the object.
///
/// One that was written in several parts is one text. Zeros may follow the last part, nothing else.
final class GzipReader {
  private let file: OpenedFile
  private let stream: UnsafeMutablePointer<z_stream>
  private var input: [UInt8] = []
  private var inputPlace = 0
  private var filePlace: Int64 = 0
  private var isBehindPart = false

  /// Bytes that are read and given at once.
  private static let blockBytes = 1 << 18

  /// Begins with the first part.
  init(_ file: OpenedFile) {
    self.file = file
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    precondition(carchive_begin_gzip(stream) == Z_OK, "memory for a window of 32 KiB")
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// The next bytes; none at the end.
  /// - Throws: `ioFailed` where the system cannot read, `dataRefused` where the file is cut short or
  ///   damaged.
  func next() throws(Damage) -> [UInt8] {
    while true {
      if inputPlace == input.count { try fill() }
      if isBehindPart {
        guard try beginPart() else { return [] }
      }
      guard inputPlace < input.count else { throw .found("it ends too early") }
      var status = Z_OK
      let bytes = [UInt8](unsafeUninitializedCapacity: GzipReader.blockBytes) { output, filled in
        (status, filled) = inflate(into: output)
      }
      if status == Z_STREAM_END {
        isBehindPart = true
      } else if status != Z_OK && status != Z_BUF_ERROR {
        throw .found(stream.pointee.msg.map { String(cString: $0) } ?? "status \(status)")
      }
      if !bytes.isEmpty { return bytes }
    }
  }

  /// Whether another part follows.
  private func beginPart() throws(Damage) -> Bool {
    while true {
      while inputPlace < input.count, input[inputPlace] == 0 { inputPlace += 1 }
      if inputPlace < input.count { break }
      try fill()
      if input.isEmpty { return false }
    }
    guard input[inputPlace] == 0x1f else { throw .found("something else follows its end") }
    precondition(inflateReset(stream) == Z_OK, "a stream that was begun")
    isBehindPart = false
    return true
  }

  private func fill() throws(Damage) {
    let count = min(Int64(GzipReader.blockBytes), file.identity.size - filePlace)
    do { input = try file.bytes(at: filePlace, count: Int(count)) } catch { throw .failed(error) }
    filePlace += count
    inputPlace = 0
  }

  private func inflate(into output: UnsafeMutableBufferPointer<UInt8>) -> (status: Int32, filled: Int) {
    input.withUnsafeMutableBufferPointer { input in
      guard let start = input.baseAddress else { return (Z_BUF_ERROR, 0) }
      stream.pointee.next_in = start + inputPlace
      stream.pointee.avail_in = UInt32(input.count - inputPlace)
      stream.pointee.next_out = output.baseAddress
      stream.pointee.avail_out = UInt32(output.count)
      let status = CArchive.inflate(stream, Z_NO_FLUSH)
      inputPlace = input.count - Int(stream.pointee.avail_in)
      return (status, output.count - Int(stream.pointee.avail_out))
    }
  }
}
