import Canonical

extension DraftedFields {
  /// A survey with a column for each question.
  mutating func unpivoted(_ column: ColumnSchema) -> FieldDraft? {
    guard column.name == "value" else { return nil }
    let items = match.questions.map { (name: $0.column.content.name, item: $0.item) }
    used.formUnion(items.map(\.name))
    guard !items.isEmpty else {
      sections.append(
        "# ASK item and value: no column is named like an answer. Name the columns of the questions:")
      sections.append("# unpivot: {columns: [COLUMN], item: item, value: value}")
      return nil
    }
    sections.append("unpivot:  # guess: each of these columns is a question; name its item")
    sections.append(
      "  columns: {" + items.map { "\(YAMLText.scalar($0.name)): \($0.item)" }.joined(separator: ", ") + "}")
    sections += ["  item: item", "  value: value"]
    let answers = match.questions.filter { !$0.column.isNumber }.compactMap(\.column.booleans)
    if !answers.isEmpty {
      let yes = Set(answers.flatMap(\.yes)).sorted().map { "\(YAMLText.quoted($0)): \"1\"" }
      let no = Set(answers.flatMap(\.no)).sorted().map { "\(YAMLText.quoted($0)): \"0\"" }
      sections += ["  map: {" + (yes + no).joined(separator: ", ") + "}", "  unknown: keep  # numbers stay"]
    }
    return nil
  }

  /// Who has left, where the file has tenures and no days.
  func leavers(_ column: ColumnSchema) -> FieldDraft? {
    guard match.matches["hired_on"] == nil, match.tenure != nil, let exit = match.matches["exit_type"]
    else { return nil }
    let left = exit.finding.present.map(\.text).filter {
      ColumnMatch.proposal($0, exit.column, exit.finding).map { !$0.isEmpty } ?? false
    }
    guard !left.isEmpty else { return nil }
    let test = condition(exit.finding, isOneOf: left)
    return FieldDraft(
      asking: "who has left has no day of it. The day from which tenures count back, or leave it out:",
      column.name,
      ["{when: [{\(test), const: 2020-01-01}]}"])
  }

  /// What stands for a required column that the file does not have.
  mutating func substitute(_ column: ColumnSchema) -> FieldDraft {
    switch (match.schema.name, column.name) {
    case ("people", "worker_class"):
      return FieldDraft(
        column.name, "{const: employee}", .guess, ["no column tells contractors from employees"])
    case ("people", "hired_on"):
      let tenure = match.tenure
      guard let tenure else { break }
      used.insert(tenure.content.name)
      let units = tenure.name.has(["years"]) ? ["years", "months"] : ["months", "years"]
      return FieldDraft(
        asking:
          "\(YAMLText.quoted(tenure.content.name)) is a tenure and no day. From which day does it count "
          + "back, in which unit? Keep one line, with the day of the export:", column.name,
        units.map {
          "{date: 2020-01-01, minus: {from: \(YAMLText.scalar(tenure.content.name)), unit: \($0)}}"
        })
    case ("responses", "instrument"):
      return FieldDraft(column.name, "{const: voc}", .guess, ["asked of customers; for employees 'pulse'"])
    case ("responses", "response_id"), ("people", "person_id"), ("contacts", "contact_id"):
      return composite(column, "no column is an id")
    case ("aliases", "kind"): return FieldDraft(column.name, "{const: person}", .guess, ["names of agents"])
    default: break
    }
    var value = "COLUMN"
    if case .oneOf(let words) = column.type { value = "{const: \(words[0])}" }
    return FieldDraft(
      asking: "required (\(column.description)), and no column looks like it. Name one:", column.name, [value]
    )
  }
}
