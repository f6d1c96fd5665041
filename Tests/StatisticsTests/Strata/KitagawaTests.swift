import Dice
import Testing

@testable import Statistics

@Suite struct KitagawaTests {
  private typealias Count = Kitagawa.Count

  @Test func `two call types by hand`() throws {
    // Easy 80 of 100, hard 20 of 100, then easy 45 of 50 and hard 45 of 150: rates .8, .2 → .9, .3; shares ½,
    // ½ → ¼, ¾. Total .45 − .5 = −.05; rates (½+¼)/2·.1 + (½+¾)/2·.1 = .1; mix .85·(−¼) + .25·¼ = −.15.
    let found = try Kitagawa([
      (Count(successes: 80, trials: 100), Count(successes: 45, trials: 50)),
      (Count(successes: 20, trials: 100), Count(successes: 45, trials: 150)),
    ])
    #expect(abs(found.difference + 0.05) < 1e-15)
    #expect(abs(found.rateEffect - 0.1) < 1e-15 && abs(found.mixEffect + 0.15) < 1e-15)
    #expect(found.cells.allSatisfy { !$0.isOneSided })
    #expect(abs(found.cells[0].mixEffect + 0.2125) < 1e-15 && abs(found.cells[1].rateEffect - 0.0625) < 1e-15)
  }

  // R 4.2.2, UCBAdmissions, men to women over departments, own arithmetic after Kitagawa (1955); as the
  // threefold decomposition −.142733218299771 + .0709691757581725 − .0698813857049437 with half of the
  // interaction to each.
  @Test func `admissions at Berkeley`() throws {
    let table = try Published.table("ucb_admissions")
    let (admit, gender, department) = try (table.texts("Admit"), table.texts("Gender"), table.texts("Dept"))
    let counts = try table.integers("Freq")
    func count(_ name: String, _ who: String) -> Count {
      let rows = counts.indices.filter { gender[$0] == who && department[$0] == name }
      let admitted = rows.filter { admit[$0] == "Admitted" }
      return Count(
        successes: Int64(admitted.reduce(0) { $0 + counts[$1] }),
        trials: Int64(rows.reduce(0) { $0 + counts[$1] }))
    }
    let found = try Kitagawa(["A", "B", "C", "D", "E", "F"].map { (count($0, "Male"), count($0, "Female")) })
    #expect(abs(found.difference + 0.141645428246542) < 1e-14)
    #expect(abs(found.rateEffect - 0.0360284829057006) < 1e-14)
    #expect(abs(found.rateEffect - (0.0709691757581725 - 0.0698813857049437 / 2)) < 1e-14)
    #expect(abs(found.mixEffect + 0.177673911152242) < 1e-14)
    let rates = [
      0.037176970029989, 0.00550353263672184, -0.00634602345573429, 0.0033054053453764, -0.00546071649069926,
      0.00184931484004693,
    ]
    let mixes = [
      -0.178939450069924, -0.127417228202828, 0.0718346792535952, 0.0168021891491391, 0.0369915939640006,
      0.00305430475377525,
    ]
    #expect(zip(found.cells, rates).allSatisfy { abs($0.rateEffect - $1) < 1e-14 })
    #expect(zip(found.cells, mixes).allSatisfy { abs($0.mixEffect - $1) < 1e-14 })
  }

  // Fleiss (1981), table of Down syndrome in Michigan, as in epitools' ageadjust.direct: birth orders of
  // first births against the standard population's. With the same rates in both periods everything is mix:
  // the standardized rate .000923045255331994 less the crude one .000563475054603742.
  @Test func `with equal rates all is mix`() throws {
    let (cases, births): ([Int64], [Int64]) = (
      [107, 141, 60, 40, 39, 25], [230_061, 329_449, 114_920, 39487, 14208, 3052]
    )
    let standard: [Int64] = [319_933, 931_318, 786_511, 488_235, 237_863, 61313]
    // The standard's cases are rates times population: no whole numbers, so both sides are scaled up by
    // births.
    let scale: Int64 = 1_000_000_000
    let found = try Kitagawa(
      cases.indices.map { cell in
        let first = Count(successes: cases[cell] * scale, trials: births[cell] * scale)
        let expected = Int128(cases[cell]) * Int128(standard[cell]) * Int128(scale) / Int128(births[cell])
        return (first, Count(successes: Int64(expected), trials: standard[cell] * scale))
      })
    #expect(abs(found.mixEffect - (0.000923045255331994 - 0.000563475054603742)) < 1e-14)
    #expect(abs(found.rateEffect) < 1e-14)
  }

  @Test func `a cell of one period alone is all mix and flagged`() throws {
    let found = try Kitagawa([
      (Count(successes: 5, trials: 10), Count(successes: 8, trials: 10)),
      (Count(successes: 0, trials: 0), Count(successes: 9, trials: 10)),
      (Count(successes: 2, trials: 10), Count(successes: 0, trials: 0)),
      (Count(successes: 0, trials: 0), Count(successes: 0, trials: 0)),
    ])
    #expect(found.cells.map(\.isOneSided) == [false, true, true, false])
    #expect(found.cells.map(\.rateEffect)[1...] == [0, 0, 0])
    // Its whole share of ½ at .9, the other's −½ at .2.
    #expect(abs(found.cells[1].mixEffect - 0.45) < 1e-15 && abs(found.cells[2].mixEffect + 0.1) < 1e-15)
    #expect(abs(found.rateEffect + found.mixEffect - found.difference) < 1e-15)
  }

  @Test func `the parts sum to the difference, and turn with the periods`() throws {
    let seed: UInt64 = 91
    var dice = Dice(seed: seed)
    for number in 0..<Rounds.count(100) {
      let size = dice.pick([10, 1000, 1_000_000_000])
      let cells = (0..<(dice.below(12) + 1)).map { _ in
        let trials = (0..<2).map { _ in dice.chance(20) ? 0 : dice.below(size) }
        let counts = trials.map {
          Count(successes: Int64($0 == 0 ? 0 : dice.below($0 + 1)), trials: Int64($0))
        }
        return (first: counts[0], second: counts[1])
      }
      guard let found = try? Kitagawa(cells) else { continue }
      #expect(abs(found.rateEffect + found.mixEffect - found.difference) < 1e-12, "seed \(seed), \(number)")
      let turned = try Kitagawa(cells.map { ($0.second, $0.first) })
      #expect(abs(turned.rateEffect + found.rateEffect) < 1e-14, "seed \(seed), \(number)")
      #expect(abs(turned.mixEffect + found.mixEffect) < 1e-14, "seed \(seed), \(number)")
      #expect(try Kitagawa(cells.map { ($0.first, $0.first) }).difference == 0, "seed \(seed), \(number)")
    }
  }

  @Test func `what cannot be split has a reason`() {
    func reason(_ cells: [(first: Count, second: Count)]) -> NotEstimable? {
      do throws(NotEstimable) {
        _ = try Kitagawa(cells)
        return nil
      } catch { return error }
    }
    let (one, none) = (Count(successes: 1, trials: 2), Count(successes: 0, trials: 0))
    #expect(reason([]) == .tooFew(.observations, found: 0, needed: 1))
    #expect(reason([(one, none)]) == .tooFew(.observations, found: 0, needed: 1))
    #expect(reason([(one, Count(successes: 3, trials: 2))]) == .outOfRange(.observations))
    #expect(reason([(Count(successes: -1, trials: 2), one)]) == .outOfRange(.observations))
    #expect(
      reason([(Count(successes: .max, trials: .max), one), (one, Count(successes: 0, trials: .max))]) == nil)
  }
}
