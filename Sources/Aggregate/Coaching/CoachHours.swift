import Canonical
import Tables

/// When coaches coached: seconds of held sessions by day, each second of a coach once, however many agents were in
/// it and whatever the log has beside it.
package struct CoachHours: Sendable {
  /// Days of a coach, and how many seconds they coached up to and with each.
  private var sums: [UInt32: (days: [Int32], through: [Int64])] = [:]

  /// The hours of the sessions of people.
  package init(_ histories: [CoachedHistory]) {
    struct Span {
      var start: Int64
      var end: Int64
      var day: Int32
    }
    var spans: [UInt32: [Span]] = [:]
    for session in histories.lazy.flatMap(\.sessions) where session.isHeld {
      guard let seconds = session.seconds else { continue }
      let start = session.start.seconds
      spans[session.coach, default: []].append(
        Span(start: start, end: start + seconds, day: session.day.days))
    }
    for (coach, own) in spans {
      var (days, through, sum, end) = ([Int32](), [Int64](), Int64(0), Int64.min)
      for span in own.sorted(by: { ($0.start, $0.end) < ($1.start, $1.end) }) {
        sum += max(0, span.end - max(span.start, end))
        end = max(end, span.end)
        if days.last == span.day {
          through[through.count - 1] = sum
        } else {
          days.append(span.day)
          through.append(sum)
        }
      }
      sums[coach] = (days, through)
    }
  }

  /// Seconds of a coach from a day through another.
  package func seconds(of coach: UInt32, from first: CivilDate, through last: CivilDate) -> Int64 {
    guard let (days, through) = sums[coach] else { return 0 }
    func sum(before day: Int64) -> Int64 {
      let count = days.firstIndex { Int64($0) >= day } ?? days.count
      return count == 0 ? 0 : through[count - 1]
    }
    return sum(before: Int64(last.days) + 1) - sum(before: Int64(first.days))
  }
}
