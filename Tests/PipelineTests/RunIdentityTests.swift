import Canonical
import Tables
import Testing

@testable import Pipeline

@Suite struct RunIdentityTests {
  private func plan(minimumPeople: Int = 5, outputDirectory: String = "out") -> PipelinePlan {
    PipelinePlan(
      path: "p.yaml", name: "p", timeZone: "UTC", asOf: nil, inputs: [], analyses: ["fcr"],
      fcr: FCRParameters(), callTypes: [:], minimumPeople: minimumPeople, keyFile: nil,
      maxRejectRate: 0.01, outputDirectory: outputDirectory,
      settings: [
        .init(key: "privacy.min_people", value: "\(minimumPeople)", origin: "pipeline"),
        .init(key: "output.dir", value: outputDirectory, origin: "pipeline"),
      ])
  }

  private func identity(
    _ plan: PipelinePlan, zone: ZoneTable = .utc, isIndividual: Bool = false
  ) -> RunIdentity {
    RunIdentity(
      plan: plan, accounts: [], zones: ["UTC": zone], asOf: CivilDate(days: 20_000), keyCheck: "",
      isIndividual: isIndividual)
  }

  @Test func `an id is the day and twelve hexadecimal digits`() throws {
    let id = identity(plan()).id(after: nil)
    #expect(id.hasPrefix("2024-10-04-"))
    #expect(id.dropFirst(11).count == 12)
    #expect(id.dropFirst(11).allSatisfy { $0.isHexDigit && !$0.isUppercase })
  }

  @Test func `a value that changes a result changes the id, and the output folder does not`() {
    let id = identity(plan()).id(after: nil)
    #expect(identity(plan(minimumPeople: 6)).id(after: nil) != id)
    #expect(identity(plan(), isIndividual: true).id(after: nil) != id)
    let shifted = ZoneTable(name: "UTC", starts: [], offsets: [60])
    #expect(identity(plan(), zone: shifted).id(after: nil) != id)
    #expect(identity(plan(outputDirectory: "elsewhere")).id(after: nil) == id)
  }

  @Test func `the newest run of the same work keeps its id, and an older one does not`() {
    let (night, other) = (identity(plan()), identity(plan(minimumPeople: 6)))
    let first = night.id(beside: [], newestPrevious: nil)
    #expect(night.id(beside: [first], newestPrevious: nil) == first)
    let second = other.id(beside: [first], newestPrevious: nil)
    #expect(other.id(beside: [second, first], newestPrevious: first) == second)
    // After other work was published, the same work is a new run with another history.
    let third = night.id(beside: [second, first], newestPrevious: first)
    #expect(third != first)
    #expect(night.id(beside: [third, second, first], newestPrevious: second) == third)
  }

  @Test func `the newest run keeps its id when the one before it was pruned`() {
    let (night, other) = (identity(plan()), identity(plan(minimumPeople: 6)))
    let first = night.id(beside: [], newestPrevious: nil)
    let second = other.id(beside: [first], newestPrevious: nil)
    #expect(other.id(beside: [second], newestPrevious: first) == second)
  }
}
