import Aggregate
import Canonical
import Digest
import Ingest
import Normalize
import Output
import Report
import Tables

/// The contacts behind a number of a published run, read again from the exports: file, line, id, what became of it.
package struct RowListing {
  /// A line a contact.
  package let text: String

  /// Reads the exports of a run again and lists the contacts that a number counts, the earliest first.
  /// - Parameters:
  ///   - most: how many are listed.
  ///   - plan: the pipeline of the run, with what the command line set then.
  /// - Throws: `StageFailure`: `.usage` where the number is not made of contacts, or is withheld; `.dataRefused`
  ///   where the exports are not those of the run; what reading throws.
  package init(
    of reference: String, in name: String, most: Int, plan: PipelinePlan, options: NightlyRun.Options,
    log: RunLog,
    stop: StopRequest
  ) throws {
    let publication = Publication(outputDirectory: plan.outputDirectory)
    let id = try RunHistory(plan.outputDirectory).id(of: name)
    let folder = try publication.runFolder(of: id)
    let listed = try ListedNumber(NumberReference(reference), in: folder)
    guard let grouping = Grouping(rawValue: listed.grouping), let number = RowListing.number(listed),
      grouping == .all || Grouping.ofContacts.contains(grouping)
    else { throw RowListing.unlisted(reference) }

    let (workers, clock) = (Workers(count: options.jobs, stop: stop), StageClock())
    var plan = plan
    plan.analyses = ["fcr"]
    let inputs = try ReadInputs(plan, options: options, log: log, workers: workers, clock: clock)
    var evidence = try Evidence(inputs, plan: plan, earlier: nil, workers: workers, clock: clock)
    let changed = RowListing.changed(evidence.reading.accounts, folder.manifest)
    guard changed.isEmpty else {
      throw StageFailure(
        .dataRefused, changed.map { "\($0): is not what the run read; its rows can no longer be shown" })
    }
    let bytes = Array(listed.group.utf8)
    let code = evidence.reading.vocabulary.book.existingCode(of: bytes, from: 0, to: bytes.count) ?? 0
    guard let coverage = evidence.settling?.coverage,
      grouping == .all || code != 0 || listed.group.isEmpty,
      let listing = ContactListing(
        ContactListing.Wanted(
          grouping: grouping, group: code, month: CivilDate(iso: listed.period + "-01")?.month,
          number: number,
          most: most),
        coverage: coverage)
    else { throw RowListing.unlisted(reference) }
    _ = try evidence.analyze(plan: plan, isIndividual: false, listing: listing)
    let result = listing.result
    guard result.count == listed.n else {
      throw StageFailure(
        .usage,
        "'\(reference)': the run counts \(listed.n) contacts, the pipeline given now \(result.count); give the pipeline of the run, and what the run had of --input, --as-of, --from and --to"
      )
    }
    text = try RowListing.text(result.contacts, of: result.count, number.measure, evidence.reading)
  }

  private static func unlisted(_ reference: String) -> StageFailure {
    StageFailure(
      .usage,
      "'\(reference)': contacts are listed behind measures of tables/fcr.csv by groups of contacts and people; adjusted is made of two others, placebo and window_fcr of match any"
    )
  }

  /// The number as counters know it; nil where they know none of that name.
  private static func number(_ listed: ListedNumber) -> FCRNumber? {
    guard let measure = FCRMeasure(rawValue: listed.measure) else { return nil }
    guard let window = listed.window else { return FCRNumber(measure) }
    return Match(rawValue: window.match).map { FCRNumber(measure, .init(days: window.days, match: $0)) }
  }

  /// Files whose bytes are not those that a run read.
  private static func changed(_ accounts: [FileAccount], _ manifest: RunFacts) -> [String] {
    let known = Dictionary(manifest.inputs.map { ($0.path, $0.sha256) }) { first, _ in first }
    return accounts.filter { account in known[account.name].map { $0 != account.sha256 } ?? true }.map(\.name)
  }

  /// A line a contact, with the names that the files give them.
  private static func text(
    _ contacts: [ContactListing.Contact], of count: Int, _ measure: FCRMeasure, _ reading: InputReading
  ) throws -> String {
    let places = Set(contacts.flatMap { [$0.place, $0.back?.place].compactMap(\.self) }).sorted()
    let masks = reading.files.flatMap(\.targets).map { $0.mapping.personalColumns.contains("contact_id") }
    var names: [UInt64: String] = [:]
    var walk = ContactWalk(reading.files)
    defer { walk.close() }
    try walk.find(places) { index, line, id in
      let owner = Int(places[index] >> 40)
      let text = String(decoding: id, as: UTF8.self)
      names[places[index]] =
        "\(reading.accounts[owner].name):\(line) \(masks[owner] ? TextShape.masked(text) : text)"
    }
    let lines = contacts.map { contact -> String in
      let own = "\(names[contact.place] ?? "") \(Instant(milliseconds: contact.start).description)"
      let verdict = ListedWords.of(measure, isHit: contact.isHit)
      guard let back = contact.back, !contact.isHit, ![.repeatRate, .placebo].contains(measure) else {
        return "\(own) \(verdict)"
      }
      return
        "\(own) \(verdict): repeated by \(names[back.place] ?? "") \(Instant(milliseconds: back.start).description)"
    }
    return (["\(contacts.count) of \(count) contacts, the earliest first; times are UTC:"] + lines)
      .joined(separator: "\n") + "\n"
  }
}
