/// In which stratum each unit is, by numbers from 0 in the order of the labels.
struct MatchingStrata: Equatable, Sendable {
  /// The number of each unit's stratum; `count` where it is unknown.
  let number: [Int]
  /// How many strata there are.
  let count: Int

  /// The strata of labels, one for every unit, nil where unknown.
  init(labels: [Int?]) {
    let distinct = Set(labels.lazy.compactMap(\.self)).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: distinct.enumerated().map { ($1, $0) })
    number = labels.map { $0.flatMap { numbers[$0] } ?? distinct.count }
    count = distinct.count
  }

  /// All units in one stratum: no matching.
  init(units: Int) {
    number = [Int](repeating: 0, count: units)
    count = 1
  }
}
