import Foundation
import Testing

/// What a run finds in the center of teams over years against what is planted there.
@Suite struct HistoryTests {
  @Test func `first contact resolution of a run is the mean chance that is planted`() throws {
    let desk = try HistoryDesk(size: 0.3)
    let ending = try desk.work.firstcontact("run", "pipeline.yaml", "--out", "out")
    try #require(ending.status == 0, "\(ending.errors)")
    let found = try #require(
      desk.rows("out/latest/tables/fcr.csv").first {
        $0["measure"] == "window_fcr" && $0["window_days"] == "7" && $0["match"] == "reason"
          && $0["group_by"] == "all" && $0["period"] == "all"
      })
    let (low, high) = (Double(found["lo"] ?? "") ?? 1, Double(found["hi"] ?? "") ?? 0)
    var (sum, n) = (0.0, 0.0)
    for row in desk.rows("truth/panel.csv") {
      let firsts = Double(row["first_contacts"] ?? "") ?? 0
      sum += firsts * (Double(row["mean_chance"] ?? "") ?? 0)
      n += firsts
    }
    #expect(n > 30_000)
    #expect(low <= sum / n && sum / n <= high, "\(low) to \(high), planted \(sum / n)")
    // Everybody is known, and was in a team when they took a contact.
    for warning in ["unmatched", "assignment"] {
      #expect(!ending.errors.contains(warning), "\(ending.errors)")
    }
  }
}
