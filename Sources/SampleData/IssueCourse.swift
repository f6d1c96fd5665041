/// How an issue goes on, on average: what a customer's next contacts about it will be.
///
/// Reckoned on a grid of quarter days from the probabilities that the generator draws by. Only what comes
/// after a first return, or from another issue, is taken from here; the first return of a contact at hand
/// is exact (`CustomerOutlook`).
struct IssueCourse {
  /// Seconds of a cell.
  static let cell: Int64 = 21_600
  /// Cells until a customer lets an issue be.
  static let patience = Int(ContactOdds.patience / cell)
  /// Cells that a ticket takes on average.
  private static let ticket = Int((ContactOdds.ticketLeast + ContactOdds.ticketMean + cell / 2) / cell)
  private static let types = CallType.all.count
  private static let weights = CallType.weights.map { Double($0) / Double(CallType.weights.reduce(0, +)) }

  /// How an issue is carried on.
  enum Medium: Int, CaseIterable {
    case voice, chat, ticket

    /// Share of a contact's returns that are given up in the queue.
    var abandoned: Double { self == .voice ? IssueCourse.odds(ContactOdds.abandoned) : 0 }

    /// Cells from the start of a contact to its end.
    var duration: Int { self == .ticket ? IssueCourse.ticket : 0 }

    /// Share of new issues that begin so.
    var weight: Double {
      let weights = ContactOdds.channelWeights
      let own = [weights[0], weights[1] + weights[3], weights[2]][rawValue]
      return Double(own) / Double(weights.reduce(0, +))
    }

    /// Probability that a return is carried on so.
    func following(_ medium: Medium) -> Double {
      let toVoice = IssueCourse.odds(ContactOdds.returnsByVoice)
      if medium == .voice { return self == .voice ? 1 : 0 }
      return self == .voice ? toVoice : self == medium ? 1 - toVoice : 0
    }
  }

  /// Probability that an issue is not resolved at a contact, by call type.
  private let unresolved: [Double]
  /// `returning[type][n]`: share of unresolved customers who come back within n cells.
  private let returning: [[Double]]
  /// Probability that a contact is followed within n cells of its end by one that matches a reason; at
  /// `index(type, medium, reason, n)`.
  private var matching: [Double]
  /// The same of a return, itself included, from its own start.
  private var matchingReturn: [Double]
  /// `beginning[reason][n]`: probability that a new issue has a contact that matches a reason within n
  /// cells of its first attempt.
  private var beginning: [[Double]] = []
  /// `later[n][index]`: probability that an issue has a contact in a window that begins n cells after its
  /// first attempt, later than that attempt; one for each window.
  private var later: [[Double]] = []

  /// The course of issues where a contact of a type resolves them with a mean chance, 0…1; `windows` are
  /// whole days.
  init(meanChances: [Double], windows: [Int]) {
    unresolved = meanChances.map { 1 - $0 }
    returning = CallType.all.map { type in
      (0...IssueCourse.patience).map { type.delay.share(withinSeconds: Int64($0) * IssueCourse.cell) }
    }
    let places = IssueCourse.types * Medium.allCases.count * IssueCourse.types * (IssueCourse.patience + 1)
    matching = Array(repeating: 0, count: places)
    matchingReturn = matching
    for cells in 0...IssueCourse.patience { extend(to: cells) }
    beginning = (0..<IssueCourse.types).map { reason in
      (0...IssueCourse.patience).map { beginningShare(reason: reason, cells: $0) }
    }
    later = laterShares(windows: windows)
  }

  /// Probability that a return to a type's contact matches a reason at once.
  static func matchesAtOnce(_ type: Int, _ medium: Medium, reason: Int) -> Double {
    Medium.allCases.reduce(0) { sum, next in
      let answered = change(from: type, to: reason)
      return sum + next.following(medium) * (next.abandoned + (1 - next.abandoned) * answered)
    }
  }

  /// Probability that a return to a type's contact matches a reason, or that a further one within so many
  /// seconds of it does.
  func matchesReturn(_ type: Int, _ medium: Medium, reason: Int, within seconds: Int64) -> Double {
    matchingReturn[IssueCourse.index(type, medium, reason, IssueCourse.cells(in: seconds))]
  }

