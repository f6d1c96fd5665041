/// When customers come back whose issue was not resolved, counted from the end of the contact.
struct ReturnDelay {
  /// Bounds of the spans in seconds: half an hour, 1, 3, 7, 14 and 20 days.
  static let bounds: [Int64] = [1800, 86_400, 259_200, 604_800, 1_209_600, 1_728_000]
  /// How often a delay that ends at night is drawn again.
  private static let redraws = 8

  /// Probability in millionths that an unresolved customer comes back at all.
  let returns: Int
  /// How the returns fall into the five spans, in thousandths.
  let parts: [Int]

  /// A delay in seconds; nil: never comes back.
  ///
  /// Where it falls into the night it is drawn again from the same span, so the shares per span hold.
  func draw(after end: Int64, _ random: inout RandomStream) -> Int64? {
    guard random.chance(returns) else { return nil }
    let span = random.pick(parts)
    let range = ReturnDelay.bounds[span]..<ReturnDelay.bounds[span + 1]
    var delay = random.within(range)
    for _ in 0..<ReturnDelay.redraws where CenterCalendar.isNight(end + delay) {
      delay = random.within(range)
    }
    return delay
  }

  /// Share in millionths of unresolved customers who come back within 1, 3, 7, 14 or 30 days.
  func share(withinDays days: Int) -> Int {
    var thousandths = 0
    for (index, part) in parts.enumerated() where ReturnDelay.bounds[index + 1] <= Int64(days) * 86_400 {
      thousandths += part
    }
    return returns / 1000 * thousandths
  }

  /// Truth: the share of unresolved customers who come back by so many seconds after the end, 0…1; nights
  /// are taken for days.
  func share(withinSeconds seconds: Int64) -> Double {
    var thousandths = 0.0
    for (index, part) in parts.enumerated() where seconds > ReturnDelay.bounds[index] {
      let (low, high) = (ReturnDelay.bounds[index], ReturnDelay.bounds[index + 1])
      thousandths += Double(part) * Double(min(seconds, high) - low) / Double(high - low)
    }
    return Double(returns) / 1e6 * thousandths / 1000
  }

  /// Truth: the share of unresolved customers who come back by an instant, 0…1, with the nights as `draw`
  /// has them.
  func share(after end: Int64, by instant: Int64) -> Double {
    var thousandths = 0.0
    for (index, part) in parts.enumerated() {
      let (low, high) = (end + ReturnDelay.bounds[index], end + ReturnDelay.bounds[index + 1])
      if instant >= high {
        thousandths += Double(part)
      } else if instant > low {
        // A draw stands if it falls into the day, the last one wherever it falls.
        let days = CenterCalendar.daySeconds(until: high) - CenterCalendar.daySeconds(until: low)
        let past = CenterCalendar.daySeconds(until: instant) - CenterCalendar.daySeconds(until: low)
        let night = 1 - Double(days) / Double(high - low)
        var (redrawn, all) = (1.0, 0.0)
        for _ in 0..<ReturnDelay.redraws {
          all += redrawn
          redrawn *= night
        }
        let inDays = Double(past) * (all + redrawn)
        let inNights = Double(instant - low - past) * redrawn
        thousandths += Double(part) * (inDays + inNights) / Double(high - low)
      }
    }
    return Double(returns) / 1e6 * thousandths / 1000
  }
}
