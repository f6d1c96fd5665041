import Canonical
import Tables

/// What moved between the numbers of a previous run and those of this one, and why.
///
/// Between them stand recomputations, each of which differs from the one before it for one reason; the
/// differences of the printed rates add up to the whole change.
package struct Restatement: Sendable {
  /// Why a number moved.
  package enum Reason: String, CaseIterable, Sendable {
    /// The horizon moved on: windows have closed, and contacts came.
    case newlySettled = "newly_settled"
    /// Rows that the previous run could have known were not there yet.
    case lateRows = "late_rows"
    /// Rows say something else now.
    case correctedRows = "corrected_rows"
    /// Rows are gone, or no longer covered.
    case withdrawnRows = "withdrawn_rows"
    /// Parameters, profiles or the revision of the numbers are others.
    case changedRules = "changed_rules"
    /// Several of these at once, which the files cannot tell apart.
    case unattributed
  }

  /// The numbers that a reason leads to.
  package struct Step: Sendable {
    /// Why they differ from those before them.
    package var reason: Reason
    /// A table `fcr`.
    package var fcr: ReportTable

    /// A step.
    package init(_ reason: Reason, _ fcr: ReportTable) { (self.reason, self.fcr) = (reason, fcr) }
  }

  /// How one number moved.
  private struct Movement {
    var subject: PublishedNumbers.Subject
    var before: PublishedNumbers.Number
    var now: PublishedNumbers.Number?
    /// Parts of the change of the rate in millionths; nil where they are not printed.
    var parts: [Reason: Int64]?
    var isWithheld = false

    var change: Int64? {
      guard let before = before.rate, let now = now?.rate else { return nil }
      return now - before
    }
  }

  /// The table `restatements`, a row for each number that moved.
  ///
  /// Nobody is behind its rows but through the numbers that it compares, which were disclosed before.
  package let table: GuardedTable
  /// How many numbers of the previous run were compared.
  package let compared: Int
  /// A sentence for each headline measure of all contacts that moved.
  package let headlines: [String]

  /// What moved.
  /// - Parameters:
  ///   - before: the table `fcr` that the previous run published.
  ///   - steps: what leads from there to this run, whose own table is the last; all are disclosed.
  ///   - disclosure: numbers about fewer people are not repeated.
  ///   - headline: the window and match of this run's headline.
  package init(
    from before: ReportTable, _ steps: [Step], previous: String, disclosure: Disclosure,
    headline: (days: Int, match: Match)
  ) {
    let old = PublishedNumbers(before)
    let stages = steps.map { (reason: $0.reason, numbers: PublishedNumbers($0.fcr)) }
    var movements: [Movement] = []
    var compared = 0
    let now = stages.last?.numbers
    let known = (now?.subjects ?? []).filter { old[$0] != nil }
    let gone = old.subjects.filter { now?[$0] == nil }
    for subject in known + gone {
      guard let first = old[subject], !Restatement.withholds(subject, first, disclosure) else { continue }
      let last = now?[subject]
      if last?.isWithheld == true { continue }
      compared += 1
      if let last, !last.differs(from: first) { continue }
      movements.append(Restatement.movement(subject, first, stages))
    }
    self.compared = compared
    let empty = ReportTable(
      name: "restatements",
      description: "One number of the table fcr that differs from the one published before, per row.",
      columns: Restatement.columns, primaryKey: PublishedNumbers.subjectColumns, rows: [])
    table = GuardedTable(
      empty, guardedColumns: [],
      rows: movements.map { GuardedRow(Restatement.row($0, previous), people: nil) })
    headlines = movements.filter { Restatement.isHeadline($0.subject, headline) }
      .map(Restatement.sentence)
  }

  /// Whether a number of the previous run is not repeated: it was withheld, or would be now.
  private static func withholds(
    _ subject: PublishedNumbers.Subject, _ number: PublishedNumbers.Number, _ disclosure: Disclosure
  ) -> Bool {
    if number.isWithheld { return true }
    guard number.n != 0, let people = number.people else { return false }
    var isSurveyed = false
    if case .text(let id)? = subject.first { isSurveyed = FCRMeasure(rawValue: id)?.isSurveyed == true }
    return disclosure.withholds(people: Int(people), isSurveyed: isSurveyed)
  }

  private static func movement(
    _ subject: PublishedNumbers.Subject, _ first: PublishedNumbers.Number,
    _ stages: [(reason: Reason, numbers: PublishedNumbers)]
  ) -> Movement {
    let numbers = stages.map { $0.numbers[subject] }
    var movement = Movement(subject: subject, before: first, now: numbers.last ?? nil)
    movement.isWithheld = numbers.contains { $0?.isWithheld == true }
    guard var rate = first.rate, movement.change != nil, !movement.isWithheld else { return movement }
    var parts: [Reason: Int64] = [:]
    for (stage, number) in zip(stages, numbers) {
      // Where there is no rate in between, the next reason has the step.
      guard let next = number?.rate else { continue }
      parts[stage.reason, default: 0] += next - rate
      rate = next
    }
    movement.parts = parts
    return movement
  }

  private static let columns: [ReportTable.Column] =
    FCRRows.columns.filter { PublishedNumbers.subjectColumns.contains($0.name) } + [
      .init("n_before", .integer, "denominator that was published before"),
      .init("x_before", .integer, "numerator that was published before; empty for adjusted"),
      .init("rate_before", .decimal, "rate that was published before; empty under 5"),
      .init("n", .integer, "denominator now; empty where the number is gone"),
      .init("x", .integer, "numerator now; empty for adjusted, and where the number is gone"),
      .init("rate", .decimal, "rate now; empty under 5, and where the number is gone"),
      .init("change", .decimal, "rate − rate_before; the parts that follow add up to it"),
      .init("newly_settled", .decimal, "of the change: windows closed and contacts came since then"),
      .init("late_rows", .decimal, "of the change: rows came late"),
      .init("corrected_rows", .decimal, "of the change: rows say something else now"),
      .init("withdrawn_rows", .decimal, "of the change: rows are gone or no longer covered"),
      .init("changed_rules", .decimal, "of the change: parameters, profiles or formulas are others"),
      .init("unattributed", .decimal, "of the change: several reasons that cannot be told apart"),
      .init("previous_run", .text, "the run that published the number before"),
      .init("flag", .text, "withheld (the parts: too few people in between), or empty"),
    ]

  private static func row(_ movement: Movement, _ previous: String) -> [ReportTable.Cell] {
    func count(_ number: Int64?) -> ReportTable.Cell { number.map { .integer($0) } ?? .missing }
    func rate(_ number: Int64?) -> ReportTable.Cell { number.map { .decimal(millionths: $0) } ?? .missing }
    let (before, now) = (movement.before, movement.now)
    var row = movement.subject
    row += [count(before.n), count(before.x), rate(before.rate)]
    row += [count(now?.n), count(now?.x), rate(now?.rate), rate(movement.change)]
    row += Reason.allCases.map { reason in rate(movement.parts.map { $0[reason, default: 0] }) }
    row += [.text(previous), movement.isWithheld ? .text("withheld") : .missing]
    return row
  }

  /// Whether a number is what a measure says of all contacts: under the headline's window and match, where
  /// it has them.
  private static func isHeadline(
    _ subject: PublishedNumbers.Subject, _ headline: (days: Int, match: Match)
  ) -> Bool {
    let (window, match) = (subject[1], subject[2])
    return subject[3...] == [.text("all"), .text("all"), .text("all")]
      && (window == .missing || window == .integer(Int64(headline.days)))
      && (match == .missing || match == .text(headline.match.rawValue))
  }

  private static func sentence(_ movement: Movement) -> String {
    var words = ""
    if case .text(let measure)? = movement.subject.first { words = measure }
    if case .integer(let days) = movement.subject[1] { words += " \(days) days" }
    if case .text(let match) = movement.subject[2] { words += " \(match)" }
    guard let before = movement.before.rate, let now = movement.now?.rate, let change = movement.change
    else { return "\(words): n \(movement.before.n ?? 0) -> \(movement.now?.n ?? 0)" }
    words += ": \(text(before)) -> \(text(now)) (n \(movement.before.n ?? 0) -> \(movement.now?.n ?? 0))"
    let parts = Reason.allCases.compactMap { reason -> String? in
      guard let part = movement.parts?[reason], part != 0 else { return nil }
      return "\(reason.rawValue.replacing("_", with: " ")) \(signed(part))"
    }
    return parts.isEmpty ? words : words + ", \(signed(change)): " + parts.joined(separator: ", ")
  }

  private static func signed(_ millionths: Int64) -> String {
    (millionths < 0 ? "-" : "+") + text(abs(millionths))
  }

  private static func text(_ millionths: Int64) -> String {
    let unit: Int64 = 1_000_000
    let decimals = padded(millionths % unit, 6).reversed().drop { $0 == "0" }.reversed()
    return "\(millionths / unit)" + (decimals.isEmpty ? "" : "." + String(decimals))
  }
}
