import Foundation
import Testing

/// A desk with a handful of contacts, on which one run follows another.
///
/// Ten customers, k0 to k9, call on 10 January; k0 and k1 call again on the 12th. Five more, k10 to k14, call on
/// the 15th; k10, k11 and k12 call again on the 21st.
final class RestatingDesk {
  /// Rows of the export `a.csv`, by the id of their contact.
  var rows: [String: String] = [:]
  let work: WorkFolder
  /// What counts as coming back.
  var triggers = "[handled, abandoned]"

  /// As exported on 20 January.
  init() throws {
    work = try WorkFolder(isEmpty: true)
    for number in 0...9 { add("first\(number)", "k\(number)", "10") }
    for number in 0...1 { add("again\(number)", "k\(number)", "12") }
    for number in 10...14 { add("first\(number)", "k\(number)", "15") }
  }

  /// Adds the contacts that came by 25 January.
  func addLater() { for number in 10...12 { add("again\(number)", "k\(number)", "21") } }

  /// Adds or replaces a contact.
  func add(_ id: String, _ customer: String, _ day: String, direction: String = "inbound") {
    rows[id] = Self.row(id, customer, day, direction: direction)
  }

  /// A row of an export.
  static func row(_ id: String, _ customer: String, _ day: String, direction: String = "inbound") -> String {
    "\(id),2026-01-\(day)T10:00:00Z,\(customer),\(direction),agent1\n"
  }

  /// Runs up to a day of January.
  /// - Parameter new: rows of another export, `b.csv`.
  @discardableResult
  func run(
    from first: String = "01", to day: Int, _ options: String..., new: [String] = []
  ) throws -> WorkFolder.Ending {
    let header = "contact_id,started_at,customer_id,direction,agent_id\n"
    try work.put("exports/a.csv", header + rows.sorted { $0.key < $1.key }.map(\.value).joined())
    if !new.isEmpty { try work.put("exports/b.csv", header + new.joined()) }
    try work.put(
      "pipeline.yaml",
      """
      version: 1
      inputs:
        - {table: contacts, source: acd, files: "exports/*.csv", covers: {from: 2026-01-\(first), to: 2026-01-\(day)}}
      parameters:
        fcr:
          windows_days: [7]
          matches: [any]
          measures: [window_fcr]
          group_by: [all]
          triggers: \(triggers)
      privacy: {min_people: 1}
      """)
    let ending = try work.firstcontact(["run", "pipeline.yaml", "--out", "out"] + options)
    try #require(ending.status == 0, "\(ending.errors)")
    return ending
  }

  /// What the newest run says of all contacts: the cells from `n_before` to `unattributed`.
  var restated: [String] {
    let line = work.text("out/latest/tables/restatements.csv").split(separator: "\n")
      .first { $0.hasPrefix("window_fcr,7,any,all,all,all,") }
    return (line.map(String.init) ?? "").split(separator: ",", omittingEmptySubsequences: false)
      .dropFirst(6).prefix(13).map(String.init)
  }
}
