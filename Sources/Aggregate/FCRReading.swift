import Canonical

/// How one number is read from the counters of a cell; worked out once for all cells.
package struct FCRReading: Sendable {
  /// The number.
  let number: FCRNumber
  /// Its place in masks.
  let place: Int
  /// Whether months hold it.
  package let isMonthly: Bool
  /// Under a window: every counter of qualifying conversations, with what the measure makes of them.
  private(set) var verdicts: [(counter: Int, verdict: Verdict)] = []
  /// Days of the window; 0 where there is none.
  let days: Int
  /// Counters of first contacts by the day, from 0, of their return.
  private(set) var returns: [(counter: Int, day: Int)] = []
  /// Counters of first contacts by the day after which they are followed no longer.
  private(set) var ends: [(counter: Int, day: Int)] = []

  /// How to read the number at a place of the layout.
  init(_ number: FCRNumber, at place: Int, _ layout: CellLayout) {
    (self.number, self.place, isMonthly) = (number, place, place < layout.monthNumberCount)
    days = number.variant?.days ?? 0
    guard let verdict = CellLayout.verdict(of: number.measure) else { return }
    guard let variant = number.variant,
      let window = layout.states.first(where: { $0.window == layout.windows[variant] }),
      let set = layout.sets.first(where: { $0.windows.contains(window.window) }),
      let own = set.place(of: window.window)
    else { preconditionFailure("the states of every window are counted") }
    verdicts = window.counters.map { ($0.counter, verdict($0.state, $0.isUsual)) }
    for (isUsual, first) in set.kinds {
      for (place, outcome) in set.outcomes.enumerated() {
        verdicts.append((first + place, verdict(set.state(outcome, at: own), isUsual)))
      }
    }
    if number.measure == .windowFCR || number.measure == .windowFCRNet { follow(set, own, layout) }
  }

  /// First contacts by day: those of a longer window are followed to the end of this one only.
  private mutating func follow(_ set: WindowSet, _ own: Int, _ layout: CellLayout) {
    let hasUnresolvable = number.measure == .windowFCR
    for (isUsual, first) in set.kinds where isUsual || hasUnresolvable {
      for (place, outcome) in set.outcomes.enumerated() where outcome.firsts > own {
        if outcome.day > 0, outcome.day <= days {
          returns.append((first + place, outcome.day - 1))
        } else {
          ends.append((first + place, days))
        }
      }
    }
    for entry in layout.followUps[set.followUps] where entry.variant.days >= days {
      let isSplit = entry.unresolvable != entry.usual && hasUnresolvable
      for start in isSplit ? [entry.usual, entry.unresolvable] : [entry.usual] {
        for day in 0..<entry.variant.days {
          if day < days { returns.append((start + day, day)) } else { ends.append((start + day, days)) }
        }
        for day in 0...entry.variant.days {
          ends.append((start + entry.variant.days + day, min(day, days)))
        }
      }
    }
  }
}
