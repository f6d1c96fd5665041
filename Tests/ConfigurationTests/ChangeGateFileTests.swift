import Canonical
import Tables
import Testing

@testable import Configuration

@Suite struct ChangeGateFileTests {
  private func gates(_ text: String) throws -> [ChangeGate] {
    let folder = try Folder(["gates.yaml": text])
    return try decodeGates(path: "\(folder.path)/gates.yaml")
  }

  @Test func `gates are numbers with bounds`() throws {
    let text = """
      version: 1
      gates:
        - {number: fcr, not_below: 0.7}
        - {number: "fcr.team=Elm", fall_at_most: 0.02, rise_at_most: 1.5}
      """
    #expect(
      try gates(text) == [
        ChangeGate(number: "fcr", notBelow: 0.7),
        ChangeGate(number: "fcr.team=Elm", fallAtMost: 0.02, riseAtMost: 1.5),
      ])
  }

  @Test(arguments: [
    ("gates: [{number: fcr, not_below: 1}]", "key 'version' is missing"),
    ("version: 1", "key 'gates' is missing"), ("version: 1\ngates: []", "gates is empty"),
    (
      "version: 1\ngates: [{number: fcr}]",
      "a gate needs one of not_below, not_above, fall_at_most, rise_at_most"
    ),
    ("version: 1\ngates: [{not_below: 1}]", "key 'number' is missing"),
    ("version: 1\ngates: [{number: fcr, not_below: -1}]", "expected a number of at least 0"),
    ("version: 1\ngates: [{number: fcr, floor: 1}]", "floor"),
  ])
  func `what is wrong is refused in its place`(_ text: String, _ said: String) {
    do {
      _ = try gates(text)
      Issue.record("taken: \(text)")
    } catch {
      let problems = (error as? StageFailure)?.problems.joined(separator: "; ") ?? "\(error)"
      #expect(problems.contains(said), "\(problems)")
    }
  }
}
