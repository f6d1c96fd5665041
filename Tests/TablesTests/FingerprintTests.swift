import Dice
import Testing

@testable import Tables

@Suite struct FingerprintTests {
  @Test func `200,000 random ids have as many fingerprints, whole and in halves`() {
    let seed: UInt64 = 20_261_031
    var dice = Dice(seed: seed)
    var ids: Set<[UInt8]> = []
    while ids.count < 200_000 {
      let length = Int.random(in: 4...40, using: &dice)
      ids.insert((0..<length).map { _ in UInt8.random(in: 0x20...0x7e, using: &dice) })
    }
    let prints = ids.map { Fingerprint($0, from: 0, to: $0.count) }
    #expect(Set(prints).count == ids.count, "seed \(seed)")
    // 200,000² / 2⁶⁵ ≈ 10⁻⁹: even half a fingerprint has no collision.
    #expect(Set(prints.map(\.high)).count == ids.count, "seed \(seed)")
    #expect(Set(prints.map(\.low)).count == ids.count, "seed \(seed)")
  }

  @Test func `keys of small numbers in a row are all different`() {
    // As a key of a table is made: of its source, and of codes and places among words, many of them neighbors.
    var prints: Set<Fingerprint> = []
    var count = 0
    for source in UInt64(1)...3 {
      for kind in [0, 1, UInt64(bitPattern: .min)] {
        for code in UInt64(1)...60 {
          for other in UInt64(0)...60 {
            prints.insert(
              Fingerprint(high: source, low: 1).combined(with: kind).combined(with: code).combined(
                with: other))
            count += 1
          }
        }
      }
    }
    #expect(prints.count == count)
    #expect(Set(prints.map(\.low)).count == count && Set(prints.map(\.high)).count == count)
  }

  @Test func `200,000 ids that count up have as many fingerprints, spread evenly over partitions`() {
    let prints = (0..<200_000).map { Fingerprint("C-\($0)") }
    #expect(Set(prints).count == 200_000)
    var partitions = Array(repeating: 0, count: 64)
    for print in prints { partitions[Int(print.high >> 58)] += 1 }
    // 3,125 each; a standard deviation is 55, so that 6 of them are 330.
    #expect(partitions.allSatisfy { abs($0 - 3125) < 330 })
  }

  @Test func `equal bytes have one fingerprint, wherever they stand`() {
    let bytes = Array("xx0123456789abcdefghijyy".utf8)
    for length in 0...20 {
      let cut = Array(bytes[2..<(2 + length)])
      #expect(
        Fingerprint(bytes, from: 2, to: 2 + length) == Fingerprint(cut, from: 0, to: length), "\(length)")
    }
    #expect(Fingerprint("0123456789") == Fingerprint(bytes, from: 2, to: 12))
  }

  @Test func `what stands around the bytes does not count, in a span or an array`() {
    for length in 0...40 {
      let text = (0..<length).map { UInt8($0 * 5 + 1) }
      let alone = Fingerprint(text, from: 0, to: length)
      for before in 0...16 {
        for (around, after) in [(UInt8(0), 0), (0xff, 3), (0x41, 20)] {
          let bytes =
            Array(repeating: around, count: before) + text + Array(repeating: around, count: after)
          #expect(
            Fingerprint(bytes, from: before, to: before + length) == alone
              && Fingerprint(bytes.span, from: before, to: before + length) == alone,
            "\(length) bytes behind \(before)")
        }
      }
    }
  }

  @Test func `the length counts, so that zero bytes at the end do`() {
    let zeros = (0...64).map { Fingerprint(Array(repeating: 0, count: $0), from: 0, to: $0) }
    #expect(Set(zeros).count == 65)
    #expect(Fingerprint("a") != Fingerprint("a\0"))
  }

  @Test func `one flipped bit changes both halves, at every length and place`() {
    for length in 1...50 {
      let bytes = (0..<length).map { UInt8($0 &* 37 & 255) }
      let whole = Fingerprint(bytes, from: 0, to: length)
      for place in 0..<length {
        var changed = bytes
        changed[place] ^= 1
        let other = Fingerprint(changed, from: 0, to: length)
        #expect(other.high != whole.high && other.low != whole.low, "byte \(place) of \(length)")
      }
    }
  }

  @Test func `a seed tells apart equal bytes of different meaning`() {
    let prints = (0..<1000).map { Fingerprint("4711", seed: UInt64($0)) }
    #expect(Set(prints).count == 1000)
    #expect(prints[0] == Fingerprint("4711"))
  }

  @Test func `no text has the fingerprint of a missing id`() {
    #expect(Fingerprint.missing.isMissing)
    #expect(!Fingerprint("").isMissing)
    #expect(!Fingerprint("0").isMissing)
    #expect(!Fingerprint(high: 0, low: 1).isMissing)
  }

  @Test func `combining heeds the order and what is combined`() {
    let (a, b) = (Fingerprint("a"), Fingerprint("b"))
    #expect(a.combined(with: 1) != a.combined(with: 2))
    #expect(a.combined(with: 1) != b.combined(with: 1))
    #expect(a.combined(with: 1).combined(with: 2) != a.combined(with: 2).combined(with: 1))
    let prints = (0..<100_000).map { Fingerprint("k").combined(with: UInt64($0)) }
    #expect(Set(prints).count == 100_000)
  }
}
