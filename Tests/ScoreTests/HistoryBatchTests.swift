import Canonical
import Dice
import Tables
import Testing

@testable import Score

/// Scoring in batches, in any order, and of owners with very many legs.
@Suite struct HistoryBatchTests {
  /// A log of some customers with chains, overlaps, ties, versions of contacts and a switchboard.
  private func log(_ random: inout Dice) -> CallLog {
    var log = CallLog()
    for number in 0..<200 {
      let start = Int64(random.below(400)) * 3600 * Int64(1 + random.below(3))
      log.add(
        "\(number)", start, start + Int64(random.below(3)) * 5000, source: UInt16(random.below(2)),
        chain: random.chance(30) ? "chain \(random.below(30))" : nil,
        customer: random.chance(10) ? nil : random.chance(25) ? "desk" : "customer \(random.below(25))",
        case: random.chance(40) ? "\(random.below(4))" : nil,
        channel: random.pick([.voice, .voice, .chat, .email]),
        direction: random.pick([.inbound, .inbound, .inbound, .outbound]),
        outcome: random.pick(Outcome.allCases), callType: random.pick(["", "bill", "card", "move"]),
        agent: random.pick(["ana", "bo", ""]), resolved: random.pick([true, false, nil]))
    }
    return log
  }

  /// Conversations as texts, those of one customer together; customers in any order.
  private func texts(_ pieces: [ScoredPiece]) -> [String] {
    var texts: [String] = []
    for piece in pieces {
      var start = 0
      for end in piece.customerEnds {
        texts.append(piece.conversations[start..<end].map(text).joined(separator: "\n"))
        start = end
      }
    }
    return texts.sorted()
  }

  private func text(_ conversation: ScoredConversation) -> String {
    let groups = (0..<12).map { "\(conversation.groups[$0])" }.joined(separator: ",")
    let links = (0..<3).map { "\(conversation.links[$0])" }.joined(separator: ",")
    return
      "\(conversation.start) \(conversation.end) \(conversation.status) \(conversation.month) \(groups) "
      + "\(links) \(conversation.untilPlacebo) \(String(describing: conversation.isAssertedResolved))"
  }

  @Test func `batches hold what all at once hold, whole customers and enough of them`() throws {
    let seed: UInt64 = 21
    var random = Dice(seed: seed)
    for number in 0..<30 {
      var log = log(&random)
      let roster = Roster(people: nil, assignments: nil, roles: nil, vocabulary: &log.vocabulary)
      let scoring = log.scoring(FCRParameters(), roster)
      let whole = try scoring.score(log.legs)
      #expect(whole.conversations.count > 50 && whole.customerEnds.last == whole.conversations.count)
      for batch in [1, 7, 40, 100_000] {
        var pieces: [ScoredPiece] = []
        try scoring.score(log.legs, answers: ContactAnswers(), batch: batch) { pieces.append($0) }
        #expect(texts(pieces) == texts([whole]), "seed \(seed), log \(number), batch \(batch)")
        #expect(pieces.dropLast().allSatisfy { $0.conversations.count >= batch })
        #expect(pieces.allSatisfy { $0.customerEnds.last == $0.conversations.count })
        var warnings = WarningTally()
        for piece in pieces { warnings.merge(piece.warnings) }
        #expect(warnings == whole.warnings)
      }
    }
  }

  @Test func `a piece that is swapped out comes back empty`() throws {
    var random = Dice(seed: 4)
    var log = log(&random)
    let roster = Roster(people: nil, assignments: nil, roles: nil, vocabulary: &log.vocabulary)
    let scoring = log.scoring(FCRParameters(), roster)
    var other = ScoredPiece()
    var pieces: [ScoredPiece] = []
    try scoring.score(log.legs, answers: ContactAnswers(), batch: 10) { piece in
      swap(&piece, &other)
      pieces.append(other)
    }
    #expect(texts(pieces) == texts([try scoring.score(log.legs)]))
  }

  @Test func `any order of the legs gives the same`() throws {
    let seed: UInt64 = 22
    var random = Dice(seed: seed)
    for number in 0..<30 {
      var log = log(&random)
      var shuffled = log
      shuffled.shuffle(random)
      let (one, other) = (try log.scored(), try shuffled.scored())
      #expect(texts([one]) == texts([other]), "seed \(seed), log \(number)")
      #expect(one.warnings == other.warnings && one.customerEnds == other.customerEnds)
    }
  }

