import Canonical
import Tables
import Testing

@testable import Analyses

@Suite struct RestatementTests {
  /// A table `fcr` of numbers under 7 days and match any: measure, group, n, x, people; nil people: withheld.
  private func fcr(_ numbers: [(measure: String, group: String, n: Int64, x: Int64, people: Int64?)])
    -> ReportTable
  {
    var table = FCRTables.template
    table.rows = numbers.map { number in
      let about: [ReportTable.Cell] = [
        .text(number.measure), .integer(7), .text("any"), .text(number.group == "all" ? "all" : "team"),
        .text(number.group), .text("all"),
      ]
      let rate = number.n < 5 ? nil : (number.x * 2_000_000 + number.n) / (2 * number.n)
      guard let people = number.people else {
        return about + Array(repeating: .missing, count: 10) + [.text("withheld")]
      }
      return about + [
        .integer(number.n), .integer(number.x), rate.map { .decimal(millionths: $0) } ?? .missing,
      ]
        + Array(repeating: .missing, count: 6) + [.integer(people), .missing]
    }
    return table
  }

  private func restatement(
    _ before: [(measure: String, group: String, n: Int64, x: Int64, people: Int64?)],
    _ steps: [(Restatement.Reason, [(measure: String, group: String, n: Int64, x: Int64, people: Int64?)])]
  ) -> Restatement {
    Restatement(
      from: fcr(before), steps.map { Restatement.Step($0.0, fcr($0.1)) }, previous: "then",
      disclosure: Disclosure(minimumPeople: 5), headline: (7, .any))
  }

  /// Cells of a row from `change` on, without the previous run.
  private func parts(_ restatement: Restatement, _ row: Int = 0) -> [ReportTable.Cell] {
    Array(restatement.table.rows[row].cells[12...18] + restatement.table.rows[row].cells[20...])
  }

  private func millionths(_ numbers: Int64...) -> [ReportTable.Cell] {
    numbers.map { .decimal(millionths: $0) }
  }

  @Test func `steps of one reason are one part, and parts add up to the change`() {
    // 6 / 8 = 0.75 -> 4 / 8 = 0.5 late -> 3 / 8 = 0.375 corrected -> 6 / 16 = 0.375 settled -> 4 / 16 = 0.25 late.
    let moved = restatement(
      [("acr", "all", 8, 6, 9)],
      [
        (.lateRows, [("acr", "all", 8, 4, 9)]), (.correctedRows, [("acr", "all", 8, 3, 9)]),
        (.newlySettled, [("acr", "all", 16, 6, 9)]), (.lateRows, [("acr", "all", 16, 4, 9)]),
      ])
    #expect(parts(moved) == millionths(-500_000, 0, -375_000, -125_000, 0, 0, 0) + [.missing])
    #expect(
      moved.headlines == [
        "acr 7 days any: 0.75 -> 0.25 (n 8 -> 16), -0.5: late rows -0.375, corrected rows -0.125"
      ])
  }

  @Test func `the step of a rate that is missing in between is the next one's`() {
    let moved = restatement(
      [("acr", "Elm", 8, 6, 9)],
      [
        (.withdrawnRows, [("acr", "Elm", 4, 3, 9)]), (.changedRules, []),
        (.newlySettled, [("acr", "Elm", 10, 5, 9)]),
      ])
    #expect(parts(moved) == millionths(-250_000, -250_000, 0, 0, 0, 0, 0) + [.missing])
    #expect(moved.headlines.isEmpty)
  }

  @Test func `what is withheld in between has no parts, and what is withheld at an end no row`() {
    let now: [(measure: String, group: String, n: Int64, x: Int64, people: Int64?)] = [
      ("acr", "Ash", 9, 3, 9), ("acr", "Elm", 9, 3, 9), ("acr", "Fir", 9, 3, nil), ("acr", "Oak", 9, 3, 9),
      ("voc_fcr", "Oak", 9, 3, 20),
    ]
    let moved = restatement(
      [
        ("acr", "Ash", 8, 6, 9), ("acr", "Elm", 8, 6, nil), ("acr", "Fir", 8, 6, 9), ("acr", "Oak", 8, 6, 4),
        // Nine respondents were enough then, and are not now.
        ("voc_fcr", "Oak", 8, 6, 9),
      ],
      [(.lateRows, [("acr", "Ash", 8, 4, nil)]), (.newlySettled, now)])
    #expect(moved.table.rows.count == 1 && moved.compared == 1)
    #expect(moved.table.rows[0].cells[4] == .text("Ash"))
    #expect(
      parts(moved) == millionths(-416_667) + Array(repeating: .missing, count: 6) + [.text("withheld")])
  }

  @Test func `what is new did not move, and what is gone is listed last`() {
    let moved = restatement(
      [("acr", "Gone", 8, 6, 9), ("acr", "Same", 8, 6, 9), ("acr", "Few", 3, 1, 9)],
      [(.newlySettled, [("acr", "Few", 4, 1, 9), ("acr", "New", 9, 9, 9), ("acr", "Same", 8, 6, 9)])])
    #expect(moved.table.rows.map { $0.cells[4] } == [.text("Few"), .text("Gone")] && moved.compared == 3)
    #expect(
      Array(moved.table.rows[0].cells[6...11]) == [
        .integer(3), .integer(1), .missing, .integer(4), .integer(1), .missing,
      ])
    #expect(
      Array(moved.table.rows[1].cells[6...18]) == [
        .integer(8), .integer(6), .decimal(millionths: 750_000),
      ] + Array(repeating: .missing, count: 10))
  }
}
