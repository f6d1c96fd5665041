import Canonical
import Tables

/// What customers answered after a contact: one row an answer, canonical header.
struct SurveyExport {
  /// Names of the columns.
  static let columns = [
    "response_id", "instrument", "item", "value", "scale_min", "scale_max", "asked_at", "answered_at",
    "subject_id", "rater_id", "rater_group", "contact_id",
  ]

  private let seed: UInt64
  private let roster: Roster
  private let customers: [Customer]

  /// The export of a center.
  init(seed: UInt64, roster: Roster, customers: [Customer]) {
    self.seed = seed
    self.roster = roster
    self.customers = customers
  }

  /// Writes the answers about contacts that are sorted by start.
  func write(_ contacts: [SampleContact], to sink: @escaping FileSink) throws -> ExportSheet.Account {
    let rows = contacts.flatMap { answers(about: $0) }
    var sheet = ExportSheet(
      path: "exports/responses.csv", sink: sink,
      faults: [
        FaultPlan(
          .requiredUnreadable, at: rows.count / 3, column: 3, "five", others: [(0, "R-990000001")],
          note: "value is a word"),
        FaultPlan(
          .requiredMissing, at: rows.count / 2, column: 1, "", others: [(0, "R-990000002")],
          note: "instrument is empty"),
      ])
    sheet.header(SurveyExport.columns)
    for row in rows { try sheet.row(row) }
    return try sheet.finish()
  }

  private func answers(about contact: SampleContact) -> [[String]] {
    guard contact.chance >= 0, contact.customer >= 0, contact.agent >= 0 else { return [] }
    var random = RandomStream(seed: seed, .survey, contact.number)
    guard random.chance(55_000) else { return [] }
    let asked = contact.end + 600
    let answered = asked + random.within(600..<172_800)
    guard answered < CenterCalendar.endSecond else { return [] }
    let saysResolved = random.chance(contact.isSolved ? 950_000 : 90_000)
    let counts = random.chance(850_000)
    let csat = 1 + random.pick(saysResolved ? [2, 3, 10, 35, 50] : [35, 30, 20, 10, 5])
    let customer = customers[Int(contact.customer)]
    let row = { (item: String, value: Int, low: String, high: String) in
      [
        "R-" + padded(contact.number, 10), "voc", item, String(value), low, high,
        Instant(seconds: asked).description, Instant(seconds: answered).description,
        roster.personID(of: contact.agent), customer.isAnonymous ? "" : customer.id, "customer", contact.id,
      ]
    }
    var rows = [row("resolved", saysResolved ? 1 : 0, "0", "1")]
    if counts { rows.append(row("contacts_to_resolve", Int(contact.attempt), "1", "")) }
    rows.append(row("csat", csat, "1", "5"))
    return rows
  }
}
