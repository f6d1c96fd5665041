import Foundation
import Testing

/// Drafts of exports that other people wrote, and of the vendors' synthetic ones, tried as an analyst would:
/// draft, answer what is asked, check.
@Suite struct DraftTests {
  /// What is answered otherwise than by the first line that a question offers: file, field, value.
  private static let answers: [(file: String, field: String, value: String)] = [
    ("shifts.csv", "started_at", "{const: 2020-01-01}"),
    (
      "sample_legacy.csv", "unpivot",
      "{columns: {\"This is a multiple choice question.\": q1}, item: item, value: value}"
    ),
    ("customer_support_tickets.csv", "Self-Service", "\"task\""),
  ]

  /// Files that are tried; none where the folder is absent.
  private static let realExports = files(below: BuiltBinary.realExports) { $0.hasSuffix(".csv") }
  private static let vendorExports = files(below: BuiltBinary.testFolder + "/vendors") { path in
    !path.contains("/golden/") && ![".yaml", ".md", ".txt", ".json"].contains { path.hasSuffix($0) }
  }

  @Test func `a draft of every real export passes check once it is answered`() throws {
    if DraftTests.realExports.isEmpty { print("skipped: no ../shared/exports beside the project") }
    for path in DraftTests.realExports { try tryDraft(of: path) }
  }

  @Test func `a draft of every vendor's export passes check once it is answered`() throws {
    if DraftTests.vendorExports.isEmpty { print("skipped: no folder of vendors' exports") }
    for path in DraftTests.vendorExports { try tryDraft(of: path) }
  }

  @Test func `a draft shows no number of a caller, and asks for the order of day and month`() throws {
    let folder = try WorkFolder(isEmpty: true)
    try folder.put(
      "calls.csv",
      "Call ID,Start Time,ANI,Agent Name\n1,03/04/2026 10:00,5550102030,Ada Lovelace\n2,05/06/2026 10:00,5550102031,Alan Turing\n"
    )
    let draft = try folder.firstcontact("profile", "calls.csv")
    #expect(draft.status == 0)
    #expect(draft.output.contains("# ASK started_at"))
    for text in ["5550102030", "Lovelace", "Turing"] { #expect(!draft.output.contains(text)) }
    // Nothing is active that was not chosen.
    try folder.put("draft.yaml", draft.output)
    try folder.put("try.yaml", pipeline(of: "calls.csv", draft.output))
    #expect(try folder.firstcontact("check", "try.yaml").status == 78)
    try folder.put("draft.yaml", answered(draft.output, file: "calls.csv"))
    #expect(try folder.firstcontact("check", "try.yaml").status == 0)
  }

  @Test func `a missing file ends with 66, an unknown table with 64, an empty file with 65`() throws {
    let folder = try WorkFolder(isEmpty: true)
    try folder.put("empty.csv", "")
    try folder.put("calls.csv", "Call ID,Start Time\n1,2026-03-04 10:00:00\n")
    #expect(try folder.firstcontact("profile", "none.csv").status == 66)
    #expect(try folder.firstcontact("profile", ".").status == 66)
    #expect(try folder.firstcontact("profile", "calls.csv", "--table", "calls").status == 64)
    #expect(try folder.firstcontact("profile", "empty.csv").status == 65)
  }

  private func tryDraft(of path: String) throws {
    let folder = try WorkFolder(isEmpty: true)
    let file = URL(fileURLWithPath: path).lastPathComponent
    try FileManager.default.copyItem(atPath: path, toPath: folder(file))
    let draft = try folder.firstcontact("profile", file)
    #expect(draft.status == 0, "\(path): \(draft.errors)")
    #expect(draft.errors.isEmpty)
    try folder.put("try.yaml", pipeline(of: file, draft.output))
    if !draft.output.contains("# ASK") {
      try folder.put("draft.yaml", draft.output)
      let check = try folder.firstcontact("check", "try.yaml")
      #expect(check.status == 0, "\(path): \(check.errors)\n\(draft.output)")
    }
    let text = answered(draft.output, file: file)
    try folder.put("draft.yaml", text)
    let check = try folder.firstcontact("check", "try.yaml")
    #expect(check.status == 0, "\(path): \(check.errors)\n\(text)")
  }

  private func pipeline(of file: String, _ draft: String) -> String {
    let table = draft.firstMatch(of: /\ntable: (\w+)/)?.output.1 ?? ""
    return """
      version: 1
      inputs: [{table: \(table), source: export, files: ["\(file)"], profile: ./draft.yaml, time_zone: Etc/UTC}]
      analyses: [fcr]

      """
  }

  /// The draft with an answer for each question: that of the table, else the first line it offers.
  private func answered(_ draft: String, file: String) -> String {
    var lines: [String] = []
    var wantsAnswer = false
    for line in draft.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      let bare = line.drop { $0 == " " }
      if bare.hasPrefix("# ASK"), !bare.hasPrefix("# ASK time zone") {
        wantsAnswer = true
      } else if wantsAnswer, let offer = bare.firstMatch(of: /^# ("(?:[^"\\]|\\.)*"|\w+): (.*)$/) {
        wantsAnswer = false
        let key = String(offer.output.1)
        let known = DraftTests.answers.first { $0.file == file && $0.field == key.filter { $0 != "\"" } }
        lines.append(line.prefix { $0 == " " } + "\(key): " + (known?.value ?? String(offer.output.2)))
        continue
      }
      lines.append(line)
    }
    return lines.joined(separator: "\n")
  }

  private static func files(below folder: String, where isWanted: (String) -> Bool) -> [String] {
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return names.sorted().map { "\(folder)/\($0)" }.filter { path in
      var isFolder: ObjCBool = false
      let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      return exists && !isFolder.boolValue && isWanted(path)
    }
  }
}
