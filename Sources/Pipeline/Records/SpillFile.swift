import Glibc
import Synchronization
import Tables

/// A temporary file without a name: it is gone when the process is, however that ends.
final class SpillFile: Sendable {
  /// A stretch of words in the file.
  struct Extent: Sendable {
    /// Place of its first byte.
    var offset: Int64
    /// How many words it holds.
    var count: Int
  }

  private let folder: String
  private let descriptor: Int32
  private let end = Atomic<Int64>(0)

  /// Opens a file in a folder.
  /// - Throws: `cannotCreate` where the folder takes no file.
  init(folder: String) throws(StageFailure) {
    self.folder = folder
    let unnamed = open(folder, O_RDWR | O_CLOEXEC | O_EXCL | SpillFile.withoutName, 0o600)
    descriptor = unnamed >= 0 ? unnamed : SpillFile.unlinked(in: folder)
    guard descriptor >= 0 else {
      // A full disk is one, whether it shows now or at the first write.
      let isFull = errno == ENOSPC || errno == EDQUOT
      throw StageFailure(
        isFull ? .ioFailed : .cannotCreate,
        "\(folder): no temporary file can be created: \(String(cString: strerror(errno)).lowercased()); "
          + "set TMPDIR to a folder on a disk with room, or raise --memory")
    }
  }

  deinit { close(descriptor) }

  /// `O_TMPFILE`, which the importer does not see: __O_TMPFILE with O_DIRECTORY.
  private static let withoutName = Int32(0o20_000_000) | O_DIRECTORY

  /// A file whose name is removed at once, for file systems that cannot do without one.
  private static func unlinked(in folder: String) -> Int32 {
    var template = Array("\(folder)/firstcontact.XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    if descriptor >= 0 {
      unlink(template)
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }
    return descriptor
  }

  /// Writes words behind everything that was written.
  /// - Throws: `ioFailed` where the disk takes no more.
  func write(_ words: [UInt64]) throws(StageFailure) -> Extent {
    let count = words.count * 8
    let offset = end.add(Int64(count), ordering: .relaxed).oldValue
    var error: Int32 = 0
    words.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress else { return }
      var done = 0
      while done < count && error == 0 {
        let written = pwrite(descriptor, start + done, count - done, off_t(offset) + done)
        if written > 0 {
          done += written
        } else if written == 0 {
          error = EIO
        } else if errno != EINTR {
          error = errno
        }
      }
    }
    if error != 0 { throw failure("written to", error) }
    return Extent(offset: offset, count: words.count)
  }

  /// Reads an extent into the front of `words`, which has room for it.
  /// - Throws: `ioFailed` where the system cannot read.
  func read(_ extent: Extent, into words: inout [UInt64]) throws(StageFailure) {
    precondition(words.count >= extent.count, "room for the extent")
    let count = extent.count * 8
    var error: Int32 = 0
    words.withUnsafeMutableBytes { bytes in
      guard let start = bytes.baseAddress else { return }
      var done = 0
      while done < count && error == 0 {
        let read = pread(descriptor, start + done, count - done, off_t(extent.offset) + done)
        if read > 0 {
          done += read
        } else if read == 0 {
          error = EIO
        } else if errno != EINTR {
          error = errno
        }
      }
    }
    if error != 0 { throw failure("read from", error) }
  }

  private func failure(_ act: String, _ error: Int32) -> StageFailure {
    StageFailure(
      .ioFailed,
      "\(folder): a temporary file cannot be \(act): \(String(cString: strerror(error)).lowercased()); "
        + "free space there, set TMPDIR to a folder on a larger disk, or raise --memory")
  }
}
