import Canonical
import Dice
import Tables
import Testing

@testable import Score

/// Several rows that become one.
@Suite struct RowFoldTests {
  /// A row of a log: what it is of, when it was, and its values; nil is missing.
  private struct Row {
    var id: String
    var day: Int64
    var offset: UInt32
    var handle: Int64?
    var resolved: Int64?
    var agent: String?
    var other: String?
  }

  private static let rule = CollapseRule(
    by: ["contact_id"], order: ["started_at"],
    functions: [
      "started_at": .min, "ended_at": .max, "handle_s": .sum, "resolved": .any, "agent_id": .first,
      "transferred": .countDistinct,
    ])

  private static let profile = ProfileMapping(
    name: "log", table: .contacts,
    fields: [
      "contact_id", "started_at", "ended_at", "queue", "agent_id", "resolved", "handle_s", "transferred",
    ]
    .map { FieldMapping(column: $0, value: ValueMapping(.constant(""))) },
    collapse: rule)

  private func packed(_ rows: [Row], _ layout: RowLayout, _ book: inout CodeBook) -> [UInt64] {
    var batch = CanonicalBatch(table: Self.profile.rowTable)
    batch.count = rows.count
    batch.offsets = rows.map(\.offset)
    for (place, column) in batch.table.columns.enumerated() {
      let slot = batch.slots[place]
      switch column.type {
      case .key:
        batch.keys[slot] = rows.map { row in
          let text = column.name == "contact_id" ? row.id : column.name == "transferred" ? row.other : nil
          return text.map { Fingerprint($0) } ?? .missing
        }
      case .text:
        batch.codes[slot] = rows.map { row in
          (column.name == "agent_id" || column.name == "queue" ? row.agent : nil)
            .map { batch.books[slot].code(of: $0) } ?? 0
        }
      default:
        batch.numbers[slot] = rows.map { row in
          let number: Int64? =
            switch column.name {
            case "started_at", "ended_at": row.day
            case "handle_s": row.handle
            case "resolved": row.resolved
            default: nil
            }
          return number ?? CanonicalBatch.missing
        }
      }
    }
    return layout.pack(
      batch, first: 5 << 40, keys: batch.filledPrints(of: Self.rule.by, seed: 1),
      codes: batch.books.map { book.merge($0) })
  }

  private func folded(_ pieces: [[Row]]) -> RowFold.Folded {
    let layout = RowLayout(Self.profile)
    var (book, fold) = (CodeBook(), RowFold(layout, Self.rule))
    for piece in pieces {
      let words = packed(piece, layout, &book)
      fold.take(words, count: words.count)
    }
    return fold.finish(as: .contacts) { codes in codes.map { Array(book.bytes(of: $0)) } }
  }

  /// What each row became, as text, by contact.
  private func summary(_ folded: RowFold.Folded) -> [String] {
    let batch = folded.batch
    func number(_ name: String, _ row: Int) -> String {
      let number = batch.numbers[batch.slots[batch.table.place(of: name)]][row]
      return number == CanonicalBatch.missing ? "-" : "\(number)"
    }
    func text(_ name: String, _ row: Int) -> String {
      let slot = batch.slots[batch.table.place(of: name)]
      return batch.books[slot].text(of: batch.codes[slot][row])
    }
    let ids = batch.keys[batch.slots[batch.table.place(of: "contact_id")]]
    return (0..<batch.count).map { row in
      let numbers = ["started_at", "ended_at", "handle_s", "resolved", "transferred", "outcome"]
      return "\(ids[row].low) \(batch.places[row] & 0xffff) "
        + numbers.map { number($0, row) }.joined(separator: " ")
        + " \(text("agent_id", row)) \(text("queue", row))"
    }.sorted()
  }

