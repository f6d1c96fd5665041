import Tables
import Testing

@testable import Pipeline

@Suite struct WorkersGatherTests {
  private struct Broken: Error, Equatable { var piece: Int }

  @Test func `every piece is worked on once, whatever the number of workers`() throws {
    for count in [1, 2, 3, 8] {
      for pieces in [0, 1, 2, 500] {
        let states = try Workers(count: count).gather(count: pieces, [Int].init) { $0.append($1) }
        #expect((1...max(1, count)).contains(states.count))
        #expect(states.flatMap(\.self).sorted() == Array(0..<pieces), "\(count) workers, \(pieces) pieces")
        // Each takes pieces in their order.
        #expect(states.allSatisfy { $0 == $0.sorted() })
      }
    }
  }

  @Test func `without pieces there is one state as it began`() throws {
    #expect(try Workers(count: 4).gather(count: 0, { 7 }) { $0 += $1 } == [7])
  }

  @Test func `no two workers share a state`() throws {
    let begun = SharedValue(0)
    let states = try Workers(count: 4).gather(
      count: 400,
      {
        begun.change { $0 += 1 }
        return (busy: false, sum: 0)
      }
    ) { state, piece in
      #expect(!state.busy)
      state.busy = true
      state.sum += piece
      state.busy = false
    }
    #expect(begun.value == states.count && states.reduce(0) { $0 + $1.sum } == 400 * 399 / 2)
  }

  @Test func `the error of the piece with the lowest index wins`() {
    for count in [1, 2, 4] {
      #expect(throws: Broken(piece: 7)) {
        _ = try Workers(count: count).gather(count: 100, { 0 }) { _, piece in
          if [7, 8, 50].contains(piece) { throw Broken(piece: piece) }
        }
      }
    }
  }

  @Test func `an error of a low piece wins though a later one failed first`() throws {
    // Piece 0 ends only when piece 1 has failed.
    let hasFailed = SharedValue(false)
    #expect(throws: Broken(piece: 0)) {
      _ = try Workers(count: 2).gather(count: 2, { 0 }) { _, piece in
        if piece == 1 {
          hasFailed.set(true)
          throw Broken(piece: 1)
        }
        var turns = 0
        while !hasFailed.value, turns < 10_000_000 { turns += 1 }
        throw Broken(piece: 0)
      }
    }
  }

  @Test func `pieces behind a failed one are not begun`() {
    let done = SharedValue(0)
    #expect(throws: Broken(piece: 3)) {
      _ = try Workers(count: 1).gather(count: 1000, { 0 }) { _, piece in
        done.change { $0 += 1 }
        if piece == 3 { throw Broken(piece: 3) }
      }
    }
    #expect(done.value == 4)
  }

  @Test func `a wish to stop ends between pieces with its status`() {
    let stop = StopRequest()
    let done = SharedValue(0)
    let failure = #expect(throws: StageFailure.self) {
      _ = try Workers(count: 2, stop: stop).gather(count: 1000, { 0 }) { _, piece in
        done.change { $0 += 1 }
        if piece == 3 { stop.request(.terminated) }
      }
    }
    #expect(failure?.status == .terminated && done.value < 1000)
  }
}
