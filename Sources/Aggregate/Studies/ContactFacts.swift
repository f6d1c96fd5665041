import Canonical

/// Everything about a qualifying conversation, or an answer about one, that any published rule asks for, in
/// one word: rules are judged once for all contacts that have the same facts.
package struct ContactFacts: Hashable, Sendable {
  /// The fields, side by side.
  let word: UInt64

  /// Facts from their fields, side by side.
  private init(word: UInt64) { self.word = word }

  /// Which match a rule looks at.
  enum Key: Sendable {
    /// The same customer.
    case any
    /// The match that may headline.
    case own
  }

  /// Whether a conversation's customer is known.
  enum Identity: UInt64, Sendable {
    /// It has a customer who is a person.
    case person
    /// It names none.
    case blank
    /// It names an id that many share.
    case shared
  }

  /// Where a field stands, and how many bits it takes.
  private struct Field {
    let shift: UInt64
    let bits: UInt64
    init(_ shift: UInt64, _ bits: UInt64) { (self.shift, self.bits) = (shift, bits) }
  }

  private static let previousAny = Field(0, 3)
  private static let returnAny = Field(3, 3)
  private static let previousOwn = Field(6, 3)
  private static let returnOwn = Field(9, 3)
  private static let settled = Field(12, 3)
  private static let lookBack = Field(15, 3)
  private static let identity = Field(18, 2)
  private static let isOwnIdentified = Field(20, 1)
  private static let hasCase = Field(21, 1)
  private static let hasEarlierOfCase = Field(22, 1)
  private static let hasLaterOfCase = Field(23, 1)
  private static let asserted = Field(24, 2)
  private static let transferred = Field(26, 1)
  private static let resolvable = Field(27, 1)
  private static let answer = Field(28, 1)
  private static let saidFirst = Field(29, 2)
  private static let saidResolved = Field(31, 2)
  /// How many bits all fields take.
  static let bitWidth = 33

  /// Reads facts: the windows that rules know, inside a coverage.
  struct Reader: Sendable {
    /// Windows in days, ascending.
    let days: [Int]
    private let lengths: [Int64]
    private let own: Int
    /// By how many windows are shorter than a gap under the match that may headline: the same, as if only the
    /// windows that rules ask for under it were there, so that fewer facts differ.
    private let asked: [UInt64]
    private let from: Int64
    private let to: Int64

    private static let any = Match.any.place
    private static let `case` = Match.case.place

    /// - Parameters:
    ///   - days: windows in days, ascending, at most seven.
    ///   - own: the match that may headline.
    ///   - ownDays: those of the windows that rules ask for under it.
    init(days: [Int], own: Match, ownDays: [Int], coverage: Coverage) {
      precondition(days.count <= 7, "a field of three bits tells at most seven windows")
      self.days = days
      lengths = days.map { Int64($0) * RepeatWindow.day }
      self.own = own.place
      asked = (0...days.count).map { shorter in
        UInt64(days.indices.first { $0 >= shorter && ownDays.contains(days[$0]) } ?? days.count)
      }
      (from, to) = (coverage.from.milliseconds, coverage.to.milliseconds)
    }

    /// The facts of a qualifying conversation.
    @inline(__always)
    func facts(of conversation: borrowing ScoredConversation) -> ContactFacts {
      let lengths = lengths.span
      let (any, own) = (conversation.links[Reader.any], conversation.links[self.own])
      var (previousAny, returnAny, previousOwn, returnOwn) = (UInt64(0), UInt64(0), UInt64(0), UInt64(0))
      var (settled, lookBack) = (UInt64(0), UInt64(0))
      for index in lengths.indices {
        let length = lengths[index]
        previousAny &+= any.sincePrevious > length ? 1 : 0
        returnAny &+= any.untilReturn > length ? 1 : 0
        previousOwn &+= own.sincePrevious > length ? 1 : 0
        returnOwn &+= own.untilReturn > length ? 1 : 0
        settled &+= conversation.end.milliseconds &+ length <= to ? 1 : 0
        lookBack &+= conversation.start.milliseconds &- length >= from ? 1 : 0
      }
      (previousOwn, returnOwn) = (asked[Int(previousOwn)], asked[Int(returnOwn)])
      let ofCase = conversation.links[Reader.case]
      let identity: Identity =
        any.isIdentified ? .person : conversation.hasCustomer ? .shared : .blank
      var word = previousAny
      word |= returnAny << ContactFacts.returnAny.shift
      word |= previousOwn << ContactFacts.previousOwn.shift
      word |= returnOwn << ContactFacts.returnOwn.shift
      word |= settled << ContactFacts.settled.shift
      word |= lookBack << ContactFacts.lookBack.shift
      word |= identity.rawValue << ContactFacts.identity.shift
      word |= (own.isIdentified ? 1 : 0) << ContactFacts.isOwnIdentified.shift
      word |= (ofCase.isIdentified ? 1 : 0) << ContactFacts.hasCase.shift
      word |= (ofCase.sincePrevious != RepeatLink.none ? 1 : 0) << ContactFacts.hasEarlierOfCase.shift
      word |= (ofCase.untilReturn != RepeatLink.none ? 1 : 0) << ContactFacts.hasLaterOfCase.shift
      word |= ContactFacts.bits(conversation.isAssertedResolved) << ContactFacts.asserted.shift
      word |= (conversation.wasTransferred ? 1 : 0) << ContactFacts.transferred.shift
      word |= (conversation.isResolvableFirst ? 1 : 0) << ContactFacts.resolvable.shift
      return ContactFacts(word: word)
    }
  }

  /// Yes, no or nothing.
  @inline(__always)
  private static func bits(_ said: Bool?) -> UInt64 { said.map { $0 ? 2 : 1 } ?? 0 }

  private func value(_ field: Field) -> UInt64 { word >> field.shift & (1 << field.bits - 1) }

  private func said(_ field: Field) -> Bool? {
    let value = value(field)
    return value == 0 ? nil : value == 2
  }

  /// The same contact, as what one customer said about it.
  func facts(of answer: SurveyAnswer) -> ContactFacts {
    ContactFacts(
      word: word | 1 << ContactFacts.answer.shift
        | ContactFacts.bits(VocFCR.verdict(answer).isHit) << ContactFacts.saidFirst.shift
        | ContactFacts.bits(VocResolution.verdict(answer).isHit) << ContactFacts.saidResolved.shift)
  }

  /// The contact that an answer is about; itself where it is no answer.
  var ofContact: ContactFacts {
    ContactFacts(word: word & (1 << ContactFacts.answer.shift - 1))
  }

  /// Whether it is an answer; else the contact itself.
  var isAnswer: Bool { value(ContactFacts.answer) == 1 }
  /// Who the contact is of.
  var identity: Identity { Identity(rawValue: value(ContactFacts.identity)) ?? .blank }
  /// Whether the contact belongs to a case.
  var hasCase: Bool { value(ContactFacts.hasCase) == 1 }
  /// Whether an earlier contact belongs to its case.
  var hasEarlierOfCase: Bool { value(ContactFacts.hasEarlierOfCase) == 1 }
  /// Whether a later contact belongs to its case.
  var hasLaterOfCase: Bool { value(ContactFacts.hasLaterOfCase) == 1 }
  /// What the agent or the system asserted; nil where nothing.
  var isAssertedResolved: Bool? { said(ContactFacts.asserted) }
  /// Whether it was transferred.
  var wasTransferred: Bool { value(ContactFacts.transferred) == 1 }
  /// Whether a first contact can resolve its call type.
  var isResolvableFirst: Bool { value(ContactFacts.resolvable) == 1 }
  /// Whether the customer says that one contact resolved it; nil where one of both was not answered.
  var isSaidFirst: Bool? { said(ContactFacts.saidFirst) }
  /// Whether the customer says that it is resolved; nil where that was not answered.
  var isSaidResolved: Bool? { said(ContactFacts.saidResolved) }

  /// What the contact is under a window.
  /// - Parameter window: its place among the reader's windows.
  func state(_ key: Key, _ window: Int) -> RepeatState {
    let isIdentified = key == .any ? identity == .person : value(ContactFacts.isOwnIdentified) == 1
    if !isIdentified { return .unidentified }
    let (previous, next) =
      key == .any
      ? (value(ContactFacts.previousAny), value(ContactFacts.returnAny))
      : (value(ContactFacts.previousOwn), value(ContactFacts.returnOwn))
    return RepeatState(
      hasEarlier: previous <= UInt64(window), hasFullLookBack: value(ContactFacts.lookBack) > UInt64(window),
      isSettled: value(ContactFacts.settled) > UInt64(window), hasReturn: next <= UInt64(window))
  }
}
