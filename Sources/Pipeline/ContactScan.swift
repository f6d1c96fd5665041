import Canonical
import Score
import Tables

/// What one look at all contacts tells, before any of them is scored.
struct ContactScan: Sendable {
  /// Contacts of an input that start on one local day.
  struct Day: Sendable {
    /// The contacts, by their prints.
    var sum = RowSum()
    /// First and last start, in milliseconds.
    var first = Int64.max
    var last = Int64.min

    /// How many.
    var count: Int { Int(sum.rows) }

    mutating func take(_ start: Int64, _ print: Fingerprint) {
      sum.add(print)
      first = min(first, start)
      last = max(last, start)
    }

    mutating func merge(_ other: Day) {
      sum.merge(other.sum)
      first = min(first, other.first)
      last = max(last, other.last)
    }
  }

  /// An input, a local day, and which of its contacts.
  struct Key: Hashable, Sendable {
    var input: Int
    var day: CivilDate
    var part = RowPart()
  }

  /// What is looked for.
  struct Question: Sendable {
    /// Contacts that may have several rows.
    var suspects: WordSet
    /// Where all rows of these go.
    var rows: RecordStore
    /// Contacts that responses may name; nil where none does.
    var answered: SeenFilter?
    /// Where contacts go that responses may name.
    var matches: RecordStore?
    /// Input of each account.
    var inputs: [Int]
    /// The horizon of knowledge where it is stated: what starts later tells nothing of the coverage.
    var asOf: Instant?
    /// Whose days count.
    var zone: ZoneTable
    /// What stands for each text of the run, by its code.
    var texts: [UInt64]
    /// Tells contacts that a previous run could know.
    var parting: RowParting
    /// Gives contacts the ids of people and customers before they are printed, where they lack them.
    var identity: IdentityResolution?
  }

  /// Contacts by input and day; those that may have several rows once they are settled.
  private(set) var days: [Key: Day] = [:]
  /// Where the rows were read, plus one, that lose to another one of their contact.
  private(set) var losers: [UInt64] = []
  /// How many rows of each file these are.
  private(set) var excluded = ExcludedRows()

  private let question: Question
  private var calendar: ZoneCursor
  private var openKey: Key?
  private var openDay = Day()
  private var glances: [LegGlance] = []
  private var legs: [Leg] = []

  /// Nothing looked at yet.
  init(_ question: Question) {
    self.question = question
    calendar = ZoneCursor(question.zone)
  }

  /// Looks at packed legs.
  mutating func take(_ words: [UInt64], count: Int, _ layout: LegLayout) throws {
    glances.removeAll(keepingCapacity: true)
    layout.glance(words, count: count, into: &glances)
    let printed = question.identity == nil ? words : identified(words, count, layout)
    var (doubtful, keys, answered): ([UInt64], [UInt64], [UInt64]) = ([], [], [])
    for (index, glance) in glances.enumerated() {
      let first = index * layout.width
      if question.suspects.count > 0, question.suspects.contains(glance.mark) {
        doubtful += words[first..<first + layout.width]
        keys.append(glance.contactKey)
      } else {
        note(
          start: glance.start, file: glance.file, layout.print(of: printed, at: first, texts: question.texts))
      }
      if let filter = question.answered, filter.contains(glance.contact) {
        answered += words[first..<first + layout.width]
      }
    }
    try question.rows.append(doubtful, keys: keys)
    if let matches = question.matches, !answered.isEmpty {
      legs.removeAll(keepingCapacity: true)
      layout.unpack(answered, count: answered.count, into: &legs)
      let (words, keys) = ContactMatch.pack(legs)
      try matches.append(words, keys: keys)
    }
  }

  /// Settles contacts that may have several rows: the one that is used counts, the others lose.
  /// - Parameter pass: visits the rows of each together.
  mutating func settle(_ pass: ContactPass, _ partition: Int, asOf: Instant?) throws {
    var lost: [UInt64] = []
    excluded.merge(
      try pass.select(partition, .contact, asOf: asOf, lost: { lost.append($0.place + 1) }) { legs in
        let words = identified(pass.layout.pack(legs), legs.count * pass.layout.width, pass.layout)
        for (index, leg) in legs.enumerated() {
          let print = pass.layout.print(of: words, at: index * pass.layout.width, texts: question.texts)
          note(start: leg.start, file: leg.file, print)
        }
      })
    losers += lost
  }

  /// Packed legs with the ids of people and customers.
  private func identified(_ words: [UInt64], _ count: Int, _ layout: LegLayout) -> [UInt64] {
    guard let identity = question.identity else { return words }
    var legs: [Leg] = []
    layout.unpack(words, count: count, into: &legs)
    _ = identity.resolve(&legs)
    return layout.pack(legs)
  }

  private mutating func note(start: Int64, file: UInt32, _ print: Fingerprint) {
    if let asOf = question.asOf, start > asOf.milliseconds { return }
    // Contacts come about in the order of their starts, so that most lie on the day before them.
    let key = Key(
      input: question.inputs[Int(file)], day: calendar.day(of: Instant(milliseconds: start)),
      part: question.parting.part(instant: start, file: file))
    if key != openKey {
      close()
      openKey = key
    }
    openDay.take(start, print)
  }

  /// Ends the counting.
  mutating func close() {
    if let openKey { days[openKey, default: Day()].merge(openDay) }
    openKey = nil
    openDay = Day()
  }

  /// Adds another's.
  mutating func merge(_ other: ContactScan) {
    for (key, day) in other.days { days[key, default: Day()].merge(day) }
    losers += other.losers
    excluded.merge(other.excluded)
  }
}
