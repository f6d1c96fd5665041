import Foundation

/// How often the tests of laws throw the dice.
package enum Rounds {
  /// So many, or as many times more as `FIRSTCONTACT_ROUNDS` says.
  package static func count(_ usual: Int) -> Int {
    let factor = ProcessInfo.processInfo.environment["FIRSTCONTACT_ROUNDS"].flatMap { Int($0) } ?? 1
    return usual * max(factor, 1)
  }
}
