import Canonical
import Dice
import Tables
import Testing

@testable import Aggregate

@Suite struct RepeatDriverTallyTests {
  private func firsts(_ parameters: FCRParameters = FCRParameters()) -> SettledFirsts {
    SettledFirsts(parameters, coverage: ScoredSheet.coverage)
  }

  /// A piece of these customers in which some conversations were transferred, and queues and channels differ.
  private func piece(_ sheet: ScoredSheet, _ places: [Int]? = nil) -> ScoredPiece {
    var piece = sheet.piece(places)
    for place in piece.conversations.indices {
      // Drawn from what does not change with the piece.
      let agent = piece.conversations[place].agent
      let day = UInt32(piece.conversations[place].start.seconds / day)
      piece.conversations[place].wasTransferred = (agent + day) % 3 == 0
      piece.conversations[place].groups[Grouping.queue.place] = day % 4
      piece.conversations[place].groups[Grouping.channel.place] = 10 + day % 2
    }
    return piece
  }

  /// What was counted under a match, in an order of its own.
  private func text(_ drivers: RepeatDrivers) -> [String] {
    let mixes = drivers.mixes.map { "\($0)" } + drivers.agentMixes.map { "\($0)" }
    let agents = Set(drivers.agentMixes.map(\.agent)).sorted()
    return mixes.sorted() + [false, true].map { "\(drivers.transfers($0))" }
      + agents.map { "\($0) \(drivers.transfers(of: $0))" }
  }

  @Test func `settled first contacts are those of window_fcr at the headline`() {
    let seed: UInt64 = 41
    var random = Dice(seed: seed)
    var parameters = FCRParameters()
    parameters.groupings = [.all, .callType, .queue, .channel]
    var repeated: Int64 = 0
    for number in 0..<60 {
      let piece = piece(ScoredSheet(using: &random))
      var drivers = RepeatDriverTally(firsts(parameters), countsAgents: true)
      drivers.observe(piece)
      var tally = FCRTally(FCRTally.Plan(parameters, coverage: ScoredSheet.coverage))
      tally.observe(piece)
      let figures = tally.finish()
      for match in [Match.reason, .any] {
        let mixes = drivers.finish(match).mixes
        for key in figures.cells.keys where key.month == nil {
          let name = FCRNumber(.windowFCR, FCRNumber.Variant(days: 7, match: match))
          let own = mixes.filter { mix in
            switch key.grouping {
            case .callType: mix.callType == key.group
            case .queue: mix.queue == key.group
            case .channel: mix.channel == key.group
            default: true
            }
          }
          let rate = figures.figure(name, of: key)?.rate
          let (n, x) = own.reduce(into: (Int64(0), Int64(0))) { $0 = ($0.0 + $1.n, $0.1 + $1.x) }
          #expect(
            rate?.n == n && (rate?.n ?? 0) - (rate?.x ?? 0) == x, "seed \(seed), sheet \(number), \(key)")
          repeated += x
        }
      }
    }
    #expect(repeated > 500)
  }

  @Test func `any split of customers into pieces, and any order of merging, counts the same`() {
    let seed: UInt64 = 42
    var random = Dice(seed: seed)
    for number in 0..<60 {
      let sheet = ScoredSheet(using: &random)
      var whole = RepeatDriverTally(firsts(), countsAgents: true)
      whole.observe(piece(sheet))
      var parts = Array(repeating: [Int](), count: random.below(5) + 2)
      for customer in sheet.customers.indices { parts[random.below(parts.count)].append(customer) }
      var tallies = Array(repeating: RepeatDriverTally(firsts(), countsAgents: true), count: 3)
      for part in parts { tallies[random.below(3)].observe(piece(sheet, part)) }
      tallies.shuffle(using: &random)
      var (left, right, outer) = (tallies[0], tallies[1], tallies[0])
      left.merge(tallies[1])
      left.merge(tallies[2])
      right.merge(tallies[2])
      outer.merge(right)
      for match in [Match.reason, .any] {
        #expect(text(left.finish(match)) == text(whole.finish(match)), "seed \(seed), sheet \(number)")
        #expect(text(outer.finish(match)) == text(whole.finish(match)), "seed \(seed), sheet \(number)")
      }
    }
  }

  @Test func `what was transferred stands apart, with its agents and customers`() {
    func first(_ agent: UInt32, transferred: Bool, return gap: Int64? = nil) -> ScoredConversation {
      var conversation = ScoredSheet.conversation(return: gap, agent: agent)
      conversation.wasTransferred = transferred
      return conversation
    }
    var sheet = ScoredSheet()
    // A customer with two transferred ones, both of agent 1, one repeated; and one that was not.
    sheet.add(
      first(1, transferred: true, return: day), first(1, transferred: true), first(2, transferred: false))
    sheet.add(first(3, transferred: true, return: 0))
    sheet.add(first(3, transferred: false), first(2, transferred: false, return: 7 * day))
    sheet.add(first(4, transferred: true, return: 7 * day + 1))
    // No settled first: not counted.
    sheet.add(ScoredSheet.conversation(since: 0, return: 0), ScoredSheet.conversation(at: 95 * day))
    var tally = RepeatDriverTally(firsts(), countsAgents: true)
    tally.observe(sheet.piece())
    let drivers = tally.finish(.reason)
    // Of agents 1, 3, 4: four, two repeated. Customer sums of the transferred: x 1 of 2, 1 of 1, 0 of 1, so
    // Σx² = 2 = x, Σxn = 2 + 1 = 3, one more than x; Σn² = 6, two more than n; three customers, one fewer.
    let repetition = RateTally.Repetition(xx: 0, xn: 1, nn: 2, customers: -1)
    #expect(drivers.transfers(true) == FCRFigure(rate: RateTally(n: 4, x: 2, repetition), people: 3))
    // Of agents 2 and 3: three, one repeated; x 0 of 1, 1 of 2: Σxn = 2, Σn² = 5, two customers.
    #expect(
      drivers.transfers(false)
        == FCRFigure(
          rate: RateTally(n: 3, x: 1, RateTally.Repetition(xx: 0, xn: 1, nn: 2, customers: -1)), people: 2))
    #expect(drivers.transfers(of: 1) == FCRFigure(rate: RateTally(n: 2, x: 1, repetition), people: 1))
    #expect(
      drivers.transfers(of: 3) == FCRFigure(rate: RateTally(n: 1, x: 1, RateTally.Repetition()), people: 1))
    #expect(Set(drivers.agentMixes.map(\.agent)) == [1, 3, 4])
  }

  @Test func `agents are counted where somebody asks alone`() {
    var sheet = ScoredSheet()
    sheet.add(ScoredSheet.conversation())
    var piece = sheet.piece()
    piece.conversations[0].wasTransferred = true
    var tally = RepeatDriverTally(firsts(), countsAgents: false)
    tally.observe(piece)
    #expect(tally.finish(.any).agentMixes.isEmpty && tally.finish(.any).mixes.count == 1)
  }

  @Test func `many mixes keep their numbers`() {
    var index = KeyIndex()
    let keys = (0..<UInt32(3000)).map { number in KeyIndex.Key(number % 7, number / 7, number % 5, 1) }
    let numbers = keys.map { index.number(of: $0) }
    #expect(keys.map { index.number(of: $0) } == numbers && index.keys.count == Set(keys).count)
    #expect(numbers.max() == index.keys.count - 1)
  }
}
