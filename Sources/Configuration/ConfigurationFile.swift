import Foundation
import Tables
import Yams

/// One YAML file, read strictly: one document, no anchors, aliases, tags or merge keys.
struct ConfigurationFile {
  /// A file above this many bytes is refused.
  static let maximumBytes = 256 * 1024

  /// The whole document.
  let root: ConfigurationValue
  /// What is wrong with it; decoders add to it.
  let problems: ProblemList

  /// Reads a file.
  /// - Throws: `inputMissing` where there is no readable file, `configuration` where it is no strict YAML.
  init(path: String) throws(StageFailure) {
    let problems = ProblemList(path: path)
    let text = try ConfigurationFile.text(path: path, problems)
    guard let node = ConfigurationFile.tree(text, problems), problems.isEmpty else {
      throw StageFailure(.configuration, problems.lines)
    }
    self.problems = problems
    root = ConfigurationValue(node, named: "the file", problems)
  }

  /// Whether there is a regular file, after links.
  static func isFile(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  private static func text(path: String, _ problems: ProblemList) throws(StageFailure) -> String {
    // A pipe would be waited for, so what is no regular file is never opened.
    guard isFile(path) else {
      let exists = FileManager.default.fileExists(atPath: path)
      throw StageFailure(
        .inputMissing, "\(path): \(exists ? "is no regular file" : "no such file"); check the path")
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw StageFailure(.inputMissing, "\(path): cannot be read; check its permissions")
    }
    let bytes = data.starts(with: [0xef, 0xbb, 0xbf]) ? Array(data.dropFirst(3)) : Array(data)
    if bytes.count > maximumBytes {
      problems.add(
        Place(line: 1, column: 1),
        "the file has \(bytes.count) bytes, expected at most \(maximumBytes); split it or shorten it")
    } else if let text = String(validating: bytes, as: UTF8.self) {
      return text
    } else {
      let lines = bytes.split(separator: 0x0a, omittingEmptySubsequences: false)
      let line = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0
      problems.add(
        Place(line: line + 1, column: 1), "the line is not UTF-8; save the file in UTF-8")
    }
    throw StageFailure(.configuration, problems.lines)
  }

  private static func tree(_ text: String, _ problems: ProblemList) -> Node? {
    // Yams puts the content in place of an alias and hashes keys with all they contain: a few aliases
    // would take hours. So a text that might hold one is refused before it is composed.
    if let (place, name) = possibleAlias(in: text) {
      problems.add(place, "alias '*\(name)' is not allowed; write the value out, or quote the text")
      return nil
    }
    do {
      let parser = try Parser(yaml: text, resolver: .basic, constructor: .default, encoding: .utf8)
      guard let root = try parser.singleRoot() else {
        problems.add(Place(line: 1, column: 1), "the file is empty, expected a mapping of keys")
        return nil
      }
      // Nodes hold their anchors weakly: the parser has to outlive the search for them.
      withExtendedLifetime(parser) { refuseDecorations(root, isKey: false, problems) }
      return root
    } catch let error as YamlError {
      let (place, message) = described(error, text)
      problems.add(place, message)
    } catch {
      problems.add(Place(line: 1, column: 1), "the file is not YAML: \(error)")
    }
    return nil
  }

  /// The first `*name` whose `&name` is also there and that might be an alias, quoted or not.
  private static func possibleAlias(in text: String) -> (Place, name: String)? {
    var anchors: Set<String> = []
    var aliases: [(Place, name: String)] = []
    var place = Place(line: 1, column: 1)
    var before: Unicode.Scalar = "\n"
    var pending: (place: Place, isAnchor: Bool, name: String)?
    for scalar in text.unicodeScalars + "\n".unicodeScalars {
      if let open = pending {
        if isWordCharacter(scalar) {
          pending?.name.unicodeScalars.append(scalar)
        } else {
          if open.isAnchor { anchors.insert(open.name) } else { aliases.append((open.place, open.name)) }
          pending = nil
        }
      }
      if pending == nil, scalar == "&" || scalar == "*", !isWordCharacter(before), before != "/",
        before != "."
      {
        pending = (place, scalar == "&", "")
      }
      before = scalar
      place.column += 1
      if scalar == "\n" { place = Place(line: place.line + 1, column: 1) }
    }
    return aliases.first { !$0.name.isEmpty && anchors.contains($0.name) }
  }

  private static func isWordCharacter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
      || scalar == "_" || scalar == "-"
  }

  private static func refuseDecorations(_ node: Node, isKey: Bool, _ problems: ProblemList) {
    let place = Place(node.mark)
    guard node.anchor == nil else {
      return problems.add(place, "anchors are not allowed; write the value out, or quote the text")
    }
    switch node {
    case .scalar(let scalar):
      // Keys were compared by Yams, which marks plain ones as texts.
      let isPlain = scalar.style == .plain && !isKey
      if scalar.tag != Tag(.implicit), isPlain || scalar.tag != Tag(.str) {
        problems.add(place, "tags are not allowed; remove the '!…' before \(quoted(scalar.string))")
      }
      if isKey, scalar.style == .plain, scalar.string == "<<" {
        problems.add(place, "merge key '<<' is not allowed; write the keys out")
      }
    case .sequence(let list):
      if list.tag != Tag(.implicit), list.tag != Tag(.seq) {
        problems.add(place, "tags are not allowed; remove the '!…' before the list")
      }
      for element in list { refuseDecorations(element, isKey: false, problems) }
    case .mapping(let mapping):
      if mapping.tag != Tag(.implicit), mapping.tag != Tag(.map) {
        problems.add(place, "tags are not allowed; remove the '!…' before the mapping")
      }
      for (key, value) in mapping {
        refuseDecorations(key, isKey: true, problems)
        refuseDecorations(value, isKey: false, problems)
      }
    case .alias:
      problems.add(place, "aliases are not allowed; write the value out")
    }
  }

  private static func described(_ error: YamlError, _ text: String) -> (Place, String) {
    switch error {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _):
      let doing = context.map { $0.text + ", " } ?? ""
      if let context, doing.contains("alias") || doing.contains("anchor") {
        let remedy = "quote a text that begins with '*' or '&'"
        return (Place(context.mark), "the file is not YAML: \(doing)\(problem); \(remedy)")
      }
      return (
        Place(mark), "the file is not YAML: \(doing)\(problem); check indentation, quotes and brackets"
      )
    case .composer(let context, let problem, let mark, _):
      if context != nil { return (Place(mark), "a second document begins; keep one document in a file") }
      return (Place(mark), "\(problem); aliases are not allowed, quote a text that begins with '*'")
    case .duplicatedKeysInMapping(let keys, let context):
      let names = keys.map(quoted).joined(separator: ", ")
      return (Place(context.mark), "key \(names) is written more than once in one mapping; keep one")
    case .reader(let problem, let offset, _, _):
      let read = text.prefix(offset ?? 0).unicodeScalars
      let lines = read.split(separator: "\n", omittingEmptySubsequences: false)
      let place = Place(line: max(1, lines.count), column: (lines.last?.count ?? 0) + 1)
      return (place, "the file is not YAML: \(problem); remove the character")
    default:
      return (Place(line: 1, column: 1), "the file is not YAML: \(error)")
    }
  }
}

extension Place {
  /// The place of a node; the file's first where Yams tells none.
  init(_ mark: Mark?) { self.init(line: mark?.line ?? 1, column: mark?.column ?? 1) }
}
