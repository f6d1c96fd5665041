import Canonical
import Digest
import Output
import Tables

/// What the rows of a run were made with, beside its parameters: where two runs differ in it, prints of
/// their rows cannot be compared.
struct RunBasis: Equatable {
  /// Digest of the profiles.
  var profiles: String
  /// Digest of the time zones.
  var zones: String
  /// Names of the sources.
  var sources: [String]
  /// What tells the run's key for pseudonyms from others; nil without one.
  var key: String?

  /// Of a plan whose zones were resolved.
  init(_ plan: PipelinePlan, zones tables: [String: ZoneTable], pseudonym: Pseudonym?) {
    func digest(_ lines: [String]) -> String {
      ContentDigest.hexadecimal(of: Array(lines.joined(separator: "\n").utf8))
    }
    profiles = digest(plan.inputs.flatMap { $0.mappings.map { String(describing: $0) } })
    zones = digest(
      tables.sorted { $0.key < $1.key }.map { "\($0.key) \(String(describing: $0.value))" })
    sources = Set(plan.inputs.map(\.source)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    key = pseudonym?.text(of: "", in: .rows)
  }

  /// As a manifest states it; nil where that states none.
  init?(_ value: JSONValue?) {
    guard let profiles = value?["profiles"]?.text, let zones = value?["zones"]?.text,
      let sources = value?["sources"]?.elements
    else { return nil }
    (self.profiles, self.zones, self.sources) = (profiles, zones, sources.compactMap(\.text))
    key = value?["key"]?.text
  }

  /// As manifests state it.
  var value: JSONValue {
    .object([
      .init("profiles", .string(profiles)), .init("zones", .string(zones)),
      .init("sources", .array(sources.map { .string($0) })), .init("key", .init(key)),
    ])
  }
}
