import Aggregate
import Canonical
import Score
import Tables

/// A repeated first contact and the conversation that returned to it, as a record of fixed width.
struct RepeatPair: Sendable, Equatable {
  /// When the first contact started, in milliseconds.
  var start: Int64
  /// Where the first leg of each was read.
  var place: UInt64
  var returnPlace: UInt64
  /// When the return started, in milliseconds.
  var returnStart: Int64
  /// Milliseconds from the end of the first contact to the start of the return, at least 0.
  var gap: Int64
  /// Under which of the matches that may become the headline they are a pair: a bit for each.
  var matches: UInt8
  /// Whether the first contact was transferred.
  var wasTransferred: Bool
  /// Codes of both; 0 where missing.
  var agent: UInt32
  var returnAgent: UInt32
  var callType: UInt32
  var returnCallType: UInt32
  var queue: UInt32
  var returnQueue: UInt32
  var channel: UInt32
  var returnChannel: UInt32

  /// Words of a pair.
  static let width = 10
  /// The bit of a first contact that was transferred, in the word of small parts.
  private static let transferred: UInt64 = 1 << 8

  /// A pair of two conversations of a piece whose origins are known.
  init(_ first: Int, _ back: Int, of piece: ScoredPiece, matches: UInt8) {
    let (one, other) = (piece.conversations[first], piece.conversations[back])
    start = one.start.milliseconds
    returnStart = other.start.milliseconds
    (place, returnPlace) = (piece.origins[first].place, piece.origins[back].place)
    gap = max(0, returnStart - one.end.milliseconds)
    self.matches = matches
    wasTransferred = one.wasTransferred
    func codes(_ grouping: Grouping) -> (UInt32, UInt32) {
      (one.groups[grouping.place], other.groups[grouping.place])
    }
    (agent, returnAgent) = (one.agent, other.agent)
    (callType, returnCallType) = codes(.callType)
    (queue, returnQueue) = codes(.queue)
    (channel, returnChannel) = codes(.channel)
  }

  /// A pair from its words.
  init(_ words: ArraySlice<UInt64>) {
    let words = Array(words)
    start = Int64(bitPattern: words[0])
    (place, returnPlace) = (words[1], words[3])
    matches = UInt8(truncatingIfNeeded: words[2])
    wasTransferred = words[2] & RepeatPair.transferred != 0
    returnStart = Int64(bitPattern: words[4])
    gap = Int64(bitPattern: words[5])
    func codes(_ word: UInt64) -> (UInt32, UInt32) {
      (UInt32(truncatingIfNeeded: word), UInt32(truncatingIfNeeded: word >> 32))
    }
    (agent, returnAgent) = codes(words[6])
    (callType, returnCallType) = codes(words[7])
    (queue, returnQueue) = codes(words[8])
    (channel, returnChannel) = codes(words[9])
  }

  /// Its words.
  var words: [UInt64] {
    [
      UInt64(bitPattern: start), place, UInt64(matches) | (wasTransferred ? RepeatPair.transferred : 0),
      returnPlace, UInt64(bitPattern: returnStart), UInt64(bitPattern: gap),
      UInt64(agent) | UInt64(returnAgent) << 32, UInt64(callType) | UInt64(returnCallType) << 32,
      UInt64(queue) | UInt64(returnQueue) << 32, UInt64(channel) | UInt64(returnChannel) << 32,
    ]
  }

  /// The pairs of a piece whose origins are known: one for each repeated first contact, but where matches tell
  /// different returns.
  static func pairs(in piece: ScoredPiece, _ firsts: SettledFirsts) -> [RepeatPair] {
    var pairs: [RepeatPair] = []
    var start = 0
    for end in piece.customerEnds {
      for place in start..<end {
        let repeats = firsts.marks(of: piece.conversations[place]).repeats
        if repeats == 0 { continue }
        var returns: [(place: Int, matches: UInt8)] = []
        for (index, match) in firsts.matches.enumerated() where repeats >> UInt8(index) & 1 == 1 {
          let back = piece.returnTo(place, before: end, under: match)
          if let known = returns.firstIndex(where: { $0.place == back }) {
            returns[known].matches |= 1 << UInt8(index)
          } else {
            returns.append((back, 1 << UInt8(index)))
          }
        }
        pairs += returns.map { RepeatPair(place, $0.place, of: piece, matches: $0.matches) }
      }
      start = end
    }
    return pairs
  }
}
