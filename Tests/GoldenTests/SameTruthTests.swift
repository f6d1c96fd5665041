import Foundation
import Testing

/// One history, written in the dialect of each vendor, gives the same numbers.
@Suite struct SameTruthTests {
  private static let seed: UInt64 = 20_260_201

  /// Runs a history in a dialect, for the matches and groups of another; gives the table.
  private func table(_ history: TrueHistory, in dialect: Dialect, asIn told: Dialect) throws -> String {
    let work = try WorkFolder(isEmpty: true)
    try ShippedProfiles.put(in: work)
    var inputs = ""
    for export in dialect.exports(history) {
      try work.put(export.file, export.text)
      inputs += "  - {table: contacts, source: acd, files: [\(export.file)]"
      if let profile = export.profile { inputs += ", profile: \(profile)" }
      inputs +=
        ", time_zone: \(dialect.zone), covers: {from: 2026-02-01T00:00:00Z, to: 2026-03-13T00:00:00Z}}\n"
    }
    try work.put(
      "pipeline.yaml",
      """
      version: 1
      name: truth
      inputs:
      \(inputs)analyses: [fcr]
      parameters:
        fcr:
          windows_days: [1, 7, 14]
          matches: [\(told.matches.joined(separator: ", "))]
          measures: [window_fcr, acr, call_resolution, repeat_rate, one_and_done, placebo, adjusted]
          group_by: [\(told.groups.joined(separator: ", "))]
      """)
    let ending = try work.firstcontact("run", "pipeline.yaml", "--out", "out", "--quiet")
    try #require(ending.status == 0, "\(dialect.name): \(ending.errors)")
    let rejects = work.text("out/latest/rejects.csv").split(separator: "\n")
    #expect(rejects.count == 1, "\(dialect.name): \(rejects.dropFirst().first ?? "")")
    return work.text("out/latest/tables/fcr.csv")
  }

  /// Numerator and denominator of window FCR at 7 days.
  private func figures(_ table: String) -> [Int] {
    let row = table.split(separator: "\n").first { $0.hasPrefix("window_fcr,7,any,all,all,all,") }
    let cells = row?.split(separator: ",", omittingEmptySubsequences: false) ?? []
    return cells.count > 7 ? [Int(cells[6]) ?? 0, Int(cells[7]) ?? 0] : []
  }

  @Test(arguments: Dialect.all)
  func `a history gives one table in every dialect that can tell it`(_ dialect: Dialect) throws {
    let history = TrueHistory(seed: Self.seed).carried(by: dialect.carries)
    let canonical = Dialect.canonical(channel: dialect.channel)
    let expected = try table(history, in: canonical, asIn: dialect)
    let found = try table(history, in: dialect, asIn: dialect)
    #expect(found == expected, "\(dialect.name): \(firstDifference(expected, found)); seed \(Self.seed)")
    // A table of nothing would be the same everywhere.
    let (n, x) = (figures(expected).first ?? 0, figures(expected).last ?? 0)
    #expect(n > 100, "\(dialect.name): n is \(n)")
    #expect(n - x > 20, "\(dialect.name): \(n - x) of \(n) came back")
  }

  @Test(arguments: Dialect.all)
  func `one contact less is another table`(_ dialect: Dialect) throws {
    let history = TrueHistory(seed: Self.seed).carried(by: dialect.carries)
    // A contact of the middle, whose week before and behind is covered.
    let middle = try #require(history.contacts.firstIndex { $0.start > 15 * 1440 && $0.kind == .handled })
    let whole = try table(history, in: dialect, asIn: dialect)
    let changed = try table(history.without(middle), in: dialect, asIn: dialect)
    #expect(whole != changed, "\(dialect.name)")
  }

  @Test(arguments: Dialect.all.filter { $0.endColumn != nil })
  func `waiting is a part of the contact, which ends behind it`(_ dialect: Dialect) throws {
    let history = TrueHistory(seed: Self.seed).carried(by: dialect.carries)
    let whole = try table(history, in: dialect, asIn: dialect)
    // Without the column that tells the end, whoever waited and came back after a week is nobody's return.
    let column = try #require(dialect.endColumn)
    let blind = Dialect(
      name: dialect.name, zone: dialect.zone, carries: dialect.carries, matches: dialect.matches,
      groups: dialect.groups
    ) { history in
      dialect.exports(history).map { export in
        var export = export
        export.text = export.text.replacing(column, with: "Something else", maxReplacements: 1)
        return export
      }
    }
    let blinded = try table(history, in: blind, asIn: dialect)
    let (seen, missed) = (figures(whole), figures(blinded))
    try #require(seen.count == 2 && missed.count == 2)
    // Each of them becomes a first contact twice, both without a return.
    let late = TrueHistory.lateReturns
    #expect(missed[0] - seen[0] >= late, "\(dialect.name): \(seen) and \(missed)")
    #expect(missed[1] - seen[1] >= 2 * late, "\(dialect.name): \(seen) and \(missed)")
  }

  @Test func `the history has everything that a dialect may lack`() {
    let history = TrueHistory(seed: Self.seed)
    #expect(history.contacts.count > 300)
    for trait in TrueHistory.Trait.allCases where trait != .secondQueue {
      let without = history.carried(by: Set(TrueHistory.Trait.allCases).subtracting([trait]))
      #expect(without.contacts.count < history.contacts.count - 10, "\(trait)")
    }
  }

  private func firstDifference(_ expected: String, _ found: String) -> String {
    let (old, new) = (expected.split(separator: "\n"), found.split(separator: "\n"))
    for (one, two) in zip(old, new) where one != two { return "expected \(one), found \(two)" }
    return "\(old.count) rows expected, \(new.count) found"
  }
}
