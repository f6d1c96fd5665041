import Aggregate
import Canonical
import Score
import Tables

/// Repeated first contacts with their returns, as they are found; several workers may add to it at once.
final class RepeatPairs: Sendable {
  private let firsts: SettledFirsts
  private let clock: TimeOrder
  private let store: RecordStore
  private let workspace: Workspace

  /// Keys that are in the order of time, so that partitions by them are.
  struct TimeOrder: Sendable {
    private let from: Int64
    private let shift: UInt64

    /// The order within a coverage.
    init(_ coverage: Coverage) {
      from = coverage.from.milliseconds
      let span = UInt64(max(1, coverage.to.milliseconds - from))
      shift = UInt64(span.leadingZeroBitCount)
    }

    /// The key of a start, in milliseconds, that is covered.
    func key(of start: Int64) -> UInt64 { UInt64(start - from) << shift }

    /// The keys of records that begin with a start.
    func keys(_ words: [UInt64], _ count: Int, width: Int) -> [UInt64] {
      stride(from: 0, to: count, by: width).map { key(of: Int64(bitPattern: words[$0])) }
    }
  }

  /// No pair yet.
  /// - Parameter contacts: about how many contacts there are.
  init(_ firsts: SettledFirsts, coverage: Coverage, contacts: Int, in workspace: Workspace) {
    (self.firsts, self.workspace) = (firsts, workspace)
    clock = TimeOrder(coverage)
    // Few of ten contacts are repeated first contacts.
    store = workspace.store(width: RepeatPair.width, expecting: contacts / 4)
  }

  /// Adds the pairs of a piece whose origins are known.
  func take(_ piece: ScoredPiece) throws {
    let pairs = RepeatPair.pairs(in: piece, firsts)
    try store.append(pairs.flatMap(\.words), keys: pairs.map { clock.key(of: $0.start) })
  }

  /// Hands over the pairs under one match with the names of both contacts, some at a time: in the order of the
  /// starts of the first contacts, those that start at one instant together.
  ///
  /// The files are read once more for the names. All pairs are gone afterwards.
  /// - Throws: what reading or `body` throws, or the status of a wish to stop.
  func name(
    under match: Match, _ files: [InputFile], _ stop: StopRequest,
    _ body: ([RepeatPair], [RepeatName]) throws -> Void
  ) throws {
    let bit = firsts.matches.firstIndex(of: match).map { UInt8(1) << UInt8($0) } ?? 0
    let named = workspace.store(width: RepeatPair.width, store.partitions, expecting: store.count * 3)
    let places = PlaceOrder(accounts: files.reduce(0) { $0 + $1.targets.count }, files)
    let wanted = workspace.store(width: PlaceOrder.width, expecting: store.count * 2)
    for partition in 0..<store.partitions.count {
      try store.take(partition).read { words, count in
        var (pairs, keys, seats): ([UInt64], [UInt64], [UInt64]) = ([], [], [])
        for at in stride(from: 0, to: count, by: RepeatPair.width) {
          let pair = RepeatPair(words[at..<at + RepeatPair.width])
          if pair.matches & bit == 0 { continue }
          pairs += words[at..<at + RepeatPair.width]
          keys.append(clock.key(of: pair.start))
          for place in [pair.place, pair.returnPlace] {
            seats += [place, UInt64(bitPattern: pair.start), pair.place]
          }
        }
        try named.append(pairs, keys: keys)
        try wanted.append(seats, keys: places.keys(seats, seats.count))
      }
    }
    try walk(wanted, places, files, stop, into: named)
    let parts = RecordParts(store: named, workspace: workspace) { [clock] words, count in
      clock.keys(words, count, width: RepeatPair.width)
    }
    for partition in 0..<named.partitions.count {
      try parts.visit(partition) { records, _ in
        try stop.check()
        var (pairs, names): ([RepeatPair], [ArraySlice<UInt64>]) = ([], [])
        try records.read { words, count in
          for at in stride(from: 0, to: count, by: RepeatPair.width) {
            let record = words[at..<at + RepeatPair.width]
            if RepeatName.isPart(record) { names.append(record) } else { pairs.append(RepeatPair(record)) }
          }
        }
        try body(pairs, RepeatName.names(names))
      }
    }
  }

  /// Reads the names of contacts at some places, in the order of these.
  private func walk(
    _ wanted: RecordStore, _ places: PlaceOrder, _ files: [InputFile], _ stop: StopRequest,
    into named: RecordStore
  ) throws {
    var walk = ContactWalk(files)
    defer { walk.close() }
    let parts = RecordParts(store: wanted, workspace: workspace) { places.keys($0, $1) }
    for partition in 0..<wanted.partitions.count {
      try parts.visit(partition) { records, _ in
        try stop.check()
        var seats: [(place: UInt64, start: UInt64, pair: UInt64)] = []
        try records.read { words, count in
          for at in stride(from: 0, to: count, by: PlaceOrder.width) {
            seats.append((words[at], words[at + 1], words[at + 2]))
          }
        }
        seats.sort { ($0.place, $0.pair) < ($1.place, $1.pair) }
        var (words, keys): ([UInt64], [UInt64]) = ([], [])
        try walk.find(seats.map(\.place)) { index, line, id in
          let seat = seats[index]
          let start = Int64(bitPattern: seat.start)
          let name = RepeatName(
            start: start, pair: seat.pair, isReturn: seat.place != seat.pair, line: line, id: id)
          words += name.words
          while keys.count * RepeatPair.width < words.count { keys.append(clock.key(of: start)) }
        }
        try named.append(words, keys: keys)
      }
    }
  }

  /// Keys that are in the order of places, so that partitions by them are.
  private struct PlaceOrder: Sendable {
    /// Words of a place and of the pair that wants it.
    static let width = 3

    private let offsetBits: Int
    private let shift: UInt64

    /// The order within some files.
    init(accounts: Int, _ files: [InputFile]) {
      // The text of a packed file may be longer than anybody expects; only its parts are larger then.
      let most = files.map(\.export.expectedBytes).max() ?? 0
      offsetBits = min(40, 64 - (UInt64(most) << 1 | 1).leadingZeroBitCount)
      shift = UInt64(UInt64(max(1, accounts)).leadingZeroBitCount - offsetBits)
    }

    /// The keys of records that begin with a place.
    func keys(_ words: [UInt64], _ count: Int) -> [UInt64] {
      stride(from: 0, to: count, by: PlaceOrder.width).map { at in
        let (account, offset) = (words[at] >> 40, words[at] & (1 << 40 - 1))
        return (account << UInt64(offsetBits) | min(offset, 1 << UInt64(offsetBits) - 1)) << shift
      }
    }
  }
}
