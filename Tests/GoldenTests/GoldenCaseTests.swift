import Foundation
import Testing

@Suite struct GoldenCaseTests {
  @Test(arguments: GoldenCase.all)
  func `a command prints, ends and publishes as its golden folder says`(_ golden: GoldenCase) throws {
    try golden.prove()
  }

  @Test func `there are golden cases and a binary to try them on`() {
    #expect(GoldenCase.all.count >= 40)
    let isThere = FileManager.default.isExecutableFile(atPath: BuiltBinary.path)
    #expect(isThere, "no binary at \(BuiltBinary.path)")
  }

  @Test func `no golden file is written where nobody would look at the difference`() {
    let isCI = ProcessInfo.processInfo.environment["CI"] != nil
    #expect(!(GoldenText.isUpdate && isCI), "FIRSTCONTACT_GOLDEN=update makes every comparison pass")
  }
}
