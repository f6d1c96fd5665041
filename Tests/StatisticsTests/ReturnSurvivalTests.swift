import Dice
import Testing

@testable import Statistics

/// One first contact: the day on which the customer came back or was last followed.
private struct Followed {
  var day: Int
  var cameBack: Bool
}

/// Kaplan and Meier's product over individual records, counted anew for each day.
private func productLimit(_ records: [Followed], days: Int) -> Double {
  var share = 1.0
  for day in 1...days {
    // Censored on a day are still at risk on it: returns come before censorings.
    let atRisk = records.count { $0.day >= day }
    let returns = records.count { $0.cameBack && $0.day == day }
    if returns > 0 { share *= Double(atRisk - returns) / Double(atRisk) }
  }
  return share
}

/// The counts of records over a window of so many days.
private func counts(_ records: [Followed], days: Int) -> (returns: [Int64], observed: [Int64]) {
  var returns = Array(repeating: Int64(0), count: days)
  var observed = Array(repeating: Int64(0), count: days + 1)
  for record in records {
    if record.cameBack && record.day <= days {
      returns[record.day - 1] += 1
    } else {
      observed[min(record.day, days)] += 1
    }
  }
  return (returns, observed)
}

@Suite struct ReturnSurvivalTests {
  // Ten firsts over three days: one is not followed for a day at all, so 9 are at risk on day 1.
  // Day 1: 2 of 9 return, 1 is followed no longer. Day 2: 6 at risk, 1 returns, 2 end.
  // Day 3: 3 at risk, 1 returns. 7/9 · 5/6 · 2/3 = 70/162.
  @Test func `ten firsts by hand`() {
    let share = ReturnSurvival.share(returns: [2, 1, 1], observed: [1, 1, 2, 2])
    #expect(abs(share - 70.0 / 162) < 1e-15)
  }

  // 7 of 10 followed through, 3 returned on day 1: 1 − 3/10.
  @Test func `a window of one day is a plain share`() {
    #expect(abs(ReturnSurvival.share(returns: [3], observed: [0, 7]) - 0.7) < 1e-15)
  }

  @Test func `returns come before censorings of the same day`() {
    // The one censored at the end of day 1 is at risk on day 1: 1 of 2 returns.
    #expect(ReturnSurvival.share(returns: [1, 0], observed: [0, 1, 0]) == 0.5)
    // Censored at the end of day 0 it never is: 1 of 1 returns.
    #expect(ReturnSurvival.share(returns: [1, 0], observed: [1, 0, 0]) == 0)
  }

  @Test func `nobody at risk leaves the share as it is`() {
    #expect(ReturnSurvival.share(returns: [0, 0], observed: [0, 0, 0]) == 1)
    #expect(ReturnSurvival.share(returns: [], observed: [5]) == 1)
    #expect(ReturnSurvival.share(returns: [0, 0], observed: [9, 0, 0]) == 1)
    #expect(ReturnSurvival.share(returns: [4, 0], observed: [0, 0, 0]) == 0)
  }

  // Acute myelogenous leukemia, maintained group (R, survival::aml; Miller 1981, p. 49): weeks 9, 13,
  // 13+, 18, 23, 28+, 31, 34, 45+, 48, 161+. summary(survfit(Surv(time, status) ~ x, aml)) prints
  // .909 .818 .716 .614 .491 .368 .184 after 9, 13, 18, 23, 31, 34 and 48.
  @Test(arguments: [(9, 0.909), (13, 0.818), (18, 0.716), (23, 0.614), (31, 0.491), (34, 0.368), (48, 0.184)])
  func `the maintained group of Miller's leukemia trial`(_ days: Int, _ expected: Double) {
    let records = [
      (9, true), (13, true), (13, false), (18, true), (23, true), (28, false), (31, true), (34, true),
      (45, false), (48, true), (161, false),
    ].map { Followed(day: $0.0, cameBack: $0.1) }
    let (returns, observed) = counts(records, days: days)
    #expect(abs(ReturnSurvival.share(returns: returns, observed: observed) - expected) < 5e-4)
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `without censoring it is 1 − returned over all`(seed: UInt64) {
    var dice = Dice(seed: seed)
    let returns = (0..<Int.random(in: 1...30, using: &dice)).map { _ in Int64.random(in: 0...50, using: &dice)
    }
    let stayed = Int64.random(in: 1...500, using: &dice)
    let observed = Array(repeating: Int64(0), count: returns.count) + [stayed]
    let all = returns.reduce(stayed, +)
    let share = ReturnSurvival.share(returns: returns, observed: observed)
    #expect(abs(share - (1 - Double(all - stayed) / Double(all))) < 1e-12, "seed \(seed)")
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `it is what Kaplan and Meier give over individual records`(seed: UInt64) {
    var dice = Dice(seed: seed)
    let days = [1, 3, 7, 14, 30].randomElement(using: &dice) ?? 7
    let records = (0..<Int.random(in: 1...300, using: &dice)).map { _ -> Followed in
      let cameBack = Int.random(in: 0..<3, using: &dice) == 0
      return Followed(day: Int.random(in: (cameBack ? 1 : 0)...40, using: &dice), cameBack: cameBack)
    }
    let (returns, observed) = counts(records, days: days)
    let share = ReturnSurvival.share(returns: returns, observed: observed)
    #expect(abs(share - productLimit(records, days: days)) < 1e-12, "seed \(seed)")
    #expect(share >= 0 && share <= 1, "seed \(seed)")
  }

  @Test func `ends of observation must be one more than days`() async {
    await #expect(processExitsWith: .failure) {
      _ = ReturnSurvival.share(returns: [1, 1], observed: [0, 1])
    }
  }
}
