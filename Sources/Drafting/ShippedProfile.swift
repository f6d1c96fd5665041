/// Profiles that come with the project, by columns that their exports have.
enum ShippedProfile {
  private static let signatures: [(name: String, columns: [String])] = [
    ("genesys-cloud-interactions", ["Conversation ID", "Media Type", "Users - Interacted"]),
    ("amazon-connect-contact-search", ["Contact ID", "Initiation timestamp", "Disconnect timestamp"]),
    ("nice-cxone-calls", ["Contact_ID", "Master_Contact_ID", "Skill_Name"]),
    ("five9-call-log", ["CALL ID", "CALL TYPE", "AFTER CALL WORK TIME"]),
    ("zendesk-tickets", ["requester_id", "assignee_id", "via_channel"]),
    ("aircall", ["datetime (utc)", "missed_call_reason", "duration (in call)"]),
    ("talkdesk", ["Interaction ID", "Contact ID", "Hard Hold Time"]),
    ("freshdesk", ["Ticket ID", "Customer interactions", "Agent interactions"]),
    ("qualtrics", ["StartDate", "RecordedDate", "ResponseId"]),
    ("workday-workers", ["worker_code", "primary_termination_category", "original_hire_date"]),
  ]
  private static let queueEvents: Set<String> = [
    "ENTERQUEUE", "CONNECT", "COMPLETECALLER", "COMPLETEAGENT", "ABANDON",
  ]

  /// The profile whose exports have columns that this one has; nil where none does.
  static func fitting(_ export: SampledExport) -> String? {
    let names = Set(export.columns.map(\.name.squashed))
    let found = signatures.first { signature in
      signature.columns.allSatisfy { names.contains(ColumnName($0).squashed) }
    }
    if let found { return found.name }
    let isQueueLog = export.columns.contains { finding in
      Set(finding.content.counts.map(\.text)).intersection(queueEvents).count > 1
    }
    return isQueueLog ? "asterisk-queue-log" : nil
  }
}
