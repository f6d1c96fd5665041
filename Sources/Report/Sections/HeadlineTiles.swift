/// The numbers at the head of a page, each with its interval and what it was in the last run.
struct HeadlineTiles {
  let rows: RunRows
  let previous: RunRows?

  /// The tiles, in the order of the questions.
  var tiles: [HeadlineTile] {
    [resolution, turnover, coaching, alignment, health]
  }

  private var resolution: HeadlineTile {
    tile(
      "First contact resolution", FCRSection.headline(rows), previous.flatMap(FCRSection.headline),
      value: "rate", .share,
      difference: .points, table: "fcr", analysis: "fcr")
  }

  private var turnover: HeadlineTile {
    tile(
      "Turnover a year", TurnoverSection.headline(rows), previous.flatMap(TurnoverSection.headline),
      value: "rate", .share,
      difference: .points, table: "turnover", analysis: "turnover")
  }

  private var coaching: HeadlineTile {
    let outcome = rows.facts.parameter("parameters.coaching.outcome") ?? "acr"
    let measure = CoachingSection.measure(outcome)
    return tile(
      "Effect of coaching", CoachingSection.headline(rows), previous.flatMap(CoachingSection.headline),
      value: "estimate",
      measure, difference: measure, table: "coaching_effect", analysis: "coaching")
  }

  private var alignment: HeadlineTile {
    let row = AlignmentSection.headline(rows)
    let role = row.map { ": " + RunAnswer.words($0["role_type"]) } ?? ""
    return tile(
      "Weights against evidence\(role)", row, previous.flatMap(AlignmentSection.headline), value: "index",
      .plain,
      difference: .signed, table: "alignment_outcomes", analysis: "alignment")
  }

  private var health: HeadlineTile {
    let inputs = rows.facts.inputsOnce
    let rejected = inputs.map(\.rejected)
    let kinds = rows.facts.warnings.count
    return HeadlineTile(
      "Rows rejected", inputs.isEmpty ? nil : Reading.sum(rejected.reduce(0, +), of: rejected),
      kinds == 0 ? "nothing had to be warned of" : "\(Reading.rows(kinds)) kinds of warnings",
      change: previous.map { before in
        let old = before.facts.inputsOnce.map(\.rejected)
        return "last run: \(Reading.sum(old.reduce(0, +), of: old))"
      })
  }

  private func tile(
    _ label: String, _ row: TableRow?, _ before: TableRow?, value: String, _ measure: Measure,
    difference: Measure,
    table: String, analysis: String
  ) -> HeadlineTile {
    guard rows.has(table) else {
      let needs = rows.facts.lacks(analysis)
      return HeadlineTile(label, nil, needs.map { "not run: needs \(name: $0)" } ?? "not part of this run")
    }
    guard let row, let reading = row.reading(value, measure) else {
      if row?.isWithheld == true { return HeadlineTile(label, nil, "withheld: too few people") }
      if row?["flag"] == "too_few" { return HeadlineTile(label, nil, "too few to tell") }
      return HeadlineTile(label, nil, row == nil ? "no row in this run" : "cannot be told from these data")
    }
    let interval = row.interval(measure)
    let note: Sentence = interval.map { "95 % interval \($0)" } ?? "without an interval"
    return HeadlineTile(label, reading, note, change: change(row, before, value, difference))
  }

  /// What a number was in the last run, judged by its interval of then.
  private func change(_ row: TableRow, _ before: TableRow?, _ value: String, _ measure: Measure) -> Sentence?
  {
    guard let previous else { return nil }
    let day = previous.facts.asOf
    guard let before, let now = row.number(value), let then = before.number(value) else {
      return "last run (\(name: day)): no number"
    }
    let step = Reading(measure.text(now - then), from: [row[value], before[value]])
    guard let low = before.number("lo"), let high = before.number("hi") else {
      return "\(step) since the last run (\(name: day))"
    }
    if now == then { return "as in the last run (\(name: day))" }
    return now < low || now > high
      ? "\(step) since the last run (\(name: day)), beyond its interval of then"
      : "\(step) since the last run (\(name: day)), within its interval of then"
  }
}
