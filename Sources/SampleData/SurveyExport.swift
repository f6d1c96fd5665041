import Canonical
import Tables

/// What customers answered after a contact: one row an answer, canonical header.
///
/// Who was not helped answers more often: the resolved share among the answers is below that of all.
struct SurveyExport {
  /// Names of the columns.
  static let columns = [
    "response_id", "instrument", "item", "value", "scale_min", "scale_max", "asked_at", "answered_at",
    "subject_id", "rater_id", "rater_group", "contact_id",
  ]
  /// Probability in millionths that a customer answers whose issue was resolved.
  static let answersSolved = 45_000
  /// The same where it was not.
  static let answersUnsolved = 81_000
  /// Probability in millionths that an answer says resolved where it was.
  static let saysSolved = 950_000
  /// The same where it was not.
  static let saysUnsolved = 90_000
  /// Probability in millionths that an answer also counts the contacts it took.
  static let countsContacts = 850_000

  private let seed: UInt64
  private let roster: Roster
  private let customers: [Customer]

  /// The export of a center.
  init(seed: UInt64, roster: Roster, customers: [Customer]) {
    self.seed = seed
    self.roster = roster
    self.customers = customers
  }

  /// The probability in millionths that an answer comes, by whether the issue was resolved.
  static func answers(isSolved: Bool) -> Int { isSolved ? answersSolved : answersUnsolved }

  /// The probability in millionths that an answer says resolved, by whether the issue was.
  static func saysResolved(isSolved: Bool) -> Int { isSolved ? saysSolved : saysUnsolved }

  /// Whether a contact's customer can be asked at all.
  static func canAsk(_ contact: SampleContact) -> Bool {
    contact.chance >= 0 && contact.customer >= 0 && contact.agent >= 0
  }

  /// Writes the answers about contacts that are sorted by start.
  func write(_ contacts: [SampleContact], to sink: @escaping FileSink) throws -> ExportSheet.Account {
    var rows: [[String]] = []
    var silent: [SampleContact] = []
    for contact in contacts {
      let answers = answers(about: contact)
      rows += answers
      // Leaves a planted answer time to arrive before the end.
      let isEarly = contact.end + 86_400 < CenterCalendar.endSecond
      if answers.isEmpty, isEarly, SurveyExport.canAsk(contact) { silent.append(contact) }
    }
    var sheet = ExportSheet(
      path: "exports/responses.csv", sink: sink, faults: unreadable(rows) + misleading(rows, silent))
    sheet.header(SurveyExport.columns)
    for row in rows { try sheet.row(row) }
    return try sheet.finish()
  }

  private func answers(about contact: SampleContact) -> [[String]] {
    guard SurveyExport.canAsk(contact) else { return [] }
    var random = RandomStream(seed: seed, .survey, contact.number)
    guard random.chance(SurveyExport.answers(isSolved: contact.isSolved)) else { return [] }
    let asked = contact.end + 600
    let answered = asked + random.within(600..<172_800)
    guard answered < CenterCalendar.endSecond else { return [] }
    let saysResolved = random.chance(SurveyExport.saysResolved(isSolved: contact.isSolved))
    let counts = random.chance(SurveyExport.countsContacts)
    let csat = 1 + random.pick(saysResolved ? [2, 3, 10, 35, 50] : [35, 30, 20, 10, 5])
    let answer = { (item: String, value: Int, low: String, high: String) in
      self.row(
        "R-" + padded(contact.number, 10), contact, asked: asked, answered: answered,
        (item, String(value), low, high))
    }
    var rows = [answer("resolved", saysResolved ? 1 : 0, "0", "1")]
    if counts { rows.append(answer("contacts_to_resolve", Int(contact.attempt), "1", "")) }
    rows.append(answer("csat", csat, "1", "5"))
    return rows
  }

  private func row(
    _ response: String, _ contact: SampleContact, asked: Int64, answered: Int64,
    _ answer: (item: String, value: String, low: String, high: String)
  ) -> [String] {
    let customer = customers[Int(contact.customer)]
    return [
      response, "voc", answer.item, answer.value, answer.low, answer.high,
      Instant(seconds: asked).description, Instant(seconds: answered).description,
      roster.personID(of: contact.agent), customer.isAnonymous ? "" : customer.id, "customer", contact.id,
    ]
  }

  /// Rows that no run can read.
  private func unreadable(_ rows: [[String]]) -> [FaultPlan] {
    [
      FaultPlan(
        .requiredUnreadable, at: rows.count / 3, column: 3, "five", others: [(0, "R-990000001")],
        note: "value is a word"),
      FaultPlan(
        .requiredMissing, at: rows.count / 2, column: 1, "", others: [(0, "R-990000002")],
        note: "instrument is empty"),
    ]
  }

  /// Rows that can be read, but say something else than they seem to; `silent` contacts have no answer.
  private func misleading(_ rows: [[String]], _ silent: [SampleContact]) -> [FaultPlan] {
    var random = RandomStream(seed: seed, .badSurvey)
    var plans: [FaultPlan] = []
    // Plants a row with all its cells in place of the copied ones.
    func plant(_ code: FaultCode, _ cells: [String], _ note: String) {
      plans.append(
        FaultPlan(
          code, at: random.below(rows.count * 9 / 10), others: Array(zip(cells.indices, cells)), note: note))
    }
    for number in 3...5 {
      let contact = silent[random.below(silent.count)]
      var cells = row(
        "R-99000000\(number)", contact, asked: contact.end + 600, answered: contact.end + 4200,
        ("resolved", "1", "0", "1"))
      cells[11] = "309900999\(number)"
      plant(.unknownContact, cells, "contact_id is in no export")
    }
    let answered = rows.filter { $0[2] == "resolved" }
    for number in 6...7 {
      var cells = answered[random.below(answered.count)]
      (cells[0], cells[3]) = ("R-99000000\(number)", cells[3] == "1" ? "0" : "1")
      plant(.severalResponses, cells, "a second response to \(cells[11]), which says the contrary")
    }
    for number in 8...9 {
      let contact = silent[random.below(silent.count)]
      let cells = row(
        "R-99000000\(number)", contact, asked: contact.end + 600, answered: contact.end + 4200,
        ("resolved", "4", "1", "5"))
      plant(.otherScale, cells, "resolved on a scale from 1 to 5")
    }
    for number in 10...11 {
      let contact = silent[random.below(silent.count)]
      let cells = row(
        "R-9900000\(number)", contact, asked: contact.start - 7200, answered: contact.start - 3600,
        ("resolved", "1", "0", "1"))
      plant(.answeredEarly, cells, "answered an hour before the contact began")
    }
    return plans
  }
}
