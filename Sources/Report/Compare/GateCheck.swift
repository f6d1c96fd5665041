import Canonical
import Tables

/// Holds gates against two runs.
package struct GateCheck: Sendable {
  /// A line for each gate that holds, or cannot fail.
  package private(set) var passed: [String] = []
  /// A line for each that fails, or cannot be judged.
  package private(set) var failed: [String] = []

  /// Judges gates.
  /// - Throws: `StageFailure` `.usage` where a gate names nothing, or several numbers.
  package init(
    _ gates: [ChangeGate], _ after: RunFolder, since before: RunFolder
  ) throws(StageFailure) {
    for gate in gates {
      let reference = try NumberReference(gate.number)
      let number = try FoundNumber(reference, in: after)
      guard let column = RunComparison.values.first(where: { number.row.places[$0] != nil }),
        let value = number.row.number(column), let low = number.row.number("lo"),
        let high = number.row.number("hi")
      else {
        failed.append("\(gate.number): missing or withheld, so nobody can say that it holds")
        continue
      }
      let said = "\(gate.number): \(value.text) (\(low.text) to \(high.text))"
      var problems: [String] = []
      if let bound = gate.notBelow, high.double < bound { problems.append("wholly below \(bound)") }
      if let bound = gate.notAbove, low.double > bound { problems.append("wholly above \(bound)") }
      if gate.fallAtMost != nil || gate.riseAtMost != nil {
        let other = try? FoundNumber(reference, in: before)
        if let change = other.flatMap({ ShareChange(of: number.row, since: $0.row, value: column) }) {
          let interval = "\(change.low.text) to \(change.high.text)"
          if let most = gate.fallAtMost, change.high.double < -most {
            problems.append("fell by more than \(most) (\(interval))")
          }
          if let most = gate.riseAtMost, change.low.double > most {
            problems.append("rose by more than \(most) (\(interval))")
          }
        } else {
          problems.append("the earlier run does not tell it")
        }
      }
      if problems.isEmpty {
        passed.append(said)
      } else {
        failed.append("\(said): \(problems.joined(separator: ", "))")
      }
    }
  }
}
