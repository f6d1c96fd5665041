import Foundation
import Testing

/// Figures worked by hand from exports of people: who works here, who left, and what customers answered.
struct SurveyAndRosterFigureTests {
  @Test func `responses of Qualtrics are answers, one a row`() throws {
    let qualtrics = try ShippedDialect("qualtrics")
    let answers = try qualtrics.checked()[1]
    // 37 responses: a preview and one of spam, two not finished, one without any answer; the other 32 have 5 answers
    // each, less two that were left out and a choice that the profile does not know: 160 - 3. One of them was given
    // at 19:00 in Denver on the last day, after the horizon, which is midnight in UTC.
    #expect(answers.rows == 157 + 2 + 2 + 1)
    #expect(
      answers.excluded == ["preview_or_spam": 2, "not_finished": 2, "no_answer": 1, "after_as_of": 5])
    #expect(answers.used == 152)
    #expect(answers.filled("value") == 160 - 3)
    #expect(answers.filled("item") == 160 - 3)
    try qualtrics.run()
    // Of the 31 responses that count, one names a contact that is not there. Each fifth contact was not resolved:
    // 0, 10, 15, 20, 25 and 35 of those that count, so 24 of 30 were.
    let resolution = "voc_resolution,,,all,all,all,"
    #expect(try qualtrics.number("tables/fcr.csv", resolution, "n") == 30)
    #expect(try qualtrics.number("tables/fcr.csv", resolution, "x") == 24)
    // Of the 30 two were answered by one person, with a capital in the address and without.
    #expect(try qualtrics.number("tables/fcr.csv", resolution, "people") == 29)
    // Two do not say how often; 10 say once and resolved: 6, 7, 13, 14, 21, 24, 27, 28, 31 and 34.
    let first = "voc_fcr,,,all,all,all,"
    #expect(try qualtrics.number("tables/fcr.csv", first, "n") == 28)
    #expect(try qualtrics.number("tables/fcr.csv", first, "x") == 10)
  }

  @Test func `workers of Workday are spells, one for each hiring`() throws {
    let tables = try ShippedDialect("workday-workers").checked()
    let people = tables[0]
    // 24 workers, one of them hired twice and one in two versions: 26 rows; one hiring taken back, one row
    // deleted, one way to leave that the profile does not know: 29. Of the two versions one counts.
    #expect(people.rows == 29)
    #expect(people.rejected == 1)
    #expect(people.excluded == ["deleted": 1, "duplicate": 1, "hire_rescinded": 1])
    #expect(people.used == 25)
    // Left: 3 by themselves, 2 let go, the one in two versions (filled in one of them), the one who came back.
    #expect(people.filled("left_on") == 7)
    #expect(people.filled("exit_type") == 7)
    #expect(people.filled("exit_reason") == 7)
    // Positions: 24 workers, two of whom have two, a second job, and one that ends before it begins.
    let positions = tables[1]
    #expect(positions.rows == 28)
    #expect(positions.rejected == 1)
    #expect(positions.excluded == ["second_job": 1])
    #expect(positions.used == 26)
    // Ended: 5 who left, 2 of the one who changed, 1 of the one who came back; 9999-12-31 is no end.
    #expect(positions.filled("to") == 8)
    // Pay by the hour is known of the two who work for a vendor.
    #expect(positions.filled("pay_rate") == 2)
  }

  @Test func `one roster gives people and assignments`() throws {
    let tables = try ShippedDialect("hr-roster").checked()
    #expect(tables.map(\.table) == ["people", "assignments", "people", "assignments"])
    // 44 people, one of them hired again; one day of which month and day cannot be told apart, in both tables;
    // one status that nobody listed, in people alone.
    #expect(tables[...1].map(\.rows) == [47, 47])
    #expect(tables[...1].map(\.rejected) == [2, 1])
    #expect(tables[...1].map(\.used) == [45, 46])
    // 6 left by themselves, 2 for a cause, 1 at the end of a contract; 9999-12-31 is nobody's last day.
    #expect(tables[0].filled("left_on") == 9)
    #expect(tables[0].filled("exit_type") == 9)
    #expect(tables[1].filled("to") == 9)
    // Each eleventh of the 44 has no manager above them.
    #expect(tables[1].filled("supervisor_id") == 46 - 4)
    // The branch has two positions for each of 4 people: spells repeat, spans do not. One person left, which
    // ends the second span; the first ones have ends of their own.
    #expect(tables[2].excluded == ["duplicate": 4])
    #expect(tables[2].used == 4)
    #expect(tables[3].used == 8)
    #expect(tables[3].filled("to") == 4 + 1)
    #expect(tables[3].filled("pay_rate") == 8)
  }
}
