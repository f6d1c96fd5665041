import Canonical
import Tables

/// The bands of weights in a file of thresholds, such as `pipelines/thresholds.yaml`.
/// - Throws: `inputMissing` where there is no such file, `configuration` with every problem by place.
package func decodeBands(path: String) throws(StageFailure) -> [RoleType: [WeightBand]] {
  let file = try ConfigurationFile(path: path)
  let entry = file.root.mapping(keys: ["version", "bands"])
  _ = entry?.required("version", remedy: "write 'version: 1'")?.integer(in: 1...1)
  let values = entry?.required("bands", remedy: "list the bands of each kind of work")?.list(orOne: false)
  var bands: [RoleType: [WeightBand]] = [:]
  for value in values ?? [] {
    guard let (type, band) = WeightBand.read(value) else { continue }
    if bands[type, default: []].contains(where: { $0.subject == band.subject }) {
      value.report("\(type.rawValue) has two bands for \(band.subject.name)")
    }
    bands[type, default: []].append(band)
  }
  guard file.problems.isEmpty else { throw StageFailure(.configuration, file.problems.lines) }
  return bands
}

extension WeightBand {
  /// A band as a line of a file of thresholds has it; nil where it is refused.
  fileprivate static func read(_ value: ConfigurationValue) -> (type: RoleType, band: WeightBand)? {
    guard let entry = value.mapping(keys: ["role_type", "weight_of", "from", "to", "source"]) else {
      return nil
    }
    let subjects =
      MetricClass.allCases.map(\.rawValue) + [Subject.jobsCompleted, .coaching].map(\.name)
    let type = entry.required("role_type", remedy: "name a kind of work")?
      .word(of: RoleType.allCases.map(\.rawValue)).flatMap(RoleType.init(rawValue:))
    let subject = entry.required("weight_of", remedy: "name a class of metrics")?.word(of: subjects)
      .flatMap(Subject.init(name:))
    let source = entry.required("source", remedy: "say in a sentence where it comes from")?.filledText()
    let (low, high) = (entry["from"]?.share(), entry["to"]?.share())
    if !entry.has("from") && !entry.has("to") { value.report("a band needs from, to or both") }
    if let low, let high, low > high { value.report("from is above to") }
    guard let type, let subject, let source else { return nil }
    return (type, WeightBand(subject, from: low, to: high, source: source))
  }
}
