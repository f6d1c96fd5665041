extension Dialect {
  /// Talkdesk: a row a contact, which is a leg of an interaction.
  static let talkdesk = Dialect(
    name: "talkdesk", carries: [.abandoned, .outbound, .unidentified, .transfers, .secondQueue]
  ) { history in
    let header =
      "Interaction ID,Contact ID,Company Number,Phone Display Name,Contact Person Number,Direction,Contact Type,"
      + "Started At,Wait Time,Talk Time,Hold Time,Finished At,Duration,Handle Time,Ring Groups,User Name,User ID,"
      + "Last Contact (Yes / No),Data Status (Valid / Damaged)"
    let rows = history.contacts.flatMap { contact in
      contact.legs.indices.map { index in
        let leg = contact.legs[index]
        let start = WrittenTime(leg.start, behind: WrittenTime.phoenix)
        let end = WrittenTime(leg.end, behind: WrittenTime.phoenix)
        let isAbandoned = contact.kind == .abandoned
        let (length, talk) = (clockLength(leg.length), clockLength(leg.handled))
        return [
          "Interaction ID": "i\(contact.number)", "Contact ID": "i\(contact.number)-\(index)",
          "Company Number": "+12125550000", "Phone Display Name": "main",
          "Contact Person Number": contact.customer.map { "+1\(phone($0))" } ?? "anonymous",
          "Direction": contact.kind == .outbound ? "Outbound" : "Inbound",
          "Contact Type": isAbandoned ? "Abandoned" : contact.kind == .outbound ? "Connected" : "Answered",
          "Started At": "\(start.date) \(start.clock)", "Wait Time": clockLength(leg.wait),
          "Talk Time": isAbandoned ? "" : talk, "Hold Time": "00:00:00",
          "Finished At": "\(end.date) \(end.clock)", "Duration": length,
          "Handle Time": isAbandoned ? "" : talk, "Ring Groups": TrueHistory.queues[leg.queue],
          "User Name": isAbandoned ? "" : agent(leg.agent), "User ID": isAbandoned ? "" : agent(leg.agent),
          "Last Contact (Yes / No)": index + 1 == contact.legs.count ? "Yes" : "No",
          "Data Status (Valid / Damaged)": "Valid",
        ]
      }
    }
    return [Export(file: "contacts.csv", profile: "talkdesk", text: lines(header, rows))]
  }
}
