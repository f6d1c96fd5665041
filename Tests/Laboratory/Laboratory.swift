import Foundation
import Simulations

/// Runs estimators outside of tests: their simulations in full, and beside the packages of others.
///
///     laboratory simulate ROUNDS     a page of all simulations, in Markdown
///     laboratory time NAME FILE      one estimate of a CSV file, in JSON: effects, panel or spells
@main enum Laboratory {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    switch (arguments.first, arguments.count) {
    case ("simulate", 2):
      guard let rounds = arguments.last.flatMap({ Int($0) }), rounds > 0 else { break }
      let page = SimulationPage(rounds: rounds)
      print(page.text, terminator: "")
      exit(page.holds ? 0 : 1)
    case ("time", 3):
      guard let estimate = TimedEstimate(rawValue: arguments[2]) else { break }
      print(try estimate.run(on: NumberColumns(contentsOf: arguments[3])))
      return
    default: break
    }
    FileHandle.standardError.write(
      Data("laboratory simulate ROUNDS | laboratory time effects|panel|spells FILE\n".utf8))
    exit(64)
  }
}
