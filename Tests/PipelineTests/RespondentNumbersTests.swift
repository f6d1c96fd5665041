import Dice
import Tables
import Testing

@testable import Pipeline

@Suite struct RespondentNumbersTests {
  @Test func `who answered several times has one number of their own, nearly nobody else has one`() throws {
    let workspace = Workspace(memory: 16 << 20, folder: "/")
    let numbers = RespondentNumbers(answers: 4000, in: workspace)
    #expect(workspace.budget.used > 0)
    let once = (0..<3000).map { Fingerprint("once\($0)") }
    let often = (0..<400).map { Fingerprint("often\($0)") }
    var random = Dice(seed: 3)
    let answers = (once + often + often + often.prefix(100)).shuffled(using: &random)
    // Noted by several workers, a few at a time.
    _ = try Workers(count: 4).gather(count: answers.count / 10, { 0 }) { _, piece in
      numbers.note(Array(answers[piece * 10..<(piece + 1) * 10]))
    }
    let found = often.map { numbers.number(of: $0) }
    #expect(Set(found).count == often.count && !found.contains(0))
    // Asked again they are the same.
    #expect(often.map { numbers.number(of: $0) } == found)
    let others = once.map { numbers.number(of: $0) }.filter { $0 != 0 }
    #expect(others.count < 100)
    // A number for nothing is at least nobody else's.
    #expect(Set(others).count == others.count && Set(others).isDisjoint(with: found))
  }

  @Test func `numbers begin at 1`() {
    let numbers = RespondentNumbers(answers: 10, in: Workspace(memory: 1 << 20, folder: "/"))
    let (kim, lou) = (Fingerprint("kim"), Fingerprint("lou"))
    numbers.note([kim, lou])
    numbers.note([kim])
    #expect(numbers.number(of: kim) == 1 && numbers.number(of: lou) == 0)
  }
}
