import Dice
import Testing

@testable import Aggregate

@Suite struct PlaceIndexTests {
  @Test func `places follow the order in which numbers were first met`() {
    var index = PlaceIndex()
    #expect([7, 3, 7, .max, 3, 0].map { index.place(of: $0) } == [0, 1, 0, 2, 1, 3])
    #expect(index.count == 4 && index.keys == [7, 3, .max, 0])
  }

  @Test func `a hundred thousand numbers keep their places while it grows`() {
    let seed: UInt64 = 71
    var random = Dice(seed: seed)
    // Packed keys differ in few bits; half of these do, half differ in all.
    let keys = (0..<100_000).map { $0 % 2 == 0 ? UInt64($0) << 24 : random.next() }
    var index = PlaceIndex()
    var places: [UInt64: Int] = [:]
    for key in keys {
      let place = index.place(of: key)
      #expect(places[key] ?? index.count - 1 == place, "seed \(seed)")
      places[key] = place
    }
    #expect(index.count == places.count)
    let isSame = places.allSatisfy { index.place(of: $0.key) == $0.value }
    #expect(isSame, "seed \(seed)")
    #expect(index.keys.enumerated().allSatisfy { places[$0.element] == $0.offset })
  }
}
