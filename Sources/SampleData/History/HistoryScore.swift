/// What became of an agent's contacts of a month in a center of teams over years.
struct HistoryScore {
  /// First contacts of customers.
  private(set) var firsts = 0
  /// First contacts after which the customer did not come back.
  private(set) var resolved = 0
  /// Second contacts, after which no customer comes back.
  private(set) var seconds = 0
  /// Seconds of handling all of them.
  private(set) var handleSeconds = 0
  /// Truth: the sum of the first contacts' chances in millionths, as they are and as they were without coaching.
  private(set) var (chances, uncoached) = (0, 0)

  /// All contacts.
  var contacts: Int { firsts + seconds }
  /// The share of contacts after which the customer did not come back, in millionths; 0 without contacts.
  var acr: Int { (resolved + seconds) * 1_000_000 / max(1, contacts) }
  /// Truth: what that share is on average, with coaching and without it.
  var expectedAcr: Int { (chances + seconds * 1_000_000) / max(1, contacts) }
  var uncoachedAcr: Int { (uncoached + seconds * 1_000_000) / max(1, contacts) }
  /// Truth: what coaching adds to the quality score of the month, in millionths of a point of 100.
  var qualityEffect: Int { (chances - uncoached) / max(1, firsts) * (HistoryTruth.qualitySpan / 100) }

  /// Adds a first contact.
  mutating func observe(chance: Int, uncoached: Int, isResolved: Bool, handleSeconds: Int) {
    firsts += 1
    self.handleSeconds += handleSeconds
    resolved += isResolved ? 1 : 0
    chances += chance
    self.uncoached += uncoached
  }

  /// Adds a second contact.
  mutating func observeSecond(handleSeconds: Int) {
    seconds += 1
    self.handleSeconds += handleSeconds
  }

  /// What evaluators say of the month, in hundredths of a point of 100: half of what chances are, and some luck.
  func quality(_ random: inout RandomStream) -> Int {
    let span = 2 * HistoryTruth.qualityByChance + 1
    return HistoryTruth.qualityBase + chances / max(1, firsts) * HistoryTruth.qualitySpan / 1_000_000
      + random.below(span) - HistoryTruth.qualityByChance
  }
}
