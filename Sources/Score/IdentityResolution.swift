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

  /// Names of agents and of customers, each in one source.
  private var agents = PlaceTable()
  private var customers = PlaceTable()
  /// Spans of all names, those of one name together.
  private var spans: [Span] = []
  /// Places in `spans` of each agent's and each customer's name.
  private var agentSpans: [Range<Int>] = []
  private var customerSpans: [Range<Int>] = []
  /// Aliases that can join nothing, and names that stand for two ids on one day.
  package private(set) var warnings = WarningTally()
  private let zone: ZoneTable
  /// Whether customer ids mean nothing elsewhere, by place of the source; up to the last that do not.
  private let isOwned: [Bool]

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
    isOwned = (0..<(ownedSources.max().map { Int($0) + 1 } ?? 0)).map { ownedSources.contains(UInt16($0)) }
    guard let aliases else { return }
    let (kinds, names) = (aliases.numbers("kind"), aliases.codes("alias"))
    let (of, ids) = (aliases.codes("source"), aliases.codes("id"))
    let (from, to) = (aliases.numbers("from"), aliases.numbers("to"))
    var agentNames: [[Span]] = []
    var customerNames: [[Span]] = []
    func add(_ span: Span, _ name: Fingerprint, _ table: inout PlaceTable, _ names: inout [[Span]]) {
      let number = table.number(of: name)
      if number == names.count { names.append([]) }
      names[number].append(span)
    }
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
        add(span, IdentityResolution.name(names[row], UInt16(source)), &agents, &agentNames)
      } else {
        let bytes = Array(vocabulary.bytes(of: names[row]))
        let name = Fingerprint(bytes, from: 0, to: bytes.count)
        add(span, IdentityResolution.name(name, UInt16(source)), &customers, &customerNames)
      }
    }
    // Where two spans hold on a day the later `from` counts, so the first that holds is the one; the
    // bytes of the ids decide between equal ones.
    func comesFirst(_ a: Span, _ b: Span) -> Bool {
      if a.from != b.from { return a.from > b.from }
      return vocabulary.bytes(of: a.code).lexicographicallyPrecedes(vocabulary.bytes(of: b.code))
    }
    func flatten(_ names: [[Span]]) -> [Range<Int>] {
      names.map { name in
        let start = spans.count
        spans += name.sorted(by: comesFirst)
        warnings.add(.overlappingAliases, count: overlapCount(spans[start...]))
        return start..<spans.count
      }
    }
    agentSpans = flatten(agentNames)
    customerSpans = flatten(customerNames)
  }

  /// How many spans of a name begin before one of another id has ended.
  /// - Parameter spans: the latest first.
  private func overlapCount(_ spans: ArraySlice<Span>) -> Int {
    spans.indices.count { place in
      spans[(place + 1)...].contains { $0.to >= spans[place].from && $0.code != spans[place].code }
    }
  }

  /// Whether there is nothing to join, and no source has customer ids of its own.
  var changesNothing: Bool { agentSpans.isEmpty && customerSpans.isEmpty && !isOwned.contains(true) }

  /// Gives a leg the ids of its agent and customer.
  package func resolve(_ leg: inout Leg) {
    if leg.agent != 0, !agentSpans.isEmpty,
      let number = agents.existingNumber(of: IdentityResolution.name(leg.agent, leg.source)),
      let place = span(in: agentSpans[number], at: leg.start)
    {
      leg.agent = spans[place].code
    }
    if leg.customer.isMissing { return }
    if !customerSpans.isEmpty,
      let number = customers.existingNumber(of: IdentityResolution.name(leg.customer, leg.source)),
      let place = span(in: customerSpans[number], at: leg.start)
    {
      leg.customer = spans[place].customer
    } else if leg.source < isOwned.count, isOwned[Int(leg.source)] {
      leg.customer = leg.customer.combined(with: UInt64(leg.source) + 1)
    }
  }

  /// What stands for the name of an agent in a source.
  private static func name(_ agent: UInt32, _ source: UInt16) -> Fingerprint {
    Fingerprint(high: UInt64(source) + 1, low: UInt64(agent)).combined(with: 1)
  }

  /// What stands for the name of a customer in a source.
  private static func name(_ customer: Fingerprint, _ source: UInt16) -> Fingerprint {
    customer.combined(with: UInt64(source) + 1)
  }

  /// The first span that holds at an instant; nil where none does.
  private func span(in range: Range<Int>, at start: Int64) -> Int? {
    let spans = spans.span
    var today: Int64?
    for place in range {
      let (from, to) = (spans[place].from, spans[place].to)
      if from == .min, to == .max { return place }
      let day = today ?? Int64(zone.day(of: Instant(milliseconds: start)).days)
      if from <= day, day <= to { return place }
      today = day
    }
    return nil
  }
}
