import Foundation
import Testing

/// The first ten minutes of the README are run as they stand, and what they print is what it shows.
@Suite struct ReadmeTranscriptTests {
  /// A command and what the page shows below it.
  private struct Step {
    var command: String
    var shown: String
  }

  private static let path = "\(BuiltBinary.project)/README.md"
  private static let fence = "```console\n"

  /// The text before the transcript, its steps, and the text behind it.
  private static func page() throws -> (before: String, steps: [Step], after: String) {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let start = try #require(text.range(of: fence))
    let end = try #require(text.range(of: "```", range: start.upperBound..<text.endIndex))
    var steps: [Step] = []
    for line in text[start.upperBound..<end.lowerBound].split(
      separator: "\n", omittingEmptySubsequences: false)
    {
      if line.hasPrefix("$ ") {
        steps.append(Step(command: String(line.dropFirst(2)), shown: ""))
      } else if !steps.isEmpty, !(line.isEmpty && steps[steps.count - 1].shown.isEmpty) {
        steps[steps.count - 1].shown += line + "\n"
      }
    }
    return (String(text[..<start.upperBound]), steps, String(text[end.lowerBound...]))
  }

  /// Run ids hold the time-zone data of the machine.
  private static func settled(_ text: String) -> String {
    text.replacing(/(\d{4}-\d\d-\d\d)-[0-9a-f]{12}\b/) { "\($0.1)-1a2b3c4d5e6f" }
      .replacing(/\n+$/) { _ in "\n" }
  }

  @Test func `the first ten minutes print what the README shows`() throws {
    let (before, steps, after) = try Self.page()
    #expect(steps.count >= 5)
    let work = try WorkFolder(isEmpty: true)
    // The project as a clone has it, with the program built: what installs and builds is left out.
    for name in ["pipelines", "sample-data", "scripts", "Makefile"] {
      try FileManager.default.createSymbolicLink(
        atPath: work(name), withDestinationPath: "\(BuiltBinary.project)/\(name)")
    }
    try FileManager.default.createDirectory(atPath: work(".build/release"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: work(".build/release/firstcontact"), withDestinationPath: BuiltBinary.path)
    var block = ""
    for step in steps {
      block += "$ \(step.command)\n"
      if step.command.hasPrefix("git clone ") { continue }
      try work.put(
        "step", "make() { command make -s -o setup -o build \"$@\"; }\nexec 2>&1\n\(step.command)\n")
      let found = Self.settled(try work.shell("step").output)
      block += found
      if !GoldenText.isUpdate { #expect(found == Self.settled(step.shown), "$ \(step.command)") }
    }
    if GoldenText.isUpdate {
      try (before + block + after).write(toFile: Self.path, atomically: true, encoding: .utf8)
    }
  }
}
