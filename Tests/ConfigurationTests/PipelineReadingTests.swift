import Canonical
import Tables
import Testing

@testable import Configuration

@Suite struct PipelineReadingTests {
  private let full = """
    version: 1
    name: nightly
    time_zone: America/Chicago
    as_of: 2026-10-31
    inputs:
      - table: contacts
        source: acd
        files: [exports/acd-*.csv, exports/late.csv]
        profile: acd
        time_zone: Europe/Berlin
        covers: {from: 2026-08-01, to: 2026-11-01T06:00:00Z}
        customer_ids: own
      - {table: people, files: people.csv}
    analyses: [turnover, fcr]
    parameters:
      fcr:
        windows_days: [14, 1, 7, 7]
        headline_days: 14
        matches: [case, any]
        measures: [window_fcr]
        group_by: [team, all]
        by_month: full
        shared_id_max: 0
        triggers: [voicemail, handled]
    call_types: {fraud_case: {resolvable_first: false}, address: {}}
    privacy: {key_file: keys/p.key, min_people: 1}
    limits: {max_reject_rate: 0.5}
    output: {dir: results}
    """

  @Test func `every key of a pipeline reaches the plan`() throws {
    let folder = try Folder([
      "p.yaml": full,
      "profiles/acd.yaml": "profile: 1\ntable: contacts\nfields: {contact_id: ID, started_at: START}\n",
    ])
    let plan = try folder.plan()
    #expect(plan.name == "nightly")
    #expect(plan.timeZone == "America/Chicago")
    #expect(plan.asOf == Boundary(written: "2026-10-31"))
    #expect(plan.inputs.map(\.source) == ["acd", "people"])
    let acd = plan.inputs[0]
    #expect(acd.files == ["exports/acd-*.csv", "exports/late.csv"])
    #expect(acd.base == folder.path)
    #expect(acd.mappings.map(\.name) == ["acd"])
    #expect(acd.mappings[0].fields.map(\.column) == ["contact_id", "started_at"])
    #expect(acd.timeZone == "Europe/Berlin")
    #expect(acd.coversFrom == Boundary(written: "2026-08-01"))
    #expect(acd.coversTo == Boundary(written: "2026-11-01T06:00:00Z"))
    #expect(acd.ownsCustomerIDs)
    let people = plan.inputs[1]
    #expect(people.files == ["people.csv"])
    #expect(people.mappings.map(\.name) == ["canonical"])
    #expect(people.timeZone == "America/Chicago")
    #expect(!people.ownsCustomerIDs)
    #expect(plan.analyses == ["fcr", "turnover"])
    #expect(plan.fcr.windowDays == [1, 7, 14])
    #expect(plan.fcr.headlineDays == 14)
    #expect(plan.fcr.matches == [.any, .case])
    #expect(plan.fcr.measures == [.windowFCR])
    #expect(plan.fcr.groupings == [.all, .team])
    #expect(plan.fcr.monthsInFull)
    #expect(plan.fcr.sharedIDMaximum == 0)
    #expect(plan.fcr.triggers == [.handled, .voicemail])
    #expect(
      plan.callTypes == [
        "fraud_case": CallTypeTraits(resolvableFirst: false), "address": CallTypeTraits(),
      ])
    #expect(plan.keyFile == folder.path + "/keys/p.key")
    #expect(plan.minimumPeople == 1)
    #expect(plan.maxRejectRate == 0.5)
    #expect(plan.outputDirectory == folder.path + "/results")
  }

  @Test func `what a pipeline leaves out has its default, and settings say so in the order of the file`()
    throws
  {
    let folder = try Folder(["nightly.yaml": pipeline()])
    let plan = try folder.plan("nightly.yaml")
    #expect(plan.name == "nightly")
    #expect(plan.asOf == nil)
    #expect(plan.analyses == ["fcr"])
    #expect(plan.fcr == FCRParameters())
    #expect(plan.keyFile == nil)
    #expect(
      plan.settings.map { "\($0.key)=\($0.value) \($0.origin)" } == [
        "name=nightly default", "time_zone=UTC default", "as_of=end of coverage default",
        "inputs[0].table=contacts pipeline", "inputs[0].source=contacts default",
        "inputs[0].files=contacts.csv pipeline", "inputs[0].profile=canonical default",
        "inputs[0].time_zone=UTC default", "inputs[0].covers.from=from the data default",
        "inputs[0].covers.to=from the data default", "inputs[0].customer_ids=global default",
        "analyses=fcr default", "parameters.fcr.windows_days=1, 3, 7, 14, 30 default",
        "parameters.fcr.headline_days=7 default", "parameters.fcr.matches=any, reason, case default",
        "parameters.fcr.measures=\((FCRMeasure.allCases.map(\.rawValue) + FCRStudy.allCases.map(\.rawValue)).joined(separator: ", ")) default",
        "parameters.fcr.group_by=\(Grouping.ofContacts.map(\.rawValue).joined(separator: ", ")) default",
        "parameters.fcr.by_month=headline default", "parameters.fcr.shared_id_max=30 default",
        "parameters.fcr.triggers=handled, abandoned default",
        "parameters.turnover.kinds=\(TurnoverKind.allCases.map(\.rawValue).joined(separator: ", ")) default",
        "parameters.turnover.group_by=\(Grouping.ofPeople.map(\.rawValue).joined(separator: ", ")) default",
        "parameters.turnover.threshold=0.2 default", "parameters.turnover.gig_idle_days=28 default",
        "parameters.turnover.snapshots= default", "parameters.turnover.cost_per_contact_minor= default",
        "parameters.turnover.currency= default", "parameters.coaching.onset=reactive default",
        "parameters.coaching.outcomes=acr, voc_resolution, csat, qa, handle_s default",
        "parameters.coaching.outcome=acr default", "parameters.coaching.quality_metrics=qa, quality default",
        "parameters.coaching.paid_metric=paid_minutes default",
        "parameters.coaching.perceived_item=coaching_minutes default",
        "parameters.alignment.bands.customer_facing=outcome 0.4.., efficiency ..0.2, jobs_completed ..0.0 default",
        "parameters.alignment.bands.back_office=efficiency 0.3..0.6, quality 0.25.. default",
        "parameters.alignment.bands.sales=outcome 0.4.., efficiency ..0.2, jobs_completed ..0.0 default",
        "parameters.alignment.bands.supervisor=people 0.3.., coaching 0.1.. default",
        "parameters.alignment.bands.gig_customer_facing=outcome 0.4.., efficiency ..0.2, jobs_completed ..0.0 default",
        "parameters.alignment.bands.gig_back_office=efficiency 0.3..0.6, quality 0.25.. default",
        "parameters.alignment.outcomes.customer_facing=voc_resolution, csat, acr default",
        "parameters.alignment.outcomes.back_office=quality, rework default",
        "parameters.alignment.outcomes.sales=voc_resolution, csat, acr default",
        "parameters.alignment.outcomes.supervisor=voc_resolution, acr default",
        "parameters.alignment.outcomes.gig_customer_facing=voc_resolution, csat, acr default",
        "parameters.alignment.outcomes.gig_back_office=quality, rework default",
        "parameters.alignment.job_metrics=\(AlignmentParameters().jobMetrics.joined(separator: ", ")) default",
        "parameters.alignment.quality_metrics=qa, quality default",
        "parameters.alignment.rework_statuses=rework, reworked, reopened default",
        "privacy.key_file= default",
        "privacy.min_people=5 default", "limits.max_reject_rate=0.01 default",
        "output.dir=\(folder.path)/out default",
      ])
    #expect(PipelinePlan.keysWithoutEffect == ["output.dir"])
  }

  @Test func `the command line has the last word`() throws {
    let folder = try Folder(["p.yaml": full, "profiles/acd.yaml": contacts()])
    let plan = try folder.plan(
      "p.yaml",
      PipelineOverrides(
        outputDirectory: "elsewhere", asOf: "2026-09-30T12:00:00+02:00",
        inputs: [("contacts", "a.csv"), ("contacts", "b.csv")], analyses: ["fcr"]))
    #expect(plan.outputDirectory == "elsewhere")
    #expect(plan.asOf == Boundary(written: "2026-09-30T10:00:00Z"))
    #expect(plan.inputs.map(\.files) == [["a.csv", "b.csv"], ["people.csv"]])
    #expect(plan.inputs.map(\.base) == [".", folder.path])
    #expect(plan.analyses == ["fcr"])
    #expect(
      plan.settings.filter { $0.origin == "command line" }.map { "\($0.key)=\($0.value)" } == [
        "as_of=2026-09-30T10:00:00Z", "inputs[0].files=a.csv, b.csv", "analyses=fcr",
        "output.dir=elsewhere",
      ])
  }

  @Test func `a wrong command line is a usage failure with all its problems`() throws {
    let folder = try Folder(["p.yaml": pipeline()])
    let overrides = PipelineOverrides(
      asOf: "yesterday", inputs: [("contact", "a.csv")], analyses: ["fcr", "turnovr"])
    let file = folder.path + "/p.yaml"
    #expect(
      throws: StageFailure(
        .usage,
        [
          "--as-of: 'yesterday' is refused, expected a date (2026-10-31) or an instant with offset "
            + "(2026-10-31T06:00:00Z)",
          "--input: no input of \(file) has table 'contact', expected contacts; did you mean 'contacts'?",
          "--select: analysis 'turnovr' is unknown, expected one of fcr, turnover, coaching, alignment, "
            + "career, gig, engagement; did you mean 'turnover'?",
        ])
    ) { try folder.plan("p.yaml", overrides) }
  }

  @Test func `a pipeline file that is not there is a missing input`() throws {
    let folder = try Folder(["inner/x": ""])
    #expect(throws: StageFailure(.inputMissing, "\(folder.path)/p.yaml: no such file; check the path")) {
      try folder.plan()
    }
    #expect(throws: StageFailure(.inputMissing, "\(folder.path)/inner: is no regular file; check the path")) {
      try folder.plan("inner")
    }
  }

  @Test func `all problems of the pipeline come by place, then those of its profiles`() throws {
    let text = """
      version: 2
      tim_zone: UTC
      inputs:
        - {table: contacts, files: a.csv, profile: acd}
        - {table: contacts, files: b.csv, profile: acd, time_zone: Moon}
      privacy: {min_people: 0}
      """
    let profile = "profile: 1\ntable: contacts\nfields: {contact_id: ID}\n"
    #expect(
      try Folder.problems(pipeline: text, ["profiles/acd.yaml": profile]) == [
        "p.yaml:1:10: version '2' is refused, expected 1",
        "p.yaml:2:1: unknown key 'tim_zone', expected one of version, name, time_zone, as_of, inputs, "
          + "analyses, parameters, call_types, privacy, limits, output; did you mean 'time_zone'?",
        "p.yaml:5:62: time_zone 'Moon' is no time zone of this machine, expected an IANA name such as "
          + "America/Chicago; correct it, or install the package 'tzdata'",
        "p.yaml:6:23: min_people '0' is refused, expected a whole number of at least 1",
        "profiles/acd.yaml:3:1: fields lacks started_at, which contacts requires; map it",
      ])
  }

  @Test(arguments: [
    ("name:", "3:6: name has no value, expected a text"),
    ("name: [a]", "3:7: name is a list, expected a text"),
    ("name: ' '", "3:7: name is empty, expected a text"),
    (
      "as_of: 2026-02-30",
      "3:8: as_of '2026-02-30' is refused, expected a date (2026-10-31) or an instant with offset "
        + "(2026-10-31T06:00:00Z)"
    ),
    ("analyses: []", "3:11: analyses is empty, expected at least one value"),
    (
      "analyses: [fcr, turnovr]",
      "3:17: analyses 'turnovr' is unknown, expected one of fcr, turnover, coaching, alignment, career, gig, "
        + "engagement; did you mean 'turnover'?"
    ),
    ("parameters: {career: {}}", "3:14: key 'career' is not supported in this version; remove it"),
    (
      "call_types: {a: {resolvable_first: no}}",
      "3:36: resolvable_first 'no' is refused, expected true or false"
    ),
    ("call_types: [a]", "3:13: call_types is a list, expected a mapping of keys"),
    (
      "limits: {max_reject_rate: 1.5}",
      "3:27: max_reject_rate '1.5' is refused, expected a number from 0 to 1"
    ),
    (
      "limits: {max_reject_rate: nan}",
      "3:27: max_reject_rate 'nan' is refused, expected a number from 0 to 1"
    ),
    (
      "privacy: {min_people: '5'}",
      "3:23: min_people '5' is refused, expected a whole number of at least 1 without quotes"
    ),
    ("output: out", "3:9: output is a text, expected a mapping of keys"),
  ])
  func `a wrong value is named with its place and what was expected`(_ line: String, _ problem: String) throws
  {
    #expect(try Folder.problems(pipeline: pipeline(line)) == ["p.yaml:" + problem])
  }

  @Test func `a pipeline needs its version and inputs`() throws {
    #expect(
      try Folder.problems(pipeline: "name: x\n") == [
        "p.yaml:1:1: key 'version' is missing; write 'version: 1'",
        "p.yaml:1:1: key 'inputs' is missing; list what is read, such as "
          + "'inputs: [{table: contacts, files: contacts.csv}]'",
      ])
  }
}
