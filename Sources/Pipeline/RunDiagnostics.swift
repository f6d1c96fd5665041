import Canonical
import Output
import Tables

/// Everything that a reader of a run's numbers should know.
struct RunDiagnostics {
  /// Agents that no person matches, and all agents; nil without a table of people.
  let unmatchedAgents: (unmatched: Int, all: Int)?
  private var diagnostics: [Diagnostic] = []

  /// Above this share of agents without a person, tables that join people are marked.
  private static let unmatchedShare = 0.05

  /// Reasons that nobody asked for.
  private static let unwanted: Set = [
    "duplicate", "outside_coverage", "after_as_of", "incomplete", "end_before_start",
  ]

  /// Above this share of a file's rows, what was left out for one reason is warned of.
  private static let excludedShare = 0.10

  /// What reading and settling found.
  init(plan: PipelinePlan, evidence: Evidence, isKeyed: Bool) {
    let settling = evidence.settling
    var unmatched: [(agent: UInt32, legs: Int)] = []
    if evidence.roster.hasPeople {
      let agents = (settling?.sifted.legsByAgent ?? []).enumerated().filter { $0.element > 0 }
      unmatched = agents.filter { !evidence.roster.knows(UInt32($0.offset)) }
        .map { (UInt32($0.offset), $0.element) }
      unmatchedAgents = (unmatched.count, agents.count)
    } else {
      unmatchedAgents = nil
    }
    for account in evidence.reading.accounts {
      var tally = account.warnings
      for (reason, count) in account.excluded {
        let isStriking = Double(count) > RunDiagnostics.excludedShare * Double(account.accepted)
        // What a profile's conditions leave out is wanted, unless nothing is left.
        if isStriking && RunDiagnostics.unwanted.contains(reason) || account.used == 0 {
          tally.add(.excludedRows, reason, count: count)
        }
      }
      diagnostics += Diagnostic.warnings(
        of: tally, source: account.source, file: account.name)
    }
    if let settling { diagnostics += Diagnostic.warnings(of: settling.warnings) }
    diagnostics += Diagnostic.warnings(of: evidence.roster.warnings)
    diagnostics += Diagnostic.warnings(of: evidence.identityWarnings)
    let vocabulary = evidence.reading.vocabulary.book
    for (agent, legs) in unmatched {
      let name = vocabulary.text(of: agent)
      var tally = WarningTally()
      tally.add(
        .unmatchedAgents, evidence.pseudonym?.text(of: name, in: .person) ?? name, count: legs)
      diagnostics += Diagnostic.warnings(of: tally)
    }
    for (source, days) in settling?.gaps ?? [:] {
      var tally = WarningTally()
      for range in RunDiagnostics.ranges(of: days) {
        let last = range.count == 1 ? "" : "..\(CivilDate(days: range.upperBound).description)"
        tally.add(
          .coverageGap, CivilDate(days: range.lowerBound).description + last, count: range.count)
      }
      diagnostics += Diagnostic.warnings(of: tally, source: evidence.sources[source])
    }
    var run = WarningTally()
    if !isKeyed { run.add(.rawIDs) }
    if plan.minimumPeople < PipelinePlan.defaultMinimumPeople {
      run.add(.minimumPeople)
    }
    diagnostics += Diagnostic.warnings(of: run)
    for place in diagnostics.indices where RunDiagnostics.isHarmless(diagnostics[place].code) {
      diagnostics[place].severity = .info
    }
  }

  /// Whether a finding changes no value, so that it is counted and needs no closing line.
  private static func isHarmless(_ code: String) -> Bool {
    [WarningCode.trimmedBlanks, .joinedByAlias].contains { $0.rawValue == code }
  }

  /// Days that follow one another, together.
  static func ranges(of days: [CivilDate]) -> [ClosedRange<Int32>] {
    var ranges: [ClosedRange<Int32>] = []
    for day in days {
      if let last = ranges.last, last.upperBound + 1 == day.days {
        ranges[ranges.count - 1] = last.lowerBound...day.days
      } else {
        ranges.append(day.days...day.days)
      }
    }
    return ranges
  }

  /// Adds what an analysis found.
  mutating func add(_ warnings: WarningTally) { diagnostics += Diagnostic.warnings(of: warnings) }

  /// Adds an analysis that was not run.
  mutating func addNotRun(_ id: String, needs: String) {
    diagnostics.append(
      Diagnostic(.info, code: "not_run", subject: id, count: 1, message: "not run, needs: \(needs)"))
  }

  /// Each distinct warning once, with its count, by code.
  var summary: [Diagnostic] {
    var byCode: [String: Diagnostic] = [:]
    for diagnostic in diagnostics where diagnostic.severity != .info {
      byCode[diagnostic.code, default: with(diagnostic, count: 0)].count += diagnostic.count
    }
    return byCode.values.sorted { $0.code < $1.code }
  }

  /// Where each warning was met first: file and subject, or the source; by code, where anything is known.
  var firstPlaces: [String: String] {
    var places: [String: String] = [:]
    for diagnostic in DiagnosticTable.sorted(diagnostics)
    where diagnostic.severity != .info && places[diagnostic.code] == nil {
      let place = [diagnostic.file.isEmpty ? diagnostic.source : diagnostic.file, diagnostic.subject]
        .filter { !$0.isEmpty }.joined(separator: ", ")
      if !place.isEmpty { places[diagnostic.code] = place }
    }
    return places
  }

  private func with(_ diagnostic: Diagnostic, count: Int) -> Diagnostic {
    Diagnostic(
      diagnostic.severity, code: diagnostic.code, count: count, message: diagnostic.message)
  }

  /// Whether so many agents have no person that tables which join people cannot be trusted.
  var marksPeople: Bool {
    guard let unmatchedAgents, unmatchedAgents.all > 0 else { return false }
    return Double(unmatchedAgents.unmatched)
      > RunDiagnostics.unmatchedShare * Double(unmatchedAgents.all)
  }

  /// The table `diagnostics`.
  var table: ReportTable { DiagnosticTable.table(of: diagnostics) }

  /// The table `rejects`.
  static func rejects(of accounts: [FileAccount]) -> ReportTable {
    RejectTable.table(
      of: accounts.map { .init(source: $0.source, path: $0.name, rejects: $0.rejects) })
  }
}
