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
  /// - Throws: `StageFailure`: `.usage` where the number is none of `window_fcr`, or is withheld; `.dataRefused`
  ///   where the exports are not those of the run; what reading throws.
  package init(
    of reference: String, in name: String, most: Int, plan: PipelinePlan, options: NightlyRun.Options,
    log: RunLog,
    stop: StopRequest
  ) throws {
    let publication = Publication(outputDirectory: plan.outputDirectory)
    let id = try RunHistory(plan.outputDirectory).id(of: name)
    let folder = try publication.runFolder(of: id)
    let number = try WindowNumber(NumberReference(reference), in: folder)
    guard let grouping = Grouping(rawValue: number.grouping), let match = Match(rawValue: number.match),
      grouping == .all || Grouping.ofContacts.contains(grouping)
    else { throw RowListing.unlisted(reference) }

    let (workers, clock) = (Workers(count: options.jobs, stop: stop), StageClock())
    var plan = plan
    plan.analyses = ["fcr"]
    plan.fcr.headlineDays = number.days
    let inputs = try ReadInputs(plan, options: options, log: log, workers: workers, clock: clock)
    var evidence = try Evidence(inputs, plan: plan, earlier: nil, workers: workers, clock: clock)
    let changed = RowListing.changed(evidence.reading.accounts, folder.manifest)
    guard changed.isEmpty else {
      throw StageFailure(
        .dataRefused, changed.map { "\($0): is not what the run read; its rows can no longer be shown" })
    }
    let bytes = Array(number.group.utf8)
    let code = evidence.reading.vocabulary.book.existingCode(of: bytes, from: 0, to: bytes.count) ?? 0
    guard let coverage = evidence.settling?.coverage,
      grouping == .all || code != 0 || number.group.isEmpty,
      let listing = ContactListing(
        ContactListing.Wanted(
          grouping: grouping, group: code, month: CivilDate(iso: number.period + "-01")?.month, match: match,
          most: most),
        plan.fcr, coverage: coverage)
    else { throw RowListing.unlisted(reference) }
    _ = try evidence.analyze(plan: plan, isIndividual: false, listing: listing)
    let result = listing.result
    guard result.count == number.n else {
      throw StageFailure(
        .usage,
        "'\(reference)': the run counts \(number.n) contacts, the pipeline given now \(result.count); give the pipeline of the run; what was run with --as-of, --from or --to cannot be listed"
      )
    }
    text = try RowListing.text(result.contacts, of: result.count, evidence.reading)
  }

  private static func unlisted(_ reference: String) -> StageFailure {
    StageFailure(
      .usage,
      "'\(reference)': rows are listed of window_fcr by groups of contacts and people, under matches that may be the headline"
    )
  }

  /// Files whose bytes are not those that a run read.
  private static func changed(_ accounts: [FileAccount], _ manifest: RunFacts) -> [String] {
    let known = Dictionary(manifest.inputs.map { ($0.path, $0.sha256) }) { first, _ in first }
    return accounts.filter { account in known[account.name].map { $0 != account.sha256 } ?? true }.map(\.name)
  }

  /// A line a contact, with the names that the files give them.
  private static func text(
    _ contacts: [ContactListing.Contact], of count: Int, _ reading: InputReading
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
      guard let back = contact.back else { return "\(own) resolved" }
      return "\(own) repeated by \(names[back.place] ?? "") \(Instant(milliseconds: back.start).description)"
    }
    return (["\(contacts.count) of \(count) contacts, the earliest first; times are UTC:"] + lines)
      .joined(separator: "\n") + "\n"
  }
}
