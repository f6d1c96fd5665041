import Canonical
import Tables

/// Finds, for each conversation of one customer, its nearest earlier qualifying one and its nearest
/// later trigger, under each match, in one pass each way.
///
/// A window of any length is then a comparison with these two gaps.
enum RepeatLinks {
  /// What of a conversation matters here.
  struct Event {
    /// When it started, in milliseconds.
    var start: Int64
    /// When it ended, in milliseconds.
    var end: Int64
    /// Code of its call type; 0 where missing.
    var callType: UInt32
    /// Its case; missing without one.
    var caseID: Fingerprint
    /// Whether later ones look back to it.
    var isQualifying: Bool
    /// Whether it is a return to earlier ones.
    var isTrigger: Bool
  }

  /// Links of each event, in their order; matches in the order of `Match.allCases`.
  /// - Parameter events: all conversations of one identified customer, in order.
  static func links(_ events: [Event]) -> [InlineArray<3, RepeatLink>] {
    var links = Array(repeating: InlineArray<3, RepeatLink>(repeating: RepeatLink()), count: events.count)
    for place in events.indices {
      links[place][0].isIdentified = true
      links[place][1].isIdentified = true
      links[place][2].isIdentified = !events[place].caseID.isMissing
    }
    lookBack(events, &links)
    lookAhead(events, &links)
    return links
  }

  /// Milliseconds from `delay` after each event's end to the start of the next trigger from then on.
  /// - Parameter events: as for `links`.
  static func untilTrigger(_ events: [Event], after delay: Int64) -> [Int64] {
    let starts = events.filter(\.isTrigger).map(\.start)
    return events.map { event in
      let instant = event.end + delay
      var (low, high) = (0, starts.count)
      while low < high {
        let middle = (low + high) / 2
        if starts[middle] < instant { low = middle + 1 } else { high = middle }
      }
      return low < starts.count ? starts[low] - instant : RepeatLink.none
    }
  }

  /// The largest end of earlier qualifying conversations, by what they share.
  private static func lookBack(_ events: [Event], _ links: inout [InlineArray<3, RepeatLink>]) {
    var any = Int64.min
    var byReason: [UInt32: Int64] = [:]
    var byCase: [Fingerprint: Int64] = [:]
    for (place, event) in events.enumerated() {
      // A blank call type on either side matches every reason; 0 holds those of blank ones.
      let reason =
        event.callType == 0
        ? any : max(byReason[event.callType] ?? .min, byReason[0] ?? .min)
      links[place][0].sincePrevious = gap(from: any, to: event.start)
      links[place][1].sincePrevious = gap(from: reason, to: event.start)
      if !event.caseID.isMissing {
        links[place][2].sincePrevious = gap(from: byCase[event.caseID] ?? .min, to: event.start)
      }
      guard event.isQualifying else { continue }
      any = max(any, event.end)
      byReason[event.callType] = max(byReason[event.callType] ?? .min, event.end)
      if !event.caseID.isMissing {
        byCase[event.caseID] = max(byCase[event.caseID] ?? .min, event.end)
      }
    }
  }

  /// The start of the next trigger, by what they share; the next in order starts first.
  private static func lookAhead(_ events: [Event], _ links: inout [InlineArray<3, RepeatLink>]) {
    var any: Int64?
    var byReason: [UInt32: Int64] = [:]
    var byCase: [Fingerprint: Int64] = [:]
    for (place, event) in events.enumerated().reversed() {
      let reason: Int64? =
        event.callType == 0
        ? any
        : [byReason[event.callType], byReason[0]].compactMap(\.self).min()
      links[place][0].untilReturn = gap(from: event.end, to: any)
      links[place][1].untilReturn = gap(from: event.end, to: reason)
      if !event.caseID.isMissing {
        links[place][2].untilReturn = gap(from: event.end, to: byCase[event.caseID])
      }
      guard event.isTrigger else { continue }
      any = event.start
      byReason[event.callType] = event.start
      if !event.caseID.isMissing { byCase[event.caseID] = event.start }
    }
  }

  private static func gap(from end: Int64, to start: Int64?) -> Int64 {
    guard let start, end != .min else { return RepeatLink.none }
    return max(0, start - end)
  }
}
