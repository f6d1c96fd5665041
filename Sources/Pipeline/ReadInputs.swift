import Canonical
import Digest
import Score
import Tables

/// The inputs of a plan as they were read, before anything was settled among them.
struct ReadInputs {
  let zones: [String: ZoneTable]
  let pseudonym: Pseudonym?
  /// Names of the sources, in their byte order.
  let sources: [String]
  /// The column of each account's keep rule, for tables that are kept whole.
  let keepColumns: [UInt32: String]
  let reading: InputReading

  /// Reads the inputs of a plan.
  init(
    _ plan: PipelinePlan, options: NightlyRun.Options, log: RunLog, workers: Workers, clock: StageClock
  ) throws {
    zones = try ReadInputs.zoneTables(of: plan)
    pseudonym = try plan.keyFile.map { path throws(StageFailure) in
      try KeyFile.pseudonym(at: path)
    }
    let files = try InputFile.open(plan, zones: zones)
    keepColumns = ReadInputs.keepColumns(of: files)
    sources = Set(plan.inputs.map(\.source)).sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
    reading = try InputReading.read(
      files, plan: plan, sources: sources, chunkBytes: options.chunkBytes, workers: workers,
      clock: clock, log: log)
    // A file that feeds several tables is one file with its rows.
    let first = reading.accounts.filter(\.isFirstOfFile)
    let rows = first.reduce(0) { $0 + $1.rows }
    let rejected = reading.accounts.reduce(0) { $0 + $1.rejects.listedCount }
    let fileCount = files.count == 1 ? "1 file" : "\(files.count) files"
    log.stage("read", "read \(fileCount): \(rows) rows, \(rejected) rejected")
  }

  /// Why the inputs must be refused; empty where they need not.
  func refusals(above rate: Double) -> [String] {
    reading.accounts.compactMap { $0.refusal(above: rate) }
  }

  /// The zones that a plan names anywhere, from the time-zone data of the machine.
  private static func zoneTables(of plan: PipelinePlan) throws(StageFailure) -> [String: ZoneTable] {
    var names: Set<String> = [plan.timeZone]
    for input in plan.inputs {
      names.insert(input.timeZone)
      for mapping in input.mappings { names.formUnion(mapping.zones) }
    }
    var zones: [String: ZoneTable] = [:]
    for name in names.sorted() { zones[name] = try ZoneInfo.table(named: name) }
    return zones
  }

  /// The column of each account's keep rule, for tables that are kept whole.
  private static func keepColumns(of files: [InputFile]) -> [UInt32: String] {
    var columns: [UInt32: String] = [:]
    for (account, target) in files.flatMap(\.targets).enumerated() {
      if let keep = target.mapping.keep, target.mapping.table.name != TableSchema.contacts.name {
        columns[UInt32(account)] = keep.latest
      }
    }
    return columns
  }
}

extension ProfileMapping {
  /// Zones that its values name.
  fileprivate var zones: Set<String> {
    fields.reduce(into: []) { $0.formUnion($1.value.zones) }
  }
}

extension ValueMapping {
  fileprivate var zones: Set<String> {
    var zones = Set([zone].compactMap(\.self))
    switch source {
    case .column, .constant: break
    case .concat(let parts, _, _), .coalesce(let parts):
      for part in parts { zones.formUnion(part.zones) }
    case .when(let branches, let otherwise):
      for branch in branches { zones.formUnion(branch.value.zones) }
      if let otherwise { zones.formUnion(otherwise.zones) }
    case .dateAndTime(let date, let time):
      zones.formUnion(date.zones)
      zones.formUnion(time.zones)
    }
    return zones
  }
}
