import Foundation
import Testing

/// Where rows that memory does not hold can wait nowhere, the run says so and leaves nothing.
@Suite struct SpillTests {
  /// What is left of a run that was not published.
  private func expectNothing(in center: LargeCenter) {
    #expect(center.work.names("out") == [".lock", "runs"])
    #expect(center.work.temporaryNames.isEmpty)
  }

  @Test func `a folder for temporary files that does not exist is named, where one is needed`() throws {
    let center = try LargeCenter.spilling
    let nowhere = center.work.path + "/nowhere"
    let ending = try center.work.firstcontact(
      "run", "pipeline.yaml", "--out", "out", "--memory", "16MiB", environment: ["TMPDIR": nowhere])
    #expect(ending.status == 73 && ending.output.isEmpty)
    #expect(
      ending.errors.contains("error: \(nowhere): no temporary file can be created: ")
        && ending.errors.contains("; set TMPDIR to a folder on a disk with room, or raise --memory\n"))
    expectNothing(in: center)
    // Where memory is enough nobody needs it.
    let small = try LargeCenter(contacts: 100)
    let good = try small.work.firstcontact(
      "run", "pipeline.yaml", "--out", "out", "--memory", "16MiB", environment: ["TMPDIR": nowhere])
    #expect(good.status == 0)
  }

  @Test func `a disk that takes no more ends the run with what to do`() throws {
    let center = try LargeCenter.spilling
    // No file may grow beyond 2 MiB.
    try center.work.put(
      "cmd", "ulimit -f 4096; exec firstcontact run pipeline.yaml --out out --memory 16MiB --jobs 2")
    let ending = try center.work.shell("cmd")
    #expect(ending.status == 74 && ending.output.isEmpty)
    let folder = center.work.path + "/tmp"
    #expect(
      ending.errors.contains("error: \(folder): a temporary file cannot be written to: ")
        && ending.errors.contains(
          "; free space there, set TMPDIR to a folder on a larger disk, or raise --memory\n"),
      "\(ending.errors)")
    expectNothing(in: center)
  }
}
