import Canonical
import Digest
import Score
import Tables

/// The inputs of a plan as they were read, before contacts and answers were settled.
struct ReadInputs {
  let zones: [String: ZoneTable]
  let pseudonym: Pseudonym?
  /// Names of the sources, in their byte order.
  let sources: [String]
  /// Tables that are kept whole are settled among themselves.
  let reading: InputReading
  /// Where the contacts are; nil where no input feeds them.
  let contacts: ContactInlet?
  /// What surveys say of coaches, settled; nil where no analysis asks or no input feeds responses.
  let answers: SmallTable?
  /// Gives contacts the ids of people and customers.
  let identity: IdentityResolution
  /// Whether that was done in reading.
  let isIdentified: Bool
  /// Where rows stay.
  let workspace: Workspace
  /// Files that could not be opened, where the others are checked all the same.
  let unopened: [StageFailure]

  /// Reads the inputs of a plan: first what is no contact, so that contacts can be told who is who as
  /// they come.
  /// - Parameter isCheck: whether as much as possible is found out, not as little as is needed.
  /// - Throws: the first thing that a run cannot do without; everything that is wrong with its files, at once.
  init(
    _ plan: PipelinePlan, options: NightlyRun.Options, log: RunLog, workers: Workers, clock: StageClock,
    isCheck: Bool = false
  ) throws {
    zones = try ReadInputs.zoneTables(of: plan)
    pseudonym = try plan.keyFile.map { path throws(StageFailure) in
      try KeyFile.pseudonym(at: path)
    }
    let (files, failures) = InputFile.open(plan, zones: zones)
    if let first = failures.first, !isCheck || files.isEmpty {
      throw StageFailure(first.status, failures.flatMap(\.problems))
    }
    unopened = failures
    let sources = Set(plan.inputs.map(\.source)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    self.sources = sources
    workspace = Workspace(
      memory: options.memoryBytes - options.memoryBytes / Workspace.shareOfTables,
      folder: options.temporaryFolder)
    let finding = CoverageFinding(plan: plan, zones: zones)
    let versions = try finding.versionsAsOf()
    let holdsContacts = files.map { $0.feeds(.contacts) }
    let others = files.indices.filter { !holdsContacts[$0] }
    let mixed = files.indices.filter { holdsContacts[$0] }
    let means = InputReading.Means(
      chunkBytes: options.chunkBytes, parser: options.parser, workers: workers, clock: clock, log: log,
      countsFormats: isCheck)
    var reading = InputReading(
      files, plan: plan, sources: sources, surveys: ReadInputs.surveys(files, plan, workspace),
      contactIDs: mixed.contains { files[$0].keepsContactIDs }
        ? ContactIDs(file: workspace.file) : nil, in: workspace)
    try reading.read(others, contacts: nil, means)
    let keepColumns = ReadInputs.keepColumns(of: files)
    let zone = zones[plan.timeZone] ?? .utc
    func identify() -> IdentityResolution {
      let owned = plan.inputs.filter(\.ownsCustomerIDs).compactMap { sources.firstIndex(of: $0.source) }
      return IdentityResolution(
        aliases: reading.tables[TableSchema.aliases.name], vocabulary: reading.vocabulary.book,
        sources: sources, ownedSources: Set(owned.map { UInt16($0) }), zone: zone)
    }
    // Where a file of contacts holds aliases too, they are known only behind it.
    let isIdentified = !mixed.contains { files[$0].feeds(.aliases) }
    self.isIdentified = isIdentified
    if isIdentified { reading.settle([TableSchema.aliases.name], asOf: versions, keepColumns: keepColumns) }
    var identity = identify()
    contacts =
      mixed.isEmpty
      ? nil
      : ReadInputs.contacts(
        mixed.map { files[$0] }, plan, identity: isIdentified ? identity : nil, isLate: !isIdentified,
        answers: reading.surveys?.store.count ?? 0, workspace)
    try reading.read(mixed, contacts: contacts, means)
    let rest = reading.tables.keys.filter { !isIdentified || $0 != TableSchema.aliases.name }
    reading.settle(rest.sorted(), asOf: versions, keepColumns: keepColumns)
    if !isIdentified { identity = identify() }
    answers = reading.surveys?.takeAnswers(asOf: versions, keepColumn: keepColumns, reading.vocabulary)
    self.identity = identity
    self.reading = reading
    // A file that feeds several tables is one file with its rows.
    let first = reading.accounts.filter(\.isFirstOfFile)
    let rows = first.reduce(0) { $0 + $1.rows }
    let rejected = reading.accounts.reduce(0) { $0 + $1.rejects.listedCount }
    let fileCount = files.count == 1 ? "1 file" : "\(files.count) files"
    log.stage("read", "read \(fileCount): \(rows) rows, \(rejected) rejected")
  }

  /// The way of the contacts of some files into a store.
  private static func contacts(
    _ files: [InputFile], _ plan: PipelinePlan, identity: IdentityResolution?, isLate: Bool,
    answers: Int, _ workspace: Workspace
  ) -> ContactInlet {
    let targets = files.flatMap(\.targets).filter { $0.mapping.table.name == TableSchema.contacts.name }
    var columns = Set(targets.flatMap { $0.normalizer.mappedColumns.map(\.canonical) })
    // What nobody asks for need not wait in memory.
    let fcr = plan.fcr
    if !fcr.matches.contains(.case), !fcr.studies.contains(.definitions) { columns.remove("case_id") }
    if !fcr.groupings.contains(.queue) { columns.remove("queue") }
    if !fcr.groupings.contains(.lineOfBusiness) { columns.remove("line_of_business") }
    if !plan.countsAgents { columns.remove("handle_s") }
    let hasKeepRule = targets.contains { $0.mapping.keep != nil }
    let layout = LegLayout(columns: columns, hasKeepRule: hasKeepRule)
    let key: LegLayout.Key = hasKeepRule ? .keepRule : layout.hasChains || isLate ? .chain : .owner
    return ContactInlet(
      LegEntry(
        layout, by: key, legs: rows(in: files, of: .contacts), watchesContacts: !hasKeepRule,
        answers: answers, in: workspace),
      identity: identity)
  }

  /// The way of responses into a store; nil where no file feeds them.
  private static func surveys(
    _ files: [InputFile], _ plan: PipelinePlan, _ workspace: Workspace
  ) -> SurveyInlet? {
    let feeding = files.filter { $0.feeds(.responses) }
    if feeding.isEmpty { return nil }
    let hasKeepRule = feeding.contains { file in
      file.targets.contains { $0.mapping.table.name == TableSchema.responses.name && $0.mapping.keep != nil }
    }
    return SurveyInlet(
      rows: rows(in: feeding, of: .responses), hasKeepRule: hasKeepRule,
      isJoined: plan.analyses.contains("fcr") && plan.fcr.needsAnswers,
      keepsAnswers: plan.keepsAnswers, in: workspace)
  }

  /// About how many rows of a table some files hold.
  static func rows(in files: [InputFile], of table: TableSchema) -> Int {
    // Rows of exports are seldom shorter.
    let bytesOfRow: Int64 = 96
    return files.reduce(0) { sum, file in
      let targets = file.targets.count { $0.mapping.table.name == table.name }
      return sum + Int(file.export.expectedBytes / bytesOfRow) * targets
    }
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
      if input.mappings.contains(where: \.namesZonesInRows) { names.formUnion(ZoneInfo.allNames()) }
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
    fields.flatMap(\.value.all).reduce(into: []) { zones, value in
      if case .named(let name) = value.zone { zones.insert(name) }
    }
  }

  /// Whether rows name the zones of their times.
  fileprivate var namesZonesInRows: Bool {
    fields.flatMap(\.value.all).contains { if case .text = $0.zone { true } else { false } }
  }
}
