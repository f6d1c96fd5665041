import Normalize

/// What a single cell looks like, seen alone.
enum CellKind: Hashable {
  case blank
  case number
  case time
  case clock
  case address
  case word

  /// The kind of a text without blanks around it.
  init(_ text: String) {
    if text.isEmpty {
      self = .blank
    } else if TextProbe.millionths(text) != nil || TextProbe.millionths(text, decimalComma: true) != nil {
      self = .number
    } else if DateLayout(text) != nil {
      self = .time
    } else if TextProbe.seconds(text, .clock) != nil || TextProbe.seconds(text, .minuteClock) != nil {
      self = .clock
    } else if CellKind.isAddress(text) {
      self = .address
    } else {
      self = .word
    }
  }

  /// Whether a text is a phone number or a mail address.
  private static func isAddress(_ text: String) -> Bool {
    isPhone(text) || text.split(separator: "@", omittingEmptySubsequences: false).count == 2
  }

  /// Whether a text is seven to fifteen digits with what people write between them.
  static func isPhone(_ text: String) -> Bool {
    let text = text.hasPrefix("tel:") ? text.dropFirst(4) : text[...]
    let digits = text.utf8.count { (0x30...0x39).contains($0) }
    // Three points make an address of the internet.
    return (7...15).contains(digits) && text.utf8.count { $0 == 0x2e } != 3
      && text.unicodeScalars.allSatisfy { "0123456789+-(). /".unicodeScalars.contains($0) }
  }
}
