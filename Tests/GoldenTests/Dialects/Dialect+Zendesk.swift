extension Dialect {
  /// Zendesk: tickets, and the history of their fields for transfers and reopenings.
  ///
  /// Customers are e-mail addresses in the capitals of the day, as exports have them that people join.
  static let zendesk = Dialect(
    name: "zendesk", zone: "UTC", carries: [.unidentified, .transfers, .reopened],
    matches: ["any", "reason", "case"], groups: ["all", "channel", "queue", "call_type"], channel: "email"
  ) { history in
    let tickets = history.contacts.filter { $0.kind != .reopened }.map { contact in
      [
        "id": "\(contact.number)", "assignee_id": agent(contact.agent), "created_at": stamp(contact.start),
        "group_id": TrueHistory.queues[contact.queue],
        "requester_id": contact.customer.map { address($0, contact.number) } ?? "",
        "status": "solved", "type": TrueHistory.reasons[contact.reason], "updated_at": stamp(contact.end),
        "via_channel": "email", "merged_ticket_ids": "[]", "solved_at": stamp(contact.end),
      ]
    }
    var changes: [(minute: Int, row: [String: String])] = []
    func change(_ minute: Int, _ ticket: Int, _ user: String, _ field: String, _ value: String, _ old: String)
    {
      changes.append(
        (
          minute,
          [
            "field_name": field, "ticket_id": "\(ticket)", "updated": stamp(minute), "user_id": user,
            "value": value, "previous_value": old,
          ]
        ))
    }
    for contact in history.contacts {
      if contact.kind == .reopened {
        let user = contact.customer.map { address($0, contact.number) } ?? ""
        change(contact.start, contact.ticket, user, "status", "open", "solved")
        continue
      }
      change(contact.start, contact.number, "", "status", "new", "")
      for leg in contact.legs {
        change(leg.start, contact.number, agent(leg.agent), "assignee_id", agent(leg.agent), "")
      }
      change(contact.start, contact.number, agent(contact.legs[0].agent), "status", "open", "new")
      change(contact.end, contact.number, agent(contact.agent), "status", "solved", "open")
    }
    let rows = changes.sorted { $0.minute < $1.minute }.map(\.row)
    return [
      Export(
        file: "tickets.csv", profile: "zendesk-tickets",
        text: lines(
          "id,assignee_id,created_at,group_id,requester_id,status,type,updated_at,via_channel,merged_ticket_ids,"
            + "solved_at", tickets)),
      Export(
        file: "history.csv", profile: "zendesk-field-history",
        text: lines("field_name,ticket_id,updated,user_id,value,previous_value", rows)),
    ]
  }

  private static func stamp(_ minute: Int) -> String {
    let time = WrittenTime(minute)
    return "\(time.date) \(time.clock)"
  }
}
