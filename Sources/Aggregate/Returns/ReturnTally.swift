import Canonical

/// When customers come back, day by day, by call type and over all: `observe` adds scored pieces, `merge`
/// joins tallies of other customers, in any order, `finish` makes the curves.
package struct ReturnTally: Sendable {
  /// The longest window in days where the export is long enough, and where it is not.
  ///
  /// Source: eGain revises its number for 90 days; SQM's internal measure takes 30.
  package static let (longestWindow, usualWindow) = (90, 30)
  /// An export covers a window well where it is this many times as long.
  ///
  /// Source: a contact needs a window before it, to be a first one, and a window after it.
  package static let windowsCovered = 2

  /// The last day that is counted.
  let last: Int
  private let links: [Int]
  private let headlineLength: Int64
  private let from: Int64
  private let to: Int64
  /// Call types that were met, by code; the first entry stands for all of them.
  private var groups = KeyIndex()
  /// Counts of `ReturnSums`, by group and match.
  private var counts: [Int64] = []
  /// Pairs of an agent and a group that were met, by code and number.
  private var credits = KeyIndex()
  /// Where the numbers of most pairs stand.
  private var table = AgentTable(isOfOneAgent: false)
  /// By pair: how far their contacts reach.
  private var reaches: [Reach] = []
  /// Settled first contacts of the present customer.
  private var own: [OwnFirst] = []

  /// By match that may headline, of which there are at most two: windows in days.
  typealias Days = SIMD2<UInt8>

  /// The last windows of somebody's contacts, by match; 0 where there is none.
  struct Reach: Sendable {
    /// In which one is a settled first contact.
    var settled = Days.zero
    /// In which one is a first contact as far as the export tells.
    var first = Days.zero

    /// Reaches as far as another too.
    mutating func merge(_ other: Reach) {
      settled = pointwiseMax(settled, other.settled)
      first = pointwiseMax(first, other.first)
    }
  }

  /// A contact of the present customer that is a settled first one under some match.
  struct OwnFirst: Sendable {
    /// Number of its call type.
    var group: Int
    /// The last windows in which it is one; 0 where it is none.
    var settled = Days.zero
    /// The last of those without a return.
    var resolved = Days.zero
  }

  /// The key of all call types together.
  private static let all = KeyIndex.Key(.max, .max, 0, 0)

  /// Nothing observed yet.
  package init(_ parameters: FCRParameters, coverage: Coverage) {
    let covered = (coverage.to.milliseconds - coverage.from.milliseconds) / RepeatWindow.day
    let isLong = covered >= Int64(ReturnTally.windowsCovered * ReturnTally.longestWindow)
    last = isLong ? ReturnTally.longestWindow : ReturnTally.usualWindow
    links = parameters.headlineCandidates.map(\.place)
    precondition(links.count <= Days.scalarCount, "windows have a lane for each match that may headline")
    headlineLength = Int64(parameters.headlineDays) * RepeatWindow.day
    (from, to) = (coverage.from.milliseconds, coverage.to.milliseconds)
    _ = group(ReturnTally.all)
  }

  /// About how many bytes it holds.
  package var bytes: Int {
    groups.bytes + credits.bytes + table.bytes + MemoryLayout<Reach>.stride * reaches.capacity
      + 8 * counts.capacity
  }

  /// Adds a piece of complete customers.
  package mutating func observe(_ piece: borrowing ScoredPiece) {
    let conversations = piece.conversations.span
    var start = 0
    for end in piece.customerEnds {
      own.removeAll(keepingCapacity: true)
      for place in start..<end where conversations[place].status == .qualifying {
        observe(conversations[place])
      }
      if own.count > 1 { addPairs() }
      start = end
    }
  }

  /// Adds another's, of other customers and the same parameters.
  package mutating func merge(_ other: ReturnTally) {
    let width = width * links.count
    for (theirs, key) in other.groups.keys.enumerated() {
      let ours = group(key)
      for place in 0..<width { counts[ours * width + place] += other.counts[theirs * width + place] }
    }
    for (theirs, key) in other.credits.keys.enumerated() {
      let ours = credit(key.x, group(other.groups.keys[Int(key.y)]))
      reaches[ours].merge(other.reaches[theirs])
    }
  }

  /// The curves of everything that was observed under a match, given by its place among those that may
  /// headline.
  ///
  /// All call types together come first, without a code; the others in the order of their codes.
  package func finish(headline: Int) -> [ReturnCurve] {
    let sums = groups.keys.indices.map { group in
      let start = base(group, headline)
      return ReturnSums(last: last, counts: counts[start..<start + width])
    }
    var whole = ReturnSums(last: last)
    for own in sums { whole.merge(own) }
    var people = Array(repeating: [Reach](), count: groups.count)
    var ofAll: [UInt32: Reach] = [:]
    for (place, key) in credits.keys.enumerated() {
      people[Int(key.y)].append(reaches[place])
      ofAll[key.x, default: Reach()].merge(reaches[place])
    }
    people[0] = Array(ofAll.values)
    return groups.keys.indices.map { group in
      ReturnCurve(
        callType: group == 0 ? nil : groups.keys[group].x, sums: group == 0 ? whole : sums[group],
        pairs: sums[group],
        reaches: people[group].map { (settled: Int($0.settled[headline]), first: Int($0.first[headline])) })
    }.sorted { ($0.callType.map(Int.init) ?? -1) < ($1.callType.map(Int.init) ?? -1) }
  }

  @inline(__always)
  private mutating func observe(_ conversation: borrowing ScoredConversation) {
    let group = group(KeyIndex.Key(conversation.groups[ReturnTally.callType], 0, 0, 0))
    var reach = Reach()
    var first = OwnFirst(group: group)
    let lookBack = conversation.start.milliseconds &- from
    let daysBefore = ReturnDays.whole(lookBack, atMost: last)
    let followed = ReturnDays.whole(to &- conversation.end.milliseconds, atMost: last)
    for match in 0..<links.count {
      let near = conversation.links[links[match]]
      if !near.isIdentified { continue }
      let days = ReturnDays(near, followed: followed, lookBack: daysBefore, last: last)
      // A first contact of no window is one of none at all.
      if days.first == 0 { continue }
      add(
        days, base(group, match),
        isFirstAtHeadline: near.sincePrevious > headlineLength && lookBack >= headlineLength)
      reach.first[match] = UInt8(truncatingIfNeeded: days.first)
      reach.settled[match] = UInt8(truncatingIfNeeded: days.settled)
      first.resolved[match] = UInt8(truncatingIfNeeded: min(days.settled, days.resolved))
    }
    if reach.first == .zero { return }
    reaches[credit(conversation.agent, group)].merge(reach)
    first.settled = reach.settled
    if first.settled != .zero { own.append(first) }
  }

  private static let callType = Grouping.callType.place

  /// Counts a conversation.
  @inline(__always)
  private mutating func add(_ days: ReturnDays, _ base: Int, isFirstAtHeadline: Bool) {
    raise(.settled, base, days.settled)
    raise(.resolved, base, min(days.settled, days.resolved))
    raise(.first, base, days.first)
    raise(.resolvedSoFar, base, min(days.first, days.resolved))
    if !isFirstAtHeadline { return }
    if days.resolved < days.followed {
      raise(.returned, base, days.resolved &+ 1)
    } else {
      raise(.ended, base, days.followed)
    }
  }

  @inline(__always)
  private mutating func raise(_ series: ReturnSums.Series, _ base: Int, _ day: Int, by count: Int64 = 1) {
    counts[base &+ series.rawValue &* (last &+ 1) &+ day] &+= count
  }

  /// Adds what several first contacts of the present customer change: of all call types, and of each.
  @inline(never)
  private mutating func addPairs() {
    own.sort { $0.group < $1.group }
    for match in 0..<links.count {
      addPairs(own.indices, match, group: 0)
      var start = 0
      while start < own.count {
        var end = start + 1
        while end < own.count, own[end].group == own[start].group { end += 1 }
        if end - start > 1 { addPairs(start..<end, match, group: own[start].group) }
        start = end
      }
    }
  }

  /// Customers with more contacts are counted day by day, not pair by pair.
  private static let mostPaired = 32

  /// Adds what those of them in a group change.
  @inline(__always)
  private mutating func addPairs(_ places: Range<Int>, _ match: Int, group: Int) {
    let base = base(group, match)
    if places.count > ReturnTally.mostPaired { return addMany(places, match, base) }
    // All but one are behind another that is a settled first contact in as long a window.
    var most: UInt8 = 0
    for place in places {
      let (settled, resolved) = (own[place].settled[match], own[place].resolved[match])
      if settled == 0 { continue }
      if most > 0 { raise(.further, base, Int(min(most, settled))) }
      most = max(most, settled)
      for other in places.lowerBound..<place where own[other].settled[match] > 0 {
        let (otherSettled, otherResolved) = (own[other].settled[match], own[other].resolved[match])
        raise(.pairs, base, Int(min(settled, otherSettled)))
        raise(.pairsOneResolved, base, Int(min(otherSettled, resolved)))
        raise(.pairsOneResolved, base, Int(min(settled, otherResolved)))
        raise(.pairsResolved, base, Int(min(resolved, otherResolved)))
      }
    }
  }

  /// The same of many contacts: of n that are settled firsts in a window there are n (n - 1) / 2 pairs.
  private mutating func addMany(_ places: Range<Int>, _ match: Int, _ base: Int) {
    var (settled, resolved) = ([Int64](repeating: 0, count: last + 1), [Int64](repeating: 0, count: last + 1))
    for contact in own[places] {
      settled[Int(contact.settled[match])] += 1
      resolved[Int(contact.resolved[match])] += 1
    }
    var (n, x) = (Int64(0), Int64(0))
    for day in stride(from: last, to: 0, by: -1) {
      let (longer, longerResolved) = (n, x)
      n += settled[day]
      x += resolved[day]
      raise(.pairs, base, day, by: (n * (n - 1) - longer * (longer - 1)) / 2)
      raise(.pairsResolved, base, day, by: (x * (x - 1) - longerResolved * (longerResolved - 1)) / 2)
      raise(.pairsOneResolved, base, day, by: x * max(0, n - 1) - longerResolved * max(0, longer - 1))
      raise(.further, base, day, by: max(0, n - 1) - max(0, longer - 1))
    }
  }

  /// How many counts a group has under one match.
  private var width: Int { ReturnSums.width(last: last) }

  /// Where the counts of a group under a match begin.
  @inline(__always)
  private func base(_ group: Int, _ match: Int) -> Int { (group &* links.count &+ match) &* width }

  @inline(__always)
  private mutating func group(_ key: KeyIndex.Key) -> Int {
    let group = groups.number(of: key)
    if base(group, 0) == counts.count {
      counts.append(contentsOf: repeatElement(0, count: width * links.count))
    }
    return group
  }

  @inline(__always)
  private mutating func credit(_ agent: UInt32, _ group: Int) -> Int {
    let known = table.place(Int(agent), group)
    return known > 0 ? Int(known) &- 1 : newCredit(agent, group)
  }

  @inline(never)
  private mutating func newCredit(_ agent: UInt32, _ group: Int) -> Int {
    let place = credits.number(of: KeyIndex.Key(agent, UInt32(truncatingIfNeeded: group), 0, 0))
    if place == reaches.count { reaches.append(Reach()) }
    table.set(Int(agent), group, UInt32(place + 1))
    return place
  }
}
