import Canonical

/// What each agent did in each stretch of a calendar: `observe` adds scored pieces, `merge` joins tallies of other
/// customers, in any order, `finish` makes the figures.
package struct AgentStretchTally: Sendable {
  /// Places of a stretch's counters; those of the matches that may headline come behind them.
  private enum Place {
    static let (qualifying, transferred, handled, csat, ces, lone, answered) = (0, 1, 2, 3, 4, 5, 6)
    /// Behind `answered` comes how many of them say that it is resolved.
    static let shared = 8
  }
  /// Places of one match's counters.
  private enum MatchPlace {
    static let (acr, firsts, repeats, count) = (0, 2, 4, 6)
  }
  /// Places of a stretch's sums.
  private enum SumPlace {
    static let (handle, csat, ces, count) = (0, 1, 2, 3)
  }

  private let calendar: AgentCalendar
  /// By match that may headline.
  private let windows: [RepeatWindow]
  private let width: Int
  /// By stretch: 1 + its row; 0 where nothing was met.
  private var rows: [UInt32]
  /// By row: counters, and sums.
  private var counts: [UInt32] = []
  private var sums: [Int64] = []

  /// Nothing observed yet.
  package init(_ calendar: AgentCalendar, _ parameters: FCRParameters, coverage: Coverage) {
    self.calendar = calendar
    windows = parameters.headlineCandidates.map {
      RepeatWindow(FCRNumber.Variant(days: parameters.headlineDays, match: $0), coverage: coverage)
    }
    width = Place.shared + MatchPlace.count * windows.count
    rows = Array(repeating: 0, count: calendar.count)
  }

  /// About how many bytes it holds.
  package var bytes: Int { 4 * (rows.capacity + counts.capacity) + 8 * sums.capacity }

  /// Adds a piece of conversations.
  package mutating func observe(_ piece: borrowing ScoredPiece) {
    let (conversations, answers) = (piece.conversations.span, piece.answers.span)
    guard let end = piece.customerEnds.last else { return }
    for place in 0..<end where conversations[place].status == .qualifying {
      let agent = conversations[place].agent
      guard let stretch = calendar.stretch(of: agent, on: conversations[place].day) else { continue }
      observe(conversations[place], answers, row: row(of: stretch))
    }
  }

  /// Adds another's, of other customers and the same calendar and parameters.
  package mutating func merge(_ other: AgentStretchTally) {
    for stretch in other.rows.indices where other.rows[stretch] > 0 {
      let (ours, theirs) = (row(of: stretch), Int(other.rows[stretch]) - 1)
      for place in 0..<width { counts[ours * width + place] += other.counts[theirs * width + place] }
      for place in 0..<SumPlace.count {
        sums[ours * SumPlace.count + place] += other.sums[theirs * SumPlace.count + place]
      }
    }
  }

  /// What was counted under a match given by its place among those that may headline.
  package func finish(headline: Int) -> AgentFigures {
    let first = Place.shared + headline * MatchPlace.count
    let met = (0..<sums.count / SumPlace.count).map { row -> AgentCounts in
      var figures = AgentCounts()
      let (at, sumsAt) = (row * width, row * SumPlace.count)
      func count(_ place: Int) -> Int64 { Int64(counts[at + place]) }
      func share(_ place: Int) -> AgentCounts.Share { .init(n: count(place), x: count(place + 1)) }
      func sum(_ n: Int, _ place: Int) -> AgentCounts.Sum { .init(n: count(n), sum: sums[sumsAt + place]) }
      figures.qualifying = count(Place.qualifying)
      figures.transferred = count(Place.transferred)
      figures.acr = share(first + MatchPlace.acr)
      figures.firsts = share(first + MatchPlace.firsts)
      figures.repeats = share(first + MatchPlace.repeats)
      figures.handle = sum(Place.handled, SumPlace.handle)
      figures.vocResolution = share(Place.answered)
      figures.loneAnswers = count(Place.lone)
      figures.csat = sum(Place.csat, SumPlace.csat)
      figures.ces = sum(Place.ces, SumPlace.ces)
      return figures
    }
    return AgentFigures(calendar, places: rows, met: met)
  }

  private mutating func row(of stretch: Int) -> Int {
    if rows[stretch] == 0 {
      counts.append(contentsOf: repeatElement(0, count: width))
      sums.append(contentsOf: repeatElement(0, count: SumPlace.count))
      rows[stretch] = UInt32(sums.count / SumPlace.count)
    }
    return Int(rows[stretch]) - 1
  }

  @inline(__always)
  private mutating func observe(
    _ conversation: borrowing ScoredConversation, _ answers: Span<SurveyAnswer>, row: Int
  ) {
    let (at, sumsAt) = (row * width, row * SumPlace.count)
    counts[at + Place.qualifying] += 1
    if conversation.wasTransferred { counts[at + Place.transferred] += 1 }
    if conversation.handleSeconds >= 0 {
      counts[at + Place.handled] += 1
      sums[sumsAt + SumPlace.handle] += Int64(conversation.handleSeconds)
    }
    for (headline, window) in windows.enumerated() {
      let first = at + Place.shared + headline * MatchPlace.count
      let state = window.state(of: conversation)
      add(ACR.verdict(state), first + MatchPlace.acr)
      add(WindowFCR.verdict(state), first + MatchPlace.firsts)
      add(RepeatRate.verdict(state), first + MatchPlace.repeats)
    }
    for place in conversation.answers {
      let verdict = VocResolution.verdict(answers[place])
      add(verdict, at + Place.answered)
      if verdict.isHit != nil, answers[place].respondent == 0 { counts[at + Place.lone] += 1 }
      add(answers[place].csat, at + Place.csat, sumsAt + SumPlace.csat)
      add(answers[place].ces, at + Place.ces, sumsAt + SumPlace.ces)
    }
  }

  @inline(__always)
  private mutating func add(_ answer: Int64?, _ count: Int, _ sum: Int) {
    guard let answer else { return }
    counts[count] += 1
    sums[sum] += answer
  }

  @inline(__always)
  private mutating func add(_ verdict: Verdict, _ place: Int) {
    guard let isHit = verdict.isHit else { return }
    counts[place] += 1
    if isHit { counts[place + 1] += 1 }
  }
}
