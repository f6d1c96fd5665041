import Canonical
import Testing

@testable import Configuration

@Suite struct InputReadingTests {
  private func problems(_ entry: String, _ files: [String: String] = [:]) throws -> [String] {
    try Folder.problems(pipeline: "version: 1\ninputs:\n  - \(entry)\n", files)
  }

  private let tables =
    "contacts, people, assignments, roles, responses, coaching, actions, scorecards, metrics, development, "
    + "tasks, payments, aliases, attributes"
  private let people =
    "profile: 1\ntable: people\nfields: {person_id: ID, worker_class: {const: employee}, hired_on: FROM}\n"

  @Test func `a profile is found by path, beside the pipeline by name, and tells table and source`() throws {
    let folder = try Folder([
      "p.yaml":
        "version: 1\ninputs:\n  - {files: a, profile: vendors/acd}\n  - {files: a, profile: own.yml}\n",
      "profiles/vendors/acd.yaml": contacts(),
      "own.yml": "name: pwc\n" + people,
    ])
    let plan = try folder.plan()
    #expect(plan.inputs.map(\.source) == ["vendors/acd", "pwc"])
    #expect(plan.inputs.map { $0.mappings[0].table.name } == ["contacts", "people"])
  }

  @Test func `one input may feed several tables`() throws {
    let folder = try Folder([
      "p.yaml": "version: 1\ninputs: [{files: a, source: hr, profiles: [acd, hr]}]\n",
      "profiles/acd.yaml": contacts(), "profiles/hr.yaml": people,
    ])
    let input = try folder.plan("p.yaml", PipelineOverrides(inputs: [("people", "b")])).inputs[0]
    #expect(input.mappings.map(\.name) == ["acd", "hr"])
    #expect(input.files == ["b"])
  }

  @Test func `the profiles of one input cut its file alike`() throws {
    #expect(
      try problems(
        "{files: a, profiles: [acd, hr]}",
        ["profiles/acd.yaml": contacts(), "profiles/hr.yaml": "input: {delimiter: ;}\n" + people]) == [
          "p.yaml:3:26: profiles 'acd' and 'hr' have different 'input', and one file is read once; give both "
            + "the same"
        ])
    #expect(
      try problems("{files: a, profiles: [acd, acd]}", ["profiles/acd.yaml": contacts()]) == [
        "p.yaml:3:26: profiles has 'acd' twice; keep one"
      ])
  }

  @Test func `a profile that is not there is named with the places and a similar name`() throws {
    #expect(
      try problems("{files: a, profile: vendors/adc}", ["profiles/vendors/acd.yaml": contacts()]) == [
        "p.yaml:3:25: profile 'vendors/adc' is not at profiles/vendors/adc.yaml or "
          + "pipelines/profiles/vendors/adc.yaml; did you mean 'vendors/acd'?"
      ])
    #expect(
      try problems("{files: a, profile: x.yaml}") == [
        "p.yaml:3:25: profile 'x.yaml' is not at x.yaml; correct the name, or add the file"
      ])
  }

  @Test func `the table of an input agrees with its profile`() throws {
    #expect(
      try problems("{table: people, files: a, profile: acd}", ["profiles/acd.yaml": contacts()]) == [
        "p.yaml:3:13: table 'people' does not agree: profile 'acd' is for contacts; correct one of them, or "
          + "leave 'table' out"
      ])
    #expect(
      try problems("{files: a, profile: acd, profiles: [acd]}") == [
        "p.yaml:3:30: 'profile' and 'profiles' are both given; keep one of them"
      ])
  }

  @Test func `an input needs files and a table`() throws {
    #expect(
      try problems("{source: x}") == [
        "p.yaml:3:5: key 'files' is missing; name the files to read",
        "p.yaml:3:5: key 'table' is missing; name a table, or a profile that names one",
      ])
    #expect(
      try problems("{table: Contact, files: []}") == [
        "p.yaml:3:13: table 'Contact' is unknown, expected one of \(tables); did you mean 'contacts'?",
        "p.yaml:3:29: files is empty, expected at least one value",
      ])
  }

  @Test func `coverage ends after it begins`() throws {
    #expect(
      try problems("{table: people, files: a, covers: {from: 2026-02-01, to: 2026-02-01}}") == [
        "p.yaml:3:62: to '2026-02-01' is not after from '2026-02-01'; 'to' is the first day not covered"
      ])
    #expect(try problems("{table: people, files: a, covers: {to: 2026-02-01}}") == [])
    #expect(
      try problems("{table: people, files: a, covers: {form: 2026-02-01}, customer_ids: mine}") == [
        "p.yaml:3:40: unknown key 'form', expected one of from, to; did you mean 'from'?",
        "p.yaml:3:73: customer_ids 'mine' is unknown, expected one of own, global",
      ])
  }
}
