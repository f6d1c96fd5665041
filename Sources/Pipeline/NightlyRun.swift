import Analyses
import Canonical
import Digest
import Foundation
import Ingest
import Output
import Score
import Tables

/// One run of a pipeline: reads its inputs, computes its analyses and publishes their tables.
package struct NightlyRun {
  /// How a run is carried out; nothing here changes a byte of a result but `isIndividual`.
  package struct Options: Sendable {
    /// How many pieces are worked on at once.
    package var jobs: Int
    /// Bytes of a chunk of input.
    package var chunkBytes: Int
    /// Which lane reads records.
    package var parser = Parser.auto
    /// Bytes that rows and tallies may take; what goes beyond is written to temporary files.
    package var memoryBytes = NightlyRun.defaultMemoryBytes
    /// Where temporary files are created.
    package var temporaryFolder =
      ProcessInfo.processInfo.environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/var/tmp"
    /// Whether rows about one person are written.
    package var isIndividual: Bool
    /// Whether a run that is published already is computed and replaced.
    package var isForced: Bool

    /// The defaults: all processors; 2 MiB, less where more than six work at once, so that what they work on
    /// does not grow with them.
    package init(
      jobs: Int? = nil, chunkBytes: Int? = nil, isIndividual: Bool = false, isForced: Bool = false
    ) {
      self.jobs = jobs ?? ProcessInfo.processInfo.activeProcessorCount
      self.chunkBytes = chunkBytes ?? min(2 << 20, max(128 << 10, (16 << 20) / (self.jobs + 2)))
      self.isIndividual = isIndividual
      self.isForced = isForced
    }
  }

  /// Which lane reads records.
  package typealias Parser = ParserChoice

  /// Default of the memory for rows and tallies: 512 MiB.
  package static let defaultMemoryBytes = 512 << 20
  /// The least memory that a run can do with: 16 MiB.
  package static let leastMemoryBytes = 16 << 20

  private let plan: PipelinePlan
  private let options: Options
  private let log: RunLog
  private let workers: Workers
  private let clock = StageClock()
  private let began = Date()

  /// A run of a plan that was decoded already.
  package init(_ plan: PipelinePlan, options: Options, log: RunLog, stop: StopRequest) {
    self.plan = plan
    self.options = options
    self.log = log
    workers = Workers(count: options.jobs, stop: stop)
  }

  /// Runs it.
  /// - Returns: the folder of the published run.
  package func publish() throws -> String {
    let publication = Publication(outputDirectory: plan.outputDirectory)
    try publication.lock()
    defer {
      publication.discard()
      publication.unlock()
    }
    let (id, computed) = try compute(publication)
    guard var work = computed else {
      log.closing("this run is published already: \(publication.folder(of: id)); --force replaces it")
      return publication.folder(of: id)
    }
    let restatement = try restate(&work, publication)
    work.manifest.warnings = work.diagnostics.summary
    try workers.stop.check()
    let headlines = try write(work, to: publication)
    try publication.publish(id: id, replacing: options.isForced)
    publication.clearRefused()
    close(work, restatement, headlines, folder: publication.folder(of: id))
    return publication.folder(of: id)
  }

  /// What a run is to publish.
  private struct Work {
    var manifest: RunManifest
    var diagnostics: RunDiagnostics
    var tables: [DisclosedTable] = []
    /// Tables that are written already.
    var written: [RunDocuments.Written] = []
    var prints: ReportTable
    /// What it is compared by; nil without first contact resolution.
    var found: Restating.Found?
    var headline: (days: Int, match: Match)?
  }

  /// Computes it.
  /// - Returns: its id, and nothing more where that is published.
  private func compute(_ publication: Publication) throws -> (id: String, work: Work?) {
    let published = publication.runs().map(\.id)
    // Most often the newest run is the one that this is compared with.
    let newest = try? published.first.map { id throws(StageFailure) in try PreviousRun(id, publication) }
    let inputs = try ReadInputs(plan, options: options, log: log, workers: workers, clock: clock)
    try refuse(inputs, publication)
    var evidence = try Evidence(
      inputs, plan: plan, earlier: newest?.earlier, workers: workers, clock: clock)

    let keyCheck = evidence.pseudonym?.text(of: "", in: .person) ?? ""
    let identity = RunIdentity(
      plan: plan, accounts: evidence.reading.accounts, zones: evidence.zones, asOf: evidence.asOfDay,
      keyCheck: keyCheck, isIndividual: options.isIndividual)
    let manifestOfNewest = try published.first.map { id throws(StageFailure) in
      try publication.manifest(of: id)
    }
    let id = identity.id(beside: published, newestPrevious: manifestOfNewest?["previous"]?.text)
    if publication.isPublished(id), !options.isForced { return (id, nil) }

    var notRun: [(id: String, needs: String)] = []
    if plan.asksForPeople {
      try clock.measure("turnover") { try evidence.resolveEmployment(plan: plan) }
    }
    let analysis = try runFCR(&evidence, &notRun)
    // Contacts are gone now; what comes next is tables.
    ProcessMemory.handBack()
    var turnover = try runTurnover(evidence, analysis, &notRun)
    var coaching = try runCoaching(&evidence, analysis, &notRun)
    var alignment = runAlignment(evidence, analysis, &notRun)
    ProcessMemory.handBack()
    let diagnostics = RunDiagnostics(plan: plan, evidence: evidence, isKeyed: evidence.pseudonym != nil)
    let manifest = RunManifest(
      id: id, plan: plan, asOf: evidence.asOfDay, knownTo: evidence.asOf,
      basis: RunBasis(plan, zones: evidence.zones, pseudonym: evidence.pseudonym),
      coverage: evidence.settling?.coverage,
      accounts: evidence.reading.accounts, previous: published.first { $0 != id }, notRun: notRun,
      unmatchedAgents: diagnostics.unmatchedAgents, marksPeople: diagnostics.marksPeople, warnings: [],
      isIndividual: options.isIndividual)
    var work = Work(
      manifest: manifest, diagnostics: diagnostics, prints: evidence.prints.table(under: evidence.pseudonym))
    work.tables = clock.measure("disclose") {
      // Numbers of one series, and groups that share work, are looked at together.
      let pairs = (analysis?.tables.pairs ?? []) + (turnover?.pairs ?? []) + (coaching?.pairs ?? [])
      return plan.disclosure.disclose(
        (analysis?.tables.guarded ?? []) + (analysis?.studies.guarded ?? [])
          + (turnover?.takeGuarded() ?? []) + (coaching?.takeGuarded() ?? [])
          + (alignment?.takeGuarded() ?? []), pairs)
        + (turnover.map { plan.disclosure.disclose($0.retention) } ?? [])
    }
    ProcessMemory.handBack()
    work.diagnostics.add(NightlyRun.warnings(of: work.tables))
    if let analysis {
      work.diagnostics.add(analysis.warnings)
      work.headline = (plan.fcr.headlineDays, analysis.tables.headlineMatch)
      work.manifest.headline = (plan.fcr.headlineDays, analysis.tables.headlineMatch.rawValue)
      work.found = Restating.Found(evidence, plan, fcr: work.tables.first?.table)
      if newest?.id != manifest.previous { work.found?.prints = nil }
    }
    if let turnover { work.diagnostics.add(turnover.warnings) }
    if let coaching { work.diagnostics.add(coaching.warnings) }
    if let alignment { work.diagnostics.add(alignment.warnings) }
    work.written = try clock.measure("repeats") {
      try [evidence.repeats?.write(to: publication, workers.stop)].compactMap(\.self)
    }
    for (id, needs) in manifest.notRun { work.diagnostics.addNotRun(id, needs: needs) }
    return (id, work)
  }

  /// Compares it with the run before it, where there is one.
  private func restate(_ work: inout Work, _ publication: Publication) throws -> Restatement? {
    guard let id = work.manifest.previous, let found = work.found,
      let headline = work.headline
    else {
      return nil
    }
    do {
      let restating = Restating(
        plan: plan, previous: try PreviousRun(id, publication), options: options, workers: workers)
      let restatement = try clock.measure("restate") {
        try restating.restatement(of: found, headline: headline)
      }
      work.tables += plan.disclosure.disclose([restatement.table])
      log.stage("restate", "compared with \(id): \(restatement.table.rows.count) numbers moved")
      return restatement
    } catch let failure as StageFailure {
      // The run is good without it, unless somebody wishes to stop.
      try workers.stop.check()
      var warnings = WarningTally()
      warnings.add(.notRestated, failure.problems.first ?? id)
      work.diagnostics.add(warnings)
      return nil
    }
  }

  private func runFCR(
    _ evidence: inout Evidence, _ notRun: inout [(id: String, needs: String)]
  ) throws -> FCRAnalysis? {
    for analysis in plan.analyses where !["fcr", "turnover", "coaching", "alignment"].contains(analysis) {
      notRun.append((analysis, "a later version of firstcontact"))
    }
    guard plan.analyses.contains("fcr") else {
      try evidence.siftContacts()
      return nil
    }
    guard let analysis = try evidence.analyze(plan: plan, isIndividual: options.isIndividual) else {
      notRun.append(("fcr", "contacts"))
      try evidence.siftContacts()
      return nil
    }
    end("analyze", analysis.tables.guarded, analysis.notRun, &notRun)
    return analysis
  }

  private func runTurnover(
    _ evidence: Evidence, _ fcr: FCRAnalysis?, _ notRun: inout [(id: String, needs: String)]
  ) throws -> TurnoverAnalysis? {
    guard plan.analyses.contains("turnover") else { return nil }
    let analysis = try clock.measure("turnover") {
      try evidence.analyzeTurnover(plan: plan, fcr: fcr)
    }
    guard let analysis else {
      notRun.append(("turnover", TableSchema.people.name))
      return nil
    }
    end("turnover", analysis.guarded, analysis.notRun, &notRun)
    return analysis
  }

  private func runCoaching(
    _ evidence: inout Evidence, _ fcr: FCRAnalysis?, _ notRun: inout [(id: String, needs: String)]
  ) throws -> CoachingAnalysis? {
    guard plan.analyses.contains("coaching") else { return nil }
    let analysis = try clock.measure("coaching") {
      try evidence.analyzeCoaching(plan: plan, fcr: fcr, isIndividual: options.isIndividual)
    }
    guard let analysis else {
      notRun.append(("coaching", NightlyRun.missing([.coaching, .people], evidence)))
      return nil
    }
    end("coaching", analysis.guarded, analysis.notRun, &notRun)
    return analysis
  }

  private func runAlignment(
    _ evidence: Evidence, _ fcr: FCRAnalysis?, _ notRun: inout [(id: String, needs: String)]
  ) -> AlignmentAnalysis? {
    guard plan.analyses.contains("alignment") else { return nil }
    guard
      let analysis = clock.measure("alignment", { evidence.analyzeAlignment(plan: plan, fcr: fcr) })
    else {
      notRun.append(("alignment", NightlyRun.missing([.scorecards, .roles, .people], evidence)))
      return nil
    }
    end("alignment", analysis.guarded, analysis.notRun, &notRun)
    return analysis
  }

  /// Lists what an analysis left out, and says how many rows its first table has.
  private func end(
    _ stage: String, _ tables: [GuardedTable], _ left: [(key: String, needs: String)],
    _ notRun: inout [(id: String, needs: String)]
  ) {
    notRun += left.map { ($0.key, $0.needs) }
    for table in tables.prefix(1) {
      log.stage(stage, "computed \(table.table.name): \(table.rows.count) rows")
    }
  }

  /// Names of the tables that the inputs do not feed.
  private static func missing(_ tables: [TableSchema], _ evidence: Evidence) -> String {
    tables.map(\.name).filter { evidence.reading.tables[$0] == nil }.joined(separator: " and ")
  }

  /// How many rows of each table of groups are withheld.
  private static func warnings(of tables: [DisclosedTable]) -> WarningTally {
    var warnings = WarningTally()
    for table in tables where !table.isIndividual {
      warnings.add(.withheldGroups, table.table.name, count: table.withheld)
    }
    return warnings
  }

  /// Refuses the whole run where one file has too many bad rows; its rejects stay to be read.
  private func refuse(_ inputs: ReadInputs, _ publication: Publication) throws {
    let problems = inputs.refusals(above: plan.maxRejectRate)
    if problems.isEmpty { return }
    let path = try publication.writeRefused(
      rejects: RunDiagnostics.rejects(of: inputs.reading.accounts))
    throw StageFailure(
      .dataRefused, problems + ["nothing was published; the rejected rows are listed in \(path)"])
  }

  /// Writes all files of a run.
  /// - Returns: the numbers at the head of its page, a line each.
  private func write(_ work: Work, to publication: Publication) throws -> [String] {
    try clock.measure("write") {
      let rejects = RunDiagnostics.rejects(of: work.manifest.accounts)
      var documents = try RunDocuments(
        name: plan.name, tables: work.tables, plain: [rejects, work.diagnostics.table, work.prints],
        written: work.written, workers: workers)
      let isWritten = Set(work.written.flatMap { [$0.csv.path, $0.json.path] })
      for file in documents.files where !isWritten.contains(file.path) {
        try workers.stop.check()
        try publication.write(path: file.path, bytes: file.bytes)
      }
      let report = try report(of: work.manifest, documents, publication)
      for file in report.files { try publication.write(path: file.path, bytes: file.bytes) }
      documents.add(report)
      let document = work.manifest.document(files: documents.files, circumstances: circumstances)
      try publication.write(path: "manifest.json", bytes: document.printed)
      return report.headlines
    }
  }

  /// The page, of nothing but what is published.
  private func report(
    of manifest: RunManifest, _ documents: RunDocuments, _ publication: Publication
  ) throws -> RunReport {
    var bytes = Dictionary(
      uniqueKeysWithValues: documents.files.lazy.filter {
        $0.path.hasSuffix(".csv") || $0.path == "datapackage.json"
      }
      .map { ($0.path, $0.bytes) })
    bytes["manifest.json"] = manifest.document(files: documents.files, circumstances: .null).printed
    // One whose folder went in between, or of an earlier version, tells nothing of what changed.
    let previous = manifest.previous.flatMap { id in try? publication.runFolder(of: id) }
    return try clock.measure("report") { try RunReport(previous) { [bytes] in bytes[$0] } }
  }

  /// Times, host, workers and memory: all that may differ between two runs of the same work.
  private var circumstances: JSONValue {
    let stages = clock.stages.map { name, span in
      JSONValue.Member(
        name,
        .object([
          .init("begin_s", decimal(span.begin)), .init("end_s", decimal(span.end)),
          .init("busy_s", decimal(span.busy)), .init("pieces", .integer(Int64(span.pieces))),
        ]))
    }
    return .object([
      .init("began_at", .string(instant(began).description)),
      .init("published_at", .string(instant(Date()).description)),
      .init("host", .string(ProcessInfo.processInfo.hostName)),
      .init("jobs", .integer(Int64(options.jobs))),
      .init("parser", .string(options.parser.rawValue)),
      .init("memory_bytes", .integer(Int64(options.memoryBytes))),
      .init("chunk_bytes", .integer(Int64(options.chunkBytes))),
      .init("peak_memory_bytes", .integer(ProcessMemory.peakBytes)),
      .init("stages", .object(stages)),
    ])
  }

  private func decimal(_ seconds: Double) -> JSONValue {
    .decimal(millionths: Int64((seconds * 1_000_000).rounded()))
  }

  private func instant(_ date: Date) -> Instant {
    Instant(milliseconds: Int64((date.timeIntervalSince1970 * 1000).rounded(.down)))
  }

  /// The closing block: headline numbers, every distinct warning with its count and first place, what was not run,
  /// where the results and the page are, and how to ask why.
  private func close(
    _ work: Work, _ restatement: Restatement?, _ headlines: [String], folder: String
  ) {
    for account in work.manifest.accounts {
      log.detail(
        "\(account.path) -> \(account.table): \(account.rows) rows, \(account.used) used, "
          + "\(account.rejects.count) rejected")
    }
    let places = work.diagnostics.firstPlaces
    for warning in work.diagnostics.summary {
      let place = places[warning.code].map { "; first: \($0)" } ?? ""
      log.warning(warning.code, "\(warning.code) (\(warning.count)): \(warning.message)\(place)")
    }
    for (id, needs) in work.manifest.notRun { log.closing("not run: \(id), needs: \(needs)") }
    if let restatement {
      log.closing(
        "restated: \(restatement.table.rows.count) of \(restatement.compared) published numbers moved")
      for headline in restatement.headlines { log.closing("restated: \(headline)") }
    }
    for headline in headlines { log.closing(headline) }
    log.closing("results: \(folder)")
    log.closing("look at: \(folder)/report.html")
    let out = plan.outputDirectory == "out" ? "" : " --out \(plan.outputDirectory)"
    let table = plan.analyses.contains("fcr") ? "fcr" : plan.analyses.first ?? "fcr"
    log.closing("ask why: firstcontact explain \(table)\(out)")
  }
}
