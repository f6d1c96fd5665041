extension Dialect {
  /// Amazon Connect's contact search: it does not tell which contact a transfer came from.
  static let amazonConnect = Dialect(
    name: "amazon connect, contact search", carries: [.abandoned, .outbound, .unidentified],
    matches: ["any", "reason"], groups: ["all", "channel", "queue", "call_type"]
  ) { connect($0, linked: false) }

  /// The same columns with the previous contact, as contact records have it.
  static let amazonConnectRecords = Dialect(
    name: "amazon connect, with previous contact",
    carries: [.abandoned, .outbound, .unidentified, .transfers, .secondQueue],
    matches: ["any", "reason"], groups: ["all", "channel", "queue", "call_type"]
  ) { connect($0, linked: true) }

  private static func connect(_ history: TrueHistory, linked: Bool) -> [Export] {
    let header =
      "Contact ID,Channel,Contact status,Initiation timestamp,System phone number,Queue,Agent,"
      + "Customer phone number,Disconnect timestamp,Connected to agent timestamp,Agent interaction duration,"
      + "Initiation method,Disconnect reason,First contact flow name,Enqueue timestamp"
      + (linked ? ",Previous contact ID" : "")
    let rows = history.contacts.flatMap { contact in
      contact.legs.indices.map { index in
        let leg = contact.legs[index]
        let start = WrittenTime(leg.start, behind: WrittenTime.phoenix)
        let end = WrittenTime(leg.end, behind: WrittenTime.phoenix)
        let answer = WrittenTime(leg.start + leg.wait, behind: WrittenTime.phoenix)
        let isAbandoned = contact.kind == .abandoned
        let begun = contact.kind == .outbound ? "OUTBOUND" : "INBOUND"
        let method = index > 0 ? "TRANSFER" : begun
        let far = contact.customer.map { "+1\(phone($0))" } ?? "anonymous"
        let before = index > 0 ? "id-\(contact.number)-\(index - 1)" : ""
        return [
          "Contact ID": "id-\(contact.number)-\(index)", "Channel": "Voice", "Contact status": "Completed",
          "Initiation timestamp": "\(start.date) \(start.clock)", "System phone number": "+12125550000",
          "Queue": TrueHistory.queues[leg.queue], "Agent": isAbandoned ? "NA" : agent(leg.agent),
          "Customer phone number": far,
          "Disconnect timestamp": "\(end.date) \(end.clock)",
          "Connected to agent timestamp": isAbandoned ? "NA" : "\(answer.date) \(answer.clock)",
          "Agent interaction duration": isAbandoned ? "NA" : clockLength(leg.handled),
          "Initiation method": method,
          "Disconnect reason": "CUSTOMER_DISCONNECT",
          "First contact flow name": TrueHistory.reasons[contact.reason],
          "Enqueue timestamp": contact.kind == .outbound ? "" : "\(start.date) \(start.clock)",
          "Previous contact ID": before,
        ]
      }
    }
    return [
      Export(file: "contacts.csv", profile: "amazon-connect-contact-search", text: lines(header, rows))
    ]
  }
}
