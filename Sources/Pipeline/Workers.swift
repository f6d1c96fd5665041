import Dispatch
import Foundation
import Tables

/// Runs pieces of work side by side and joins their results in order.
///
/// Work is cut by the input, never by the number of workers, and results are joined in the order of
/// the pieces: so the same input gives the same bytes for any number of workers. The error of the
/// piece with the lowest index wins, and a piece never disappears.
package struct Workers: Sendable {
  /// How many pieces are worked on at once.
  package let count: Int
  /// Asked between pieces.
  package let stop: StopRequest

  /// So many workers, at least one.
  package init(count: Int, stop: StopRequest = StopRequest()) {
    self.count = max(1, count)
    self.stop = stop
  }

  /// The results of all pieces, in their order.
  package func map<Piece: Sendable, Result: Sendable>(
    _ pieces: [Piece], _ transform: @escaping @Sendable (Piece) throws -> Result
  ) throws -> [Result] {
    let results = try flow(
      count: pieces.count, linking: (), folding: [Result](), read: { try transform(pieces[$0]) },
      link: { _, _, result in result }, transform: { _, result in result },
      fold: { results, _, result in results.append(result) }
    ).folded
    precondition(results.count == pieces.count, "every piece has its result")
    return results
  }

  /// Works on all pieces, with a state for each worker.
  ///
  /// Which worker gets which piece is chance: the states must be such that their sum does not tell.
  /// - Returns: the states, at least one, in no order.
  package func gather<State: Sendable>(
    count pieces: Int, _ initial: @Sendable () -> State,
    _ work: @Sendable (inout State, Int) throws -> Void
  ) throws -> [State] {
    let gathering = Gathering<State>(pieces: pieces, stop: stop)
    if count == 1 || pieces <= 1 {
      gathering.work(initial, work)
    } else {
      DispatchQueue.concurrentPerform(iterations: min(count, pieces)) { _ in
        gathering.work(initial, work)
      }
    }
    return try gathering.outcome()
  }

  /// Drives so many pieces through the steps of `flow(drawing:linking:folding:draw:…)`.
  package func flow<Read: Sendable, Linked: Sendable, Done: Sendable, LinkState, FoldState>(
    count pieces: Int, linking: sending LinkState, folding: sending FoldState,
    read: @escaping @Sendable (Int) throws -> Read,
    link: @escaping @Sendable (inout LinkState, Int, Read) throws -> Linked,
    transform: @escaping @Sendable (Int, Linked) throws -> Done,
    fold: @escaping @Sendable (inout FoldState, Int, Done) throws -> Void
  ) throws -> (linked: LinkState, folded: FoldState) {
    try flow(
      atMost: pieces, drawing: 0, linking: linking, folding: folding,
      draw: { next -> Int? in
        guard next < pieces else { return nil }
        next += 1
        return next - 1
      }, read: { _, index in try read(index) }, link: link, transform: transform, fold: fold)
  }

  /// Drives pieces through five steps that overlap: `read` and `transform` run for several pieces
  /// at once, `draw`, `link` and `fold` for one piece at a time and in order.
  /// - Parameters:
  ///   - pieces: no more pieces will be drawn.
  ///   - drawing: state that `draw` alone changes.
  ///   - linking: state that `link` alone changes.
  ///   - folding: state that `fold` alone changes.
  ///   - draw: says what the next piece is; nil behind the last one.
  /// - Returns: the last two states after the last piece.
  package func flow<
    Drawn: Sendable, Read: Sendable, Linked: Sendable, Done: Sendable, DrawState, LinkState, FoldState
  >(
    atMost pieces: Int = .max, drawing: sending DrawState, linking: sending LinkState,
    folding: sending FoldState,
    draw: @escaping @Sendable (inout DrawState) throws -> Drawn?,
    read: @escaping @Sendable (Int, Drawn) throws -> Read,
    link: @escaping @Sendable (inout LinkState, Int, Read) throws -> Linked,
    transform: @escaping @Sendable (Int, Linked) throws -> Done,
    fold: @escaping @Sendable (inout FoldState, Int, Done) throws -> Void
  ) throws -> (linked: LinkState, folded: FoldState) {
    let flow = Flow(
      ahead: count + 2, stop: stop, drawing: drawing, linking: linking, folding: folding, draw: draw,
      read: read, link: link, transform: transform, fold: fold)
    if count == 1 || pieces <= 1 {
      flow.work()
    } else {
      DispatchQueue.concurrentPerform(iterations: min(count, pieces)) { _ in flow.work() }
    }
    return try flow.outcome()
  }
}

// Invariant: `next` and `failure` are touched inside `state` alone.
private final class Gathering<State: Sendable>: Sendable {
  private let pieces: Int
  private let stop: StopRequest
  private let state = SharedValue<(next: Int, failure: (index: Int, error: any Error)?)>((0, nil))
  private let states = SharedValue<[State]>([])

  init(pieces: Int, stop: StopRequest) { (self.pieces, self.stop) = (pieces, stop) }

  func work(_ initial: () -> State, _ body: (inout State, Int) throws -> Void) {
    var own = initial()
    while let index = next() {
      do {
        try stop.check()
        try body(&own, index)
      } catch {
        state.change { if index < $0.failure?.index ?? .max { $0.failure = (index, error) } }
      }
    }
    let done = own
    states.change { $0.append(done) }
  }

  func outcome() throws -> [State] {
    if let failure = state.value.failure { throw failure.error }
    return states.value
  }

  /// Pieces behind the first failed one are not worked on.
  private func next() -> Int? {
    var index: Int?
    state.change { state in
      guard state.next < min(pieces, state.failure?.index ?? .max) else { return }
      index = state.next
      state.next += 1
    }
    return index
  }
}

