import Foundation
import SimulatedCenters
import Simulations

/// Runs estimators outside of tests: their simulations in full, and beside the packages of others.
///
///     laboratory simulate ROUNDS     a page of all simulations of estimators, in Markdown
///     laboratory turnover ROUNDS     a page of all simulations of turnover, in Markdown
///     laboratory coaching ROUNDS     a page of all simulations of coaching, in Markdown
///     laboratory alignment ROUNDS    a page of all simulations of alignment, in Markdown
///     laboratory time NAME FILE      one estimate of a CSV file, in JSON: effects, panel, spells, lags or curves
@main enum Laboratory {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    switch (arguments.first, arguments.count) {
    case (let name?, 2):
      guard let rounds = Int(arguments[2]), rounds > 0, let page = page(name, rounds: rounds) else { break }
      print(page.text, terminator: "")
      exit(page.holds ? 0 : 1)
    case ("time", 3):
      guard let estimate = TimedEstimate(rawValue: arguments[2]) else { break }
      print(try estimate.run(on: NumberColumns(contentsOf: arguments[3])))
      return
    default: break
    }
    FileHandle.standardError.write(
      Data(
        ("laboratory simulate|turnover|coaching|alignment ROUNDS | "
          + "laboratory time effects|panel|spells|lags|curves FILE\n").utf8))
    exit(64)
  }

  private static func page(_ name: String, rounds: Int) -> SimulationPage? {
    switch name {
    case "simulate": .statistics(rounds: rounds)
    case "turnover": .turnover(rounds: rounds)
    case "coaching": .coaching(rounds: rounds)
    case "alignment": .alignment(rounds: rounds)
    default: nil
    }
  }
}
