import Canonical

/// Finds, for each conversation of one customer, its nearest earlier qualifying one and its nearest
/// later trigger, under each match.
///
/// A window of any length is then a comparison with these two gaps. One value serves many customers,
/// one after the other, so that its storage is made once.
struct RepeatLinks {
  /// What of a conversation matters here.
  struct Event {
    /// When it started, in milliseconds.
    var start: Int64 = 0
    /// When it ended, in milliseconds.
    var end: Int64 = 0
    /// Code of its call type; 0 where missing.
    var callType: UInt32 = 0
    /// Its case; 0 without one.
    var caseID: UInt64 = 0
    /// Whether later ones look back to it.
    var isQualifying = false
    /// Whether it is a return to earlier ones.
    var isTrigger = false
  }

  /// What is found for an event.
  struct Found {
    /// By match, in the order of `Match.allCases`.
    var links = InlineArray<3, RepeatLink>(repeating: RepeatLink())
    /// Milliseconds from the delay after its end to the start of the next trigger from then on.
    var untilPlacebo = RepeatLink.none
  }

  /// What is found for each event, in their order; as long as the most events so far.
  private(set) var found: [Found] = []
  private var starts: [Int64] = []
  private var byReason = LatestByKey()
  private var byCase = LatestByKey()
  /// Up to so many events every pair of them is looked at.
  private let mostPaired: Int

  /// No links yet.
  /// - Parameter mostPaired: up to so many events every pair is looked at, which is faster for few.
  init(mostPaired: Int = 16) { self.mostPaired = mostPaired }

  /// Finds the links and placebo gaps of all conversations of one identified customer, in order.
  /// - Parameter delay: from when on after its end returns to one are taken for chance, in milliseconds.
  mutating func find(_ events: Span<Event>, placeboDelay delay: Int64) {
    found.makeRoom(for: events.count, Found())
    if events.count <= mostPaired {
      var found = found.mutableSpan
      for place in events.indices { found[place] = RepeatLinks.paired(events, place, placeboDelay: delay) }
    } else {
      for place in events.indices { found[place] = RepeatLinks.alone(hasCase: events[place].caseID != 0) }
      lookBack(events)
      lookAhead(events)
      findPlacebos(events, after: delay)
    }
  }

  /// What is found for a conversation that has no neighbour.
  static func alone(hasCase: Bool) -> Found {
    var found = Found()
    found.links[0].isIdentified = true
    found.links[1].isIdentified = true
    found.links[2].isIdentified = hasCase
    return found
  }

  /// What is found for one of few events: every other one is looked at.
  @inline(__always)
  private static func paired(_ events: Span<Event>, _ place: Int, placeboDelay delay: Int64) -> Found {
    let event = events[place]
    // A blank call type on either side matches every reason; without a case nothing shares it.
    let isBlank = event.callType == 0
    let hasCase = event.caseID != 0
    var (any, reason, sameCase) = (Int64.min, Int64.min, Int64.min)
    var other = 0
    while other < place {
      let earlier = events[other]
      let end = earlier.isQualifying ? earlier.end : .min
      any = max(any, end)
      if isBlank || earlier.callType == event.callType || earlier.callType == 0 { reason = max(reason, end) }
      if hasCase, earlier.caseID == event.caseID { sameCase = max(sameCase, end) }
      other &+= 1
    }
    var found = alone(hasCase: hasCase)
    found.links[0].sincePrevious = gap(from: any, to: event.start)
    found.links[1].sincePrevious = gap(from: reason, to: event.start)
    found.links[2].sincePrevious = gap(from: sameCase, to: event.start)
    let instant = event.end + delay
    var placebo = Int64.max
    (any, reason, sameCase) = (.max, .max, .max)
    // No earlier one can start so late, unless nothing lies between the start and that instant.
    other = instant > event.start ? place &+ 1 : 0
    while other < events.count {
      let later = events[other]
      let start = later.isTrigger ? later.start : .max
      if start >= instant { placebo = min(placebo, start) }
      if other > place {
        any = min(any, start)
        if isBlank || later.callType == event.callType || later.callType == 0 { reason = min(reason, start) }
        if hasCase, later.caseID == event.caseID { sameCase = min(sameCase, start) }
      }
      other &+= 1
    }
    found.links[0].untilReturn = gap(from: event.end, until: any)
    found.links[1].untilReturn = gap(from: event.end, until: reason)
    found.links[2].untilReturn = gap(from: event.end, until: sameCase)
    found.untilPlacebo = gap(from: instant, until: placebo)
    return found
  }

  /// The largest end of earlier qualifying conversations, by what they share.
  private mutating func lookBack(_ events: Span<Event>) {
    byReason.reset(capacity: events.count)
    byCase.reset(capacity: events.count)
    var any = Int64.min
    var blank = Int64.min
    for place in events.indices {
      let event = events[place]
      let reason = event.callType == 0 ? any : max(byReason[UInt64(event.callType)], blank)
      found[place].links[0].sincePrevious = RepeatLinks.gap(from: any, to: event.start)
      found[place].links[1].sincePrevious = RepeatLinks.gap(from: reason, to: event.start)
      if event.caseID != 0 {
        found[place].links[2].sincePrevious = RepeatLinks.gap(from: byCase[event.caseID], to: event.start)
      }
      guard event.isQualifying else { continue }
      any = max(any, event.end)
      if event.callType == 0 {
        blank = max(blank, event.end)
      } else {
        byReason.raise(UInt64(event.callType), event.end)
      }
      if event.caseID != 0 { byCase.raise(event.caseID, event.end) }
    }
  }

  /// The start of the next trigger, by what they share; the next in order starts first.
  private mutating func lookAhead(_ events: Span<Event>) {
    // Kept as their negatives: the earliest is then the latest.
    byReason.reset(capacity: events.count)
    byCase.reset(capacity: events.count)
    var any = Int64.min
    var blank = Int64.min
    for place in events.indices.reversed() {
      let event = events[place]
      let reason = event.callType == 0 ? any : max(byReason[UInt64(event.callType)], blank)
      found[place].links[0].untilReturn = RepeatLinks.gap(from: any, to: -event.end)
      found[place].links[1].untilReturn = RepeatLinks.gap(from: reason, to: -event.end)
      if event.caseID != 0 {
        found[place].links[2].untilReturn = RepeatLinks.gap(from: byCase[event.caseID], to: -event.end)
      }
      guard event.isTrigger else { continue }
      any = max(any, -event.start)
      if event.callType == 0 {
        blank = max(blank, -event.start)
      } else {
        byReason.raise(UInt64(event.callType), -event.start)
      }
      if event.caseID != 0 { byCase.raise(event.caseID, -event.start) }
    }
  }

  @inline(__always)
  private static func gap(from end: Int64, to start: Int64) -> Int64 {
    end == .min ? RepeatLink.none : max(0, start - end)
  }

  @inline(__always)
  private static func gap(from end: Int64, until start: Int64) -> Int64 {
    start == .max ? RepeatLink.none : max(0, start - end)
  }

  /// From the delay after each end to the first trigger then or later.
  private mutating func findPlacebos(_ events: Span<Event>, after delay: Int64) {
    starts.removeAll(keepingCapacity: true)
    for place in events.indices where events[place].isTrigger { starts.append(events[place].start) }
    for place in events.indices {
      let instant = events[place].end + delay
      var (low, high) = (0, starts.count)
      while low < high {
        let middle = (low + high) / 2
        if starts[middle] < instant { low = middle + 1 } else { high = middle }
      }
      if low < starts.count { found[place].untilPlacebo = starts[low] - instant }
    }
  }
}
