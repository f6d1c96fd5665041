import CScan

/// What counts as text.
enum TextValidity {
  /// Whether bytes are UTF-8 as the Unicode Standard defines it.
  static func isUTF8(_ bytes: Span<UInt8>) -> Bool {
    bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return true }
      return cscan_is_utf8(base, buffer.count)
    }
  }
}
