import Canonical
import Tables

/// A synthetic contact center with known truths, as the exports of its systems.
///
/// The same seed and size give the same bytes on every machine. Every entity has a random stream for each
/// purpose, so a later table or column moves no byte of the present ones.
package struct SampleCenter {
  /// What chooses the random streams.
  package let seed: UInt64
  /// 1 is a center of about 20,000 contacts.
  package let size: Double

  /// A center; `size` is above 0.
  package init(seed: UInt64, size: Double = 1) {
    precondition(size > 0, "a center has a size above 0")
    self.seed = seed
    self.size = size
  }

  /// All files, whole: paths below `sample-data` and bytes, in the order they are written.
  package func files() -> [(path: String, bytes: [UInt8])] {
    var files: [(path: String, bytes: [UInt8])] = []
    // Only the sink throws, and this one does not.
    try? write { path, bytes in
      if files.last?.path == path {
        files[files.count - 1].bytes += bytes
      } else {
        files.append((path, bytes))
      }
    }
    return files
  }

  /// Hands over the files one after the other, each in pieces of about 256 KiB.
  /// - Throws: what the sink throws.
  package func write(to sink: FileSink) throws {
    try withoutActuallyEscaping(sink) { try writeAll(to: $0) }
  }

  private func writeAll(to sink: @escaping FileSink) throws {
    let customers = (0..<Int32(max(200, Int(7000 * size)))).map { Customer(seed: seed, index: $0) }
    let roster = Roster(seed: seed, seats: max(200, Int(200 * size.squareRoot())))
    var returns = ReturnTruth(roster: roster)
    let contacts = contacts(of: customers, roster, &returns)

    var accounts: [ExportSheet.Account] = []
    let acd = AcdExport(seed: seed, roster: roster, customers: customers)
    for (month, entries) in acd.entries(of: contacts).enumerated() {
      accounts.append(try acd.write(month: month, entries, of: contacts, to: sink))
    }
    let chat = ChatExport(seed: seed, roster: roster, customers: customers)
    for quarter in 1...2 {
      let rows = contacts.filter {
        ($0.channel == .chat || $0.channel == .video)
          && (LocalClock($0.start).date.parts.month > 3) == (quarter == 2)
      }
      accounts.append(try chat.write(quarter: quarter, rows, to: sink))
    }
    let tickets = TicketExport(seed: seed, roster: roster, customers: customers)
    accounts.append(try tickets.write(contacts.filter { $0.channel == .email }, to: sink))
    let people = HRExport(roster: roster)
    accounts.append(try people.writeHistory(of: contacts, to: sink))
    accounts.append(try people.writeRoles(to: sink))
    accounts.append(try people.writeAliases(of: customers, to: sink))
    let survey = SurveyExport(seed: seed, roster: roster, customers: customers)
    accounts.append(try survey.write(contacts, to: sink))

    let truth = Truth(
      seed: seed, size: size, customers: customers, roster: roster, contacts: contacts, returns: returns,
      accounts: accounts)
    try truth.write(to: sink)
  }

  /// All legs inside coverage, by start; the truth about returns also sees those before.
  private func contacts(of customers: [Customer], _ roster: Roster, _ returns: inout ReturnTruth)
    -> [SampleContact]
  {
    var contacts: [SampleContact] = []
    for customer in customers {
      let legs = CustomerHistory(seed: seed, customer: customer, roster: roster).contacts
      returns.observe(legs, of: customer)
      contacts += legs.filter(\.isCovered)
    }
    for index in 1...Int32(max(2, 2 * Int(size))) {
      let legs = Switchboard(seed: seed, index: -index, roster: roster).contacts
      returns.observe(switchboard: legs)
      contacts += legs.filter(\.isCovered)
    }
    contacts.sort { ($0.start, $0.number) < ($1.start, $1.number) }
    return contacts
  }
}
