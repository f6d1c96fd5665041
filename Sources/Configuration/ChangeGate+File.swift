import Canonical
import Tables

/// The gates of a file for `compare`.
///
///     version: 1
///     gates:
///       - {number: fcr, not_below: 0.70}
///       - {number: "fcr.team=Elm", fall_at_most: 0.02}
/// - Throws: `inputMissing` where there is no such file, `configuration` with every problem by place.
package func decodeGates(path: String) throws(StageFailure) -> [ChangeGate] {
  let file = try ConfigurationFile(path: path)
  let entry = file.root.mapping(keys: ["version", "gates"])
  _ = entry?.required("version", remedy: "write 'version: 1'")?.integer(in: 1...1)
  let gates = entry?.required("gates", remedy: "list at least one number")?.list(orOne: false) { value in
    ChangeGate(value)
  }
  guard file.problems.isEmpty, let gates, !gates.isEmpty else {
    throw StageFailure(
      .configuration,
      file.problems.isEmpty ? ["\(path): gates is empty; list at least one number"] : file.problems.lines)
  }
  return gates
}

extension ChangeGate {
  /// One entry; nil where it is refused.
  fileprivate init?(_ value: ConfigurationValue) {
    let bounds = ["not_below", "not_above", "fall_at_most", "rise_at_most"]
    guard let entry = value.mapping(keys: ["number"] + bounds),
      let number = entry.required("number", remedy: "write one such as fcr.team=Elm")?.filledText()
    else { return nil }
    if !bounds.contains(where: entry.has) {
      value.report("a gate needs one of \(bounds.joined(separator: ", "))")
      return nil
    }
    func bound(_ key: String) -> Double? { entry[key]?.decimal() }
    self.init(
      number: number, notBelow: bound("not_below"), notAbove: bound("not_above"),
      fallAtMost: bound("fall_at_most"), riseAtMost: bound("rise_at_most"))
  }
}
