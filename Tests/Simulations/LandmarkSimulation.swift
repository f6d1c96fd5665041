import Foundation

import Statistics

/// New hires of whom half are coached on a day of their first ninety, if they are still there; it keeps nobody.
package enum LandmarkSimulation {
  private static let hires = 300
  private static let landmark = 90
  private static let horizon = 720
  /// A quarter has left after 90 days, 70 % after a year.
  private static let hazard = 0.0033

  /// How often a test at 5 % finds that coaching keeps people: of all hires, and of those there on day 90.
  package static func rows(rounds: Int, seed: UInt64) -> [SimulationRow] {
    var numbers = SplitMix64(seed: seed)
    var (naive, landmarked, early) = (Frequency(), Frequency(), Frequency())
    let truth = 1 - exp(-hazard * Double(landmark))
    for _ in 0..<rounds {
      var all = [RiskTally(), RiskTally()]
      var late = [RiskTally(), RiskTally()]
      var whole = RiskTally()
      for _ in 0..<hires {
        let tenure = Int((-log(numbers.unit()) / hazard).rounded(.up))
        let end = landmark + 30 + numbers.below(horizon)
        let day = 1 + numbers.below(landmark)
        let isCoached = numbers.below(2) == 0 && day <= tenure
        let (exit, cause) = (min(tenure, end), tenure <= end ? 0 : nil as Int?)
        if let spell = try? Spell(entry: 0, exit: exit, cause: cause) {
          all[isCoached ? 1 : 0].observe(spell)
          whole.observe(spell)
        }
        if exit > landmark, let spell = try? Spell(entry: landmark, exit: exit, cause: cause) {
          late[isCoached ? 1 : 0].observe(spell)
        }
      }
      naive.observe(isRejected(all))
      landmarked.observe(isRejected(late))
      let gone = (try? KaplanMeier(of: whole))?.survival(on: landmark)
      early.observe(gone.map { ($0.low ?? 0) <= 1 - truth && 1 - truth <= ($0.high ?? 1) } ?? false)
    }
    let setting = "\(hires) hires, half coached in their first 90 days if still there"
    return [
      naive.row(
        "log-rank test from day 0 (biased)", setting, truth: "coaching keeps nobody", "size at 5 %",
        claimed: 0.5...1),
      landmarked.row(
        "log-rank test from day 90 on", setting, truth: "coaching keeps nobody", "size at 5 %",
        claimed: 0.035...0.065),
      early.row(
        "attrition within 90 days", setting, truth: "\((truth * 1e4).rounded() / 1e4)",
        "coverage of the 95 % interval", claimed: 0.93...0.97),
    ]
  }

  /// No test counts as a rejection.
  private static func isRejected(_ tallies: [RiskTally]) -> Bool {
    (try? LogRank(tallies)).map { $0.p < 0.05 } ?? true
  }
}
