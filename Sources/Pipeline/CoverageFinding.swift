import Canonical
import Score
import Tables

/// Finds the coverage of a run's contacts, and its horizon of knowledge.
struct CoverageFinding {
  /// The plan and its zones.
  let plan: PipelinePlan
  let zones: [String: ZoneTable]

  /// The horizon where the configuration states it, else where every contacts input states its end.
  ///
  /// Only a stated horizon makes a later `updated_at` lose: one that comes from the data would make
  /// corrections of the last contacts lose to what they correct.
  func statedAsOf() throws(StageFailure) -> Instant? {
    if let asOf = plan.asOf { return instant(asOf, zone: plan.timeZone, nextMidnight: true) }
    let ends = contactInputs.map { plan.inputs[$0].coversTo }
    if ends.isEmpty || ends.contains(where: { $0 == nil }) { return nil }
    return contactInputs.compactMap { place in
      plan.inputs[place].coversTo.map {
        instant($0, zone: plan.inputs[place].timeZone, nextMidnight: false)
      }
    }.min()
  }

  /// Up to when versions of rows are known; nil: all are.
  func versionsAsOf() throws(StageFailure) -> Instant? {
    switch plan.versions {
    case .asOf: try statedAsOf()
    case .until(let instant): instant
    }
  }

  /// The time covered by one input of contacts.
  struct Span {
    var from: Instant?
    var to: Instant?
  }

  /// The span of each input: as stated, else the stretch of its own contacts with most of them.
  /// - Parameter contacts: contacts of each input known by `as_of`, duplicates removed.
  func spans(contacts: [Int: [CoverageStretch.Span]]) -> [Int: Span] {
    var spans: [Int: Span] = [:]
    for place in contactInputs {
      let input = plan.inputs[place]
      var span = Span(
        from: input.coversFrom.map { instant($0, zone: input.timeZone, nextMidnight: false) },
        to: input.coversTo.map { instant($0, zone: input.timeZone, nextMidnight: false) })
      if span.from == nil || span.to == nil {
        let stretch = CoverageStretch.longest(contacts[place, default: []])
        span.from = span.from ?? stretch?.first
        span.to = span.to ?? stretch?.last
      }
      spans[place] = span
    }
    return spans
  }

  /// What all inputs of contacts cover together: the latest beginning and the earliest end.
  /// - Returns: nil where nothing is covered.
  func coverage(of spans: [Int: Span], asOf: Instant?) throws(StageFailure) -> Coverage? {
    guard let from = spans.values.compactMap(\.from).max(), let to = spans.values.compactMap(\.to).min()
    else { return nil }
    let coverage = Coverage(from: from, to: to, asOf: asOf ?? to)
    if coverage.from > coverage.to {
      throw StageFailure(
        .dataRefused,
        "\(plan.path): the contacts cover nothing in common: the latest begins "
          + "\(from.description), the earliest ends \(coverage.to.description); mend inputs[].covers or as_of"
      )
    }
    return coverage
  }

  /// What excludes a contact by its start.
  func boundary(of spans: [Int: Span], coverage: Coverage, asOf: Instant?) -> CoverageBoundary {
    let stated = contactInputs.filter { plan.inputs[$0].coversTo != nil }
    return CoverageBoundary(
      from: coverage.from, statedEnd: stated.compactMap { spans[$0]?.to }.min(), asOf: asOf,
      end: spans.values.compactMap(\.to).min() ?? coverage.to)
  }

  /// Places of the inputs that feed contacts.
  var contactInputs: [Int] {
    plan.inputs.indices.filter { place in
      plan.inputs[place].mappings.contains { $0.table.name == TableSchema.contacts.name }
    }
  }

  private func instant(_ boundary: Boundary, zone name: String, nextMidnight: Bool) -> Instant {
    switch boundary {
    case .instant(let instant): return instant
    case .day(let day):
      guard let zone = zones[name] else { preconditionFailure("zone \(name) was not loaded") }
      return zone.midnight(of: CivilDate(days: day.days + (nextMidnight ? 1 : 0)))
    }
  }
}
