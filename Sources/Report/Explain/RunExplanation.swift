import Output
import Tables

/// How a number of a published run came about, a measure is defined, or what a code means: plain text, made of what
/// the run's folder holds, and of nothing that it withholds.
package struct RunExplanation {
  private let folder: RunFolder
  private let cards: [RateCard]
  private let minimumPeople: String

  /// Explains a run.
  /// - Parameter cards: all measures of the program.
  package init(_ folder: RunFolder, cards: [RateCard]) {
    (self.folder, self.cards) = (folder, cards)
    minimumPeople = folder.manifest.parameter("privacy.min_people") ?? "5"
  }

  /// The text about what a reference names.
  /// - Throws: `StageFailure` `.usage` where it names nothing, or several numbers.
  package func text(of reference: NumberReference) throws(StageFailure) -> String {
    if reference.conditions.isEmpty {
      if let card = cards.first(where: { $0.id == reference.name }) {
        return try block(card).joined(separator: "\n") + "\n\n"
          + ((try? number(reference)) ?? "this run has no such number\n")
      }
      if let code = CodeExplanation(reference.name, in: folder) { return code.text }
      if let table = folder.descriptions["tables/\(reference.name).csv"] {
        // The headline, where the table has one.
        let headline = (try? number(reference)).map { "\n" + $0 } ?? ""
        return self.table(reference.name, table) + headline
      }
    }
    return try number(reference)
  }

  /// What a table is, and its columns.
  private func table(_ name: String, _ description: String) -> String {
    let path = "tables/\(name).csv"
    let columns = folder.columns(of: path).map { "  \($0.name): \($0.description)" }
    let rows = folder.manifest.rows(of: path).map { ", \($0) rows" } ?? ""
    return ([path + rows, description] + columns).joined(separator: "\n") + "\n"
  }

  /// One number.
  private func number(_ reference: NumberReference) throws(StageFailure) -> String {
    let found = try FoundNumber(reference, in: folder)
    let said = found.key.map { "\($0.column)=\($0.text)" }.joined(separator: ", ")
    var lines = ["tables/\(found.table).csv of run \(folder.manifest.runID)", said, ""]
    if found.row.isWithheld {
      lines.append(
        "withheld: fewer than \(minimumPeople) people are behind it (10 where people answered or left), or it would give away a number about so few"
      )
      return lines.joined(separator: "\n") + "\n"
    }
    lines += values(found)
    if found.table == "fcr", let way = LeftOut(to: found.row, in: folder) {
      lines += ["", "from the exports to n:"] + steps(way)
    }
    let measure = found.row["measure"].isEmpty ? found.row["kind"] : found.row["measure"]
    if let card = cards.first(where: { $0.id == measure }) { lines += [""] + (try block(card)) }
    lines += ["", "read from:"]
    lines += folder.manifest.inputs.map { "  \($0.path) (\($0.table), \($0.rows) rows) sha256 \($0.sha256)" }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The cells that name no row, with what they mean.
  private func values(_ found: FoundNumber) -> [String] {
    let named = Set(found.key.map(\.column))
    let columns = folder.columns(of: "tables/\(found.table).csv").filter { !named.contains($0.name) }
    let told = columns.filter { !found.row[$0.name].isEmpty }
    var lines = told.map { "  \($0.name) = \(found.row[$0.name])   (\($0.description))" }
    let missing = columns.filter { found.row[$0.name].isEmpty }.map(\.name)
    if !missing.isEmpty { lines.append("  missing: \(missing.joined(separator: ", "))") }
    return lines
  }

  /// The steps as a column of numbers.
  private func steps(_ way: LeftOut) -> [String] {
    let width = way.steps.map { String($0.count).count }.max() ?? 0
    return way.steps.map { step in
      let digits = String(step.count)
      let blanks = String(repeating: " ", count: width - digits.count)
      return "  \(step.isSum ? "=" : " ") \(blanks)\(digits)  \(step.label)"
    }
  }

  /// What a card says, with the values that this run went by.
  private func block(_ card: RateCard) throws(StageFailure) -> [String] {
    var lines = [
      "\(card.id): \(card.title)", "  question: \(card.question)", "  formula: \(card.formula)",
      "  unit: \(card.unit)", "  source: \(card.source)", "  mind: \(card.caution)",
      "  computed in: \(card.path)",
    ]
    for name in card.parameters {
      let values = folder.manifest.parameters.filter {
        $0.key == "parameters.\(name)" || $0.key == name || $0.key.hasPrefix("\(name).")
      }
      lines += values.map { "  \($0.key) = \($0.value) (\($0.origin))" }
    }
    return lines
  }
}
