import Analyses
import Canonical
import Configuration
import Digest
import Tables

/// Compares a run with the previous one: what moved, and why.
///
/// Between the two lie recomputations from today's rows: as of then under the rules of then (what differs from
/// the published numbers are rows), as of today under those rules (newly settled), within today's coverage, and
/// under today's rules. Where nothing tells two of them apart, one is made; where rows, rules and horizon of
/// then are today's, or nothing but the horizon moved, none is.
struct Restating {
  /// The plan of this run.
  let plan: PipelinePlan
  let previous: PreviousRun
  let options: NightlyRun.Options
  let workers: Workers

  /// What a run found.
  struct Found {
    /// Its table `fcr`, as it is published.
    var fcr: ReportTable
    /// The rows that it stood on, as the previous run would have seen them; nil where nobody looked.
    var prints: RowPrints?
    var pseudonym: Pseudonym?
    var basis: RunBasis
    /// Its horizon of knowledge.
    var asOf: Instant
    /// Up to when it knew versions of rows; nil: all.
    var versions: Instant?
    /// Files that it read, as manifests write them, and their digests.
    var files: [(name: String, sha256: String)]
  }

  /// What moved.
  /// - Throws: where an input cannot be read as it was then, or there is a wish to stop.
  func restatement(
    of today: Found, headline: (days: Int, match: Match)
  ) throws -> Restatement {
    var before = try previous.numbers()
    if previous.basis.key != today.basis.key {
      // Under another key, or none, people had other names.
      before.rows.removeAll { $0.contains(.text(Grouping.supervisor.rawValue)) }
    }
    return Restatement(
      from: before, try steps(from: before, to: today), previous: previous.id,
      disclosure: plan.disclosure, headline: headline)
  }

  /// What leads from the previous run's numbers to today's.
  private func steps(from before: ReportTable, to today: Found) throws -> [Restatement.Step] {
    var lookingBack = plan.under(previous.settings)
    lookingBack.asOf = .instant(previous.earlier.knownTo)
    // What was known of a row then is not the question, but what is known of it now.
    lookingBack.versions = .until(today.versions)
    var onToday = lookingBack
    onToday.asOf = plan.asOf
    onToday.versions = .asOf
    for place in onToday.inputs.indices {
      onToday.inputs[place].coversTo = ownInput(onToday, place)?.coversTo
    }
    var covering = onToday
    for place in covering.inputs.indices {
      covering.inputs[place].coversFrom = ownInput(covering, place)?.coversFrom
    }

    let hasRules = PipelinePlan.rules(of: previous.settings) != PipelinePlan.rules(of: plan.settings)
    let hasBegin = zip(covering.inputs, onToday.inputs).contains { $0.coversFrom != $1.coversFrom }
    let hasHorizon =
      previous.earlier.knownTo != today.asOf
      || zip(onToday.inputs, lookingBack.inputs).contains { $0.coversTo != $1.coversTo }
    // From the end: where two are the same, the later one is known.
    let covered = hasRules ? try found(covering).fcr : today.fcr
    let settled = hasBegin ? try found(onToday).fcr : covered
    let areRowsKnown = today.prints.map {
      RowMovement(from: previous, to: $0, under: today.pseudonym).isNone
    }
    let isSame =
      !hasBegin && previous.earlier.knownTo <= today.asOf && today.basis == previous.basis && isSameCode
      && areRowsKnown == true
    var steps: [Restatement.Step] = []
    if !isSame {
      let back = hasHorizon || hasBegin || hasRules || today.prints == nil ? try found(lookingBack) : today
      steps += try rowSteps(from: before, to: back, lookingBack)
    }
    steps.append(Restatement.Step(.newlySettled, settled))
    steps.append(Restatement.Step(beginsLater(onToday, covering) ? .withdrawnRows : .changedRules, covered))
    steps.append(Restatement.Step(.changedRules, today.fcr))
    return steps
  }

