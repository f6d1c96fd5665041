import Glibc
import Tables

/// What tells a file that was changed or replaced from the one that was planned.
struct FileIdentity: Sendable, Equatable {
  /// Its size in bytes.
  let size: Int64
  /// Number of the file on its device.
  let inode: UInt64
  /// The device.
  let device: UInt64
  /// Last change of its contents, whole seconds.
  let changedSeconds: Int
  /// Last change of its contents, nanoseconds within the second.
  let changedNanoseconds: Int

  /// The identity that the system reports.
  init(_ status: stat) {
    size = Int64(status.st_size)
    inode = UInt64(status.st_ino)
    device = UInt64(status.st_dev)
    changedSeconds = status.st_mtim.tv_sec
    changedNanoseconds = status.st_mtim.tv_nsec
  }

  /// The identity of what a path names now; nil where it names nothing.
  init?(path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(status)
  }
}

/// A regular file that is open for reading; closed with the object.
final class OpenedFile {
  /// Its path as given.
  let path: String
  /// What it was when it was opened.
  let identity: FileIdentity
  /// Its descriptor, open as long as the object lives.
  let descriptor: Int32

  /// Opens a file; never waits for a pipe or a device.
  /// - Throws: `inputMissing` where there is no such file, it is not a regular one or not readable.
  init(path: String) throws(StageFailure) {
    var status = stat()
    guard stat(path, &status) == 0 else { throw OpenedFile.missing(path, errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw OpenedFile.irregular(path, status.st_mode) }
    // Not blocking: a pipe may have taken the file's place since.
    let descriptor = Glibc.open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw OpenedFile.missing(path, errno) }
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw OpenedFile.irregular(path, status.st_mode)
    }
    self.path = path
    self.descriptor = descriptor
    identity = FileIdentity(status)
  }

  deinit { close(descriptor) }

  /// Reads the bytes from a place on and adds them to others.
  /// - Throws: `ioFailed` where the system cannot read, `dataRefused` where the file ends earlier.
  func read(_ count: Int, at offset: Int64, onto bytes: inout [UInt8]) throws(StageFailure) {
    var failure: StageFailure?
    bytes.append(addingCapacity: count) { space in
      space.withUnsafeMutableBufferPointer { buffer, filled in
        failure = read(UnsafeMutableRawBufferPointer(start: buffer.baseAddress, count: count), offset)
        filled = failure == nil ? count : 0
      }
    }
    if let failure { throw failure }
  }

  /// The bytes from a place on.
  /// - Throws: `ioFailed` where the system cannot read, `dataRefused` where the file ends earlier.
  func bytes(at offset: Int64, count: Int) throws(StageFailure) -> [UInt8] {
    var bytes: [UInt8] = []
    try read(count, at: offset, onto: &bytes)
    return bytes
  }

  private func read(_ buffer: UnsafeMutableRawBufferPointer, _ offset: Int64) -> StageFailure? {
    guard let start = buffer.baseAddress else { return nil }
    var filled = 0
    while filled < buffer.count {
      let count = pread(descriptor, start + filled, buffer.count - filled, off_t(offset) + filled)
      if count == 0 { return OpenedFile.changed(path) }
      if count > 0 {
        filled += count
      } else if errno != EINTR {
        return StageFailure(
          .ioFailed, "\(path): cannot be read: \(String(cString: strerror(errno)).lowercased())")
      }
    }
    return nil
  }

  /// The refusal of a file that is no longer the one that was planned.
  static func changed(_ path: String) -> StageFailure {
    StageFailure(.dataRefused, "\(path): changed while it was read; run again once it is complete")
  }

  private static func missing(_ path: String, _ error: Int32) -> StageFailure {
    let reason =
      error == ENOENT
      ? "no such file" : "cannot be opened: \(String(cString: strerror(error)).lowercased())"
    return StageFailure(.inputMissing, "\(path): \(reason)")
  }

  private static func irregular(_ path: String, _ mode: mode_t) -> StageFailure {
    let found =
      switch mode & S_IFMT {
      case S_IFDIR: "a folder"
      case S_IFIFO: "a pipe"
      case S_IFSOCK: "a socket"
      default: "a device"
      }
    return StageFailure(.inputMissing, "\(path): \(found), expected a file; give the path of a file")
  }
}
