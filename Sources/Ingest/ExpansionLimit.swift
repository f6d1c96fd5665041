/// How much text a packed file may give: beyond it, it is a bomb or a mistake.
///
/// Exports of calls shrink to a fifth or a twentieth, logs of one repeated line to a hundredth at most; what
/// gives more was made to fill disks and memory. SPEC names no keys for it, so these are constants.
enum ExpansionLimit {
  /// Bytes that any file may give.
  static let freeBytes: Int64 = 1 << 20
  /// Bytes beyond these for each byte on the disk.
  static let ratio: Int64 = 200
  /// Bytes that no file may exceed; places in a file must fit in 40 bits.
  static let mostBytes: Int64 = 64 << 30

  /// What a file of so many bytes on the disk may give.
  static func bytes(packed: Int64) -> Int64 {
    min(freeBytes + min(packed, mostBytes) * ratio, mostBytes)
  }

  /// Why a file that gives more is refused.
  static func problem(packed: Int64) -> String {
    let limit = bytes(packed: packed)
    let rule = limit == mostBytes ? "64 GiB" : "\(limit) bytes, 1 MiB and \(ratio) times its size"
    return "unpacks to more than \(rule); if it is no mistake, unpack it first and name the unpacked file"
  }
}
