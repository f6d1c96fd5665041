import Dispatch
import Foundation
import Tables
import Testing

@testable import Pipeline

/// Opens once; whoever waits for it goes on then.
///
/// It gives up after a while, so that a test fails
/// rather than hangs.
private final class Latch: Sendable {
  private let semaphore = DispatchSemaphore(value: 0)

  func open() { semaphore.signal() }

  /// Whether it was opened.
  func wait() -> Bool { semaphore.wait(timeout: .now() + .seconds(30)) == .success }
}

@Suite struct WorkersTests {
  private struct Broken: Error, Equatable { var piece: Int }

  @Test func `results come in the order of the pieces for any number of workers`() throws {
    let pieces = Array(0..<200)
    let expected = pieces.map { $0 * $0 }
    for count in [1, 2, 3, 8] {
      #expect(try Workers(count: count).map(pieces) { $0 * $0 } == expected)
    }
  }

  @Test func `the error of the piece with the lowest index wins`() {
    for count in [1, 2, 4] {
      #expect(throws: Broken(piece: 7)) {
        _ = try Workers(count: count).map(Array(0..<100)) { piece -> Int in
          if piece == 7 || piece == 8 || piece == 50 { throw Broken(piece: piece) }
          return piece
        }
      }
    }
  }

  @Test func `link and fold see every piece once and in order`() throws {
    for count in [1, 2, 5] {
      let result = try Workers(count: count).flow(
        count: 300, linking: [Int](), folding: [Int](), read: { $0 },
        link: { linked, index, read in
          linked.append(read)
          return index
        }, transform: { index, linked in index * 1000 + linked },
        fold: { folded, _, done in folded.append(done) })
      #expect(result.linked == Array(0..<300))
      #expect(result.folded == (0..<300).map { $0 * 1001 })
    }
  }

  @Test func `pieces are drawn one by one and in order until there are no more`() throws {
    for count in [1, 2, 5] {
      let result = try Workers(count: count).flow(
        drawing: 0, linking: (), folding: [Int](),
        draw: { drawn -> Int? in
          if drawn == 100 { return nil }
          drawn += 1
          return drawn * drawn
        }, read: { index, square in square - index }, link: { _, _, read in read },
        transform: { index, read in index * 100_000 + read },
        fold: { folded, _, done in folded.append(done) })
      #expect(result.folded == (0..<100).map { $0 * 100_000 + ($0 + 1) * ($0 + 1) - $0 })
    }
  }

  @Test func `a piece that cannot be drawn ends behind those before it`() {
    for count in [1, 3] {
      let folded = SharedValue<[Int]>([])
      #expect(throws: Broken(piece: 7)) {
        _ = try Workers(count: count).flow(
          drawing: 0, linking: (), folding: (),
          draw: { drawn -> Int? in
            if drawn == 7 { throw Broken(piece: 7) }
            drawn += 1
            return drawn
          }, read: { _, drawn in drawn }, link: { _, _, read in read }, transform: { _, linked in linked },
          fold: { _, _, done in folded.change { $0.append(done) } })
      }
      #expect(folded.value == Array(1...7))
    }
  }

  @Test func `no piece is folded after one that failed`() {
    let folded = SharedValue<[Int]>([])
    #expect(throws: Broken(piece: 5)) {
      _ = try Workers(count: 3).flow(
        count: 40, linking: (), folding: (), read: { $0 }, link: { _, _, read in read },
        transform: { index, _ in
          if index == 5 { throw Broken(piece: 5) }
          return index
        },
        fold: { _, index, _ in folded.change { $0.append(index) } })
    }
    #expect(folded.value == Array(0..<5))
  }

  @Test func `a piece is read while another is transformed`() throws {
    // Each waits for the other to have begun: that ends only if both are under way at once.
    let (reading, transforming) = (Latch(), Latch())
    let met = SharedValue<[Bool]>([])
    _ = try Workers(count: 2).flow(
      count: 2, linking: (), folding: (),
      read: { index in
        if index == 1 {
          reading.open()
          let other = transforming.wait()
          met.change { $0.append(other) }
        }
      }, link: { _, _, read in read },
      transform: { index, _ in
        if index == 0 {
          transforming.open()
          let other = reading.wait()
          met.change { $0.append(other) }
        }
      }, fold: { _, _, _ in })
    #expect(met.value == [true, true])
  }

  @Test func `a piece is hashed while another is read`() throws {
    let (reading, linking) = (Latch(), Latch())
    let met = SharedValue<[Bool]>([])
    _ = try Workers(count: 2).flow(
      count: 2, linking: (), folding: (),
      read: { index in
        if index == 1 {
          reading.open()
          let other = linking.wait()
          met.change { $0.append(other) }
        }
      },
      link: { _, index, read in
        if index == 0 {
          linking.open()
          let other = reading.wait()
          met.change { $0.append(other) }
        }
        return read
      }, transform: { _, linked in linked }, fold: { _, _, _ in })
    #expect(met.value == [true, true])
  }

  @Test func `two partitions are scored at once`() throws {
    let begun = [Latch(), Latch()]
    let met = try Workers(count: 2).map([0, 1]) { partition in
      begun[partition].open()
      return begun[1 - partition].wait()
    }
    #expect(met == [true, true])
  }

  @Test func `one worker never has two pieces under way`() throws {
    let underWay = SharedValue(0)
    let most = SharedValue(0)
    _ = try Workers(count: 1).map(Array(0..<50)) { piece -> Int in
      underWay.change { $0 += 1 }
      let now = underWay.value
      most.change { $0 = max($0, now) }
      underWay.change { $0 -= 1 }
      return piece
    }
    #expect(most.value == 1)
  }

  @Test func `a wish to stop ends between pieces with its status`() {
    let stop = StopRequest()
    let done = SharedValue(0)
    let failure = #expect(throws: StageFailure.self) {
      _ = try Workers(count: 2, stop: stop).map(Array(0..<1000)) { piece -> Int in
        done.change { $0 += 1 }
        if piece == 3 { stop.request(.interrupted) }
        return piece
      }
    }
    #expect(failure?.status == .interrupted)
    #expect(done.value < 1000)
  }

  @Test func `no pieces give no results`() throws {
    #expect(try Workers(count: 4).map([Int]()) { $0 }.isEmpty)
  }
}
