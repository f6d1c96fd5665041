import Yams

/// One value of a file and its place; reading it reports what is wrong with it.
///
/// Every reader gives nil after it has added a problem.
struct ConfigurationValue {
  /// The key it stands under, as messages call it.
  let name: String
  /// Where it begins.
  let place: Place
  /// Where problems go.
  let problems: ProblemList
  private let node: Node

  /// A node that stands under this key.
  init(_ node: Node, named name: String, _ problems: ProblemList) {
    self.node = node
    self.name = name
    self.problems = problems
    place = Place(node.mark)
  }

  /// Whether it is a text, a number or a truth value, not a list or a mapping.
  var isScalar: Bool { node.scalar != nil }

  /// Whether it is a list.
  var isList: Bool { node.sequence != nil }

  /// Adds a problem at its place.
  func report(_ message: String) { problems.add(place, message) }

  /// The text as it is written, whatever YAML would make of it: `007`, `no` and `1` stay themselves.
  func text() -> String? {
    guard let scalar = scalar(expected: "a text") else { return nil }
    return scalar.string
  }

  /// The text as written, at least one character that is no blank.
  func filledText() -> String? {
    guard let text = text() else { return nil }
    if text.allSatisfy(\.isWhitespace) {
      report("\(name) is empty, expected a text")
      return nil
    }
    return text
  }

  /// The text without surrounding blanks, which never count in an export.
  func trimmedText() -> String? {
    guard let text = text() else { return nil }
    return String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }

  /// One of these words; those of `unsupported` are real ones that this version lacks.
  func word(of words: [String], unsupported: Set<String> = []) -> String? {
    guard let text = text() else { return nil }
    if words.contains(text) { return text }
    if unsupported.contains(text) {
      let list = words.joined(separator: ", ")
      report("\(name) \(quoted(text)) is not supported in this version, expected one of \(list)")
    } else {
      report("\(name) \(quoted(text)) is unknown, \(expectation(text, among: words))")
    }
    return nil
  }

  /// A whole number in a range.
  func integer(in range: ClosedRange<Int>) -> Int? {
    let (first, last) = (range.lowerBound, range.upperBound)
    let expected =
      first == last
      ? "\(first)"
      : last == Int.max ? "a whole number of at least \(first)" : "a whole number from \(first) to \(last)"
    guard let scalar = scalar(expected: expected) else { return nil }
    if scalar.style == .plain, scalar.string.allSatisfy({ $0.isASCII && $0.isNumber }),
      let number = Int(scalar.string), range.contains(number)
    {
      return number
    }
    reportMismatch(scalar, expected: expected)
    return nil
  }

  /// A share from 0 to 1.
  func share() -> Double? { decimal(in: 0...1, expected: "a number from 0 to 1") }

  /// A number of at least 0, without an exponent.
  func decimal() -> Double? {
    decimal(in: 0...Double.greatestFiniteMagnitude, expected: "a number of at least 0")
  }

  private func decimal(in range: ClosedRange<Double>, expected: String) -> Double? {
    guard let scalar = scalar(expected: expected) else { return nil }
    if scalar.style == .plain, scalar.string.allSatisfy({ $0.isASCII && $0.isNumber || $0 == "." }),
      let number = Double(scalar.string), range.contains(number)
    {
      return number
    }
    reportMismatch(scalar, expected: expected)
    return nil
  }

  /// `true` or `false`.
  func truth() -> Bool? {
    guard let scalar = scalar(expected: "true or false") else { return nil }
    if scalar.style == .plain, let truth = Bool(scalar.string) { return truth }
    reportMismatch(scalar, expected: "true or false")
    return nil
  }

  /// `true`, where nothing else makes sense.
  func truth(only wanted: Bool) -> Bool? {
    guard let truth = truth() else { return nil }
    if truth == wanted { return truth }
    report("\(name) can only be \(wanted); remove it")
    return nil
  }

  /// The values of a list of at least one; a single scalar stands for a list of one where that is allowed.
  func list(orOne: Bool) -> [ConfigurationValue]? {
    if orOne, isScalar { return [self] }
    guard let elements = node.sequence else {
      report("\(name) is \(kind), expected a list\(orOne ? " or a text" : "")")
      return nil
    }
    if elements.isEmpty {
      report("\(name) is empty, expected at least one value")
      return nil
    }
    return elements.map { ConfigurationValue($0, named: name, problems) }
  }

  /// The values of a list that their reader understands.
  func list<T>(orOne: Bool, of read: (ConfigurationValue) -> T?) -> [T]? {
    list(orOne: orOne)?.compactMap(read)
  }

  /// A mapping with these keys; any other is reported.
  /// - Parameter unsupported: real keys that this version lacks.
  func mapping(keys: [String], unsupported: Set<String> = []) -> StrictMapping? {
    guard let entries = entries() else { return nil }
    for (key, _) in entries {
      guard let text = key.text(), !keys.contains(text) else { continue }
      if unsupported.contains(text) {
        key.report("key \(quoted(text)) is not supported in this version; remove it")
      } else {
        key.report("unknown key \(quoted(text)), \(expectation(text, among: keys))")
      }
    }
    return StrictMapping(place: place, entries: entries, problems)
  }

  /// The entries of a mapping whose keys are free, in the order of the file.
  func entries() -> [(key: ConfigurationValue, value: ConfigurationValue)]? {
    guard let mapping = node.mapping else {
      report("\(name) is \(kind), expected a mapping of keys")
      return nil
    }
    return mapping.map { key, value in
      (
        ConfigurationValue(key, named: "a key", problems),
        ConfigurationValue(value, named: key.scalar?.string ?? "a key", problems)
      )
    }
  }

  private var kind: String {
    switch node {
    case .scalar: "a text"
    case .sequence: "a list"
    default: "a mapping"
    }
  }

  private func scalar(expected: String) -> Node.Scalar? {
    guard let scalar = node.scalar else {
      report("\(name) is \(kind), expected \(expected)")
      return nil
    }
    if scalar.style == .plain, scalar.string.isEmpty {
      report("\(name) has no value, expected \(expected)")
      return nil
    }
    return scalar
  }

  private func reportMismatch(_ scalar: Node.Scalar, expected: String) {
    let quotes = scalar.style == .plain ? "" : " without quotes"
    report("\(name) \(quoted(scalar.string)) is refused, expected \(expected)\(quotes)")
  }
}