  /// What leads from the previous run's numbers to those of today's rows, as of then under the rules of then.
  private func rowSteps(
    from before: ReportTable, to back: Found, _ plan: PipelinePlan
  ) throws -> [Restatement.Step] {
    guard back.basis == previous.basis, let prints = back.prints else {
      let isSameFiles = Set(back.files.map(\.sha256)) == previous.digests
      return [Restatement.Step(isSameFiles ? .changedRules : .unattributed, back.fcr)]
    }
    let movement = RowMovement(from: previous, to: prints, under: back.pseudonym)
    if movement.isNone { return [Restatement.Step(.changedRules, back.fcr)] }
    if let only = movement.only, isSameCode { return [Restatement.Step(only, back.fcr)] }
    // Perhaps all late rows came in files of their own: then the others tell what else happened.
    if movement.hasNewFiles, !movement.isDoubtful {
      var withoutNew = plan
      withoutNew.leftOutFiles = Set(back.files.map(\.name)).subtracting(previous.earlier.files)
      let kept = try found(withoutNew)
      let keptPrints = kept.prints ?? RowPrints()
      let rest = RowMovement(from: previous, to: keptPrints, under: kept.pseudonym)
      let isPure = keptPrints.totals { !$0.isLater } == prints.totals { !$0.isLater && !$0.isNew }
      let reason = rest.isNone ? .changedRules : isSameCode ? rest.only : nil
      if isPure, let reason {
        return [Restatement.Step(reason, kept.fcr), Restatement.Step(.lateRows, back.fcr)]
      }
    }
    return [Restatement.Step(.unattributed, back.fcr)]
  }

  private var isSameCode: Bool { previous.revision == Int64(RunIdentity.numbersRevision) }

  /// The input of this run that one of an older plan stands for.
  private func ownInput(_ older: PipelinePlan, _ place: Int) -> InputPlan? {
    let input = older.inputs[place]
    func isAlike(_ other: InputPlan) -> Bool {
      other.source == input.source && other.mappings.map(\.table.name) == input.mappings.map(\.table.name)
    }
    let number = older.inputs[..<place].count(where: isAlike)
    return plan.inputs.filter(isAlike).dropFirst(number).first
  }

  /// Whether all that begins at another day begins later.
  private func beginsLater(_ older: PipelinePlan, _ newer: PipelinePlan) -> Bool {
    zip(older.inputs, newer.inputs).allSatisfy { old, new in
      switch (old.coversFrom, new.coversFrom) {
      case (.day(let old), .day(let new)): old <= new
      case (.instant(let old), .instant(let new)): old <= new
      case (let old, let new): old == new
      }
    }
  }

  /// Runs a plan on today's files.
  private func found(_ plan: PipelinePlan) throws -> Found {
    let log = RunLog(detail: .quiet, isJSON: false, showsProgress: false)
    let clock = StageClock()
    var plan = plan
    plan.fcr.studies = []
    let inputs = try ReadInputs(plan, options: options, log: log, workers: workers, clock: clock)
    var evidence = try Evidence(
      inputs, plan: plan, earlier: previous.earlier, workers: workers, clock: clock)
    let analysis = try evidence.analyze(plan: plan, isIndividual: false)
    return Found(evidence, plan, fcr: analysis.flatMap { plan.disclosure.disclose($0.tables).first?.table })
  }
}

extension Restating.Found {
  /// What a run with this evidence found.
  init(_ evidence: Evidence, _ plan: PipelinePlan, fcr: ReportTable?) {
    self.fcr = fcr ?? FCRTables.template
    prints = evidence.earlierPrints
    pseudonym = evidence.pseudonym
    basis = RunBasis(plan, zones: evidence.zones, pseudonym: evidence.pseudonym)
    (asOf, versions) = (evidence.asOf, evidence.versions)
    files = evidence.reading.accounts.map { ($0.name, $0.sha256) }
  }
}

extension PipelinePlan {
  /// Which numbers a run withholds.
  var disclosure: Disclosure { Disclosure(minimumPeople: minimumPeople) }
}

extension Disclosure {
  /// The tables of first contact resolution; `fcr` is the first of them.
  func disclose(_ tables: FCRTables) -> [DisclosedTable] { disclose(tables.guarded, tables.pairs) }
}
