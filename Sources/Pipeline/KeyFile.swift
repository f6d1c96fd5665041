import Digest
import Foundation
import Glibc
import Tables

/// The key of a center's pseudonyms, from the file that the pipeline names.
enum KeyFile {
  /// Reads a key of at least 32 bytes from a file that its owner alone may read.
  /// - Throws: `inputMissing` or `configuration`; the key is in no message.
  static func pseudonym(at path: String) throws(StageFailure) -> Pseudonym {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw StageFailure(
        .inputMissing,
        "\(path): privacy.key_file is no file; write one with 'head -c 48 /dev/urandom | base64'")
    }
    if status.st_mode & 0o077 != 0 {
      throw StageFailure(
        .configuration, "\(path): privacy.key_file may be read by others; run 'chmod 600 \(path)'")
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw StageFailure(.inputMissing, "\(path): privacy.key_file cannot be read")
    }
    var key = Array(data)
    while let last = key.last, last == 0x0a || last == 0x0d { key.removeLast() }
    if key.count < Pseudonym.shortestKey {
      throw StageFailure(
        .configuration,
        "\(path): privacy.key_file holds \(key.count) bytes, at least \(Pseudonym.shortestKey) are needed")
    }
    return Pseudonym(key: key)
  }
}
