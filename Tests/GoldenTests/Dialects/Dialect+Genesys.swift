extension Dialect {
  /// Genesys Cloud: a row a conversation, to the minute; transfers are lists in cells.
  static let genesys = Dialect(
    name: "genesys", carries: [.abandoned, .outbound, .unidentified, .transfers, .secondQueue],
    matches: ["any", "reason"], groups: ["all", "channel", "queue", "call_type"],
    endColumn: "End Date"
  ) { history in
    let header =
      "Full Export Completed,Media Type,Users,Users - Interacted,Remote,Date,End Date,Direction,ANI,DNIS,Queue,"
      + "First Queue,Flow,Wrap-up,Abandoned,Abandoned in Queue,Transferred,Transfers,Non-ACD,Conversation ID,"
      + "Total Handle,Total Hold"
    let rows = history.contacts.map { contact in
      let isOutbound = contact.kind == .outbound
      let isAbandoned = contact.kind == .abandoned
      let users = isAbandoned ? "" : contact.legs.map { agent($0.agent) }.joined(separator: "; ")
      let far = contact.customer.map { "tel:+1\(phone($0))" } ?? "anonymous"
      let handled = contact.legs.map(\.handled).reduce(0, +)
      let queues = contact.legs.map { TrueHistory.queues[$0.queue] }
      return [
        "Full Export Completed": "YES", "Media Type": "voice", "Users": users, "Users - Interacted": users,
        "Remote": far, "Date": WrittenTime(contact.start, behind: WrittenTime.phoenix).american,
        "End Date": WrittenTime(contact.end, behind: WrittenTime.phoenix).american,
        "Direction": isOutbound ? "Outbound" : "Inbound",
        "ANI": isOutbound ? "tel:+12125550000" : far, "DNIS": isOutbound ? far : "tel:+12125550000",
        "Queue": queues.joined(separator: "; "), "First Queue": queues[0],
        "Flow": TrueHistory.reasons[contact.reason], "Wrap-up": "ININ-WRAP-UP-TIMEOUT",
        "Abandoned": isAbandoned ? "YES" : "NO", "Abandoned in Queue": isAbandoned ? queues[0] : "",
        "Transferred": contact.legs.count > 1 ? "YES" : "NO", "Transfers": "\(contact.legs.count - 1)",
        "Non-ACD": "NO", "Conversation ID": "conversation-\(contact.number)",
        "Total Handle": isAbandoned ? "" : "\(handled * 60_000)", "Total Hold": "0",
      ]
    }
    return [
      Export(file: "interactions.csv", profile: "genesys-cloud-interactions", text: lines(header, rows))
    ]
  }
}
