extension Dialect {
  /// Five9: a row a segment, all with the call's id; a transfer's far end is a colleague.
  static let five9 = Dialect(
    name: "five9", carries: [.abandoned, .outbound, .unidentified, .transfers, .secondQueue],
    endColumn: "CALL TIME"
  ) { history in
    let header =
      "CALL ID,TIMESTAMP,CAMPAIGN,SKILL,CALL TYPE,AGENT,DISPOSITION,ANI,DNIS,CALL TIME,QUEUE WAIT TIME,TALK TIME,"
      + "HOLD TIME,AFTER CALL WORK TIME,TRANSFERS,ABANDONED"
    let rows = history.contacts.flatMap { contact in
      contact.legs.indices.map { index in
        let leg = contact.legs[index]
        let isAbandoned = contact.kind == .abandoned
        let isOutbound = contact.kind == .outbound
        let far = contact.customer.map(phone) ?? "Anonymous"
        let near = "2125550000"
        return [
          "CALL ID": "3000\(contact.number)",
          "TIMESTAMP": "\"\(WrittenTime(leg.start, behind: WrittenTime.phoenix).mail)\"",
          "CAMPAIGN": "Care", "SKILL": TrueHistory.queues[leg.queue],
          "CALL TYPE": index > 0 ? "3rd party transfer" : isOutbound ? "Outbound" : "Inbound",
          "AGENT": isAbandoned ? "[None]" : agent(leg.agent), "DISPOSITION": isAbandoned ? "Abandon" : "Done",
          "ANI": isOutbound || index > 0 ? near : far, "DNIS": isOutbound ? far : near,
          "CALL TIME": clockLength(leg.length), "QUEUE WAIT TIME": clockLength(leg.wait),
          "TALK TIME": isAbandoned ? "00:00:00" : clockLength(leg.handled), "HOLD TIME": "00:00:00",
          "AFTER CALL WORK TIME": "00:00:00", "TRANSFERS": "\(contact.legs.count - 1)",
          "ABANDONED": isAbandoned ? "1" : contact.number % 2 == 0 ? "0" : "",
        ]
      }
    }
    return [Export(file: "call-log.csv", profile: "five9-call-log", text: lines(header, rows))]
  }
}
