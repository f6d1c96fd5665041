import Foundation

/// Exports of a made-up center, large enough that the least memory does not hold their rows.
///
/// The same numbers every time: contacts of chains, cases, customers and agents, in several versions, that
/// are not in order, and what customers answered.
struct LargeCenter {
  /// Where its files and its pipeline lie.
  let work: WorkFolder

  /// A center whose rows 16 MiB do not hold: most of them answers, which take the most memory for a row.
  static var spilling: LargeCenter { get throws { try LargeCenter(contacts: 16_000, answers: 6) } }

  /// So many contacts, and so many responses for each.
  init(contacts: Int, answers: Int = 1) throws {
    work = try WorkFolder(isEmpty: true)
    try work.put("center.awk", LargeCenter.script)
    try work.put(
      "pipeline.yaml",
      """
      version: 1
      time_zone: America/Chicago
      inputs:
        - {table: contacts, source: acd, files: [contacts.csv], covers: {from: 2026-01-01, to: 2026-03-01}}
        - {table: responses, source: survey, files: [responses.csv]}
      analyses: [fcr]
      limits: {max_reject_rate: 0.5}
      """)
    try work.put("write", "awk -v contacts=\(contacts) -v answers=\(answers) -f center.awk")
    let ending = try work.shell("write")
    guard ending.status == 0, work.bytes("responses.csv") != nil else {
      throw Unwritten(errors: ending.errors)
    }
  }

  /// The exports could not be made.
  struct Unwritten: Error {
    /// What was said.
    var errors: String
  }

  /// Tables and diagnostics of a run, by name; what may differ between two ways of working is none of them.
  func results(in folder: String) -> [String: Data] {
    var results: [String: Data] = [:]
    let names = work.names("\(folder)/latest/tables").map { "tables/\($0)" }
    for name in names + ["diagnostics.csv", "rejects.csv"] {
      results[name] = work.bytes("\(folder)/latest/\(name)")
    }
    return results
  }

  /// Multiplicative congruential numbers of Lewis, Goodman and Miller: a double holds every product.
  private static let script = """
    function below(n) { x = (x * 16807) % 2147483647; return int(x / 2147483647 * n) }
    function two(n) { return n < 10 ? "0" n : n }
    function time(m) {
      day = int(m / 1440); month = day < 31 ? 1 : day < 59 ? 2 : 3
      return "2026-" two(month) "-" two(day - (month == 1 ? 0 : month == 2 ? 31 : 59) + 1) "T" \\
        two(int(m % 1440 / 60)) ":" two(m % 60) ":00Z"
    }
    BEGIN {
      x = 20261101
      split("billing technical cancel", reasons, " ")
      split("voice voice chat email", channels, " ")
      print "contact_id,started_at,ended_at,chain_id,case_id,customer_id,channel,direction,queue," \\
        "call_type,agent_id,outcome,resolved,updated_at" > "contacts.csv"
      print "response_id,instrument,item,value,contact_id,rater_id,answered_at" > "responses.csv"
      for (n = 1; n <= contacts; n++) {
        start = below(59 * 1440)
        # A version of an earlier row now and then.
        id = below(40) ? n : below(n) + 1
        row = id "," time(start) "," time(start + below(60)) "," (below(9) ? "" : "s" below(contacts / 20)) "," \\
          (below(3) ? "" : "t" below(contacts / 4)) "," (below(15) ? "k" below(contacts / 6) : "") "," \\
          channels[below(4) + 1] "," (below(12) ? "inbound" : "outbound") ",q" below(4) "," \\
          (below(8) ? reasons[below(3) + 1] : "") ",a" below(30) "," (below(10) ? "handled" : "abandoned") "," \\
          (below(2) ? "true" : "") "," time(80000 + below(1000))
        # Quoted fields are not regular.
        print (below(50) ? row : "\\"" id "\\"" substr(row, length(id "") + 1)) > "contacts.csv"
        if (!below(2000)) print "broken,row" > "contacts.csv"
        for (r = 1; r <= answers; r++) {
          about = below(n) + 1; rater = below(3) ? "" : "p" below(contacts / 3)
          for (item = 1; item <= 2; item++)
            print "r" n "-" r (r == 1 ? ",voc," : ",qa,") (item == 1 ? "resolved" : "contacts_to_resolve") "," \\
              (item == 1 ? below(2) : 1 + below(3)) "," about "," rater "," time(start + 60) > "responses.csv"
        }
      }
    }
    """
}
