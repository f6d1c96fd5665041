import Glibc
import Synchronization
import Tables

/// A temporary file without a name: it is gone when the process is, however that ends.
///
/// It is made of slots of one size; what was read for the last time makes room for what is written next.
/// It is created when something is written first.
final class SpillFile: Sendable {
  /// Place of some words among the slots.
  typealias Slot = UInt32

  /// Bytes of a slot.
  let slotBytes: Int
  private let folder: String

  private struct State {
    var descriptor: Int32 = -1
    var count: Slot = 0
    var free: [Slot] = []
  }

  private let state = Mutex(State())

  /// A file that is created in a folder once something is written.
  init(folder: String, slotBytes: Int) { (self.folder, self.slotBytes) = (folder, slotBytes) }

  deinit { state.withLock { if $0.descriptor >= 0 { close($0.descriptor) } } }

  /// Slots that the file consists of, free ones too.
  var slotCount: Int { state.withLock { Int($0.count) } }

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

  /// Opens a file in the folder.
  private func opened() throws(StageFailure) -> Int32 {
    let unnamed = open(folder, O_RDWR | O_CLOEXEC | O_EXCL | SpillFile.withoutName, 0o600)
    let descriptor = unnamed >= 0 ? unnamed : SpillFile.unlinked(in: folder)
    if descriptor >= 0 { return descriptor }
    // A full disk is one, whether it shows now or at the first write.
    let isFull = errno == ENOSPC || errno == EDQUOT
    throw StageFailure(
      isFull ? .ioFailed : .cannotCreate,
      "\(folder): no temporary file can be created: \(String(cString: strerror(errno)).lowercased()); "
        + "set TMPDIR to a folder on a disk with room, or raise --memory")
  }

  /// A slot that is free, and the file.
  private func reserve() throws(StageFailure) -> (slot: Slot, descriptor: Int32) {
    let reserved = state.withLock { state -> Result<(Slot, Int32), StageFailure> in
      if state.descriptor < 0 {
        do throws(StageFailure) { state.descriptor = try opened() } catch { return .failure(error) }
      }
      if let slot = state.free.popLast() { return .success((slot, state.descriptor)) }
      state.count += 1
      return .success((state.count - 1, state.descriptor))
    }
    return try reserved.get()
  }

  /// Writes words, which fit in a slot.
  /// - Throws: `cannotCreate` where the folder takes no file, `ioFailed` where the disk takes no more.
  func write(_ words: [UInt64]) throws(StageFailure) -> Slot {
    let count = words.count * 8
    precondition(count <= slotBytes, "a page fits in a slot")
    let (slot, descriptor) = try reserve()
    let offset = off_t(slot) * off_t(slotBytes)
    var error: Int32 = 0
    words.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress else { return }
      var done = 0
      while done < count && error == 0 {
        let written = pwrite(descriptor, start + done, count - done, offset + done)
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
    return slot
  }

  /// Reads the words of a slot into the front of `words`, as many as `count`.
  /// - Throws: `ioFailed` where the system cannot read.
  func read(_ slot: Slot, count: Int, into words: inout [UInt64]) throws(StageFailure) {
    precondition(words.count >= count, "room for the page")
    let count = count * 8
    let descriptor = state.withLock { $0.descriptor }
    let offset = off_t(slot) * off_t(slotBytes)
    var error: Int32 = 0
    words.withUnsafeMutableBytes { bytes in
      guard let start = bytes.baseAddress else { return }
      var done = 0
      while done < count && error == 0 {
        let read = pread(descriptor, start + done, count - done, offset + done)
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

  /// Frees a slot, whose words nobody needs any more.
  func free(_ slot: Slot) { state.withLock { $0.free.append(slot) } }

  private func failure(_ act: String, _ error: Int32) -> StageFailure {
    StageFailure(
      .ioFailed,
      "\(folder): a temporary file cannot be \(act): \(String(cString: strerror(error)).lowercased()); "
        + "free space there, set TMPDIR to a folder on a larger disk, or raise --memory")
  }
}
