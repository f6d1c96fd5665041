import Foundation
import Glibc
import Tables

/// What the output folder asks of the file system: files and folders of the owner alone, written down
/// to the disk, renamed in one step.
///
/// Every failure names the path, the reason, and what to do.
package enum Storage {
  /// Makes a folder and those above it that are missing, mode 0700.
  package static func createFolder(_ path: String) throws(StageFailure) {
    if isFolder(path) { return }
    let parent = FilePath.folder(of: path)
    if parent != path { try createFolder(parent) }
    if mkdir(path, 0o700) != 0 {
      let code = errno
      if code == EEXIST, isFolder(path) { return }
      throw failure(.cannotCreate, path, code)
    }
  }

  /// Writes a file anew, mode 0600, down to the disk; a link at its place is not followed.
  package static func write(_ bytes: [UInt8], to path: String) throws(StageFailure) {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o600)
    if file < 0 { throw failure(.ioFailed, path, errno) }
    var code = fill(file, with: bytes)
    // A network file system may say only now that the bytes found no room.
    if close(file) != 0, code == 0 { code = errno }
    if code != 0 { throw failure(.ioFailed, path, code) }
  }

  /// Adds bytes to a file that `write` began, down to the disk; a link at its place is not followed.
  package static func append(_ bytes: [UInt8], to path: String) throws(StageFailure) {
    let file = open(path, O_WRONLY | O_APPEND | O_NOFOLLOW | O_CLOEXEC)
    if file < 0 { throw failure(.ioFailed, path, errno) }
    var code = fill(file, with: bytes)
    if close(file) != 0, code == 0 { code = errno }
    if code != 0 { throw failure(.ioFailed, path, code) }
  }

  /// Writes the entries of a folder down to the disk.
  package static func synchronize(folder path: String) throws(StageFailure) {
    let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if folder < 0 { throw failure(.ioFailed, path, errno) }
    let code = fsync(folder) == 0 ? 0 : errno
    close(folder)
    // Some file systems have nothing to write for a folder.
    if code != 0, code != EINVAL { throw failure(.ioFailed, path, code) }
  }

  /// Renames in one step; a file or link of the new name is replaced.
  package static func rename(_ old: String, to new: String) throws(StageFailure) {
    if Glibc.rename(old, new) != 0 { throw failure(.ioFailed, new, errno) }
  }

  /// Puts one folder in the place of another, which is kept at `aside`; puts it back where that fails.
  package static func replace(
    _ old: String, by new: String, keeping aside: String
  ) throws(StageFailure) {
    try rename(old, to: aside)
    do { try rename(new, to: old) } catch {
      try rename(aside, to: old)
      throw error
    }
  }

  /// Makes a symbolic link, or points an existing one elsewhere, in one step.
  package static func link(_ path: String, to target: String, over temporary: String) throws(StageFailure) {
    unlink(temporary)
    if symlink(target, temporary) != 0 { throw failure(.ioFailed, temporary, errno) }
    do { try rename(temporary, to: path) } catch {
      unlink(temporary)
      throw error
    }
  }

  /// Where a symbolic link points; nil where there is none.
  package static func linkTarget(_ path: String) -> String? {
    try? FileManager.default.destinationOfSymbolicLink(atPath: path)
  }

  /// Removes a file, link or whole folder; nothing where there is none.
  package static func remove(_ path: String) throws(StageFailure) {
    if !exists(path) { return }
    do { try FileManager.default.removeItem(atPath: path) } catch {
      throw StageFailure(.ioFailed, "\(path): cannot be removed; remove it by hand")
    }
  }

  /// Names in a folder, by their bytes; none where there is no such folder.
  package static func names(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// A folder and all folders in it, the deeper ones first.
  package static func folders(in folder: String) -> [String] {
    let below = names(in: folder).map { "\(folder)/\($0)" }.filter(isFolder)
    return below.flatMap(folders) + [folder]
  }

  /// A file's bytes; nil where it cannot be read.
  package static func bytes(of path: String) -> [UInt8]? {
    FileManager.default.contents(atPath: path).map { [UInt8]($0) }
  }

  /// Whether something has this name, a link that leads nowhere included.
  package static func exists(_ path: String) -> Bool {
    var found = stat()
    return lstat(path, &found) == 0
  }

  /// Whether a folder, or a link to one, has this name.
  package static func isFolder(_ path: String) -> Bool {
    var found = stat()
    return stat(path, &found) == 0 && found.st_mode & S_IFMT == S_IFDIR
  }

  /// Bytes of all files in a folder, and when the folder was last changed.
  package static func measure(folder: String) -> (bytes: Int64, changed: Instant) {
    var found = stat()
    let isThere = stat(folder, &found) == 0
    let changed = Instant(seconds: isThere ? Int64(found.st_mtim.tv_sec) : 0)
    var bytes: Int64 = 0
    for name in (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? [] {
      if lstat("\(folder)/\(name)", &found) == 0, found.st_mode & S_IFMT == S_IFREG {
        bytes += Int64(found.st_size)
      }
    }
    return (bytes, changed)
  }

  /// A failure of the system in words: the path, its reason, and what to do.
  package static func failure(
    _ status: StageFailure.Status, _ path: String, _ code: Int32
  ) -> StageFailure {
    let words = String(cString: strerror(code))
    let reason = words.prefix(1).lowercased() + words.dropFirst()
    let remedy =
      switch code {
      case ENOSPC, EDQUOT: "free some space or choose another folder with --out"
      case EACCES, EPERM, EROFS: "make it writable for this user or choose another folder with --out"
      case ENOTDIR, EEXIST: "a file is in the way; move it or choose another folder with --out"
      default: "choose another folder with --out"
      }
    return StageFailure(status, "\(path): \(reason); \(remedy)")
  }

  /// Writes all bytes and waits for the disk.
  /// - Returns: the system's error number; 0 for none.
  private static func fill(_ file: Int32, with bytes: [UInt8]) -> Int32 {
    let largest = 1 << 20
    var offset = 0
    while offset < bytes.count {
      let piece = bytes[offset..<min(offset + largest, bytes.count)]
      let written = Glibc.write(file, Array(piece), piece.count)
      if written >= 0 {
        offset += written
      } else if errno != EINTR {
        return errno
      }
    }
    return fsync(file) == 0 ? 0 : errno
  }
}
