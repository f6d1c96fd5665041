#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A file that is written from its beginning to its end, through a buffer of its own.
struct TextFile: ~Copyable {
  private let path: String
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private static let full = 1 << 20

  init(_ path: String) throws {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    if descriptor < 0 { throw CannotWrite(path: path, error: errno) }
    buffer.reserveCapacity(Self.full + 4096)
  }

  mutating func append(_ bytes: [UInt8]) {
    buffer.append(contentsOf: bytes)
  }

  mutating func append(_ byte: UInt8) {
    buffer.append(byte)
  }

  /// Text that is known here; not for rows by the million.
  mutating func append(_ text: String) {
    buffer.append(contentsOf: text.utf8)
  }

  /// A number with at least `digits` digits.
  mutating func append(_ number: Int, digits: Int = 1) {
    var power = 10
    var count = 1
    while count < digits || power <= number {
      power *= 10
      count += 1
    }
    var rest = number
    while power > 1 {
      power /= 10
      buffer.append(48 + UInt8(rest / power))
      rest %= power
    }
  }

  /// Writes what the buffer holds once it is full; call it after each row.
  mutating func flushWhenFull() throws {
    if buffer.count >= Self.full { try flush() }
  }

  /// Writes the rest; nothing may be appended afterwards.
  mutating func close() throws {
    try flush()
    #if canImport(Darwin)
      let closed = Darwin.close(descriptor)
    #else
      let closed = Glibc.close(descriptor)
    #endif
    if closed != 0 { throw CannotWrite(path: path, error: errno) }
  }

  private mutating func flush() throws {
    var at = 0
    while at < buffer.count {
      let written = buffer.withUnsafeBytes {
        write(descriptor, $0.baseAddress.map { $0 + at }, $0.count - at)
      }
      if written < 0 {
        if errno == EINTR { continue }
        throw CannotWrite(path: path, error: errno)
      }
      at += written
    }
    buffer.removeAll(keepingCapacity: true)
  }
}

/// A file or folder that cannot be written.
struct CannotWrite: Error, CustomStringConvertible {
  let path: String
  let error: Int32
  var description: String { "\(path): \(String(cString: strerror(error)))" }
}
