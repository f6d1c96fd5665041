/// Into how many pieces units and periods fall, if rows link them.
///
/// Each piece has a common mean of its own, which neither kind of effect can tell from the other.
struct ComponentCount: Equatable, Sendable {
  /// How many.
  let value: Int

  /// The pieces of the levels of two groupings of the same rows.
  init(_ first: Factor, _ second: Factor) {
    var parent = Array(0..<(first.count + second.count))
    var count = parent.count
    func root(_ level: Int) -> Int {
      var level = level
      while parent[level] != level {
        parent[level] = parent[parent[level]]
        level = parent[level]
      }
      return level
    }
    for (one, other) in zip(first.codes, second.codes) {
      let (a, b) = (root(one), root(first.count + other))
      guard a != b else { continue }
      parent[max(a, b)] = min(a, b)
      count -= 1
    }
    value = count
  }
}
