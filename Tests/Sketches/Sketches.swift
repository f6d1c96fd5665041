import Digest
import Output
import Report
import SketchedRuns
import Tables

/// Draws pages that no center has yet: `sketches FOLDER` writes one folder a sketch, `sketches FOLDER RUN [PREVIOUS]`
/// the page of a published run, and `sketches --large FOLDER TEAMS` writes a run of so many teams over 36 months.
@main
struct Sketches {
  /// Names that break pages which are put together from text.
  static let names = [
    "<script>alert(1)</script>", "\" onload=\"alert(1)", "&amp;", "فريق الدعم", "צוות תמיכה", "🦊🦊 foxes 👩‍👩‍👧‍👦",
    "サポートチーム",
    String(repeating: "long name ", count: 20), "=cmd()", "-1+1", "a,b\"c", "two\nlines", "</style></svg>",
    "Elm", "Oak", "Fir",
  ]

  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    guard let out = arguments.first else {
      print("usage: sketches FOLDER [RUN [PREVIOUS]], or sketches --large FOLDER TEAMS")
      return
    }
    let folders = Array(arguments.dropFirst())
    if out == "--large", folders.count == 2, let teams = Int(folders[1]) {
      try LargeRun(teams: teams).write(to: folders[0])
      return
    }
    if let run = folders.first {
      let previous = try folders.dropFirst().first.map(folder)
      try write(
        RunPage(of: folder(run), since: previous, sha256: { ContentDigest.hexadecimal(of: $0) }), to: out)
      return
    }
    var withheld = SketchedRun.Center.of(12)
    withheld.isWithheld = true
    let runs: [(String, SketchedRun)] = [
      ("plain", .whole(.of(24))), ("names", .whole(.init(teams: names))), ("crowd", .whole(.of(2_000))),
      ("one-team", .whole(.of(1))), ("withheld", .whole(withheld)), ("nothing", SketchedRun(name: "nothing")),
    ]
    for (name, run) in runs {
      let page = try RunPage(
        of: run.folder, since: name == "plain" ? run.folder : nil,
        sha256: { ContentDigest.hexadecimal(of: $0) })
      try write(page, to: "\(out)/\(name)")
    }
  }

  /// The folder of a published run.
  private static func folder(_ path: String) throws -> RunFolder {
    try RunFolder { Storage.bytes(of: "\(path)/\($0)") }
  }

  private static func write(_ page: RunPage, to folder: String) throws {
    try Storage.createFolder("\(folder)/charts")
    for file in page.files { try Storage.write(file.bytes, to: "\(folder)/\(file.path)") }
  }
}
