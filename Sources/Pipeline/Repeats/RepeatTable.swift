import Analyses
import Canonical
import Normalize
import Output
import Tables

/// Writes `individual/repeats`: each repeated first contact with the contact that returned to it.
struct RepeatTable {
  /// By account: the path and source of its file.
  private let accounts: [FileAccount]
  private let files: [InputFile]
  private let pairs: RepeatPairs
  private let count: Int64?
  private let disclosure: Disclosure
  /// By account, whether ids of contacts are made of what tells of people.
  private let masksIDs: [Bool]
  private let days: Int
  private let match: Match
  private let book: CodeBook
  private let person: (String) -> String

  /// The columns of the table.
  static let columns: [ReportTable.Column] =
    contact(
      "first", "repeated first contact",
      [
        .init("first_transferred", .text, "true where the first contact was handed on, else false")
      ])
    + contact("return", "contact that returned to it", [])
    + [
      .init("match", .text, "the headline's match: what makes two contacts the same matter"),
      .init("window_days", .integer, "days of the headline's window"),
      .init(
        "gap_s", .decimal,
        "seconds from the end of the first contact to the start of the return; 0 where that began before"),
    ]

  private static func contact(
    _ side: String, _ words: String, _ others: [ReportTable.Column]
  ) -> [ReportTable.Column] {
    [
      .init(
        "\(side)_contact_id", .text,
        "id of the first leg of the \(words); its shape alone (9 for a digit, a for a letter) where ids are made "
          + "of a column about people"),
      .init("\(side)_source", .text, "source of the input"),
      .init("\(side)_file", .text, "path of the file, as in the manifest"),
      .init("\(side)_line", .integer, "first physical line of the record, from 1; the header counts"),
      .init("\(side)_started_at", .instant, "when the \(words) started"),
      .init("\(side)_agent", .text, "its credited agent; empty where nobody known handled it"),
      .init("\(side)_call_type", .text, "its call type; empty where missing"),
      .init("\(side)_queue", .text, "its queue; empty where missing"),
      .init("\(side)_channel", .text, "its channel"),
    ] + others
  }

  /// - Parameters:
  ///   - reading: the files and their accounts.
  ///   - count: how many pairs there are under the headline's match; nil where that is not known.
  ///   - disclosure: what every table goes through.
  ///   - book: the texts of all codes.
  ///   - person: what a person is called in outputs.
  init(
    _ reading: InputReading, _ pairs: RepeatPairs, count: Int64?, days: Int, match: Match,
    disclosure: Disclosure, book: CodeBook,
    person: @escaping (String) -> String
  ) {
    (accounts, files) = (reading.accounts, reading.files)
    masksIDs = reading.files.flatMap(\.targets).map { $0.mapping.personalColumns.contains("contact_id") }
    (self.pairs, self.count, self.days, self.match) = (pairs, count, days, match)
    (self.disclosure, self.book, self.person) = (disclosure, book, person)
  }

  /// Writes the table, by start, source and id of the first contact, as its rows are found; once.
  /// - Throws: what reading and writing throw, or the status of a wish to stop.
  func write(to publication: Publication, _ stop: StopRequest) throws -> RunDocuments.Written {
    let table = ReportTable(
      name: "repeats",
      description:
        "One repeated first contact, and the contact that returned to it, at the headline per row.",
      columns: RepeatTable.columns, primaryKey: [], rows: [])
    var stream = try TableStream(table, at: "individual/repeats", in: publication)
    try pairs.name(under: match, files, stop) { pairs, names in
      // Rows about one contact of one person each stand in `individual/`, whoever it is.
      let rows = rows(of: pairs, names).map { GuardedRow($0, people: nil) }
      let page = GuardedTable(table, guardedColumns: [], rows: rows, isIndividual: true)
      for page in disclosure.disclose([page]) { try stream.append(page) }
    }
    precondition(count.map { $0 == stream.rows } ?? true, "every repeated first contact has its return")
    return try stream.finish()
  }

  /// A pair with the names of both contacts.
  private struct NamedPair {
    var pair: RepeatPair
    var names: (first: RepeatName, back: RepeatName)
  }

  private func rows(of pairs: [RepeatPair], _ names: [RepeatName]) -> [[ReportTable.Cell]] {
    var named: [UInt64: (first: RepeatName?, back: RepeatName?)] = [:]
    for name in names {
      if name.isReturn {
        named[name.pair, default: (nil, nil)].back = name
      } else {
        named[name.pair, default: (nil, nil)].first = name
      }
    }
    return pairs.map { pair -> NamedPair in
      guard let name = named[pair.place], let first = name.first, let back = name.back else {
        preconditionFailure("both contacts of a pair were read again")
      }
      return NamedPair(pair: pair, names: (first, back))
    }.sorted(by: precedes).map(row)
  }

  private func precedes(_ one: NamedPair, _ other: NamedPair) -> Bool {
    if one.pair.start != other.pair.start { return one.pair.start < other.pair.start }
    let (source, next) = (account(one.pair.place).source, account(other.pair.place).source)
    if source != next { return source.utf8.lexicographicallyPrecedes(next.utf8) }
    return one.names.first.id.lexicographicallyPrecedes(other.names.first.id)
  }

  private func row(_ named: NamedPair) -> [ReportTable.Cell] {
    let pair = named.pair
    var row = contact(
      pair.place, named.names.first, pair.start, [pair.agent, pair.callType, pair.queue, pair.channel])
    row.append(.text(pair.wasTransferred ? "true" : "false"))
    row += contact(
      pair.returnPlace, named.names.back, pair.returnStart,
      [pair.returnAgent, pair.returnCallType, pair.returnQueue, pair.returnChannel])
    row += [
      .text(match.rawValue), .integer(Int64(days)), .decimal(millionths: pair.gap * RepeatTable.millionths),
    ]
    return row
  }

  /// Millionths of a second in a millisecond.
  private static let millionths: Int64 = 1000

  /// The cells of one contact.
  /// - Parameter codes: its agent, call type, queue and channel.
  private func contact(
    _ place: UInt64, _ name: RepeatName, _ start: Int64, _ codes: [UInt32]
  ) -> [ReportTable.Cell] {
    let id = String(decoding: name.id, as: UTF8.self)
    let account = account(place)
    var cells: [ReportTable.Cell] = [
      text(masksIDs[Int(place >> 40)] ? TextShape.masked(id) : id), text(account.source), text(account.name),
      .integer(Int64(name.line)), .instant(Instant(milliseconds: start)),
    ]
    for (place, code) in codes.enumerated() {
      let value = book.text(of: code)
      cells.append(text(place == 0 && !value.isEmpty ? person(value) : value))
    }
    return cells
  }

  private func text(_ value: String) -> ReportTable.Cell { value.isEmpty ? .missing : .text(value) }

  private func account(_ place: UInt64) -> FileAccount { accounts[Int(place >> 40)] }
}