  @Test func `each column becomes one value by its function, missing ones never count`() {
    let rows = [
      Row(id: "a", day: 20, offset: 1, handle: 5, resolved: 0, agent: "bo", other: "x"),
      Row(id: "a", day: 10, offset: 2, handle: nil, resolved: 1, agent: nil, other: "y"),
      Row(id: "a", day: 30, offset: 3, handle: 7, resolved: nil, agent: "cy", other: "x"),
      Row(id: "b", day: 40, offset: 4, handle: nil, resolved: nil, agent: nil, other: "x"),
    ]
    // First start and last end of 10, 20, 30; 5 + 7; one was resolved; two others; handled by default (0); the
    // first agent in order of days is bo (10 has none), the last queue cy.
    #expect(
      summary(folded([rows]))
        == [
          "\(Fingerprint("a").low) 1 10 30 12 1 1 0 bo cy", "\(Fingerprint("b").low) 4 40 40 - - 0 0  ",
        ].sorted())
  }

  @Test func `of rows at one instant the order of the file decides`() {
    let rows = (1...4).map {
      Row(id: "a", day: 1, offset: UInt32($0), handle: nil, resolved: nil, agent: "agent\($0)", other: nil)
    }
    for order in [[0, 1, 2, 3], [3, 1, 0, 2]] {
      let lines = summary(folded(order.map { [rows[$0]] }))
      #expect(lines == ["\(Fingerprint("a").low) 1 1 1 - - - 0 agent1 agent4"])
    }
  }

  @Test func `any order and split of random rows gives the same, and what a plain loop gives`() {
    for seed in UInt64(1)...150 {
      var dice = Dice(seed: seed)
      let rows = (0..<dice.below(60)).map { index in
        Row(
          id: "c\(dice.below(8))", day: Int64(dice.below(5)), offset: UInt32(index),
          handle: dice.chance(50) ? Int64(dice.below(100)) : nil,
          resolved: dice.chance(50) ? Int64(dice.below(2)) : nil,
          agent: dice.chance(50) ? "agent\(dice.below(4))" : nil,
          other: dice.chance(50) ? "team\(dice.below(3))" : nil)
      }
      var expected: [String] = []
      for (id, all) in Dictionary(grouping: rows, by: \.id) {
        let ordered = all.sorted { ($0.day, $0.offset) < ($1.day, $1.offset) }
        let handles = ordered.compactMap(\.handle)
        let others = Set(ordered.compactMap(\.other))
        expected.append(
          "\(Fingerprint(id).low) \(all.map(\.offset).min() ?? 0) \(ordered[0].day) "
            + "\(ordered[ordered.count - 1].day) \(handles.isEmpty ? "-" : "\(handles.reduce(0, +))") "
            + "\(ordered.compactMap(\.resolved).max().map { "\($0)" } ?? "-") "
            + "\(others.isEmpty ? "-" : others.count > 1 ? "1" : "0") 0 "
            + "\(ordered.compactMap(\.agent).first ?? "") \(ordered.compactMap(\.agent).last ?? "")")
      }
      #expect(summary(folded([rows])) == expected.sorted(), "seed \(seed)")
      var shuffled = rows
      for index in shuffled.indices.reversed() { shuffled.swapAt(index, dice.below(index + 1)) }
      let cut = dice.below(rows.count + 1)
      #expect(summary(folded([Array(shuffled[..<cut]), Array(shuffled[cut...])])) == expected.sorted())
    }
  }

  @Test func `rows that lack what the table requires are counted for their files`() {
    let layout = RowLayout(Self.profile)
    var (book, fold) = (CodeBook(), RowFold(layout, Self.rule))
    let rows = [
      Row(id: "a", day: CanonicalBatch.missing, offset: 1),
      Row(id: "a", day: CanonicalBatch.missing, offset: 2),
      Row(id: "b", day: 3, offset: 3),
    ]
    let words = packed(rows, layout, &book)
    fold.take(words, count: words.count)
    let folded = fold.finish(as: .contacts) { codes in codes.map { Array(book.bytes(of: $0)) } }
    #expect(folded.batch.count == 1 && folded.excluded.counts == [5: ["incomplete": 2]])
  }
}
