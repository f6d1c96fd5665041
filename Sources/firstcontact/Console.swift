import Foundation
import Glibc
import Tables

/// The standard streams: the output carries only what was asked for.
struct Console {
  /// Nobody reads the standard output any more.
  struct Closed: Error {}

  /// What went wrong was said already; the process ends with this status.
  struct Reported: Error {
    let status: Int32
  }

  /// Writes to the standard output.
  /// - Throws: `Closed` where the reader has gone, `ioFailed` where it cannot take more.
  func print(_ text: String) throws {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = Array(rest).withContiguousStorageIfAvailable { write(1, $0.baseAddress, $0.count) } ?? -1
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno == EPIPE {
        throw Closed()
      } else if errno != EINTR {
        throw StageFailure(.ioFailed, "standard output: \(String(cString: strerror(errno)))")
      }
    }
  }

  /// Writes a line to the error stream, as far as it takes it.
  func complain(_ line: String) {
    try? FileHandle.standardError.write(contentsOf: Data((line + "\n").utf8))
  }
}