// Invariant: queues, turns and the failure are touched with `condition` locked only; `drawing`, `linking`
// and `folding` only by the worker that holds the turn (`isDrawing`, `isLinking`, `isFolding`), which is
// given and taken back with `condition` locked, so that each worker sees what the one before it wrote.
private final class Flow<
  Drawn: Sendable, Read: Sendable, Linked: Sendable, Done: Sendable, DrawState, LinkState, FoldState
>: @unchecked Sendable {
  private enum Step {
    case draw(Int)
    case read(Int, Drawn)
    case link(Int, Read)
    case transform(Int, Linked)
    case fold(Int, Done)
  }

  private let ahead: Int
  private let stop: StopRequest
  private let drawPiece: @Sendable (inout DrawState) throws -> Drawn?
  private let readPiece: @Sendable (Int, Drawn) throws -> Read
  private let linkPiece: @Sendable (inout LinkState, Int, Read) throws -> Linked
  private let transformPiece: @Sendable (Int, Linked) throws -> Done
  private let foldPiece: @Sendable (inout FoldState, Int, Done) throws -> Void

  private let condition = NSCondition()
  private var drawing: DrawState
  private var linking: LinkState
  private var folding: FoldState
  private var nextDraw = 0
  private var nextLink = 0
  private var nextFold = 0
  private var isDrawing = false
  /// Behind the last piece.
  private var isDrawn = false
  private var isLinking = false
  private var isFolding = false
  private var drawnOnes: [(Int, Drawn)] = []
  private var readOnes: [Int: Read] = [:]
  private var linkedOnes: [(Int, Linked)] = []
  private var doneOnes: [Int: Done] = [:]
  private var failure: (index: Int, error: any Error)?

  init(
    ahead: Int, stop: StopRequest, drawing: sending DrawState, linking: sending LinkState,
    folding: sending FoldState,
    draw: @escaping @Sendable (inout DrawState) throws -> Drawn?,
    read: @escaping @Sendable (Int, Drawn) throws -> Read,
    link: @escaping @Sendable (inout LinkState, Int, Read) throws -> Linked,
    transform: @escaping @Sendable (Int, Linked) throws -> Done,
    fold: @escaping @Sendable (inout FoldState, Int, Done) throws -> Void
  ) {
    self.ahead = ahead
    self.stop = stop
    self.drawing = drawing
    self.linking = linking
    self.folding = folding
    drawPiece = draw
    readPiece = read
    linkPiece = link
    transformPiece = transform
    foldPiece = fold
  }

  /// One worker: takes steps until no piece below the first failure is left.
  func work() {
    while let step = next() {
      do {
        try stop.check()
        try perform(step)
      } catch {
        fail(step, error)
      }
    }
  }

  func outcome() throws -> (linked: LinkState, folded: FoldState) {
    if let failure { throw failure.error }
    precondition(isDrawn && nextFold == nextDraw, "every piece was folded")
    return (linking, folding)
  }

  /// Pieces from the first failed one on are not worked on.
  private var limit: Int { failure?.index ?? (isDrawn ? nextDraw : .max) }

  private func next() -> Step? {
    condition.lock()
    defer { condition.unlock() }
    while true {
      if nextFold >= limit { return nil }
      if !isFolding, let done = doneOnes.removeValue(forKey: nextFold) {
        isFolding = true
        return .fold(nextFold, done)
      }
      if !isLinking, nextLink < limit, let read = readOnes.removeValue(forKey: nextLink) {
        isLinking = true
        return .link(nextLink, read)
      }
      if let place = linkedOnes.firstIndex(where: { $0.0 < limit }) {
        let (index, linked) = linkedOnes.remove(at: place)
        return .transform(index, linked)
      }
      if let (index, drawn) = drawnOnes.first, index < limit {
        drawnOnes.removeFirst()
        return .read(index, drawn)
      }
      if !isDrawing, !isDrawn, nextDraw < limit, nextDraw - nextFold < ahead {
        isDrawing = true
        return .draw(nextDraw)
      }
      condition.wait()
    }
  }

  private func perform(_ step: Step) throws {
    switch step {
    case .draw(let index):
      let drawn = try drawPiece(&drawing)
      settle {
        isDrawing = false
        guard let drawn else {
          isDrawn = true
          return
        }
        drawnOnes.append((index, drawn))
        nextDraw += 1
      }
    case .read(let index, let drawn):
      let read = try readPiece(index, drawn)
      settle { readOnes[index] = read }
    case .link(let index, let read):
      let linked = try linkPiece(&linking, index, read)
      settle {
        linkedOnes.append((index, linked))
        nextLink += 1
        isLinking = false
      }
    case .transform(let index, let linked):
      let done = try transformPiece(index, linked)
      settle { doneOnes[index] = done }
    case .fold(let index, let done):
      try foldPiece(&folding, index, done)
      settle {
        nextFold += 1
        isFolding = false
      }
    }
  }

  private func fail(_ step: Step, _ error: any Error) {
    settle {
      let index: Int
      switch step {
      case .draw(let piece):
        index = piece
        isDrawing = false
      case .read(let piece, _), .transform(let piece, _): index = piece
      case .link(let piece, _):
        index = piece
        isLinking = false
      case .fold(let piece, _):
        index = piece
        isFolding = false
      }
      if index < limit { failure = (index, error) }
    }
  }

  private func settle(_ change: () -> Void) {
    condition.lock()
    change()
    condition.broadcast()
    condition.unlock()
  }
}
