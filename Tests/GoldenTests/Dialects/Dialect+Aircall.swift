extension Dialect {
  /// Aircall: a row a call; a transfer is a call of its own that names no other.
  static let aircall = Dialect(
    name: "aircall", carries: [.abandoned, .outbound, .unidentified],
    matches: ["any", "reason"], groups: ["all", "channel", "queue", "call_type"],
    endColumn: "duration (total)"
  ) { history in
    let header =
      "line,datetime (tz offset incl.),number timezone,datetime (utc),direction,from,to,answered,"
      + "missed_call_reason,user,duration (total),duration (in call),voicemail,tags,team,call id,call type,"
      + "waiting time,call id (internal)"
    let rows = history.contacts.map { contact in
      let start = WrittenTime(contact.start)
      let isOutbound = contact.kind == .outbound
      let isAbandoned = contact.kind == .abandoned
      let far = contact.customer.map { "1\(phone($0))" } ?? "anonymous"
      let seconds = (contact.end - contact.start) * 60
      let wait = contact.legs[0].wait
      return [
        "line": "main", "datetime (tz offset incl.)": "\(start.date) \(start.clock)",
        "number timezone": "Etc/UTC", "datetime (utc)": "\(start.date) \(start.clock)",
        "direction": isOutbound ? "outbound" : "inbound", "from": isOutbound ? "12125550000" : far,
        "to": isOutbound ? far : "12125550000", "answered": isAbandoned ? "No" : "Yes",
        "missed_call_reason": isAbandoned ? "no_available_agent" : "",
        "user": isAbandoned ? "[No associated user]" : agent(contact.agent),
        "duration (total)": "\(seconds)", "duration (in call)": isAbandoned ? "0" : "\(seconds - wait * 60)",
        "tags": TrueHistory.reasons[contact.reason], "team": TrueHistory.queues[contact.queue],
        "call id": "CA\(contact.number)", "call type": "External", "waiting time": clockLength(wait),
        "call id (internal)": "\(contact.number)",
      ]
    }
    return [Export(file: "calls.csv", profile: "aircall", text: lines(header, rows))]
  }
}
