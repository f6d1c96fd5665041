import Tables

extension Truth {
  /// The chances of resolution, by call type.
  var resolution: String {
    var lines = [
      "## Resolution", "",
      "The chance that an issue is resolved at one handled contact: `base` with an average, seasoned agent;",
      "`mean` over the agents who took the contacts (truth/agents.csv has each agent's own, `mean_chance`;",
      "the first year takes up to 9 points).", "",
      "| call type | contacts | base | mean |", "|---|---:|---:|---:|",
    ]
    for (index, type) in CallType.all.enumerated() {
      let drawn = contacts.filter { $0.chance >= 0 && Int($0.callType) == index }
      let mean = drawn.reduce(0) { $0 + Int($1.chance) } / max(1, drawn.count)
      lines.append(
        "| \(type.name) | \(drawn.count) | \(decimal(millionths: type.resolved, digits: 3)) | "
          + "\(decimal(millionths: mean, digits: 3)) |")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// When those come back whose issue was not resolved.
  var returnTable: String {
    var lines = [
      "## Returns", "",
      "Share of unresolved customers who make contact again within so many days of the end. Of returns",
      "\(decimal(millionths: otherReason, digits: 3)) name another reason. "
        + "An issue is dropped \(ContactOdds.patience / 86_400) days after its first handled contact.", "",
      "| call type | 1 | 3 | 7 | 14 | 30 |", "|---|---:|---:|---:|---:|---:|",
    ]
    for type in CallType.all {
      let shares = ReturnTruth.windows.map {
        decimal(millionths: type.delay.share(withinDays: $0), digits: 3)
      }
      lines.append("| \(type.name) | \(shares.joined(separator: " | ")) |")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The true window_fcr, by call type, match and window.
  var stayingAway: String {
    let names = ReturnTruth.windows.map(String.init).joined(separator: " | ")
    var lines = [
      "## Staying away", "",
      "The true window_fcr: the probability that nobody of the customer comes back within so many days,",
      "coincidences included, reckoned for each first contact at its start and averaged over the settled",
      "ones. truth/fcr.csv has all of them with six decimals, and the same with the unsettled ones (`km`).",
      "", "| match | call type | \(names) |", "|---|---|---:|---:|---:|---:|---:|",
    ]
    for isAny in [false, true] {
      for type in [nil] + CallType.all.indices.map(Optional.init) {
        let shares = ReturnTruth.windows.map { share(.windowFCR, isAny, $0, type) }
        lines.append(
          "| \(isAny ? "any" : "reason") | \(type.map { CallType.all[$0].name } ?? "all") | "
            + "\(shares.joined(separator: " | ")) |")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// How often customers come back by chance.
  var coincidence: String {
    let row = { (measure: ReturnTruth.Measure) in
      ReturnTruth.windows.map { self.share(measure, true, $0, nil) }.joined(separator: " | ")
    }
    return """
      ## Coincidence

      The probability that a first contact's customer makes contact about another matter, any reason:
      `later` within so many days that begin 28 days after the end, when the issue itself is over: the
      coincidental rate, which the placebo estimates; `at once` within so many days of the end. The latter
      is lower: a first contact has no other just before it, so fewer older issues stand open.

      | | \(ReturnTruth.windows.map(String.init).joined(separator: " | ")) |
      |---|---:|---:|---:|---:|---:|
      | later | \(row(.placebo)) |
      | at once | \(row(.coincidence)) |

      """
  }

  /// Who answers the survey, and what.
  var survey: String {
    let asked = contacts.filter(SurveyExport.canAsk)
    let solved = asked.count(where: \.isSolved)
    let groups = [(isSolved: true, contacts: solved), (isSolved: false, contacts: asked.count - solved)]
    var lines = [
      "## Survey", "",
      "Customers whose issue was not resolved answer more often. `answers`: the probability of an answer;",
      "`says`: that it says resolved.", "",
      "| resolved | contacts | answers | says |", "|---|---:|---:|---:|",
    ]
    var (answers, says, all) = (0, 0, 0)
    for (isSolved, contacts) in groups {
      let (answering, saying) = (
        SurveyExport.answers(isSolved: isSolved), SurveyExport.saysResolved(isSolved: isSolved)
      )
      answers += contacts * answering / 1000
      says += contacts * answering / 1000 * (saying / 1000)
      all += contacts * (saying / 1000)
      lines.append(
        "| \(isSolved ? "yes" : "no") | \(contacts) | \(decimal(millionths: answering, digits: 3)) | "
          + "\(decimal(millionths: saying, digits: 2)) |")
    }
    let heard = decimal(millionths: says * 1000 / max(1, answers), digits: 3)
    let everybody = decimal(millionths: all * 1000 / max(1, asked.count), digits: 3)
    lines += [
      "",
      "Of all answers \(heard) are expected to say resolved (voc_resolution); if everybody answered, "
        + "\(everybody) would.", "",
    ]
    return lines.joined(separator: "\n")
  }

  /// Who claims more than is so.
  var claims: String {
    let took = Set(contacts.filter { $0.chance >= 0 && $0.agent >= 0 }.map(\.agent))
    let over = roster.workers.indices.filter {
      roster.workers[$0].isOverClaiming && took.contains(Int32($0))
    }.map { roster.workers[$0].id }
    let share = { (millionths: Int) in decimal(millionths: millionths, digits: 2) }
    var lines = [
      "## Claims", "",
      "The probability that an agent claims resolved, of the contacts about which something is claimed",
      "(\(share(1_000_000 - ContactOdds.claimsNothing)) of them); some tickets are corrected besides.", "",
      "| agents | issue resolved | issue not resolved |", "|---|---:|---:|",
      "| over-claiming | \(share(ContactOdds.claimsSolved)) | \(share(ContactOdds.overClaimsUnsolved)) |",
      "| others | \(share(ContactOdds.claimsSolved)) | \(share(ContactOdds.claimsUnsolved)) |", "",
      "Over-claiming agents:", "",
    ]
    for start in stride(from: 0, to: over.count, by: 12) {
      lines.append(over[start..<min(start + 12, over.count)].joined(separator: ", "))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func share(_ measure: ReturnTruth.Measure, _ isAny: Bool, _ days: Int, _ type: Int?) -> String {
    let value = returns.millionths(measure, isAny: isAny, days: days, callType: type)
    return value.map { decimal(millionths: $0, digits: 4) } ?? ""
  }

  private var otherReason: Int { ContactOdds.changeOfReason / 1000 * (1_000_000 - sameReason) / 1000 }

  private var sameReason: Int {
    let total = CallType.weights.reduce(0, +)
    return CallType.weights.reduce(0) { $0 + $1 * $1 } * 1_000_000 / (total * total)
  }
}
