import Canonical
import Configuration
import Output
import Tables

/// What a run's manifest says: what was read, with which values, and what came out.
struct RunManifest {
  var id: String
  var plan: PipelinePlan
  var asOf: CivilDate
  /// The horizon of knowledge, of which `asOf` is the day.
  var knownTo: Instant
  var basis: RunBasis
  var coverage: Coverage?
  var accounts: [FileAccount]
  var previous: String?
  var headline: (days: Int, match: String)?
  var notRun: [(id: String, needs: String)]
  var unmatchedAgents: (unmatched: Int, all: Int)?
  /// Whether tables that join people carry `unmatched_agents`.
  var marksPeople: Bool
  var warnings: [Diagnostic]
  var isIndividual: Bool

  /// The document; `circumstances` alone differs between two runs of the same work.
  func document(files: [RunDocuments.File], circumstances: JSONValue) -> JSONValue {
    .object([
      .init("run_id", .string(id)),
      .init("name", .string(plan.name)),
      .init("as_of", .string(asOf.description)),
      .init("known_to", .string(knownTo.description)),
      .init("covers", covers),
      .init("previous", .init(previous)),
      .init("numbers_revision", .integer(Int64(RunIdentity.numbersRevision))),
      .init("basis", basis.value),
      .init("headline", headlineValue),
      .init("inputs", .array(accounts.map(input))),
      .init("parameters", .array(parameters)),
      .init("stages", ["parse", "hash", "normalize", "partition", "score", "aggregate", "finish"]),
      .init("outputs", .array(files.map(output))),
      .init(
        "not_run",
        .array(notRun.map { .object([.init("id", .string($0.id)), .init("needs", .string($0.needs))]) })),
      .init("unmatched_agents", unmatched),
      .init("warnings", .array(warnings.map(warning))),
      .init("circumstances", circumstances),
    ])
  }

  private var covers: JSONValue {
    guard let coverage else { return .null }
    return .object([
      .init("from", .string(coverage.from.description)), .init("to", .string(coverage.to.description)),
    ])
  }

  private var headlineValue: JSONValue {
    guard let headline else { return .null }
    return .object([
      .init("window_days", .integer(Int64(headline.days))), .init("match", .string(headline.match)),
    ])
  }

  private var parameters: [JSONValue] {
    let settings =
      plan.settings.filter { !PipelinePlan.keysWithoutEffect.contains($0.key) }
      + [.init(key: "individual", value: "\(isIndividual)", origin: "command line")]
    return settings.map {
      .object([
        .init("key", .string($0.key)), .init("value", .string($0.value)),
        .init("origin", .string($0.origin)),
      ])
    }
  }

  private var unmatched: JSONValue {
    guard let unmatchedAgents else { return .null }
    return .object([
      .init("agents", .integer(Int64(unmatchedAgents.unmatched))),
      .init("of", .integer(Int64(unmatchedAgents.all))),
    ])
  }

  private func input(_ account: FileAccount) -> JSONValue {
    .object(
      [
        .init("path", .string(account.name)), .init("table", .string(account.table)),
        .init("source", .string(account.source)), .init("sha256", .string(account.sha256)),
        .init("bytes", .integer(account.bytes)),
      ] + account.rowMembers)
  }

  private func output(_ file: RunDocuments.File) -> JSONValue {
    RunManifest.output(file, flags: marksPeople && joinsPeople(file) ? ["unmatched_agents"] : [])
  }

  /// What the manifest says of a file.
  static func output(_ file: RunDocuments.File, flags: [JSONValue]) -> JSONValue {
    .object([
      .init("path", .string(file.path)), .init("sha256", .string(file.sha256)),
      .init("rows", .init(file.rows)), .init("flags", .array(flags)),
    ])
  }

  /// Whether a file's rows stand on who people are.
  private func joinsPeople(_ file: RunDocuments.File) -> Bool {
    file.path.hasPrefix("tables/") || file.path.hasPrefix("individual/")
  }

  private func warning(_ diagnostic: Diagnostic) -> JSONValue {
    .object([
      .init("code", .string(diagnostic.code)), .init("count", .integer(Int64(diagnostic.count))),
      .init("message", .string(diagnostic.message)),
    ])
  }
}
