/// What lies before and after one qualifying conversation, at one window and match.
struct SlowFCRSurroundings {
  let conversation: SlowFCRConversation
  let isIdentified: Bool
  /// An earlier qualifying one of the key ended within W before its start.
  let hasEarlier: Bool
  /// start − W ≥ covers_from.
  let isLookBackFull: Bool
  /// end + W ≤ covers_to.
  let isClosed: Bool
  /// Seconds from its end to the first later trigger of the key, 0 where that began before the end.
  let gap: Int?
  /// A later trigger of the key starts within W.
  let isFollowed: Bool
}

extension SlowFCR {
  /// What surrounds each qualifying conversation, in order.
  func surroundings(days: Int, match: String) -> [SlowFCRSurroundings] {
    conversations.indices.filter { conversations[$0].status == "qualifying" }
      .map { surroundings(of: $0, window: days * 86_400, match) }
  }

  private func surroundings(of place: Int, window: Int, _ match: String) -> SlowFCRSurroundings {
    let this = conversations[place]
    let hasEarlier = conversations[..<place].contains { earlier in
      earlier.status == "qualifying" && this.sharesKey(with: earlier, match)
        && max(0, this.first.start - earlier.end) <= window
    }
    let next = conversations[(place + 1)...].first { $0.isTrigger && this.sharesKey(with: $0, match) }
    let gap = next.map { max(0, $0.first.start - this.end) }
    return SlowFCRSurroundings(
      conversation: this, isIdentified: this.isIdentified(match), hasEarlier: hasEarlier,
      isLookBackFull: this.first.start - window >= coversFrom, isClosed: this.end + window <= coversTo,
      gap: gap, isFollowed: (gap ?? Int.max) <= window)
  }
}
