/// The files that grow with the number of contacts: one of contacts a month, and one of responses.
struct Exports: ~Copyable {
  private let folder: String
  private let calendar = Calendar()
  private var contacts: TextFile
  private var responses: TextFile
  private var month = 0
  private var responseCount = 0
  private let notes: [[UInt8]]

  static let header = """
    contact_id,started_at,ended_at,customer_id,case_id,channel,direction,queue,call_type,\
    line_of_business,agent_id,outcome,resolved,handle_s,updated_at,notes

    """

  init(folder: String) throws {
    self.folder = folder
    notes = Notes.all
    let first = try Self.contactsFile(folder, month: 0)
    var answers = try TextFile(folder + "/responses.csv")
    answers.append("response_id,instrument,item,value,scale_min,scale_max,asked_at,answered_at,contact_id\n")
    contacts = first
    responses = answers
  }

  private static func contactsFile(_ folder: String, month: Int) throws -> TextFile {
    var file = try TextFile(folder + "/contacts-2026-0\(month + 1).csv")
    file.append(header)
    return file
  }

  /// Begins the next month's file where the day is the first of a new one.
  mutating func begin(day: Int) throws {
    guard calendar.months[day] != month else { return }
    month = calendar.months[day]
    try contacts.close()
    contacts = try Self.contactsFile(folder, month: month)
  }

  mutating func write(_ contact: Contact, note: Int) throws {
    contacts.append(Self.contactPrefix)
    contacts.append(contact.id, digits: 12)
    comma()
    calendar.append(contact.start, to: &contacts)
    comma()
    if let end = contact.end { calendar.append(end, to: &contacts) }
    comma()
    if let customer = contact.customer {
      contacts.append(Self.customerPrefix)
      contacts.append(customer, digits: 9)
    }
    comma()
    if let number = contact.caseNumber {
      contacts.append(Self.casePrefix)
      contacts.append(number, digits: 8)
    }
    comma()
    contacts.append(Channel.words[contact.channel.rawValue])
    comma()
    contacts.append(Direction.words[contact.direction.rawValue])
    comma()
    contacts.append(CallType.queues[(contact.callType ?? 7) % 8])
    comma()
    if let callType = contact.callType { contacts.append(CallType.words[callType]) }
    comma()
    contacts.append(CallType.lines[(contact.customer ?? 0) % 4])
    comma()
    if let agent = contact.agent {
      contacts.append(Self.agentPrefix)
      contacts.append(agent + 1, digits: 4)
    }
    comma()
    contacts.append(Outcome.words[contact.outcome.rawValue])
    comma()
    if let resolved = contact.resolved { contacts.append(resolved ? Self.yes : Self.no) }
    comma()
    if let handle = contact.handle { contacts.append(handle) }
    comma()
    if let updated = contact.updated { calendar.append(updated, to: &contacts) }
    comma()
    contacts.append(notes[note])
    contacts.append(UInt8(ascii: "\n"))
    try contacts.flushWhenFull()
  }

  mutating func write(_ response: Response) throws {
    responseCount += 1
    if let resolved = response.resolved {
      answer(response, item: Self.resolvedItem, value: resolved ? 1 : 0)
    }
    if let contacts = response.contactsToResolve {
      answer(response, item: Self.contactsItem, value: contacts)
    }
    try responses.flushWhenFull()
  }

  mutating func close() throws {
    try contacts.close()
    try responses.close()
  }

  private mutating func comma() {
    contacts.append(UInt8(ascii: ","))
  }

  private mutating func answer(_ response: Response, item: [UInt8], value: Int) {
    responses.append(Self.responsePrefix)
    responses.append(responseCount, digits: 9)
    responses.append(item)
    responses.append(value)
    responses.append(Self.noScale)
    calendar.append(response.asked, to: &responses)
    responses.append(UInt8(ascii: ","))
    calendar.append(response.answered, to: &responses)
    responses.append(UInt8(ascii: ","))
    responses.append(Self.contactPrefix)
    responses.append(response.contact, digits: 12)
    responses.append(UInt8(ascii: "\n"))
  }

  private static let contactPrefix = Array("c-".utf8)
  private static let customerPrefix = Array("k-".utf8)
  private static let casePrefix = Array("case-".utf8)
  private static let agentPrefix = Array("a-".utf8)
  private static let responsePrefix = Array("r-".utf8)
  private static let yes = Array("true".utf8)
  private static let no = Array("false".utf8)
  private static let resolvedItem = Array(",voc,resolved,".utf8)
  private static let contactsItem = Array(",voc,contacts_to_resolve,".utf8)
  private static let noScale = Array(",,,".utf8)
}
