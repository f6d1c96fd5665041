import Canonical
import Normalize
import Output
import Tables

/// Reads everything that a pipeline names, as a run would, and writes nothing.
package struct InputCheck {
  /// One file under one table, as it was read.
  struct Finding {
    var account: FileAccount
    /// Its first rows; nil where those of another file of the input are shown.
    var rows: MappedRows?
  }

  /// Days without a contact in a source.
  struct Gap {
    var source: String
    var first: CivilDate
    var last: CivilDate
  }

  /// Why a run would refuse, and how it would end; nil where it would not.
  package let failure: StageFailure?

  /// What was found, file by file.
  let findings: [Finding]
  /// What the contacts cover; nil without any, or where a run would refuse.
  let coverage: Coverage?
  let gaps: [Gap]
  /// The day up to which anything is known; nil where a run would refuse.
  let asOf: CivilDate?
  /// Agents that no person matches, and all; nil without a table of people.
  let unmatchedAgents: (unmatched: Int, all: Int)?
  /// Everything that a reader of the run's numbers should know, each once.
  let warnings: [Diagnostic]

  /// Checks a plan.
  /// - Throws: what keeps anything from being read.
  package init(
    _ plan: PipelinePlan, options: NightlyRun.Options, log: RunLog, stop: StopRequest
  ) throws {
    let (workers, clock) = (Workers(count: options.jobs, stop: stop), StageClock())
    let inputs = try ReadInputs(
      plan, options: options, log: log, workers: workers, clock: clock, isCheck: true)
    var problems = inputs.unopened.flatMap(\.problems)
    var status = inputs.unopened.first?.status ?? .dataRefused
    problems += inputs.refusals(above: plan.maxRejectRate)
    var evidence: Evidence?
    // What a run would refuse cannot be settled: all its dates may be unreadable.
    if problems.isEmpty {
      do {
        evidence = try Evidence(inputs, plan: plan, workers: workers, clock: clock)
        try evidence?.siftContacts()
      } catch let refusal as StageFailure where refusal.status == .dataRefused {
        (evidence, status) = (nil, refusal.status)
        problems += refusal.problems
      }
    }
    failure = problems.isEmpty ? nil : StageFailure(status, problems)
    let accounts = evidence?.reading.accounts ?? inputs.reading.accounts
    findings = try InputCheck.findings(accounts, inputs.reading.files)
    coverage = evidence?.settling?.coverage
    asOf = evidence?.asOfDay
    let diagnostics = evidence.map { RunDiagnostics(plan: plan, evidence: $0, isKeyed: $0.pseudonym != nil) }
    unmatchedAgents = diagnostics?.unmatchedAgents
    warnings = (diagnostics?.summary ?? []) + InputCheck.doubts(accounts)
    gaps = (evidence?.settling?.gaps ?? [:]).sorted { $0.key < $1.key }.flatMap { source, days in
      RunDiagnostics.ranges(of: days).map {
        Gap(
          source: inputs.sources[source], first: CivilDate(days: $0.lowerBound),
          last: CivilDate(days: $0.upperBound))
      }
    }
  }

  /// The accounts in their order, with the first rows of one file of each input and table.
  private static func findings(_ accounts: [FileAccount], _ files: [InputFile]) throws -> [Finding] {
    var findings: [Finding] = []
    var shown: Set<String> = []
    for file in files {
      for target in file.targets {
        let account = accounts[findings.count]
        let name = "\(file.input) \(target.mapping.name)"
        let rows = shown.contains(name) ? nil : try MappedRows(file, target)
        if rows?.isEmpty == false { shown.insert(name) }
        findings.append(Finding(account: account, rows: rows))
      }
    }
    return findings
  }

  /// Columns whose days and months could be swapped, over all files of an input.
  private static func doubts(_ accounts: [FileAccount]) -> [Diagnostic] {
    var hits: [String: FormatHits] = [:]
    for account in accounts {
      for format in account.formats {
        let key = "\(account.input) \(account.table).\(format.column)"
        if hits[key]?.merge(format) == nil { hits[key] = format }
      }
    }
    let count = hits.values.filter(\.isInDoubt).reduce(0) { $0 + $1.ambiguous }
    if count == 0 { return [] }
    var tally = WarningTally()
    tally.add(.ambiguousDates, count: count)
    return Diagnostic.warnings(of: tally)
  }
}
