extension Dialect {
  /// Freshdesk: a row a ticket with its last agent; how it got there and reopenings are not told.
  ///
  /// Customers are e-mail addresses, in the capitals of the day.
  static let freshdesk = Dialect(
    name: "freshdesk", carries: [.unidentified, .transfers],
    matches: ["any", "reason", "case"], groups: ["all", "channel", "queue", "call_type"], channel: "email"
  ) { history in
    let header =
      "Ticket ID,Subject,Status,Priority,Source,Type,Agent,Group,Created time,Resolved time,Closed time,"
      + "Last update time,Time tracked,Email"
    let rows = history.contacts.map { contact in
      let start = WrittenTime(contact.start, behind: WrittenTime.phoenix)
      let end = WrittenTime(contact.end, behind: WrittenTime.phoenix)
      return [
        "Ticket ID": "\(contact.number)", "Subject": "help", "Status": "Closed", "Priority": "Low",
        "Source": "Email", "Type": TrueHistory.reasons[contact.reason], "Agent": agent(contact.agent),
        "Group": TrueHistory.queues[contact.queue], "Created time": "\(start.date) \(start.clock)",
        "Resolved time": "\(end.date) \(end.clock)", "Closed time": "\(end.date) \(end.clock)",
        "Last update time": "\(end.date) \(end.clock)", "Time tracked": "00:00:00",
        "Email": contact.customer.map { address($0, contact.number) } ?? "",
      ]
    }
    return [Export(file: "tickets.csv", profile: "freshdesk", text: lines(header, rows))]
  }
}
