import Synchronization
import Tables

/// The text of a file whose bytes must be converted: made from its start on, each piece kept until it is
/// released, so that chunks of it can be read side by side.
///
/// A footer and a closing Ctrl-Z are no part of it. Reading before what is still kept begins a new pass over the file.
final class DecodedText: Sendable {
  /// The path of the file, as messages write it.
  let path: String
  private let footerLines: Int
  private let begin: @Sendable () throws(StageFailure) -> sending Decoding
  // A piece is made with `pass` locked only, so that pieces that are there can be read meanwhile.
  private let pass = Mutex<Decoding?>(nil)
  private let kept = Mutex(Kept())

  /// How far behind the last cut text is kept; only a line that is longer reaches so far.
  private static let furthest: Int64 = 64 << 20

  /// The pieces that were made and not released.
  private struct Kept {
    var pieces: [[UInt8]] = []
    /// Place of the first of them.
    var start: Int64 = 0
    /// Place behind the last of them.
    var end: Int64 = 0
    /// Where the text ends; nil where that is not known yet.
    var textEnd: Int64?
    var closesWithControlZ = false
    /// Where the last cut ends.
    var cutEnd: Int64 = 0

    /// Adds a piece; of what comes before a wanted place only the byte before it stays.
    mutating func add(_ piece: [UInt8], wantedFrom place: Int64) {
      pieces.append(piece)
      end += Int64(piece.count)
      if end < place {
        pieces = []
        start = end
      }
    }

    /// Ends the text behind the last piece, without its footer and a closing Ctrl-Z.
    mutating func finish(footerLines: Int, path: String) throws(StageFailure) {
      if textEnd != nil { return }
      var last: [UInt8] = []
      let reach = Ending.reach(footerLines: footerLines)
      for piece in pieces.reversed() where last.count < reach {
        last = piece.suffix(reach - last.count) + last
      }
      let ending = try Ending(last, footerLines: end == 0 ? 0 : footerLines, path: path)
      textEnd = end - Int64(ending.count)
      closesWithControlZ = ending.hasControlZ
    }
  }

  /// A text of which nothing was made yet.
  /// - Parameter begin: begins a pass over the file.
  init(
    path: String, footerLines: Int = 0,
    begin: @escaping @Sendable () throws(StageFailure) -> sending Decoding
  ) {
    (self.path, self.footerLines, self.begin) = (path, footerLines, begin)
  }

  /// What must be known behind a place to tell whether the data end there.
  private var closing: Int64 { Int64(Ending.reach(footerLines: footerLines)) + 1 }

  /// Where it ends; nil where that is not known yet.
  var end: Int64? { kept.withLock { $0.textEnd } }

  /// Whether a Ctrl-Z behind its end was left out; known once the end is.
  var closesWithControlZ: Bool { kept.withLock { $0.closesWithControlZ } }

  /// The next cut of at most so many bytes; nil where the text ends.
  func cut(from start: Int64, count: Int) throws(StageFailure) -> Range<Int64>? {
    kept.withLock { $0.cutEnd = start + Int64(count) }
    let present = try reach(start + Int64(count), from: start)
    return present > start ? start..<min(present, start + Int64(count)) : nil
  }

  /// Reads `count` bytes from a place on, fewer where the text ends, and adds them to others.
  /// - Returns: whether the text ends behind them.
  func read(upTo count: Int, at offset: Int64, onto bytes: inout [UInt8]) throws(StageFailure) -> Bool {
    let before = bytes.count
    while true {
      _ = try reach(offset + Int64(count), from: offset)
      let isThere = kept.withLock { kept in
        let end = min(offset + Int64(count), kept.textEnd ?? .max)
        guard kept.start <= offset, kept.end >= end else { return false }
        var start = kept.start
        for piece in kept.pieces where start < end {
          let last = start + Int64(piece.count)
          if last > offset { bytes += piece[Int(max(offset - start, 0))..<Int(min(last, end) - start)] }
          start = last
        }
        return true
      }
      // Another reader went back to an earlier place in between.
      if isThere { return offset + Int64(bytes.count - before) == end }
    }
  }

  /// Forgets the pieces before a place.
  func release(before place: Int64) {
    kept.withLock { kept in
      var count = 0
      while count < kept.pieces.count, kept.start + Int64(kept.pieces[count].count) <= place {
        kept.start += Int64(kept.pieces[count].count)
        count += 1
      }
      kept.pieces.removeFirst(count)
    }
  }

  /// Forgets all pieces and closes the file.
  func close() {
    pass.withLock { $0 = nil }
    kept.withLock { kept in
      kept.pieces = []
      (kept.start, kept.end) = (0, 0)
    }
  }

  /// Makes pieces until the text is known up to a place, and that it goes on there, or ends.
  /// - Returns: how far it is known to reach.
  private func reach(_ place: Int64, from offset: Int64) throws(StageFailure) -> Int64 {
    while true {
      let (known, needsPass) = kept.withLock { kept in
        (min(kept.end, kept.textEnd ?? .max), kept.start > offset || kept.end == 0 && kept.textEnd != 0)
      }
      if !needsPass, known >= place + closing || known == end { return known }
      try pass.withLock { pass throws(StageFailure) in
        // Someone else may have made it while this one waited.
        guard kept.withLock({ $0.end }) == known || needsPass else { return }
        try advance(&pass, from: offset)
      }
    }
  }

  /// Makes one piece more.
  private func advance(_ pass: inout sending Decoding?, from offset: Int64) throws(StageFailure) {
    let needsPass = kept.withLock { kept in
      if pass == nil || kept.start > offset {
        kept.pieces = []
        (kept.start, kept.end) = (0, 0)
        return true
      }
      return false
    }
    if needsPass { pass = try begin() }
    guard let piece = try pass?.next() else {
      let isShort = try kept.withLock { kept throws(StageFailure) in
        try kept.finish(footerLines: footerLines, path: path)
        return kept.end < kept.textEnd ?? 0
      }
      // An earlier pass came further.
      if isShort { throw OpenedFile.changed(path) }
      return
    }
    let isTooLong = kept.withLock { kept in
      kept.add(piece, wantedFrom: offset)
      return kept.end - max(kept.cutEnd, kept.start) > DecodedText.furthest
    }
    if isTooLong {
      throw StageFailure(
        .dataRefused,
        "\(path): a line over \(DecodedText.furthest >> 20) MiB; is this the export, and its encoding the declared one?"
      )
    }
  }
}