  /// Probability that an unresolved contact of a type is followed within so many seconds of its end by one
  /// that matches a reason, at the first return or at a further one.
  func matches(_ type: Int, _ medium: Medium, reason: Int, within seconds: Int64) -> Double {
    matching[IssueCourse.index(type, medium, reason, IssueCourse.cells(in: seconds))] / unresolved[type]
  }

  /// Probability that a new issue has a contact within so many seconds of its first attempt that matches a
  /// reason; nil: any reason.
  func begins(reason: Int?, within seconds: Int64) -> Double {
    guard let reason else { return IssueCourse.reaches }
    return beginning[reason][IssueCourse.cells(in: seconds)]
  }

  /// Probability that an issue comes back in a window (by index) that begins so many seconds after its
  /// first attempt.
  func returns(inWindow index: Int, after seconds: Int64) -> Double {
    let cells = Int((max(0, seconds) + IssueCourse.cell / 2) / IssueCourse.cell)
    return cells < later.count ? later[cells][index] : 0
  }

  /// Probability that a new issue leads to a contact that counts as coming back: neither settled by the
  /// machine nor lost on the way to somebody who answers.
  static let reaches: Double = Medium.allCases.reduce(0) { sum, medium in
    sum + medium.weight * (medium == .voice ? (medium.abandoned + answersFirst) / (1 - retriesMissed) : 1)
  }

  // MARK: -

  /// Probability that a first call is answered at this attempt.
  private static let answersFirst =
    (1 - odds(ContactOdds.abandoned))
    * (1 - odds(ContactOdds.selfServed + ContactOdds.voicemail + ContactOdds.missed))

  /// Probability that a first call reaches nobody and is tried again.
  private static let retriesMissed =
    (1 - odds(ContactOdds.abandoned)) * odds(ContactOdds.voicemail + ContactOdds.missed)
    * odds(ContactOdds.retriesMissed)

  private static func odds(_ millionths: Int) -> Double { Double(millionths) / 1e6 }

  /// Probability that an answered return to a type's contact has a type.
  private static func change(from type: Int, to next: Int) -> Double {
    let changes = odds(ContactOdds.changeOfReason)
    return changes * weights[next] + (type == next ? 1 - changes : 0)
  }

  /// Whole cells of a span, as far as the grid reaches.
  private static func cells(in seconds: Int64) -> Int { min(Int(max(0, seconds) / cell), patience) }

  private static func index(_ type: Int, _ medium: Medium, _ reason: Int, _ cells: Int) -> Int {
    ((type * Medium.allCases.count + medium.rawValue) * types + reason) * (patience + 1) + cells
  }

  /// Fills both tables at a cell from the cells before.
  private mutating func extend(to cells: Int) {
    for type in 0..<IssueCourse.types {
      for medium in Medium.allCases {
        for reason in 0..<IssueCourse.types where cells > 0 {
          let first = IssueCourse.index(type, medium, reason, 0)
          var sum = 0.0
          for back in 1...cells {
            let share = returning[type][back] - returning[type][back - 1]
            guard share > 0 else { break }
            sum += share * matchingReturn[first + cells - back]
          }
          matching[first + cells] = unresolved[type] * sum
        }
      }
    }
    for type in 0..<IssueCourse.types {
      for medium in Medium.allCases {
        for reason in 0..<IssueCourse.types {
          var sum = IssueCourse.matchesAtOnce(type, medium, reason: reason)
          for next in Medium.allCases where next.following(medium) > 0 && cells > next.duration {
            let further = furtherMatch(from: type, next, reason: reason, cells: cells - next.duration)
            sum += next.following(medium) * (1 - next.abandoned) * further
          }
          matchingReturn[IssueCourse.index(type, medium, reason, cells)] = sum
        }
      }
    }
  }

  /// Probability that an answered return has another reason, and is followed by a contact that matches.
  private func furtherMatch(from type: Int, _ medium: Medium, reason: Int, cells: Int) -> Double {
    var sum = 0.0
    for next in 0..<IssueCourse.types where next != reason {
      sum +=
        IssueCourse.change(from: type, to: next)
        * matching[IssueCourse.index(next, medium, reason, cells)]
    }
    return sum
  }

