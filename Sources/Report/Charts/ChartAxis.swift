/// One axis: bands with names, or values with ticks.
package struct ChartAxis: Sendable, Equatable {
  /// How places lie on it.
  package enum Scale: Sendable, Equatable {
    case bands([String])
    case values(from: Double, to: Double)
  }

  /// What it shows; empty where the bands' names say it.
  package var title: String
  /// How places lie on it.
  package var scale: Scale
  /// What its values measure.
  package var measure: Measure

  /// Names side by side; equal ones are numbered.
  package static func bands(_ names: [String], title: String = "") -> ChartAxis {
    var seen: [String: Int] = [:]
    let distinct = names.map { name in
      seen[name, default: 0] += 1
      let count = seen[name] ?? 1
      return count == 1 ? name : "\(name) (\(count))"
    }
    return ChartAxis(title: title, scale: .bands(distinct), measure: .count)
  }

  /// Values that hold all of some numbers, with a little room, widened to whole ticks.
  package static func values(
    _ numbers: [Double], title: String, _ measure: Measure, within limits: ClosedRange<Double>? = nil
  ) -> ChartAxis {
    let found = numbers.filter(\.isFinite)
    var low = found.min() ?? 0
    var high = found.max() ?? 1
    if low == high { (low, high) = (low - 0.05 * max(1, abs(low)), high + 0.05 * max(1, abs(high))) }
    let step = AxisTicks.step(from: low, to: high)
    low = (low / step + 1e-9).rounded(.down) * step
    high = (high / step - 1e-9).rounded(.up) * step
    if let limits { (low, high) = (max(low, limits.lowerBound), min(high, limits.upperBound)) }
    if low >= high { (low, high) = (limits?.lowerBound ?? low, limits?.upperBound ?? low + 1) }
    return ChartAxis(title: title, scale: .values(from: low, to: high), measure: measure)
  }

  /// Whether it has names rather than values.
  package var isBand: Bool { if case .bands = scale { true } else { false } }

  /// The names of its bands; none of values.
  package var names: [String] { if case .bands(let names) = scale { names } else { [] } }

  /// Where a place lies, from 0 to 1 along the axis.
  func part(_ place: Double) -> Double {
    switch scale {
    case .bands(let names): (place + 0.5) / Double(max(1, names.count))
    case .values(let from, let to): (place - from) / (to - from)
    }
  }

  /// Values with a tick, and how they are written; none for bands.
  var ticks: [(value: Double, words: String)] {
    guard case .values(let from, let to) = scale else { return [] }
    return AxisTicks.ticks(from: from, to: to, measure)
  }
}

/// Round values along an axis.
enum AxisTicks {
  /// About so many ticks are looked for.
  private static let wanted = 5.0

  /// 1, 2 or 5 times a power of ten, about a fifth of the span.
  static func step(from low: Double, to high: Double) -> Double {
    let raw = (high - low) / wanted
    guard raw > 0, raw.isFinite else { return 1 }
    var power = 1.0
    while power * 10 <= raw { power *= 10 }
    while power > raw { power /= 10 }
    let factor = raw / power
    return power * (factor < 1.5 ? 1 : factor < 3.5 ? 2 : factor < 7.5 ? 5 : 10)
  }

  /// The multiples of the step between two ends.
  static func ticks(from low: Double, to high: Double, _ measure: Measure) -> [(value: Double, words: String)]
  {
    let step = step(from: low, to: high)
    var index = (low / step - 1e-9).rounded(.up)
    var ticks: [(value: Double, words: String)] = []
    while index * step <= high + step * 1e-9 {
      let value = index * step
      ticks.append((value, words(value, step: step, measure)))
      index += 1
    }
    return ticks
  }

  /// A round value: shares without the decimal that their sentences have, where the step needs none.
  private static func words(_ value: Double, step: Double, _ measure: Measure) -> String {
    let number = CellNumber(millionths: Int64((value * 1_000_000).rounded()))
    var decimals = 0
    var rest = step * (measure == .share || measure == .points ? 100 : 1)
    while rest < 0.999, decimals < 4 {
      rest *= 10
      decimals += 1
    }
    let text = measure.digits(number, decimals: decimals)
    return measure == .share ? text + Measure.blank + "%" : text
  }
}
