import CArchive
import Glibc

/// Packs bytes as the programs do that write exports: gz, zst, xz, bz2 and zip.
package enum Packing: String, CaseIterable, Sendable {
  case gz, zst, xz, bz2, zip

  /// Some bytes, packed; in a zip file as its one member `export.csv`.
  package func packed(_ bytes: [UInt8]) -> [UInt8] {
    self == .zip ? Packing.zip([("export.csv", bytes)]) : write([("data", bytes)])
  }

  /// A zip file with these members, in this order; a name that ends with a slash is a folder.
  package static func zip(_ members: [(name: String, bytes: [UInt8])], password: String? = nil) -> [UInt8] {
    Packing.zip.write(members, password: password)
  }

  private func write(_ members: [(name: String, bytes: [UInt8])], password: String? = nil) -> [UInt8] {
    guard let archive = archive_write_new() else { preconditionFailure("memory for a writer") }
    defer { archive_write_free(archive) }
    let status =
      switch self {
      case .gz: archive_write_add_filter_gzip(archive)
      case .zst: archive_write_add_filter_zstd(archive)
      case .xz: archive_write_add_filter_xz(archive)
      case .bz2: archive_write_add_filter_bzip2(archive)
      case .zip: archive_write_set_format_zip(archive)
      }
    check(status, archive)
    if self != .zip { check(archive_write_set_format_raw(archive), archive) }
    if let password {
      check(archive_write_set_options(archive, "zip:encryption=traditional"), archive)
      check(archive_write_set_passphrase(archive, password), archive)
    }
    // Nothing that tests pack grows by more.
    let room = members.reduce(1 << 16) { $0 + $1.bytes.count * 2 + 1024 }
    return [UInt8](unsafeUninitializedCapacity: room) { buffer, filled in
      check(archive_write_open_memory(archive, buffer.baseAddress, room, &filled), archive)
      for member in members { add(member.name, member.bytes, archive) }
      check(archive_write_close(archive), archive)
    }
  }

  private func add(_ name: String, _ bytes: [UInt8], _ archive: OpaquePointer) {
    guard let entry = archive_entry_new() else { preconditionFailure("memory for an entry") }
    defer { archive_entry_free(entry) }
    archive_entry_set_pathname(entry, name)
    let isFolder = name.hasSuffix("/")
    archive_entry_set_filetype(entry, isFolder ? S_IFDIR : S_IFREG)
    archive_entry_set_perm(entry, 0o644)
    if !isFolder { archive_entry_set_size(entry, la_int64_t(bytes.count)) }
    check(archive_write_header(archive, entry), archive)
    if !isFolder && !bytes.isEmpty {
      precondition(archive_write_data(archive, bytes, bytes.count) == bytes.count, "room for the bytes")
    }
  }

  private func check(_ status: Int32, _ archive: OpaquePointer) {
    precondition(status >= ARCHIVE_WARN, archive_error_string(archive).map { String(cString: $0) } ?? "")
  }
}
