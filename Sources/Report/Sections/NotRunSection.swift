/// What was not run, and why.
struct NotRunSection {
  let rows: RunRows

  /// Tables that a page can show, with what they are about.
  private static let known = [
    ("fcr", "first contact resolution"), ("turnover", "turnover"), ("retention", "retention"),
    ("turnover_fcr", "the link of turnover and first contact resolution"), ("coaching_activity", "coaching"),
    ("coaching_effect", "what coaching changed"), ("alignment", "the alignment of scorecards"),
  ]

  /// The answer: what lacks a table, and what the pipeline did not ask for.
  var section: PageSection {
    PageSection("not-run", "What was not run, and why?", answers)
  }

  private var answers: [Sentence] {
    let lacking = rows.facts.notRun.map { missing -> Sentence in
      "\(name: missing.id) needs \(name: missing.needs)."
    }
    let absent = NotRunSection.known.filter { table, _ in
      !rows.has(table)
        && !rows.facts.notRun.contains { table.hasPrefix($0.id.prefix { $0 != "." }) && !$0.id.contains(".") }
    }
    let unasked = absent.map { table, words -> Sentence in
      "There is no table \(name: table): \(name: words) is not part of this run."
    }
    if lacking.isEmpty, unasked.isEmpty { return ["Everything that this page can show was run."] }
    let head: Sentence =
      "\(Reading.rows(lacking.count)) analyses lack something, and \(Reading.rows(unasked.count)) tables that this page could show are not part of this run."
    return [head] + lacking + unasked
  }
}
