import Canonical
import Tables

/// The exports of a center of teams over years, with canonical headers.
struct HistoryExport {
  private static let callType = "service"

  /// What chooses the random streams.
  let seed: UInt64
  /// Its people.
  let roster: HistoryRoster

  /// Writes the contacts.
  func writeContacts(_ contacts: [HistoryContact], to sink: @escaping FileSink) throws {
    var sheet = ExportSheet(path: "exports/contacts.csv", sink: sink)
    sheet.header([
      "contact_id", "started_at", "ended_at", "customer_id", "call_type", "agent_id", "handle_s",
    ])
    for (number, contact) in contacts.enumerated() {
      try sheet.row([
        id("C", number), Instant(seconds: contact.start).description,
        Instant(seconds: contact.start + Int64(contact.handleSeconds)).description,
        id("K", contact.customer), HistoryExport.callType, roster.workers[Int(contact.agent)].id,
        String(contact.handleSeconds),
      ])
    }
    _ = try sheet.finish()
  }

  /// Writes what customers said.
  func writeResponses(_ contacts: [HistoryContact], to sink: @escaping FileSink) throws {
    var sheet = ExportSheet(path: "exports/responses.csv", sink: sink)
    sheet.header(["response_id", "instrument", "item", "value", "answered_at", "rater_id", "contact_id"])
    for (number, contact) in contacts.enumerated() {
      guard let said = contact.said else { continue }
      let answered = contact.start + Int64(contact.handleSeconds) + 3600
      try sheet.row([
        id("R", number), "voc", "resolved", said ? "1" : "0", Instant(seconds: answered).description,
        id("K", contact.customer), id("C", number),
      ])
    }
    _ = try sheet.finish()
  }

  /// Writes the spells of employment.
  func writePeople(to sink: @escaping FileSink) throws {
    var sheet = ExportSheet(path: "exports/people.csv", sink: sink)
    sheet.header([
      "person_id", "worker_class", "hired_on", "left_on", "exit_type", "exit_reason", "referred_by",
    ])
    for worker in roster.workers {
      for spell in worker.spells {
        try sheet.row([
          worker.id, worker.workerType, spell.hired.description, spell.left?.description ?? "", spell.exit,
          spell.reason, worker.referredBy,
        ])
      }
    }
    for clerk in HistoryBackOffice(teams: roster.teams).clerks {
      try sheet.row([clerk.id, "contractor", HistoryBackOffice.hired.description, "", "", "", ""])
    }
    _ = try sheet.finish()
  }

  /// Writes who was where under whom.
  func writeAssignments(to sink: @escaping FileSink) throws {
    var sheet = ExportSheet(path: "exports/assignments.csv", sink: sink)
    sheet.header(["person_id", "from", "to", "role_id", "team_id", "supervisor_id", "site", "move"])
    for worker in roster.workers {
      for posting in worker.postings {
        let isLead = posting.role == Roster.roles.count - 1
        try sheet.row([
          worker.id, posting.from.description, posting.to?.description ?? "", Roster.roles[posting.role],
          HistoryRoster.name(ofTeam: posting.team),
          isLead ? "" : HistorySeat.supervisor(ofTeam: posting.team).id,
          HistoryRoster.site(ofTeam: posting.team), posting.change,
        ])
      }
    }
    for clerk in HistoryBackOffice(teams: roster.teams).clerks {
      try sheet.row([
        clerk.id, HistoryBackOffice.hired.description, "", HistoryBackOffice.role, HistoryBackOffice.team,
        "", clerk.site, "hire",
      ])
    }
    _ = try sheet.finish()
  }

  /// Writes the roles.
  func writeRoles(to sink: @escaping FileSink) throws {
    var sheet = ExportSheet(path: "exports/roles.csv", sink: sink)
    sheet.header(["role_id", "role_type", "level", "next_role_id", "inside_center", "leadership"])
    try sheet.row(["csr1", "customer_facing", "1", "csr2", "true", "false"])
    try sheet.row(["csr2", "customer_facing", "2", "team_lead", "true", "false"])
    try sheet.row([HistoryBackOffice.role, "back_office", "1", "", "true", "false"])
    try sheet.row(["team_lead", "supervisor", "3", "", "true", "true"])
    _ = try sheet.finish()
  }

  private func id(_ kind: String, _ number: Int) -> String { kind + padded(Int64(number), 8) }
}
