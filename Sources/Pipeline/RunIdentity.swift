import Canonical
import Configuration
import Digest
import Tables

/// What names a run: the same work has the same id, and is published once.
struct RunIdentity {
  /// Raised with every change of the code that moves a reported number.
  static let numbersRevision = 4

  private let work: String
  private let day: String

  /// - Parameters:
  ///   - keyCheck: a pseudonym of a fixed text under the run's key; empty without one.
  ///   - isIndividual: whether rows about one person are written.
  init(
    plan: PipelinePlan, accounts: [FileAccount], zones: [String: ZoneTable], asOf: CivilDate,
    keyCheck: String, isIndividual: Bool
  ) {
    var lines = ["numbers \(RunIdentity.numbersRevision)"]
    for account in accounts {
      lines.append("input \(account.table)\t\(account.source)\t\(account.name)\t\(account.sha256)")
    }
    for input in plan.inputs {
      for mapping in input.mappings { lines.append("profile \(String(describing: mapping))") }
    }
    for setting in plan.settings where !PipelinePlan.keysWithoutEffect.contains(setting.key) {
      lines.append("setting \(setting.key)\t\(setting.value)")
    }
    for name in zones.keys.sorted() {
      if let zone = zones[name] { lines.append("zone \(String(describing: zone))") }
    }
    lines.append("as_of \(asOf.description)")
    lines.append("key \(keyCheck)")
    lines.append("individual \(isIndividual)")
    work = lines.joined(separator: "\n")
    day = asOf.description
  }

  /// The run's id where `previous` is the newest published run with another id.
  func id(after previous: String?) -> String {
    let digest = ContentDigest.hexadecimal(of: Array("\(work)\nprevious \(previous ?? "")".utf8))
    return "\(day)-\(digest.prefix(12))"
  }

  /// The run's id beside what is published, newest first: the newest run keeps its own id, also
  /// where the one before it was pruned.
  /// - Parameter newestPrevious: what the newest run's manifest names as the one before it.
  func id(beside published: [String], newestPrevious: String?) -> String {
    if let newest = published.first {
      for previous in [newestPrevious, published.dropFirst().first] where id(after: previous) == newest {
        return newest
      }
    }
    return id(after: published.first)
  }
}
