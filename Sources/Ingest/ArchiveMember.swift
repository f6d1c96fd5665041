import Tables

/// A member of a zip file that is read as a file of its own.
struct ArchiveMember {
  /// Its name, as text.
  var name: String
  /// Which of all members it is, from 0, in the order of the archive.
  var number: Int
  /// Bytes it gives, as the archive says.
  var size: Int64

  /// Folders, and what macOS adds, are passed over.
  private static let resourceFolder = Array("__MACOSX/".utf8)

  /// The members of a zip file that are files, in the byte order of their names.
  /// - Throws: `dataRefused` where the archive is damaged, needs a password, holds no file or two of one
  ///   name, or would give too much; `ioFailed`.
  static func all(of file: OpenedFile) throws(StageFailure) -> [ArchiveMember] {
    let path = file.path
    let entries: [(number: Int, member: ArchiveReader.Member)]
    // Nothing but the end of an archive: libarchive does not know it.
    let first = try file.bytes(at: 0, count: 4)
    let isEmpty = file.identity.size == 22 && first == [0x50, 0x4b, 5, 6]
    do { entries = isEmpty ? [] : try files(in: file) } catch { throw error.failure(path, .zip, of: file) }
    func refusal(_ problem: String) -> StageFailure { StageFailure(.dataRefused, "\(path)\(problem)") }
    guard !entries.isEmpty else { throw refusal(": a zip file without files, expected one export or more") }
    var members: [ArchiveMember] = []
    for (number, entry) in entries.sorted(by: { $0.member.name.lexicographicallyPrecedes($1.member.name) }) {
      let name = String(decoding: entry.name, as: UTF8.self)
      if entry.isEncrypted {
        throw refusal("/\(name): needs a password; unpack it first, or have it exported without one")
      }
      if members.last?.name == name {
        throw refusal("/\(name): two members have this name; unpack it and keep one")
      }
      members.append(ArchiveMember(name: name, number: number, size: entry.size))
    }
    // All together: members may share the same few bytes.
    var rest = ExpansionLimit.bytes(packed: file.identity.size)
    for member in members {
      guard member.size <= rest else {
        throw refusal(": " + ExpansionLimit.problem(packed: file.identity.size))
      }
      rest -= max(0, member.size)
    }
    return members
  }

  private static func files(in file: OpenedFile) throws(Damage) -> [(
    number: Int, member: ArchiveReader.Member
  )] {
    let reader = ArchiveReader(file, .zip)
    var files: [(number: Int, member: ArchiveReader.Member)] = []
    var number = 0
    while let member = try reader.nextMember() {
      if member.isFile, !member.name.starts(with: resourceFolder) { files.append((number, member)) }
      number += 1
    }
    return files
  }
}
