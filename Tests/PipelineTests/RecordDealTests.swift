import Dice
import Testing

@testable import Pipeline

@Suite struct RecordDealTests {
  @Test func `a deal brings each record into its partition, keeps their order and loses none`() {
    let seed: UInt64 = 41
    var random = Dice(seed: seed)
    for round in 0..<60 {
      let width = random.below(15) + 1
      let partitions = PartitionBits(skipped: random.below(40), bits: random.below(8))
      let count = random.pick([0, 1, 2, 100, 1000])
      // Few keys too, so that partitions are of very different sizes.
      let pool = (0..<random.pick([1, 3, 1000])).map { _ in random.next() }
      let keys = (0..<count).map { _ in random.pick(pool) }
      let records = keys.indices.map { number in
        (0..<width).map { $0 == 0 ? UInt64(number) : keys[number] &+ UInt64($0) }
      }
      let deal = RecordDeal(records.flatMap(\.self), width: width, keys: keys, into: partitions)
      #expect(deal.ends.count == partitions.count && deal.ends.last == count)
      var start = 0
      var dealt: [Int] = []
      for (partition, end) in deal.ends.enumerated() {
        let numbers = (start..<end).map { Int(deal.words[$0 * width]) }
        #expect(numbers.allSatisfy { partitions.place(of: keys[$0]) == partition })
        #expect(numbers == numbers.sorted(), "seed \(seed), round \(round)")
        dealt += numbers
        start = end
      }
      #expect(dealt.sorted() == Array(0..<count))
      #expect(deal.words == dealt.flatMap { records[$0] }, "seed \(seed), round \(round)")
    }
  }

  @Test func `partitions are told by the bits behind the skipped ones`() {
    let key: UInt64 = 0b1011_0100 << 56
    #expect(PartitionBits(skipped: 0, bits: 3).place(of: key) == 0b101)
    #expect(PartitionBits(skipped: 3, bits: 4).place(of: key) == 0b1010)
    #expect(PartitionBits(skipped: 5, bits: 0).place(of: key) == 0)
    #expect(PartitionBits(skipped: 48, bits: 8).place(of: .max) == 255)
    #expect(PartitionBits(skipped: 0, bits: 10).count == 1024)
  }
}
