/// Can I trust this run: what was read, what of it counts, and on which days something is missing.
struct TrustSection {
  let rows: RunRows

  /// The answer with the flow of rows and the days of each source.
  var section: PageSection {
    var section = PageSection("trust", "Can I trust this run?", answers)
    section.figures = [
      FlowFigure(rows: rows).figure, DayFigure(rows: rows).figure, RestatementFigure(rows: rows).figure,
    ].compactMap(\.self)
    section.caution =
      "Rows that were rejected are in rejects.csv, each with its line; what was repaired or left out is in diagnostics.csv."
    if let worst = rows.facts.warnings.max(by: { ($0.count, $1.code) < ($1.count, $0.code) }) {
      section.reference = worst.code
    }
    return section
  }

  private var answers: [Sentence] {
    [inputs, warnings, gaps, unmatched, withheld, restated].compactMap(\.self)
  }

  private var inputs: Sentence {
    let inputs = rows.facts.inputsOnce
    if inputs.isEmpty { return "No file was read." }
    let read = inputs.map(\.rows)
    let rejected = inputs.map(\.rejected)
    let used = inputs.map(\.used)
    let (all, bad, counted) = (read.reduce(0, +), rejected.reduce(0, +), used.reduce(0, +))
    let files: Sentence =
      "From \(Reading.rows(inputs.count)) \(name: inputs.count == 1 ? "input" : "inputs") "
    if all == 0 { return files + "no row was read: every number below stands on nothing." }
    let share = Reading(TrustSection.share(bad, of: all), from: (rejected + read).map { String($0) })
    return files
      + "\(Reading.sum(all, of: read)) rows were read: \(Reading.sum(counted, of: used)) count, \(Reading.sum(bad, of: rejected)) (\(share)) were rejected, and \(Reading.sum(all - bad - counted, of: read + rejected + used)) were left out for a reason that is listed."
  }

  private static func share(_ part: Int64, of all: Int64) -> String {
    // Hundredths of a percent: few rows are rejected.
    let hundredths = (part * 10_000 + all / 2) / max(1, all)
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)\(Measure.blank)%"
  }

  private var warnings: Sentence {
    let warnings = rows.facts.warnings
    guard let worst = warnings.max(by: { ($0.count, $1.code) < ($1.count, $0.code) }) else {
      return "Nothing had to be warned of."
    }
    let count = Reading.sum(worst.count, of: [worst.count])
    if warnings.count == 1 { return "There is one kind of warning: \(name: worst.code) (\(count) times)." }
    return
      "There are \(Reading.rows(warnings.count)) kinds of warnings, listed below; the most frequent one is \(name: worst.code) (\(count) times)."
  }

  private func warning(_ code: String) -> Reading? {
    rows.facts.warnings.first { $0.code == code }.map { Reading.sum($0.count, of: [$0.count]) }
  }

  private var gaps: Sentence? {
    warning("coverage_gap").map {
      "Look at this first: on \($0) days a source has no contacts though it has some on the same weekday, and a missing file reads as customers who did not come back."
    }
  }

  private var unmatched: Sentence? {
    warning("unmatched_agents").map {
      "\($0) contacts belong to agents that no person matches; they are in no team."
    }
  }

  private var withheld: Sentence? {
    warning("withheld_groups").map {
      "\($0) rows of the tables are about too few people; their numbers are withheld."
    }
  }

  /// How published numbers moved since the last run.
  private var restated: Sentence? {
    guard rows.has("restatements") else {
      return rows.facts.previous == nil ? "There is no earlier run to compare with." : nil
    }
    let moved = rows[.restatements]
    guard let headline = RestatementFigure.headline(rows),
      let before = headline.reading("rate_before", .share),
      let now = headline.reading("rate", .share)
    else {
      return moved.isEmpty
        ? "No number about all contacts reads differently than in the last run."
        : "\(Reading.rows(moved.count)) numbers about all contacts read differently than in the last run; the headline does not."
    }
    var sentence: Sentence = "The headline was \(before) in the last run and is \(now) now"
    var isFirst = true
    for (column, words) in RestatementFigure.reasons {
      guard let part = headline.number(column), part.millionths != 0,
        let reading = headline.reading(column, .points)
      else { continue }
      sentence = sentence + (isFirst ? ": " : ", ") + "\(reading) by \(name: words)"
      isFirst = false
    }
    return sentence + "."
  }
}
