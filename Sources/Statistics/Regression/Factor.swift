/// Which group each row belongs to, by codes without holes.
///
/// Codes follow the order of the ids, not that of the rows, so they do not depend on how rows come.
package struct Factor: Equatable, Sendable {
  /// The group of each row, 0 ..< `count`.
  package let codes: [Int]
  /// How many groups.
  package let count: Int

  /// The groups of dense ids: none below 0, and memory goes with the largest.
  package init(_ ids: [Int]) {
    var codeOf = [Int](repeating: -1, count: (ids.max() ?? -1) + 1)
    for id in ids {
      precondition(id >= 0, "an id is not below 0")
      codeOf[id] = 0
    }
    var next = 0
    for id in codeOf.indices where codeOf[id] == 0 {
      codeOf[id] = next
      next += 1
    }
    codes = ids.map { codeOf[$0] }
    count = next
  }

  /// The groups of rows that share both a group of `first` and one of `second`.
  init(crossing first: Factor, _ second: Factor) {
    var codes = [Int](repeating: 0, count: first.codes.count)
    var group = -1
    var previous = (-1, -1)
    for row in first.order(after: second.order(after: nil)) {
      let current = (first.codes[row], second.codes[row])
      if current != previous { group += 1 }
      previous = current
      codes[row] = group
    }
    self.codes = codes
    count = group + 1
  }

  /// The rows sorted by group; those of one group stay in the order given, else in that of the rows.
  func order(after given: [Int]?) -> [Int] {
    var next = starts
    var order = [Int](repeating: 0, count: codes.count)
    for place in codes.indices {
      let row = given?[place] ?? place
      order[next[codes[row]]] = row
      next[codes[row]] += 1
    }
    return order
  }

  /// Where each group begins when rows are sorted by group, and at last the number of rows.
  var starts: [Int] {
    var starts = [Int](repeating: 0, count: count + 1)
    for code in codes { starts[code + 1] += 1 }
    for group in 0..<count { starts[group + 1] += starts[group] }
    return starts
  }

  /// Whether all rows of each group share one group of `other`.
  func isNested(in other: Factor) -> Bool {
    var parent = [Int](repeating: -1, count: count)
    for (code, outer) in zip(codes, other.codes) {
      if parent[code] >= 0 && parent[code] != outer { return false }
      parent[code] = outer
    }
    return true
  }
}