  @Test func `owners with many legs that share a bucket are told apart and put in order`() {
    // 6 owners whose lower halves begin alike, 300 legs each, in any order.
    var random = Dice(seed: 23)
    var log = CallLog()
    for number in 0..<1800 { log.add("\(number)", Int64(random.below(500)), source: UInt16(random.below(2))) }
    let legs = log.legs.enumerated().map { number, leg in
      var leg = leg
      leg.customer = Fingerprint(high: UInt64(number % 3 + 1), low: UInt64(number % 2))
      return leg
    }.shuffled(using: &random)
    let sorted = OwnerOrder(legs.span).places.map { legs[Int($0)] }
    let expected = legs.sorted {
      ($0.customer.low, $0.customer.high, $0.start, $0.source, $0.place)
        < ($1.customer.low, $1.customer.high, $1.start, $1.source, $1.place)
    }
    #expect(sorted.map(\.place) == expected.map(\.place))
    // In order already, the same.
    #expect(OwnerOrder(sorted.span).places == (0..<1800).map { UInt32($0) })
  }

  @Test func `every leg has one place, whatever their number`() {
    var log = CallLog()
    for number in 0..<70 {
      let places = OwnerOrder(log.legs.span).places
      #expect(places.sorted() == (0..<number).map { UInt32($0) })
      log.add("\(number)", Int64(number % 7), customer: "\(number % 5)")
    }
  }

  @Test(.timeLimit(.minutes(3))) func `a switchboard with 60,000 legs is scored`() throws {
    var vocabulary = CodeBook()
    var log = CallLog()
    log.add("a", 0, 600, customer: "desk")
    let leg = log.legs[0]
    var random = Dice(seed: 24)
    // With ties and overlaps, and every tenth of a chain with another.
    let legs = (0..<60_000).map { number in
      var leg = leg
      leg.place = UInt64(number)
      leg.contact = Fingerprint(high: 1, low: random.next())
      leg.start = Int64(number / 3) * 400_000 + Int64(random.below(2))
      leg.end = leg.start + 600_000
      if number % 10 == 0 { leg.chain = Fingerprint(high: 2, low: UInt64(number / 20 + 1) << 40) }
      return leg
    }
    let roster = Roster(people: nil, assignments: nil, roles: nil, vocabulary: &vocabulary)
    for (maximum, count) in [(30, 60_000), (0, 20_000)] {
      var parameters = FCRParameters()
      parameters.sharedIDMaximum = maximum
      let scoring = HistoryScoring(
        order: ContactOrder { [UInt8($0.place & 255)] }, parameters: parameters, roster: roster, zone: .utc,
        vocabulary: &vocabulary)
      let some = Array(legs[..<count])
      let piece = try scoring.score(maximum == 0 ? some.shuffled(using: &random) : some)
      // Every tenth leg shares its chain with another; where it is off, overlaps are joined.
      let most = count / 20 * 19
      #expect(maximum == 0 ? piece.conversations.count < most : piece.conversations.count == most)
      #expect(piece.customerEnds.count == (maximum == 0 ? 1 : most))
    }
  }

  @Test func `links of many are found as those of few are`() {
    let seed: UInt64 = 25
    var random = Dice(seed: seed)
    for number in 0..<200 {
      var start: Int64 = 0
      let events = (0..<random.below(40)).map { _ -> RepeatLinks.Event in
        start += Int64(random.below(4))
        return RepeatLinks.Event(
          start: start, end: start + Int64(random.below(12)), callType: UInt32(random.below(4)),
          caseID: UInt64(random.below(4)), isQualifying: random.chance(60), isTrigger: random.chance(60))
      }
      var (few, many) = (RepeatLinks(mostPaired: .max), RepeatLinks(mostPaired: -1))
      // What an earlier customer left must not show.
      few.find(Array(repeating: RepeatLinks.Event(isTrigger: true), count: 5).span, placeboDelay: 0)
      many.find(Array(repeating: RepeatLinks.Event(isTrigger: true), count: 5).span, placeboDelay: 0)
      few.find(events.span, placeboDelay: 5)
      many.find(events.span, placeboDelay: 5)
      for place in events.indices {
        let (one, other) = (few.found[place], many.found[place])
        #expect(one.untilPlacebo == other.untilPlacebo, "seed \(seed), log \(number), event \(place)")
        #expect(
          (0..<3).allSatisfy { one.links[$0] == other.links[$0] },
          "seed \(seed), log \(number), event \(place)")
      }
    }
  }

  @Test func `words are at the places that are written out`() {
    #expect(Direction.inbound.place == Int(Conversation.inbound))
    #expect(Direction.outbound.place == Int(Conversation.outbound))
    #expect(Direction.internal.place == Int(Conversation.internal))
    #expect(Channel.voice.place == Int(Conversation.voice))
    #expect(Channel.chat.place == Int(Conversation.chat))
    #expect(Channel.video.place == Int(Conversation.video))
    #expect(Outcome.handled.place == Int(Conversation.handled))
    #expect(Outcome.abandoned.place == Int(Conversation.abandoned))
    #expect(Outcome.voicemail.place == Int(Conversation.voicemail))
    #expect(Outcome.missed.place == Int(Conversation.missed))
    #expect(Outcome.allCases.count == 5 && Channel.allCases.count <= 8)
  }
}