  private func beginningShare(reason: Int, cells: Int) -> Double {
    Medium.allCases.reduce(0) { sum, medium in
      var answered = IssueCourse.weights[reason]
      for type in 0..<IssueCourse.types where type != reason && cells > medium.duration {
        answered +=
          IssueCourse.weights[type]
          * matching[IssueCourse.index(type, medium, reason, cells - medium.duration)]
      }
      guard medium == .voice else { return sum + medium.weight * answered }
      let call = medium.abandoned + IssueCourse.answersFirst * answered
      return sum + medium.weight * call / (1 - IssueCourse.retriesMissed)
    }
  }

  /// Every issue has one last contact before a window: these, weighted by what follows each.
  private func laterShares(windows: [Int]) -> [[Double]] {
    let reach = IssueCourse.patience + IssueCourse.ticket
    var shares = Array(repeating: Array(repeating: 0.0, count: windows.count), count: reach + 1)
    for beginnings in [[Medium.voice, .chat], [.ticket]] {
      // Patience counts from the end of the first contact.
      let limit = beginnings[0].duration + IssueCourse.patience
      for contact in contacts(from: beginnings, limit: limit) {
        let end = contact.start + contact.duration
        let share = { (cells: Int) in
          cells <= end ? 0 : self.returning[contact.type][min(cells - end, IssueCourse.patience)]
        }
        guard contact.start + 1 <= limit else { continue }
        for cells in (contact.start == 0 ? 0 : contact.start + 1)...limit {
          for (index, days) in windows.enumerated() {
            let window = Int(Int64(days) * 86_400 / IssueCourse.cell)
            let back = share(min(cells + window, limit)) - share(cells)
            shares[cells][index] += contact.probability * unresolved[contact.type] * back
          }
        }
      }
    }
    return shares
  }

  /// A kind of answered contact of an issue and how probable it is.
  private struct ExpectedContact {
    var type: Int
    var start: Int
    var duration: Int
    var probability: Double
  }

  /// The answered contacts of an issue that begins in one of some media, in cells from its first attempt.
  private func contacts(from beginnings: [Medium], limit: Int) -> [ExpectedContact] {
    let media = Medium.allCases.count
    let abandonedRetry = IssueCourse.odds(ContactOdds.retriesAbandoned)
    let answered = { (medium: Medium) in
      (1 - medium.abandoned) / (1 - medium.abandoned * abandonedRetry)
    }
    let missed = Medium.voice.abandoned * abandonedRetry + IssueCourse.retriesMissed
    let reached = { (medium: Medium) in
      medium == .voice ? IssueCourse.answersFirst / (1 - missed) : 1
    }
    // Probability that a contact of a type in a medium is followed by a return in a cell.
    var returns = Array(
      repeating: Array(repeating: 0.0, count: IssueCourse.types * media), count: limit + 1)
    var contacts: [ExpectedContact] = []
    for cells in 0...limit {
      var here = Array(repeating: 0.0, count: IssueCourse.types * media)
      for medium in Medium.allCases {
        for type in 0..<IssueCourse.types {
          let share = returns[cells][type * media + medium.rawValue]
          for next in Medium.allCases where share * next.following(medium) > 0 {
            for reason in 0..<IssueCourse.types {
              here[reason * media + next.rawValue] +=
                share * next.following(medium) * answered(next) * IssueCourse.change(from: type, to: reason)
            }
          }
          if cells == 0, beginnings.contains(medium) {
            here[type * media + medium.rawValue] =
              medium.weight * reached(medium) * IssueCourse.weights[type]
          }
        }
      }
      for (place, probability) in here.enumerated() where probability > 0 {
        let (type, duration) = (place / media, Medium.allCases[place % media].duration)
        contacts.append(
          ExpectedContact(type: type, start: cells, duration: duration, probability: probability))
        guard cells + duration < limit else { continue }
        for time in (cells + duration + 1)...limit {
          let back = time - cells - duration
          let share = returning[type][back] - returning[type][back - 1]
          guard share > 0 else { break }
          returns[time][place] += probability * unresolved[type] * share
        }
      }
    }
    return contacts
  }
}
