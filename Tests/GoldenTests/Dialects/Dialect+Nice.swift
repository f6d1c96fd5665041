extension Dialect {
  /// NICE CXone: a row a leg, whose master is the leg it came from; outbound is a skill.
  static let nice = Dialect(
    name: "nice cxone", carries: [.abandoned, .outbound, .unidentified, .transfers, .secondQueue],
    endColumn: "Total_Time"
  ) { history in
    let header =
      "Contact_ID,Master_Contact_ID,Contact_Code,Media_Name,ANI_Dialnum,Skill_No,Skill_Name,Campaign_Name,"
      + "Agent_No,Agent_Name,Team_Name,Disposition_Code,SLA,Start_Date,Start_Time,PreQueue,InQueue,Agent_Time,"
      + "PostQueue,ACW_Seconds,Total_Time,Abandon_Time,Abandon,Hold_Time"
    let rows = history.contacts.flatMap { contact in
      contact.legs.indices.map { index in
        let leg = contact.legs[index]
        let start = WrittenTime(leg.start, behind: WrittenTime.phoenix)
        let isAbandoned = contact.kind == .abandoned
        let isOutbound = contact.kind == .outbound
        return [
          "Contact_ID": "\(contact.number * 10 + index)", "Master_Contact_ID": "\(contact.number * 10)",
          "Contact_Code": "1", "Media_Name": "Call",
          "ANI_Dialnum": contact.customer.map(phone) ?? "Restricted", "Skill_No": "\(leg.queue)",
          "Skill_Name": isOutbound ? "Outbound" : TrueHistory.queues[leg.queue], "Campaign_Name": "all",
          "Agent_No": isAbandoned ? "0" : "\(leg.agent + 1)", "Agent_Name": "", "Team_Name": "elm",
          "Disposition_Code": "1", "SLA": "0", "Start_Date": start.slashed, "Start_Time": start.clock,
          "PreQueue": "0", "InQueue": "\(leg.wait * 60)",
          "Agent_Time": isAbandoned ? "0" : "\(leg.handled * 60)",
          "PostQueue": "0", "ACW_Seconds": "0", "Total_Time": "\(leg.length * 60)",
          "Abandon_Time": "0", "Abandon": isAbandoned ? "Y" : "N", "Hold_Time": "0",
        ]
      }
    }
    return [Export(file: "calls.csv", profile: "nice-cxone-calls", text: lines(header, rows))]
  }
}
