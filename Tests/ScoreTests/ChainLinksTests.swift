import Dice
import Tables
import Testing

@testable import Score

/// Which leg begins the chain of a leg.
@Suite struct ChainLinksTests {
  private func links(_ pairs: [(String, String)]) -> ChainLinks {
    var links = ChainLinks()
    links.add(
      pairs.map { Fingerprint($0.0) }, parents: pairs.map { $0.1.isEmpty ? .missing : Fingerprint($0.1) })
    links.settle()
    return links
  }

  @Test func `a chain is followed to its root, whatever the order of its legs`() {
    for pairs in [[("b", "a"), ("c", "b"), ("d", "c")], [("d", "c"), ("c", "b"), ("b", "a")]] {
      let links = links(pairs)
      for leg in ["a", "b", "c", "d"] { #expect(links.root(of: Fingerprint(leg)) == Fingerprint("a")) }
    }
  }

  @Test func `two legs behind one are of its chain, and a leg alone is its own`() {
    let links = links([("b", "a"), ("c", "a"), ("e", "e"), ("f", "")])
    #expect(links.root(of: Fingerprint("c")) == Fingerprint("a"))
    for leg in ["e", "f", "never seen"] { #expect(links.root(of: Fingerprint(leg)) == Fingerprint(leg)) }
  }

  @Test func `legs that follow one another in a circle are one chain`() {
    let links = links([("a", "b"), ("b", "c"), ("c", "a")])
    let roots = Set(["a", "b", "c"].map { links.root(of: Fingerprint($0)) })
    #expect(roots.count == 1)
  }

  @Test func `random trees are followed to the root that a slow walk finds, in any order and split`() {
    for seed in UInt64(1)...200 {
      var dice = Dice(seed: seed)
      let count = 1 + dice.below(40)
      // Each leg follows an earlier one, or none.
      let parents = (0..<count).map { leg in leg == 0 || dice.chance(30) ? nil : dice.below(leg) }
      var pairs = parents.enumerated().map { ("\($0.offset)", $0.element.map { "\($0)" } ?? "") }
      for index in pairs.indices.reversed() { pairs.swapAt(index, dice.below(index + 1)) }
      let links = links(pairs)
      for leg in 0..<count {
        var root = leg
        while let parent = parents[root] { root = parent }
        #expect(links.root(of: Fingerprint("\(leg)")) == Fingerprint("\(root)"), "seed \(seed)")
      }
    }
  }
}
