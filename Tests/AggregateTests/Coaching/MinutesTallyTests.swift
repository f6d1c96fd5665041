import Canonical
import Statistics
import Tables
import Testing

@testable import Aggregate

@Suite struct MinutesTallyTests {
  private let march = Month(number: 2025 * 12 + 2)

  private func entry(_ x: Int64, _ y: Int64, site: UInt32 = 1, hasMonth: Bool = true) -> MinutesTally.Entry {
    MinutesTally.Entry(month: hasMonth ? march : nil, groups: [0, site, 0, 0, 0, 0, 0, 0], x: x, y: y)
  }

  @Test func `what is known of a person adds up before it counts as one`() throws {
    var tally = MinutesTally(groupings: [.all, .site])
    tally.observe([entry(10, 100), entry(20, 100, hasMonth: false)])
    tally.observe([entry(5, 50, site: 2)])
    let all = try #require(tally.units[ActivityTally.Key(grouping: .all, group: 0)])
    #expect(all.all.units == 2 && all.all.x == 35 && all.all.y == 250)
    #expect(all.months[march]?.units == 2 && all.months[march]?.x == 15)
    let site = try #require(tally.units[ActivityTally.Key(grouping: .site, group: 1)])
    #expect(site.all.units == 1 && site.all.x == 30)
  }

  @Test func `tallies of other people join`() {
    var (one, other, both) = (
      MinutesTally(groupings: [.all]), MinutesTally(groupings: [.all]), MinutesTally(groupings: [.all])
    )
    one.observe([entry(10, 100)])
    other.observe([entry(7, 70), entry(1, 5, hasMonth: false)])
    both.observe([entry(7, 70), entry(1, 5, hasMonth: false)])
    both.observe([entry(10, 100)])
    one.merge(other)
    #expect(one == both)
  }
}
