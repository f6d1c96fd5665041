import Canonical
import Statistics

/// How many coached agents and others, seen in the baseline, were no longer seen two months after the month of the
/// first session: who leaves is in no later month.
struct AttritionRows {
  /// The rows.
  let rows: [EffectRow]

  /// The attrition of both arms, over the months of first sessions with an estimate; others are weighted as the
  /// coached are.
  init(_ reading: EffectReading, _ effects: GroupTimeEffects) {
    let after = CoachingParameters.monthsOfEffect.upperBound
    var groups: Set<Int> = []
    for cell in effects.effects where cell.eventTime == 0 {
      if case .success = cell.estimate, cell.period + after < reading.panel.months.count {
        groups.insert(cell.group)
      }
    }
    var (treated, controls) = ((n: 0, x: 0), (n: 0, x: 0))
    var weighted = 0.0
    for group in groups.sorted() {
      let base = group - 1 - effects.anticipation
      var (own, others) = ((n: 0, x: 0), (n: 0, x: 0))
      for (row, values) in zip(reading.design.rows, reading.design.outcomes) where values[base] != nil {
        let isGone = values[group + after] == nil
        if row.first == group {
          own.n += 1
          own.x += isGone ? 1 : 0
        } else if row.first.map({ $0 > group + after }) ?? true {
          others.n += 1
          others.x += isGone ? 1 : 0
        }
      }
      treated = (treated.n + own.n, treated.x + own.x)
      controls = (controls.n + others.n, controls.x + others.x)
      if others.n > 0 { weighted += Double(own.n) * Double(others.x) / Double(others.n) }
    }
    let note =
      "share of those seen in the baseline who are not seen \(after) months after the month of the first session"
    rows = [
      AttritionRows.row(
        .attritionTreated, share: treated.n == 0 ? nil : Double(treated.x) / Double(treated.n), n: treated.n,
        x: treated.x, isTreated: true, reading.minimumPeople, note),
      AttritionRows.row(
        .attritionControl, share: treated.n == 0 || controls.n == 0 ? nil : weighted / Double(treated.n),
        n: controls.n, x: controls.x, isTreated: false, reading.minimumPeople,
        note + "; months weighted as the coached are; an agent counts once a month"),
    ]
  }

  private static func row(
    _ estimand: EffectRow.Estimand, share: Double?, n: Int, x: Int, isTreated: Bool, _ minimum: Int,
    _ note: String
  ) -> EffectRow {
    var row = EffectRow(estimand: estimand, note: note)
    guard let share else {
      (row.note, row.isMissing) = ("not estimable: no month has a baseline and two months after it", true)
      return row
    }
    // Some but too few who went: their share would tell how many.
    if x > 0, x < minimum {
      row.note = "under \(minimum) are gone; " + note
    } else {
      let interval = WilsonInterval(share: min(1, max(0, share)), size: Double(n))
      (row.numbers.value, row.numbers.low, row.numbers.high) = (share, interval.low, interval.high)
    }
    if isTreated { row.treated = n } else { row.controls = n }
    return row
  }
}
