import Canonical
import Tables

/// The monthly exports of the telephone system, in its own dialect.
struct AcdExport {
  /// Names of the columns until April; from May on the first has another name and the case differs.
  static let columns = [
    "CALL ID", "SESSION ID", "TIMESTAMP", "SKILL", "CALL TYPE", "REASON", "LOB", "AGENT", "CALL RESULT",
    "DISPOSITION", "CUSTOMER NO", "ANI", "DNIS", "QUEUE WAIT TIME", "HANDLE TIME", "HOLD TIME",
    "TRANSFERRED", "RESOLVED", "CASE", "AGENT NOTES",
  ]
  private static let laterColumns = [
    "Interaction Id", "Session Id", "Timestamp", "Skill", "Call Type", "Reason", "LOB", "Agent",
    "Call Result", "Disposition", "Customer No", "ANI", "DNIS", "Queue Wait Time", "Handle Time",
    "Hold Time", "Transferred", "Resolved", "Case", "Agent Notes",
  ]
  private static let notes = 19
  private static let centerNumber = "+18005550142"

  /// One row to be written.
  struct Entry {
    var contact: Int32
    var isDuplicate = false
    var isLate = false
  }

  private let seed: UInt64
  private let roster: Roster
  private let customers: [Customer]

  /// The exports of a center.
  init(seed: UInt64, roster: Roster, customers: [Customer]) {
    self.seed = seed
    self.roster = roster
    self.customers = customers
  }

  /// Which contacts stand in which month's file, 0…5; some come a month late, some twice.
  func entries(of contacts: [SampleContact]) -> [[Entry]] {
    var months = Array(repeating: [Entry](), count: 6)
    for (index, contact) in contacts.enumerated() where contact.channel == .voice {
      let month = LocalClock(contact.start).date.parts.month - 1
      var delivery = RandomStream(seed: seed, .delivery, contact.number)
      let draw = delivery.below(1000)
      let entry = Entry(contact: Int32(index))
      switch draw {
      case 0..<5 where month < 5:
        months[month + 1].append(Entry(contact: Int32(index), isLate: true))
      case 5..<9 where month < 5:
        months[month].append(entry)
        months[month + 1].append(Entry(contact: Int32(index), isDuplicate: true))
      case 9:
        months[month].append(entry)
        months[month].append(Entry(contact: Int32(index), isDuplicate: true))
      default: months[month].append(entry)
      }
    }
    return months
  }

  /// Writes the file of a month, 0…5.
  func write(month: Int, _ entries: [Entry], of contacts: [SampleContact], to sink: @escaping FileSink) throws
    -> ExportSheet.Account
  {
    let later = month >= 4
    var sheet = ExportSheet(
      path: "exports/acd-2026-\(padded(Int64(month + 1), 2)).csv", sink: sink, lineEnd: "\r\n",
      noteColumn: AcdExport.notes, faults: AcdExport.faults(month: month, rows: entries.count))
    if month == 1 { sheet.markByteOrder() }
    sheet.header(later ? AcdExport.laterColumns : AcdExport.columns)
    for (ordinal, entry) in entries.enumerated() {
      // The last rows carry no quote: behind an unterminated one, another would end it.
      let quiet = ordinal + 4 >= entries.count
      let cells = cells(contacts[Int(entry.contact)], later: later, quiet: quiet)
      let mayChange =
        !entry.isDuplicate && !entry.isLate && cells[AcdExport.notes].isEmpty && cells[9] == "Solved"
        && contacts[Int(entry.contact)].holdSeconds > 0
      try sheet.row(
        cells, mayChange: mayChange, isDuplicate: entry.isDuplicate, isLate: entry.isLate)
    }
    return try sheet.finish()
  }

  private func cells(_ contact: SampleContact, later: Bool, quiet: Bool) -> [String] {
    let clock = LocalClock(contact.start)
    var wording = RandomStream(seed: seed, .wording, contact.number)
    let type = contact.callType < 0 ? nil : CallType.all[Int(contact.callType)]
    var (number, phone, business) = ("", Customer.switchboard(contact.customer), "business")
    if contact.customer >= 0 {
      let customer = customers[Int(contact.customer)]
      phone = customer.isAnonymous ? "anonymous" : customer.phone
      number = customer.isAnonymous || customer.isPhoneOnly ? "" : customer.id
      business = customer.business
    }
    if contact.isConflicting { number = Customer.id(8_000_000 + contact.customer) }
    let isOutbound = contact.direction == .outbound
    let answered = contact.outcome == .handled
    return [
      contact.id, contact.chain == 0 ? "" : "S" + padded(contact.chain, 10),
      later ? clock.plain : clock.american, type?.queue ?? "General", isOutbound ? "Outbound" : "Inbound",
      type?.name ?? "", business, answered ? roster.login(of: contact.agent, on: clock.date) : "[None]",
      AcdExport.result(contact.outcome), disposition(contact, quiet: quiet, &wording), number,
      isOutbound ? AcdExport.centerNumber : phone, isOutbound ? phone : AcdExport.centerNumber,
      clockText(contact.waitSeconds), clockText(contact.handleSeconds), clockText(contact.holdSeconds),
      contact.isTransferred ? "Y" : "N", contact.claim < 0 ? "" : contact.claim == 1 ? "Y" : "N",
      contact.caseID, answered && !quiet ? note(&wording) : "",
    ]
  }

