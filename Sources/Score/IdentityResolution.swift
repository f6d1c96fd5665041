import Canonical
import Tables

/// Turns the names that sources use for agents and customers into the ids of people and customers.
package struct IdentityResolution: Sendable {
  /// One span of days in which a name stood for an id.
  private struct Span: Sendable {
    var from: Int64
    var to: Int64
    /// Code of the person, for agents.
    var code: UInt32
    /// Fingerprint of the customer.
    var customer: Fingerprint
  }

  /// A name in one source.
  private struct Name: Hashable, Sendable {
    var source: UInt16
    var print: Fingerprint
  }

  private var agents: [UInt64: [Span]] = [:]
  private var customers: [Name: [Span]] = [:]
  /// Aliases that can join nothing, and names that stand for two ids on one day.
  package private(set) var warnings = WarningTally()
  private let zone: ZoneTable
  private let ownedSources: Set<UInt16>

  /// Names and what they stand for.
  /// - Parameters:
  ///   - aliases: the settled table of aliases; nil without one.
  ///   - sources: names of the sources, by place.
  ///   - ownedSources: sources whose customer ids mean nothing elsewhere.
  ///   - zone: whose days the spans of aliases are.
  package init(
    aliases: SmallTable?, vocabulary: CodeBook, sources: [String], ownedSources: Set<UInt16>,
    zone: ZoneTable
  ) {
    self.zone = zone
    self.ownedSources = ownedSources
    guard let aliases else { return }
    let (kinds, names) = (aliases.numbers("kind"), aliases.codes("alias"))
    let (of, ids) = (aliases.codes("source"), aliases.codes("id"))
    let (from, to) = (aliases.numbers("from"), aliases.numbers("to"))
    for row in names.indices {
      let name = vocabulary.text(of: of[row])
      guard let source = sources.firstIndex(of: name) else {
        warnings.add(.unknownAliasSource, name)
        continue
      }
      let id = Array(vocabulary.bytes(of: ids[row]))
      let span = Span(
        from: from[row], to: to[row] == CanonicalBatch.missing ? .max : to[row], code: ids[row],
        customer: Fingerprint(id, from: 0, to: id.count))
      if kinds[row] == 0 {
        agents[UInt64(source) << 32 | UInt64(names[row]), default: []].append(span)
      } else {
        let bytes = Array(vocabulary.bytes(of: names[row]))
        let name = Name(source: UInt16(source), print: Fingerprint(bytes, from: 0, to: bytes.count))
        customers[name, default: []].append(span)
      }
    }
    // Where two spans hold on a day the later `from` counts, so the first that holds is the one; the
    // bytes of the ids decide between equal ones.
    func comesFirst(_ a: Span, _ b: Span) -> Bool {
      if a.from != b.from { return a.from > b.from }
      return vocabulary.bytes(of: a.code).lexicographicallyPrecedes(vocabulary.bytes(of: b.code))
    }
    for key in agents.keys { agents[key]?.sort(by: comesFirst) }
    for key in customers.keys { customers[key]?.sort(by: comesFirst) }
    let overlaps =
      agents.values.reduce(0) { $0 + overlapCount($1) }
      + customers.values.reduce(0) { $0 + overlapCount($1) }
    warnings.add(.overlappingAliases, count: overlaps)
  }

  /// How many spans of a name begin before one of another id has ended.
  /// - Parameter spans: the latest first.
  private func overlapCount(_ spans: [Span]) -> Int {
    spans.indices.count { place in
      spans[(place + 1)...].contains { $0.to >= spans[place].from && $0.code != spans[place].code }
    }
  }

  /// Gives a leg the ids of its agent and customer.
  package func resolve(_ leg: inout Leg) {
    if leg.agent != 0, !agents.isEmpty,
      let spans = agents[UInt64(leg.source) << 32 | UInt64(leg.agent)],
      let span = spans.first(where: { holds($0, leg) })
    {
      leg.agent = span.code
    }
    if leg.customer.isMissing { return }
    if !customers.isEmpty,
      let spans = customers[Name(source: leg.source, print: leg.customer)],
      let span = spans.first(where: { holds($0, leg) })
    {
      leg.customer = span.customer
    } else if ownedSources.contains(leg.source) {
      leg.customer = leg.customer.combined(with: UInt64(leg.source) + 1)
    }
  }

  private func holds(_ span: Span, _ leg: Leg) -> Bool {
    let day = Int64(zone.day(of: Instant(milliseconds: leg.start)).days)
    return span.from <= day && day <= span.to
  }
}
