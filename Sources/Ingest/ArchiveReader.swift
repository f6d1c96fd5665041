import CArchive
import Glibc
import Tables

/// Unpacks zst, xz, bz2 and zip files with libarchive; freed with the object.
final class ArchiveReader {
  /// A member of an archive; a file that is packed alone has one.
  struct Member {
    /// Its name as written in the archive.
    var name: [UInt8]
    /// Bytes it gives, as the archive says; 0 where it says nothing.
    var size: Int64
    /// Whether it is a file.
    var isFile: Bool
    /// Whether it needs a password.
    var isEncrypted: Bool
  }

  private let file: OpenedFile
  private let archive: OpaquePointer
  private let container: Container
  private var isOpen = false
  private var isAtEnd = false

  /// Bytes that are read and given at once.
  private static let blockBytes = 1 << 18

  /// Begins to read a file.
  init(_ file: OpenedFile, _ container: Container) {
    (self.file, self.container) = (file, container)
    guard let archive = archive_read_new() else { preconditionFailure("memory for a reader") }
    self.archive = archive
  }

  deinit { archive_read_free(archive) }

  /// Goes to the next member; nil behind the last one.
  func nextMember() throws(Damage) -> Member? {
    if !isOpen { try open() }
    var entry: OpaquePointer?
    let status = carchive_next_header(archive, &entry)
    if status == ARCHIVE_EOF {
      isAtEnd = true
      try checkEnd()
      return nil
    }
    // A warning is about a name or a date.
    guard status == ARCHIVE_OK || status == ARCHIVE_WARN, let entry else { throw damage() }
    return Member(
      name: archive_entry_pathname(entry).map { Array(String(cString: $0).utf8) } ?? [],
      size: archive_entry_size_is_set(entry) != 0 ? archive_entry_size(entry) : 0,
      isFile: archive_entry_filetype(entry) == S_IFREG,
      isEncrypted: archive_entry_is_encrypted(entry) != 0)
  }

  /// The next bytes of the member; none at its end.
  func next() throws(Damage) -> [UInt8] {
    if isAtEnd { return [] }
    var count = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: ArchiveReader.blockBytes) { output, filled in
      count = archive_read_data(archive, output.baseAddress, output.count)
      filled = max(0, count)
    }
    if count < 0 { throw damage() }
    if count == 0 { try checkEnd() }
    return bytes
  }

  /// What the library does not take for a further part, it passes over; it may be one that was damaged.
  private func checkEnd() throws(Damage) {
    if container != .zip && archive_filter_bytes(archive, -1) != file.identity.size {
      throw .found("something else follows its end")
    }
  }

  private func open() throws(Damage) {
    isOpen = true
    let format: Int32
    // The filter is set, not offered: packed twice stays packed once.
    switch container {
    case .zip: format = archive_read_support_format_zip_seekable(archive)
    case .zstandard: format = supportRaw(ARCHIVE_FILTER_ZSTD)
    case .xz: format = supportRaw(ARCHIVE_FILTER_XZ)
    case .bzip2: format = supportRaw(ARCHIVE_FILTER_BZIP2)
    case .gzip: preconditionFailure("gz has a reader of its own")
    }
    guard format == ARCHIVE_OK else { throw damage() }
    guard archive_read_open_fd(archive, file.descriptor, ArchiveReader.blockBytes) == ARCHIVE_OK else {
      throw damage()
    }
    // To the format of nothing, a filter that fails at once is one that gives nothing.
    if archive_errno(archive) != 0 { throw damage() }
  }

  private func supportRaw(_ filter: Int32) -> Int32 {
    let format = archive_read_support_format_raw(archive)
    let empty = archive_read_support_format_empty(archive)
    return min(format, empty, archive_read_append_filter(archive, filter))
  }

  private func damage() -> Damage {
    let words = archive_error_string(archive).map { String(cString: $0) } ?? "no reason given"
    guard archive_errno(archive) == EIO else { return .found(words) }
    return .failed(StageFailure(.ioFailed, "\(file.path): cannot be read: \(words.lowercased())"))
  }
}