  private static func result(_ outcome: Outcome) -> String {
    switch outcome {
    case .handled: "Answered"
    case .abandoned: "Abandoned"
    case .voicemail: "Voicemail"
    case .selfServed: "IVR Contained"
    case .missed: "No Answer"
    }
  }

  private func disposition(_ contact: SampleContact, quiet: Bool, _ wording: inout RandomStream) -> String {
    let draw = wording.below(100)
    if contact.isTransferred { return "Transferred" }
    switch contact.claim {
    case 1: return draw < 6 && !quiet ? "Solved, no follow-up" : "Solved"
    case 0: return draw < 40 ? "Escalated" : "Open"
    default: return "[None]"
    }
  }

  private func note(_ wording: inout RandomStream) -> String {
    let draw = wording.below(1000)
    guard draw < 40 else { return "" }
    return [
      "Said \"it worked yesterday\"", "Wants a call back, after 5 pm", "Café in Omaha, second location",
      "First line\nsecond line, as typed",
    ][draw % 4]
  }

  /// What is planted in a month's file; positions are spread over its rows.
  private static func faults(month: Int, rows: Int) -> [FaultPlan] {
    let place = { (part: Int) in rows * part / 10 }
    let id = { (number: Int) in
      (column: 0, text: "3099\(padded(Int64(month + 1), 2))\(padded(Int64(number), 6))")
    }
    let tests = (1...3).map {
      FaultPlan(
        .testCall, at: place($0 * 3 - 1), column: 4, "Test", others: [id(90 + $0)],
        note: "call type Test, left out by the profile")
    }
    let own: [FaultPlan]
    switch month {
    case 0:
      own = [
        FaultPlan(
          .localTimeFold, at: place(1), column: 2, "11/02/2025 01:30:00",
          others: [id(1), (1, ""), (10, "C9000001")],
          note: "happened twice that night; outside coverage too"),
        FaultPlan(.tooFewFields, at: place(4), others: [id(2)], note: "the last three fields are missing"),
        FaultPlan(.blankLine, at: place(7), note: "an empty line"),
      ]
    case 1:
      own = [
        FaultPlan(.tooManyFields, at: place(1), others: [id(1)], note: "two fields more than the header"),
        FaultPlan(
          .textAfterQuote, at: place(4), column: 9, "\"Solved\"x", others: [id(2)],
          note: "DISPOSITION \"Solved\"x"),
        FaultPlan(
          .repairedQuote, at: place(6), column: notes, "needs a 3/4\" fitting",
          note: "a quote inside an unquoted field"),
        FaultPlan(
          .repairedQuote, at: place(7), column: notes, " \"called twice\"",
          note: "a blank before a quote"),
      ]
    case 2:
      own = [
        FaultPlan(
          .localTimeGap, at: place(2), column: 2, "03/08/2026 02:30:00",
          others: [id(1), (1, ""), (10, "C9000002")], note: "skipped that night; moves to 03:30"),
        FaultPlan(
          .nulByte, at: place(5), column: notes, bytes: Array("one\u{0}two".utf8), others: [id(2)],
          note: "a NUL byte in AGENT NOTES"),
        FaultPlan(
          .invalidText, at: place(7), column: notes, bytes: Array("caf".utf8) + [0xe9],
          others: [id(3)], note: "byte E9 in AGENT NOTES is no UTF-8"),
      ]
    case 3:
      own = [
        FaultPlan(.requiredMissing, at: place(3), column: 0, "", note: "CALL ID is empty"),
        FaultPlan(
          .requiredUnreadable, at: place(6), column: 2, "02/30/2026 10:15:00", others: [id(2)],
          note: "TIMESTAMP is a 30 February"),
        FaultPlan(.blankLine, at: place(9), note: "an empty line"),
      ]
    case 4:
      own = [
        FaultPlan(
          .unknownValue, at: place(3), column: 8, "Bounced", others: [id(1)],
          note: "Call Result is no word of the profile's map"),
        FaultPlan(.unreadableValue, at: place(6), column: 15, "0:00:3O", note: "Hold Time has a letter O"),
      ]
    default:
      own = [
        FaultPlan(.trimmedBlanks, at: place(3), column: 9, "  Solved ", note: "blanks around Disposition"),
        FaultPlan(
          .unterminatedQuote, at: rows - 2, column: notes, "\"never closed", others: [id(1)],
          note: "Agent Notes opens a quote that nothing closes"),
      ]
    }
    return own + tests
  }
}
