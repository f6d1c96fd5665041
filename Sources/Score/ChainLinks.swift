import Tables

/// Which legs of a source follow which: from a leg's id to that of the leg before it, to the root.
package struct ChainLinks: Sendable {
  private var places: [Fingerprint: Int] = [:]
  private var ids: [Fingerprint] = []
  /// Another leg of the same chain, nearer to what stands for all of it.
  private var nearer: [Int] = []
  private var hasParent: [Bool] = []
  private var roots: [Fingerprint] = []

  /// No leg yet.
  package init() {}

  /// Adds legs that name the one before them; a leg that names itself, or none, begins a chain.
  package mutating func add(_ legs: [Fingerprint], parents: [Fingerprint]) {
    for (leg, parent) in zip(legs, parents) where !leg.isMissing && !parent.isMissing && leg != parent {
      let (child, before) = (place(of: leg), place(of: parent))
      hasParent[child] = true
      let (a, b) = (end(of: child), end(of: before))
      if a != b { nearer[max(a, b)] = min(a, b) }
    }
  }

  /// Finds the root of each chain, once all legs are there: of the legs without one before them the one with
  /// the smallest fingerprint, where there is none, of all.
  package mutating func settle() {
    roots = Array(repeating: .missing, count: ids.count)
    var isRooted = Array(repeating: false, count: ids.count)
    for isBeginning in [true, false] {
      for place in ids.indices where hasParent[place] != isBeginning {
        let end = end(of: place)
        let isOther = !isBeginning && isRooted[end]
        if !isOther, roots[end].isMissing || ids[place] < roots[end] { roots[end] = ids[place] }
      }
      if isBeginning { isRooted = roots.map { !$0.isMissing } }
    }
    for place in ids.indices { roots[place] = roots[end(of: place)] }
  }

  /// The root of a leg's chain: its own id where no other leg is known to belong to it.
  package func root(of leg: Fingerprint) -> Fingerprint {
    places[leg].map { roots[$0] } ?? leg
  }

  private mutating func place(of leg: Fingerprint) -> Int {
    if let place = places[leg] { return place }
    let place = ids.count
    places[leg] = place
    ids.append(leg)
    nearer.append(place)
    hasParent.append(false)
    return place
  }

  private mutating func end(of place: Int) -> Int {
    var place = place
    while nearer[place] != place {
      nearer[place] = nearer[nearer[place]]
      place = nearer[place]
    }
    return place
  }
}

extension Fingerprint {
  /// An order without meaning, for choices that must not depend on the order of reading.
  fileprivate static func < (lhs: Fingerprint, rhs: Fingerprint) -> Bool {
    (lhs.high, lhs.low) < (rhs.high, rhs.low)
  }
}
