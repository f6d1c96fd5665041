import Foundation
import Testing

/// Golden files: what may differ between machines taken out, compared, or written anew.
enum GoldenText {
  /// Whether golden files are written instead of compared: `FIRSTCONTACT_GOLDEN=update`.
  ///
  /// Then the tests pass and say what they wrote; `git diff` is the test. Under `CI` they fail.
  static let isUpdate = ProcessInfo.processInfo.environment["FIRSTCONTACT_GOLDEN"] == "update"

  /// A text without the paths of this machine and the digits of run ids, which hold its time-zone data.
  static func settled(_ text: String, _ work: WorkFolder) -> String {
    text.replacing(work.path, with: "$TMP").replacing(BuiltBinary.project, with: "$PROJECT")
      .replacing(/(\d{4}-\d\d-\d\d)-[0-9a-f]{12}\b/) { "\($0.1)-<id>" }
  }

  /// A manifest without its circumstances, which are its last member.
  static func manifest(_ bytes: Data, _ work: WorkFolder) -> Data {
    var text = settled(String(decoding: bytes, as: UTF8.self), work)
    if let cut = text.range(of: ",\n  \"circumstances\": {") {
      text = String(text[..<cut.lowerBound]) + "\n}\n"
    }
    // What the profiles' values and the machine's time zones are made of.
    text.replace(/"(profiles|zones)": "[0-9a-f]{64}"/) { "\"\($0.1)\": \"<digest>\"" }
    return Data(text.utf8)
  }

  /// Compares bytes with a golden file, or writes them there; no bytes mean no file.
  static func settle(_ found: Data, against path: String, called name: String) {
    let golden = FileManager.default.contents(atPath: path) ?? Data()
    if golden == found { return }
    if isUpdate {
      do {
        if found.isEmpty {
          try FileManager.default.removeItem(atPath: path)
        } else {
          try found.write(to: URL(fileURLWithPath: path))
        }
        print("golden: wrote \(name)")
      } catch { Issue.record("\(name): cannot be written: \(error)") }
      return
    }
    Issue.record("\(name) differs (- golden, + found):\n\(difference(path, golden, found))")
  }

  /// The first lines that differ.
  private static func difference(_ path: String, _ golden: Data, _ found: Data) -> String {
    func lines(_ data: Data) -> [String] {
      String(decoding: data, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        .map(String.init)
    }
    let (old, new) = (lines(golden), lines(found))
    let shown = 12
    let changes = new.difference(from: old)
    if changes.isEmpty { return "bytes that are no text, or line ends" }
    let removed = changes.removals.prefix(shown).map { change in
      if case .remove(let offset, let line, _) = change { "-\(offset + 1): \(line)" } else { "" }
    }
    let added = changes.insertions.prefix(shown).map { change in
      if case .insert(let offset, let line, _) = change { "+\(offset + 1): \(line)" } else { "" }
    }
    let rest = changes.count - removed.count - added.count
    return (removed + added + (rest > 0 ? ["and \(rest) more lines"] : [])).joined(separator: "\n")
  }
}
