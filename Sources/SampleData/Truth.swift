import Canonical
import Tables

/// What is true of the center and what is planted in its files, as `TRUTH.md` for people and `truth/` for
/// programs.
///
/// True values come from the latent variables, never from a run.
struct Truth {
  /// What chose the random streams.
  let seed: UInt64
  /// Size of the center.
  let size: Double
  /// Its customers.
  let customers: [Customer]
  /// Its people.
  let roster: Roster
  /// Its legs inside coverage, by start.
  let contacts: [SampleContact]
  /// Its true rates of return.
  let returns: ReturnTruth
  /// What its files hold.
  let accounts: [ExportSheet.Account]

  /// Hands over the files.
  func write(to sink: @escaping FileSink) throws {
    try writeAgents(to: sink)
    try returns.write(to: sink)
    try writeTurnover(to: sink)
    try sink("TRUTH.md", Array(page.utf8))
  }

  private var page: String {
    let parts = [
      introduction, fileTable, counts, resolution, returnTable, stayingAway, coincidence, survey, claims,
      turnover, faultTable,
    ]
    return parts.joined(separator: "\n") + "\n"
  }

  private var introduction: String {
    """
    # What is true of the sample

    Written by `firstcontact sample` (seed \(seed), size \(size)) together with the exports; do not edit.
    A synthetic center from 2026-01-01 to 2026-07-01 (not included), America/Chicago.
    True values below come from the generator's latent variables, never from a run. truth/fcr.csv,
    truth/agents.csv and truth/turnover.csv hold them for programs.

    """
  }

  private var fileTable: String {
    var lines = [
      "## Files", "",
      "Rows: records below the header, bad ones included. Duplicates: accepted rows whose key an earlier row",
      "of the source has. Late: accepted rows of the month before.", "",
      "| file | rows | rejected | accepted | duplicates | late |", "|---|---:|---:|---:|---:|---:|",
    ]
    for account in accounts {
      lines.append(
        "| \(account.path) | \(account.rows) | \(account.rejected) | \(account.rows - account.rejected) | "
          + "\(account.duplicates) | \(account.late) |")
    }
    lines += [
      "", "hr-positions.csv: duplicates of people alone; as assignments its rows are all different.", "",
    ]
    return lines.joined(separator: "\n")
  }

  private var faultTable: String {
    let planted = accounts.flatMap(\.planted)
    var lines = ["## Planted", "", "| code | times | a run's answer |", "|---|---:|---|"]
    for code in FaultCode.allCases {
      let times = planted.count { $0.code == code }
      if times > 0 { lines.append("| \(code.rawValue) | \(times) | \(code.effect.rawValue) |") }
    }
    lines += ["", "Lines are physical, from 1, the header included.", ""]
    lines += ["| file | line | code | what |", "|---|---:|---|---|"]
    for fault in planted {
      lines.append("| \(fault.path) | \(fault.line) | \(fault.code.rawValue) | \(fault.note) |")
    }
    return lines.joined(separator: "\n")
  }

  /// What an agent's contacts were like.
  private struct AgentSum {
    var contacts = 0
    var chances = 0
    var solved = 0
  }

  private func writeAgents(to sink: @escaping FileSink) throws {
    var sums = Array(repeating: AgentSum(), count: roster.workers.count)
    for contact in contacts where contact.chance >= 0 && contact.agent >= 0 {
      sums[Int(contact.agent)].contacts += 1
      sums[Int(contact.agent)].chances += Int(contact.chance)
      sums[Int(contact.agent)].solved += contact.isSolved ? 1 : 0
    }
    var sheet = ExportSheet(path: "truth/agents.csv", sink: sink)
    sheet.header([
      "person_id", "ability", "contacts", "mean_chance", "solved", "over_claims", "claims_unsolved",
    ])
    for (index, sum) in sums.enumerated() where sum.contacts > 0 {
      let worker = roster.workers[index]
      try sheet.row([
        worker.id, decimal(millionths: worker.ability, digits: 4), String(sum.contacts),
        decimal(millionths: sum.chances / sum.contacts, digits: 4), String(sum.solved),
        worker.isOverClaiming ? "true" : "false",
        decimal(millionths: roster.claimsUnsolved(of: Int32(index)), digits: 2),
      ])
    }
    _ = try sheet.finish()
  }
}
