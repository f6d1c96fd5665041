import Dice
import Testing

@testable import Drafting

@Suite struct DraftLawTests {
  private static let files: [(header: String, row: @Sendable (inout Dice) -> String)] = [
    (
      "Call ID;Start Time;End Time;Direction;ANI;Talk Time;Agent;Resolved",
      { dice in
        let id = dice.below(100_000)
        let (day, month) = (1 + dice.below(12), 1 + dice.below(12))
        let direction = ["Inbound", "Outbound", "Sideways", "N/A"][dice.below(4)]
        let phone = ["Anonymous", "0", "55501020\(10 + dice.below(90))"][dice.below(3)]
        let talk = ["[None]", "0:0\(dice.below(10)):10"][dice.below(2)]
        return
          "c\(id);\(day)/\(month)/2026 8:05;\(day)/\(month)/2026 9:05;\(direction);\(phone);\(talk);kim;Y"
      }
    ),
    (
      "Employee,Hire Date,Exit,Team,Manager",
      { dice in
        let day = 1 + dice.below(28)
        return "e\(dice.below(50)),\(day).0\(1 + dice.below(9)).2020,,Elm\(dice.below(3)),\"Doe, Jo\""
      }
    ),
    ("a|b|c", { dice in "\(dice.below(9))|x\(dice.below(3))|\(["", "1,5", "2,25"][dice.below(3)])" }),
  ]

  @Test(arguments: 0..<12)
  func `the order of rows changes nothing`(_ number: Int) throws {
    let seed = UInt64(number) &* 7919 &+ 17
    print("seed \(seed)")
    var dice = Dice(seed: seed)
    let file = DraftLawTests.files[number % DraftLawTests.files.count]
    var rows = (0..<(2 + dice.below(60))).map { _ in file.row(&dice) }
    func draft() throws -> String {
      try Export(([file.header] + rows).map { $0 + "\n" }.joined()).draft().text
    }
    let first = try draft()
    #expect(try draft() == first)
    for _ in 0..<3 {
      for index in rows.indices.reversed() { rows.swapAt(index, dice.below(index + 1)) }
      #expect(try draft() == first)
    }
  }

  @Test func `dates at the end of a large file settle the order`() throws {
    // Over 4 MiB of ambiguous days; only the last rows have a day over 12.
    let row = "c%,03/04/2026 10:00,\(String(repeating: "x", count: 100))\n"
    var text = "Call ID,Start Time,Note\n"
    for number in 0..<45_000 { text += row.replacing("%", with: String(number)) }
    for number in 0..<20 { text += "d\(number),2\(number % 9)/04/2026 10:00,end\n" }
    let draft = try Export(text).draft()
    #expect(draft.field("started_at") == "{from: Start Time, formats: \"dd/MM/yyyy HH:mm\"}")
    #expect(draft.text.contains("some of the rows"))
  }
}
