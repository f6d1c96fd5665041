import Aggregate
import Canonical
import SimulatedCenters
import Testing

@testable import Analyses

@Suite struct MetricPairsTests {
  private func pairs(_ center: MeasuredCenter, _ lines: [String], minimum: Int = 5) -> MetricPairs {
    let panel = center.panel(seed: 3)
    let role = ScorecardSheet.role("csr", center.type, lines, code: center.role)
    return MetricPairs(
      EvidenceUnit(role, panel), panel, AlignmentParameters(), minimumPeople: minimum, draws: 200)
  }

  private var center: MeasuredCenter {
    MeasuredCenter([
      .init(name: "speed"), .init(name: "pace", share: (0, 0.97)), .init(name: "care", share: (0, -0.6)),
      .init(name: "calm"),
    ])
  }

  @Test func `two that say the same are redundant, two that pull apart are in conflict`() throws {
    let found = pairs(
      center,
      ["speed efficiency .4 up", "pace efficiency .3 up", "care quality .2 up", "calm quality .1 up"])
    let relations = found.pairs.map {
      "\($0.first.metric) \($0.second.metric) \($0.relation.rawValue)"
    }
    #expect(
      relations == [
        "speed pace redundant", "speed care conflict", "speed calm ", "pace care conflict", "pace calm ",
        "care calm ",
      ])
    let (same, apart) = (found.pairs[0].correlation, found.pairs[1].correlation)
    #expect(abs(same.value - 0.97) < 0.02 && abs(apart.value + 0.6) < 0.1)
    #expect(apart.low < apart.value && apart.value < apart.high && apart.high < 0)
    #expect(found.months == 1_080 && found.people == 60)
  }

  @Test func `what is better is turned, and what nobody says is not judged`() throws {
    // Less of care is better: who is fast has less of it, so both go together.
    let turned = pairs(center, ["speed efficiency .5 up", "care quality .5 down"])
    #expect(turned.pairs.map(\.relation) == [.none] && (turned.pairs[0].correlation.value) > 0.5)
    let unknown = pairs(center, ["speed efficiency .5 up", "care quality .5"])
    #expect(unknown.pairs.map(\.relation) == [.directionUnknown])
    // That two say the same needs no direction.
    let same = pairs(center, ["speed efficiency .5", "pace quality .5 down"])
    #expect(same.pairs.map(\.relation) == [.redundant])
  }

  @Test func `without weight, data or people there are no pairs, and it is said why`() {
    let alone = pairs(center, ["speed efficiency 1 up", "care quality 0 up"])
    #expect(alone.pairs.isEmpty && !alone.note.isEmpty)
    var few = center
    few.agents = 4
    let withheld = pairs(few, ["speed efficiency .5 up", "care quality .5 up"])
    #expect(withheld.isWithheld && withheld.pairs.isEmpty && withheld.months == 0)
  }
}
