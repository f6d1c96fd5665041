/// A row of contacts as the oracle sees it: text and whole seconds, nothing coded.
struct SlowFCRRow {
  var source = "acd"
  var contactID: String
  var start: Int
  var endedAt: Int?
  var handleSeconds: Int?
  var chainID: String?
  var caseID: String?
  var customerID: String?
  var channel = "voice"
  var direction = "inbound"
  var outcome = "handled"
  var callType: String?
  var agentID: String?
  var resolved: Bool?
  var updatedAt: Int?

  /// SPEC 6: "A leg ends at `ended_at`, else started_at + handle_s, else started_at".
  var end: Int { endedAt ?? start + (handleSeconds ?? 0) }
}

/// What the oracle is told beside the rows.
struct SlowFCRSetting {
  var coversFrom: Int?
  var coversTo: Int?
  var asOf: Int?
  var sharedIDMaximum = 30
  /// Call types marked `resolvable_first: false`.
  var unresolvable: Set<String> = []
}

/// The second implementation of SPEC section 6, written from its text alone: small, slow, obvious.
///
/// Nothing here is shared with the modules it checks. Cost: quadratic in the rows.
struct SlowFCR {
  let coversFrom: Int
  let coversTo: Int
  let duplicates: Int
  let conversations: [SlowFCRConversation]
  /// Call types whose conversations are no firsts of window_fcr_net.
  let unresolvable: Set<String>
  /// Rows of surveys as read, whatever their instrument.
  let responses: [SlowFCRResponse]
  /// SPEC 3: no answer after it counts; without an as_of the end of coverage.
  let horizon: Int

  init(_ history: SlowFCRHistory) {
    self.init(history.rows, history.setting, responses: history.responses)
  }

  init(_ rows: [SlowFCRRow], _ setting: SlowFCRSetting, responses: [SlowFCRResponse] = []) {
    self.responses = responses
    unresolvable = setting.unresolvable
    let kept = Self.withoutDuplicates(rows, asOf: setting.asOf)
    duplicates = rows.count - kept.count
    let asOf = setting.asOf ?? Int.max
    let known = kept.filter { $0.start <= asOf }
    let stretch = Self.longestStretch(known.map(\.start))
    let from = setting.coversFrom ?? stretch.from
    let to = min(setting.coversTo ?? stretch.to, asOf)
    coversFrom = from
    coversTo = to
    horizon = setting.asOf ?? to
    let inside = known.filter { from <= $0.start && $0.start <= to }
    let chains = Self.chains(of: inside)
    let shared = Self.sharedIDs(chains, maximum: setting.sharedIDMaximum)
    conversations = Self.overlapsJoined(chains, shared: shared)
      .map { SlowFCRConversation(legs: $0, shared: shared) }
      .sorted { Self.isBefore($0.first, $1.first) }
  }

  /// SPEC 2: the later updated_at is kept, blank is older than any, among equals the last one read;
  /// SPEC 3: one after as_of loses to a version updated before.
  static func withoutDuplicates(_ rows: [SlowFCRRow], asOf: Int?) -> [SlowFCRRow] {
    var kept: [SlowFCRRow] = []
    for row in rows {
      let twin = kept.firstIndex { $0.source == row.source && $0.contactID == row.contactID }
      guard let twin else {
        kept.append(row)
        continue
      }
      if !Self.isOlder(row, than: kept[twin], asOf: asOf) { kept[twin] = row }
    }
    return kept
  }

  private static func isOlder(_ row: SlowFCRRow, than other: SlowFCRRow, asOf: Int?) -> Bool {
    func isLate(_ row: SlowFCRRow) -> Bool { (row.updatedAt ?? Int.min) > (asOf ?? Int.max) }
    if isLate(row) != isLate(other) { return isLate(row) }
    return (row.updatedAt ?? Int.min) < (other.updatedAt ?? Int.min)
  }

  /// SPEC 3: the stretch with most contacts after cutting at holes of more than 45 days, the later of equals.
  static func longestStretch(_ starts: [Int]) -> (from: Int, to: Int) {
    var stretches: [[Int]] = []
    for start in starts.sorted() {
      if let last = stretches.last?.last, start - last <= 45 * 86_400 {
        stretches[stretches.count - 1].append(start)
      } else {
        stretches.append([start])
      }
    }
    var best: [Int] = []
    for stretch in stretches where stretch.count >= best.count { best = stretch }
    return (best.first ?? 0, best.last ?? 0)
  }

  /// SPEC 6: legs with the same (source, chain_id) are one conversation; a leg without one is one alone.
  static func chains(of rows: [SlowFCRRow]) -> [[SlowFCRRow]] {
    var chains: [[SlowFCRRow]] = []
    for row in rows {
      let home = chains.firstIndex { chain in
        row.chainID != nil && chain[0].chainID == row.chainID && chain[0].source == row.source
      }
      if let home { chains[home].append(row) } else { chains.append([row]) }
    }
    return chains.map(inOrder)
  }

  /// Legs by (start, source, contact_id), ids byte by byte.
  static func inOrder(_ legs: [SlowFCRRow]) -> [SlowFCRRow] {
    legs.sorted { isBefore($0, $1) }
  }

  static func isBefore(_ one: SlowFCRRow, _ other: SlowFCRRow) -> Bool {
    if one.start != other.start { return one.start < other.start }
    if one.source != other.source {
      return one.source.utf8.lexicographicallyPrecedes(other.source.utf8)
    }
    return one.contactID.utf8.lexicographicallyPrecedes(other.contactID.utf8)
  }

  /// SPEC 6: a customer with more than `maximum` chains that start within 30 days; 0 = off.
  static func sharedIDs(_ chains: [[SlowFCRRow]], maximum: Int) -> Set<String> {
    guard maximum > 0 else { return [] }
    var shared: Set<String> = []
    for chain in chains {
      guard let customer = chain.compactMap(\.customerID).first else { continue }
      let start = chain[0].start
      let near = chains.filter { other in
        other.compactMap(\.customerID).first == customer
          && start <= other[0].start && other[0].start <= start + 30 * 86_400
      }
      if near.count > maximum { shared.insert(customer) }
    }
    return shared
  }

  /// SPEC 6: inbound voice, chat and video conversations of one customer that overlap are one.
  static func overlapsJoined(_ chains: [[SlowFCRRow]], shared: Set<String>) -> [[SlowFCRRow]] {
    var joined: [[SlowFCRRow]] = []
    var running: [String: (place: Int, end: Int)] = [:]
    for chain in chains.sorted(by: { isBefore($0[0], $1[0]) }) {
      let first = chain[0]
      let end = chain.map(\.end).reduce(Int.min, max)
      let customer = chain.compactMap(\.customerID).first
      guard let customer, !shared.contains(customer), first.direction == "inbound",
        ["voice", "chat", "video"].contains(first.channel)
      else {
        joined.append(chain)
        continue
      }
      if let open = running[customer], first.start < open.end {
        joined[open.place] += chain
        running[customer] = (open.place, max(open.end, end))
      } else {
        joined.append(chain)
        running[customer] = (joined.count - 1, end)
      }
    }
    return joined.map(inOrder)
  }
}
