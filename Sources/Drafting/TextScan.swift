/// Walks over the runs of digits, letters and signs of a text.
struct TextScan {
  private enum Run {
    case digits(String)
    case word(String)
    case sign(String)
  }

  private let runs: [Run]
  private var index = 0

  /// Begins at the start of a text.
  init(_ text: String) {
    var runs: [Run] = []
    for scalar in text.unicodeScalars {
      let piece = String(scalar)
      if ("0"..."9").contains(scalar) {
        if case .digits(let before)? = runs.last {
          runs[runs.count - 1] = .digits(before + piece)
        } else {
          runs.append(.digits(piece))
        }
      } else if scalar.properties.isAlphabetic {
        if case .word(let before)? = runs.last {
          runs[runs.count - 1] = .word(before + piece)
        } else {
          runs.append(.word(piece))
        }
      } else if case .sign(let before)? = runs.last {
        runs[runs.count - 1] = .sign(before + piece)
      } else {
        runs.append(.sign(piece))
      }
    }
    self.runs = runs
  }

  /// Whether nothing follows.
  var isAtEnd: Bool { index >= runs.count }

  /// The digits here; nil where there are none.
  var digits: String? { if index < runs.count, case .digits(let text) = runs[index] { text } else { nil } }

  /// The letters here; nil where there are none.
  var word: String? { if index < runs.count, case .word(let text) = runs[index] { text } else { nil } }

  /// The signs here; nil where there are none.
  var sign: String? { if index < runs.count, case .sign(let text) = runs[index] { text } else { nil } }

  /// Goes on.
  mutating func skip() { index += 1 }

  /// What comes behind.
  func skipped() -> TextScan {
    var scan = self
    scan.skip()
    return scan
  }

  /// The digits here, passed over.
  mutating func takeDigits() -> String? {
    guard let digits else { return nil }
    skip()
    return digits
  }

  /// The signs here, passed over.
  mutating func takeSign() -> String? {
    guard let sign else { return nil }
    skip()
    return sign
  }
}
