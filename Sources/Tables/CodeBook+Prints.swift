extension CodeBook {
  /// What stands for each text, by its code: the same in every run, where codes are chance.
  package var prints: [UInt64] {
    (0...count).map { code in
      let bytes = bytes(of: UInt32(code))
      return Fingerprint(Array(bytes), from: 0, to: bytes.count).low
    }
  }
}
