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
  private let headlineDays: Int
  private let from: Int64
  private let to: Int64
  /// Call types that were met, by code; the first entry stands for all of them.
  private var groups = KeyIndex()
  /// By group and match.
  private var sums: [ReturnSums] = []
  /// Pairs of an agent and a group that were met, by code and number.
  private var credits = KeyIndex()
  /// By pair and match: the last windows in which a contact of theirs is a settled first one, and a first
  /// one.
  private var reaches: [Reach] = []
  /// Of the present customer, by match: groups and windows of first contacts.
  private var own: [[Contact]]

  /// The last windows of somebody's contacts; 0 where there is none.
  struct Reach: Sendable {
    /// In which one is a settled first contact.
    var settled: UInt8 = 0
    /// In which one is a first contact as far as the export tells.
    var first: UInt8 = 0

    /// Reaches as far as another too.
    mutating func merge(_ other: Reach) {
      settled = max(settled, other.settled)
      first = max(first, other.first)
    }
  }

  /// The key of all call types together.
  private static let all = KeyIndex.Key(.max, .max, 0, 0)

  /// Nothing observed yet.
  package init(_ parameters: FCRParameters, coverage: Coverage) {
    let covered = (coverage.to.milliseconds - coverage.from.milliseconds) / RepeatWindow.day
    let isLong = covered >= Int64(ReturnTally.windowsCovered * ReturnTally.longestWindow)
    last = isLong ? ReturnTally.longestWindow : ReturnTally.usualWindow
    links = parameters.headlineCandidates.map(\.place)
    headlineDays = parameters.headlineDays
    (from, to) = (coverage.from.milliseconds, coverage.to.milliseconds)
    own = links.map { _ in [] }
    _ = group(ReturnTally.all)
  }

  /// About how many bytes it holds.
  package var bytes: Int {
    groups.bytes + credits.bytes + 2 * reaches.capacity
      + 8 * sums.count * ReturnSums.Series.allCases.count * (last + 1)
  }

  /// Adds a piece of complete customers.
  package mutating func observe(_ piece: borrowing ScoredPiece) {
    var start = 0
    for end in piece.customerEnds {
      let hasSeveral = end - start > 1
      for place in start..<end { observe(piece.conversations[place], hasSeveral: hasSeveral) }
      if hasSeveral { endCustomer() }
      start = end
    }
  }

  /// Adds another's, of other customers and the same parameters.
  package mutating func merge(_ other: ReturnTally) {
    for (theirs, key) in other.groups.keys.enumerated() {
      let ours = group(key)
      for match in links.indices {
        sums[ours * links.count + match].merge(other.sums[theirs * links.count + match])
      }
    }
    for (theirs, key) in other.credits.keys.enumerated() {
      let ours = credit(key.x, group(other.groups.keys[Int(key.y)]))
      for match in links.indices {
        reaches[ours * links.count + match].merge(other.reaches[theirs * links.count + match])
      }
    }
  }

  /// The curves of everything that was observed under a match, given by its place among those that may
  /// headline.
  ///
  /// All call types together come first, without a code; the others in the order of their codes.
  package func finish(headline: Int) -> [ReturnCurve] {
    var whole = ReturnSums(last: last)
    for group in 0..<groups.count { whole.merge(sums[group * links.count + headline]) }
    var people = Array(repeating: [Reach](), count: groups.count)
    var ofAll: [UInt32: Reach] = [:]
    for (place, key) in credits.keys.enumerated() {
      let reach = reaches[place * links.count + headline]
      people[Int(key.y)].append(reach)
      ofAll[key.x, default: Reach()].merge(reach)
    }
    people[0] = Array(ofAll.values)
    return groups.keys.indices.map { group in
      let own = sums[group * links.count + headline]
      return ReturnCurve(
        callType: group == 0 ? nil : groups.keys[group].x, sums: group == 0 ? whole : own, pairs: own,
        reaches: people[group])
    }.sorted { ($0.callType.map(Int.init) ?? -1) < ($1.callType.map(Int.init) ?? -1) }
  }

  @inline(__always)
  private mutating func observe(_ conversation: borrowing ScoredConversation, hasSeveral: Bool) {
    if conversation.status != .qualifying { return }
    let callType = conversation.groups[ReturnTally.callType]
    for match in links.indices {
      let near = conversation.links[links[match]]
      if !near.isIdentified { continue }
      let days = ReturnDays(conversation, near, from: from, to: to, last: last)
      let group = group(KeyIndex.Key(callType, 0, 0, 0))
      // A first contact of no window is one of none at all.
      if days.first == 0 { continue }
      let lookBack = conversation.start.milliseconds &- from
      let isFirst = near.sincePrevious > headlineLength && lookBack >= headlineLength
      sums[group &* links.count &+ match].add(days, isFirstAtHeadline: isFirst)
      reaches[credit(conversation.agent, group) &* links.count &+ match].merge(
        Reach(settled: UInt8(truncatingIfNeeded: days.settled), first: UInt8(truncatingIfNeeded: days.first)))
      if hasSeveral, days.settled > 0 { own[match].append((group, days.settled, days.resolved)) }
    }
  }

  private var headlineLength: Int64 { Int64(headlineDays) &* RepeatWindow.day }
  private static let callType = Grouping.callType.place

  private mutating func endCustomer() {
    for match in links.indices {
      if own[match].count > 1 { addPairs(match) }
      own[match].removeAll(keepingCapacity: true)
    }
  }

  /// Adds what several first contacts of the present customer change.
  private mutating func addPairs(_ match: Int) {
    let contacts = own[match]
    for (place, one) in contacts.enumerated() {
      var (isFurther, isFurtherOfGroup) = (false, false)
      for (otherPlace, other) in contacts.enumerated() where otherPlace != place {
        // Of two with windows as long the earlier one is the customer's.
        let isBehind = (one.settled, otherPlace) < (other.settled, place)
        isFurther = isFurther || isBehind
        isFurtherOfGroup = isFurtherOfGroup || isBehind && one.group == other.group
        if otherPlace > place { addPair(one, other, match) }
      }
      if isFurther { sums[match].addFurther(one.settled) }
      if isFurtherOfGroup { sums[one.group * links.count + match].addFurther(one.settled) }
    }
  }

  private typealias Contact = (group: Int, settled: Int, resolved: Int)

  /// Adds a pair of a customer's contacts to all, and to their call type where they share it.
  private mutating func addPair(_ one: Contact, _ other: Contact, _ match: Int) {
    let (first, second) = ((one.settled, one.resolved), (other.settled, other.resolved))
    sums[match].addPair(first, second)
    if one.group == other.group { sums[one.group * links.count + match].addPair(first, second) }
  }

  @inline(__always)
  private mutating func group(_ key: KeyIndex.Key) -> Int {
    let group = groups.number(of: key)
    if group * links.count == sums.count {
      sums.append(contentsOf: repeatElement(ReturnSums(last: last), count: links.count))
    }
    return group
  }

  @inline(__always)
  private mutating func credit(_ agent: UInt32, _ group: Int) -> Int {
    let place = credits.number(of: KeyIndex.Key(agent, UInt32(truncatingIfNeeded: group), 0, 0))
    if place * links.count == reaches.count {
      reaches.append(contentsOf: repeatElement(Reach(), count: links.count))
    }
    return place
  }
}
