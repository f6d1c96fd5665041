import Canonical
import Tables

extension SmallTable {
  /// What of a table can change a number of first contact resolution.
  private struct Telling {
    var columns: [String]
    /// The first day of a row; nil where rows have none.
    var begin: String?
    /// Its last day.
    var end: String?
  }

  /// Aliases are not among them: whom they join is in the prints of the contacts.
  private static let telling: [String: Telling] = [
    TableSchema.people.name: Telling(
      columns: ["person_id", "worker_class", "hired_on", "site"], begin: "hired_on"),
    TableSchema.assignments.name: Telling(
      columns: ["person_id", "from", "to", "role_id", "team_id", "supervisor_id", "site"], begin: "from",
      end: "to"),
    TableSchema.roles.name: Telling(columns: ["role_id", "role_type"]),
  ]

  /// Hands over the print of each row as of a day: what begins later is left out, what ends later is open.
  ///
  /// None for tables on which no such number stands.
  /// - Parameter texts: what stands for each text of the run, by its code.
  package func visitPrints(
    asOf day: CivilDate, texts: [UInt64], _ body: (_ source: UInt16, _ file: UInt32, Fingerprint) -> Void
  ) {
    guard let telling = SmallTable.telling[table.name] else { return }
    let last = Int64(day.days)
    let begins = telling.begin.map { numbers($0) } ?? []
    for row in 0..<rows.count {
      if !begins.isEmpty, begins[row] != CanonicalBatch.missing, begins[row] > last { continue }
      var print = Fingerprint(high: UInt64(telling.columns.count), low: 1)
      for name in telling.columns {
        let place = table.place(of: name)
        let slot = rows.slots[place]
        switch table.columns[place].type {
        case .key:
          print = print.combined(with: rows.keys[slot][row].high).combined(with: rows.keys[slot][row].low)
        case .text: print = print.combined(with: texts[Int(rows.codes[slot][row])])
        default:
          let number = rows.numbers[slot][row]
          let isOpen = name == telling.end && number > last
          print = print.combined(with: UInt64(bitPattern: isOpen ? CanonicalBatch.missing : number))
        }
      }
      body(sources[row], files[row], print)
    }
  }
}
