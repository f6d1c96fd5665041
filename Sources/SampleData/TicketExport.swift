import Canonical
import Tables

/// The change log of the ticket tool: canonical header, instants in UTC, a row for every correction.
struct TicketExport {
  /// Names of the columns.
  static let columns = [
    "contact_id", "started_at", "ended_at", "case_id", "customer_id", "channel", "direction", "queue",
    "call_type", "line_of_business", "agent_id", "outcome", "disposition", "resolved", "handle_s",
    "transferred", "updated_at",
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

  /// One state of a ticket.
  private struct Version {
    var contact: SampleContact
    var updated: Int64
    var isDuplicate: Bool
  }

  /// Writes the file: sorted by change, but some old states come again at the end.
  func write(_ tickets: [SampleContact], to sink: @escaping FileSink) throws -> ExportSheet.Account {
    var versions: [Version] = []
    var stragglers: [Version] = []
    for ticket in tickets {
      let updated = (ticket.end < CenterCalendar.endSecond ? ticket.end : ticket.start) + 60
      versions.append(Version(contact: ticket, updated: updated, isDuplicate: false))
      var random = RandomStream(seed: seed, .correction, ticket.number)
      let correction = updated + random.within(86_400..<432_000)
      guard random.chance(40_000), correction < CenterCalendar.endSecond else { continue }
      var corrected = ticket
      corrected.claim = ticket.claim == 1 ? 0 : 1
      versions.append(Version(contact: corrected, updated: correction, isDuplicate: true))
      guard random.chance(250_000) else { continue }
      stragglers.append(Version(contact: ticket, updated: updated, isDuplicate: true))
    }
    versions.sort { ($0.updated, $0.contact.number) < ($1.updated, $1.contact.number) }
    var sheet = ExportSheet(
      path: "exports/tickets.csv", sink: sink, faults: TicketExport.faults(rows: versions.count))
    sheet.header(TicketExport.columns)
    for version in versions + stragglers {
      try sheet.row(
        cells(version), mayChange: !version.isDuplicate, isDuplicate: version.isDuplicate)
    }
    return try sheet.finish()
  }

  private func cells(_ version: Version) -> [String] {
    let ticket = version.contact
    let customer = customers[Int(ticket.customer)]
    let type = CallType.all[Int(ticket.callType)]
    let isOpen = ticket.end >= CenterCalendar.endSecond
    let claim = isOpen ? -1 : ticket.claim
    return [
      ticket.id, Instant(seconds: ticket.start).description,
      isOpen ? "" : Instant(seconds: ticket.end).description, ticket.caseID, customer.id, "email", "inbound",
      type.queue, type.name, customer.business, roster.personID(of: ticket.agent), "handled",
      isOpen ? "open" : claim == 1 ? "solved" : "closed", claim < 0 ? "" : claim == 1 ? "true" : "false",
      String(ticket.handleSeconds), "false", Instant(seconds: version.updated).description,
    ]
  }

  private static func faults(rows: Int) -> [FaultPlan] {
    let place = { (part: Int) in rows * part / 10 }
    let id = { (number: Int) in (column: 0, text: "T-990000\(padded(Int64(number), 4))") }
    return [
      FaultPlan(
        .endBeforeStart, at: place(2), column: 2, "2026-02-01T08:00:00Z",
        others: [id(1), (1, "2026-02-03T08:00:00Z")], note: "ended_at is two days before started_at"),
      FaultPlan(.unreadableValue, at: place(4), column: 14, "n/a", note: "handle_s is no number"),
      FaultPlan(.tooFewFields, at: place(6), others: [id(2)], note: "the last three fields are missing"),
      FaultPlan(
        .unknownValue, at: place(8), column: 5, "pigeon", others: [id(3)],
        note: "channel is no word of the table"),
    ]
  }
}
