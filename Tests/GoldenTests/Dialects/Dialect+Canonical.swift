extension Dialect {
  /// The product's own header, a row a leg, in a channel of another dialect.
  static func canonical(channel: String) -> Dialect {
    Dialect(
      name: "canonical", zone: "UTC", carries: Set(TrueHistory.Trait.allCases),
      matches: ["any", "reason", "case"], groups: ["all", "channel", "queue", "call_type"], channel: channel
    ) { history in
      let rows = history.contacts.flatMap { contact in
        contact.legs.indices.map { index in row(contact, index, channel) }
      }
      let header =
        "contact_id,started_at,ended_at,chain_id,case_id,customer_id,channel,direction,queue,call_type,"
        + "agent_id,outcome"
      return [Export(file: "contacts.csv", profile: nil, text: lines(header, rows))]
    }
  }

  private static func row(_ contact: TrueHistory.Contact, _ index: Int, _ channel: String) -> [String: String]
  {
    let leg = contact.legs[index]
    let (start, end) = (WrittenTime(leg.start), WrittenTime(leg.end))
    let isReopening = contact.kind == .reopened
    return [
      "contact_id": "c\(contact.number)-\(index)", "chain_id": "h\(contact.number)",
      "started_at": "\(start.date)T\(start.clock)Z", "ended_at": "\(end.date)T\(end.clock)Z",
      "case_id": "t\(contact.ticket)", "customer_id": contact.customer.map { "k\($0)" } ?? "",
      "channel": channel, "direction": contact.kind == .outbound ? "outbound" : "inbound",
      "queue": isReopening ? "" : TrueHistory.queues[leg.queue],
      "call_type": isReopening ? "" : TrueHistory.reasons[contact.reason],
      "agent_id": contact.kind == .abandoned || isReopening ? "" : agent(leg.agent),
      "outcome": contact.kind == .abandoned ? "abandoned" : "handled",
    ]
  }
}
