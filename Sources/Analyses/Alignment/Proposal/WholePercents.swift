/// Rounds parts of a whole to percents that still add up to it: those with the largest remainders are rounded up.
enum WholePercents {
  /// Hundredths of a whole.
  static let whole = 100

  /// The parts in whole percents.
  /// - Parameters:
  ///   - parts: shares, which sum to `total` percent but for rounding; equal remainders go by their order.
  ///   - bounds: what each may be at the least and at the most.
  static func rounded(_ parts: [Double], total: Int, bounds: [ClosedRange<Int>]? = nil) -> [Int] {
    func isWithin(_ place: Int, _ value: Int) -> Bool { bounds?[place].contains(value) ?? (value >= 0) }
    // A remainder that only rounding leaves is none.
    let exact = parts.map { ($0 * 1e9).rounded() / 1e9 * Double(whole) }
    var percents = exact.enumerated().map { place, part in
      let below = Int(part.rounded(.down))
      return bounds.map { min(max(below, $0[place].lowerBound), $0[place].upperBound) } ?? below
    }
    var rest = total - percents.reduce(0, +)
    while rest != 0 {
      let step = rest > 0 ? 1 : -1
      // Whose part is furthest from what it has got.
      let open = percents.indices.filter { isWithin($0, percents[$0] + step) }
      let next = open.max { a, b in
        let (a, b) = (
          (exact[a] - Double(percents[a])) * Double(step), (exact[b] - Double(percents[b])) * Double(step)
        )
        return a < b
      }
      guard let next else { return percents }
      percents[next] += step
      rest -= step
    }
    return percents
  }
}
