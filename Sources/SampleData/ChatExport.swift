import Canonical
import Tables

/// The quarterly exports of the chat and video tool: semicolons, days first, whole minutes.
struct ChatExport {
  /// Names of the columns; the second quarter writes them in lower case.
  static let columns = [
    "Chat Id", "Site Code", "Session", "Begin", "Closed On", "Closed At", "Customer", "Topic", "Agent",
    "Result", "Kind", "Queue (s)", "Duration (s)", "Handed On", "Solved", "Case", "Comment",
  ]
  private static let comment = 16

  private let seed: UInt64
  private let roster: Roster
  private let customers: [Customer]

  /// The exports of a center.
  init(seed: UInt64, roster: Roster, customers: [Customer]) {
    self.seed = seed
    self.roster = roster
    self.customers = customers
  }

  /// Writes the file of a quarter, 1 or 2.
  func write(quarter: Int, _ contacts: [SampleContact], to sink: @escaping FileSink) throws
    -> ExportSheet.Account
  {
    var sheet = ExportSheet(
      path: "exports/chat-2026-q\(quarter).csv", sink: sink, delimiter: ";", noteColumn: ChatExport.comment,
      faults: ChatExport.faults(quarter: quarter, rows: contacts.count))
    if quarter == 1 {
      sheet.separatorLine()
      sheet.header(ChatExport.columns)
    } else {
      sheet.header(ChatExport.columns.map { $0.lowercased() })
    }
    for contact in contacts {
      let cells = cells(contact)
      try sheet.row(cells, mayChange: cells[ChatExport.comment].isEmpty)
    }
    if quarter == 2 { sheet.controlZ() }
    return try sheet.finish()
  }

  private func cells(_ contact: SampleContact) -> [String] {
    let (begin, close) = (LocalClock(contact.start), LocalClock(contact.end))
    var wording = RandomStream(seed: seed, .wording, contact.number)
    let draw = wording.below(100)
    let comments = ["Merci ; réglé", "Customer wrote \"thanks\"", "Très bien"]
    return [
      contact.id, "US1", contact.chain == 0 ? "" : String(contact.chain),
      "\(begin.dayFirst) \(begin.shortTime)", close.dayFirst, close.shortTime,
      customers[Int(contact.customer)].id, CallType.all[Int(contact.callType)].name,
      roster.personID(of: contact.agent), "Closed", contact.channel == .video ? "Video" : "Chat",
      String(contact.waitSeconds), String(contact.handleSeconds), contact.isTransferred ? "yes" : "no",
      contact.claim < 0 ? "-" : contact.claim == 1 ? "yes" : "no", contact.caseID,
      draw < 5 ? comments[draw % 3] : "",
    ]
  }

  private static func faults(quarter: Int, rows: Int) -> [FaultPlan] {
    let place = { (part: Int) in rows * part / 10 }
    let id = { (number: Int) in (column: 0, text: "ch-990000\(quarter)\(padded(Int64(number), 3))") }
    if quarter == 1 {
      return [
        FaultPlan(
          .endBeforeStart, at: place(2), column: 5, "09:00",
          others: [id(1), (3, "02.02.2026 09:40"), (4, "02.02.2026")],
          note: "closed 40 minutes before it began"),
        FaultPlan(.requiredMissing, at: place(4), column: 0, "", note: "Chat Id is empty"),
        FaultPlan(.trimmedBlanks, at: place(6), column: 9, " Closed  ", note: "blanks around Result"),
        FaultPlan(
          .textAfterQuote, at: place(8), column: comment, "\"ok\" thanks", others: [id(2)],
          note: "Comment \"ok\" thanks"),
      ]
    }
    return [
      FaultPlan(
        .unknownValue, at: place(2), column: 10, "Fax", others: [id(1)],
        note: "Kind is no word of the profile's map"),
      FaultPlan(
        .requiredUnreadable, at: place(4), column: 3, "31.06.2026 10:00", others: [id(2)],
        note: "Begin is a 31 June"),
      FaultPlan(.blankLine, at: place(5), note: "an empty line"),
      FaultPlan(.blankLine, at: place(6), note: "an empty line"),
      FaultPlan(.unreadableValue, at: place(7), column: 12, "n/a", note: "Duration (s) is no number"),
    ]
  }
}
