import Dice
import Testing

@testable import Aggregate

@Suite struct PeopleIndexTests {
  @Test func `a person counts once for each number of each cell`() {
    var index = PeopleIndex(numbers: 3)
    index.add(cell: 0, person: 1, [0b011])
    index.add(cell: 0, person: 1, [0b110])
    index.add(cell: 0, person: 2, [0b001])
    index.add(cell: 1, person: 1, [0b100])
    let counts = index.counts(cells: 2, numbers: 3)
    #expect(counts.byNumber == [2, 1, 1, 0, 0, 1] && counts.all == [2, 1])
  }

  @Test func `one who is part of no number is one of the cell's people still`() {
    var index = PeopleIndex(numbers: 1)
    index.add(cell: 0, person: 1, [0])
    let people = PeopleCounts(index, cells: 2, numbers: 1)
    #expect(people.count(of: 0, in: 0) == 0 && people.count(in: 0) == 1 && people.count(in: 1) == 0)
  }

  @Test func `numbers beyond the 64th stand in words of their own`() {
    var index = PeopleIndex(numbers: 130)
    index.add(cell: 0, person: 1, [1 << 63, 1, 0b10])
    index.add(cell: 0, person: 2, [0, 1, 0b01])
    let byNumber = index.counts(cells: 1, numbers: 130).byNumber
    let found = byNumber.enumerated().filter { $0.element > 0 }.map { [$0.offset, Int($0.element)] }
    #expect(found == [[63, 1], [64, 2], [128, 1], [129, 1]])
  }

  @Test func `merging joins people by the cells' places here, in any split`() {
    let seed: UInt64 = 72
    var random = Dice(seed: seed)
    for number in 0..<40 {
      var (whole, left, right) = (
        PeopleIndex(numbers: 70), PeopleIndex(numbers: 70), PeopleIndex(numbers: 70)
      )
      for _ in 0..<random.below(200) {
        let (cell, person) = (random.below(5), UInt32(random.below(6)))
        let mask = [UInt64(1) << UInt64(random.below(64)), UInt64(random.below(64))]
        whole.add(cell: cell, person: person, mask)
        // The right one met the cells in the opposite order.
        if random.chance(50) {
          left.add(cell: cell, person: person, mask)
        } else {
          right.add(cell: 4 - cell, person: person, mask)
        }
      }
      left.merge(right, cells: [4, 3, 2, 1, 0])
      #expect(
        PeopleCounts(left, cells: 5, numbers: 70) == PeopleCounts(whole, cells: 5, numbers: 70),
        "seed \(seed), \(number)")
    }
  }
}
