import Foundation

/// What every file keeps to: its length, its name, and silence about the machine it was written on.
enum FileRule {
  /// Lines a Swift file may have.
  static let lineLimit = 400

  /// A file over `lineLimit`.
  static func length(of file: ProjectFile) -> [String] {
    let ends = file.text.utf8.count { $0 == UInt8(ascii: "\n") }
    let lines = file.text.isEmpty || file.text.utf8.last == UInt8(ascii: "\n") ? ends : ends + 1
    return lines > lineLimit ? ["\(file.path): \(lines) lines, at most \(lineLimit)"] : []
  }

  /// A file name that speaks of machinery.
  static func emptyName(of file: ProjectFile) -> [String] {
    let empty: Set = [
      "util", "utils", "utility", "utilities", "helper", "helpers", "manager", "managers", "common", "misc",
      "base",
    ]
    let found = capitalizedWords(in: file.stem).filter { empty.contains($0.lowercased()) }
    return found.map { "\(file.path): '\($0)' says nothing; name the noun that the file holds" }
  }

  /// A source file named after nothing that it declares.
  ///
  /// `Type.swift` and `Type+Topic.swift` declare or extend `Type`; an entry of a catalog,
  /// `Contacts.swift`, declares `static let contacts` in an extension of the catalog's type; a function
  /// of its own, `NearestWord.swift`, is `func nearestWord`.
  static func foreignName(of file: ProjectFile) -> [String] {
    guard file.module != nil, file.stem != "main" else { return [] }
    let name = String(file.stem.prefix { $0 != "+" })
    let member = name.prefix(1).lowercased() + name.dropFirst()
    let words = file.words
    let kinds: Set = ["struct", "enum", "class", "actor", "protocol", "extension", "typealias"]
    for index in words.indices {
      let following = words[(index + 1)...]
      if kinds.contains(words[index].text) {
        let path = following.prefix(1) + following.dropFirst().prefix { $0.isMember }
        if path.contains(where: { $0.text == name }) { return [] }
      }
      let isStatic = index > 0 && words[index - 1].text == "static"
      if words[index].text == "func" || (isStatic && words[index].text == "let"),
        following.first?.text == member
      {
        return []
      }
    }
    return ["\(file.path): declares no type, extension, function or catalog entry named \(name)"]
  }

  /// Places and tools of one machine; they mean nothing to a reader on another.
  static func machineNames(in file: ProjectFile) -> [String] {
    // In pieces, so that this file does not name them.
    let names = ["/" + "work/", "/" + "root/", "farm" + "-", "." + "library"]
    let whole = Data(file.text.utf8)
    return names.filter { whole.range(of: Data($0.utf8)) != nil }.flatMap { name in
      let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false)
      // Package.swift may declare a library product.
      let found = lines.indices.filter { lines[$0].replacing(name + "(", with: "").contains(name) }
      return found.map { "\(file.path):\($0 + 1): '\(name)' names a place of one machine" }
    }
  }

  /// `FCRHTMLPage` as FCRHTML and Page; a run of capitals ends before the last of them.
  private static func capitalizedWords(in name: String) -> [String] {
    var words: [String] = [""]
    let characters = Array(name)
    for (index, character) in characters.enumerated() {
      let startsWord =
        character.isUppercase
        && (index > 0 && !characters[index - 1].isUppercase
          || index + 1 < characters.count && characters[index + 1].isLowercase)
      if !character.isLetter || startsWord { words.append("") }
      if character.isLetter { words[words.count - 1].append(character) }
    }
    return words.filter { !$0.isEmpty }
  }
}
