import Canonical
import Digest
import Ingest
import Normalize
import Score
import Tables

/// Everything that the files of a run hold: contacts and answers in stores, other tables whole, and an
/// account of each file's rows.
struct InputReading: Sendable {
  /// Tables that are kept whole, by name.
  var tables: [String: SmallTable] = [:]
  /// One account for each file and table it feeds, in the order of the files.
  var accounts: [FileAccount]
  /// All texts of the run.
  let vocabulary: Vocabulary
  /// The files.
  let files: [InputFile]
  /// Rows of `responses`; nil where no input feeds them.
  let surveys: SurveyInlet?
  /// Ids of contacts that cannot be read again; nil where all can.
  let contactIDs: ContactIDs?

  private let plan: PipelinePlan
  private let sources: [UInt16]
  private let firstAccount: [Int]
  /// By account, where its rows wait; nil where they need not.
  private let held: [HeldRows?]
  /// By source, which legs follow which.
  private let links: SharedValue<[UInt16: ChainLinks]>

  /// How files are read.
  struct Means: Sendable {
    var chunkBytes: Int
    var parser: ParserChoice
    var workers: Workers
    var clock: StageClock
    var log: RunLog
    /// Whether it is counted by which format dates are read.
    var countsFormats = false
  }

  /// What the rows of one chunk became under one table, beside what went into a store.
  private struct TargetRows: Sendable {
    var batch: CanonicalBatch?
    var rejects: RejectList
    var warnings: WarningTally
    var excluded: [String: Int]
    var filled: [Int]
    var added: Int
    var formats: [FormatHits] = []
  }

  /// What came of rows that waited, beside what went into a store.
  private struct Released: Sendable {
    var excluded = ExcludedRows()
    var batches: [CanonicalBatch] = []
    var warnings: [(account: UInt32, tally: WarningTally)] = []
  }

  /// What was read of a file: a chunk that is right if the one before it ends where it begins, or bytes.
  private enum ReadPiece: Sendable {
    case guess(InputPieces.Piece, Range<Int64>, ParsedChunk)
    case stored(InputPieces.Piece, [UInt8])
  }

  /// A chunk whose place among the file's records is certain.
  private struct CertainChunk: Sendable {
    var batch: RawBatch
    var position: BatchPosition
    var base: Int64
  }

  /// Nothing read yet.
  /// - Parameters:
  ///   - sources: names of the sources, in their byte order.
  ///   - workspace: where rows wait.
  init(
    _ files: [InputFile], plan: PipelinePlan, sources: [String], surveys: SurveyInlet?,
    contactIDs: ContactIDs?, in workspace: Workspace
  ) {
    (self.files, self.plan, self.surveys, self.contactIDs) = (files, plan, surveys, contactIDs)
    vocabulary = Vocabulary()
    self.sources = plan.inputs.map { UInt16(sources.firstIndex(of: $0.source) ?? 0) }
    firstAccount = files.indices.map { file in files[..<file].reduce(0) { $0 + $1.targets.count } }
    held = InputReading.held(files, sources: self.sources, in: workspace)
    links = SharedValue([:])
    accounts = files.flatMap { file in
      file.targets.enumerated().map { place, target in
        FileAccount(
          isFirstOfFile: place == 0, input: file.input, name: file.name, path: file.export.path,
          table: target.mapping.table.name, source: plan.inputs[file.input].source,
          bytes: file.export.size, mappedColumns: target.normalizer.mappedColumns,
          filled: Array(repeating: 0, count: target.mapping.table.columns.count))
      }
    }
    for target in files.flatMap(\.targets) where InputReading.isKeptWhole(target.mapping.table) {
      let table = target.mapping.table
      if tables[table.name] == nil { tables[table.name] = SmallTable(table) }
    }
  }

  /// Where the rows of each account wait: those of one input and mapping together.
  private static func held(
    _ files: [InputFile], sources: [UInt16], in workspace: Workspace
  ) -> [HeldRows?] {
    var stores: [[Int]: HeldRows] = [:]
    var held: [HeldRows?] = []
    for file in files {
      for (place, target) in file.targets.enumerated() {
        guard target.mapping.waits else {
          held.append(nil)
          continue
        }
        let key = [file.input, place]
        let rows = ReadInputs.rows(in: files.filter { $0.input == file.input }, of: target.mapping.table)
        let store =
          stores[key]
          ?? HeldRows(target.mapping, source: sources[file.input], expecting: rows, in: workspace)
        stores[key] = store
        held.append(store)
      }
    }
    return held
  }

  /// Whether a table's rows stay in memory together.
  static func isKeptWhole(_ table: TableSchema) -> Bool {
    table.name != TableSchema.contacts.name && table.name != TableSchema.responses.name
  }

  /// Reads some of the files: their chunks are read, hashed, parsed and normalized side by side.
  /// - Parameters:
  ///   - places: which files, in their order.
  ///   - contacts: takes the contacts in them.
  /// - Throws: the failure of the first chunk, in the order of files, that cannot be read.
  mutating func read(_ places: [Int], contacts: ContactInlet?, _ means: Means) throws {
    let (files, clock, pool) = (files, means.clock, BufferPool())
    let columns = files.map { $0.usedColumns }
    let isDecoding = places.contains { !files[$0].export.isPlain }
    let (firstAccount, sources, vocabulary, surveys) = (firstAccount, sources, vocabulary, surveys)
    let (contactIDs, held, links) = (contactIDs, held, links)
    @Sendable func parsed(_ file: Int, _ cut: Range<Int64>, from start: Int64?) throws -> ParsedChunk {
      try clock.measure("parse") {
        try parse(
          files[file].export, cut: cut, from: start, keeping: columns[file], parser: means.parser, pool: pool)
      }
    }
    var (passes, result) = try means.workers.flow(
      drawing: InputPieces(files, places: places, chunkBytes: means.chunkBytes),
      linking: files.map { FilePass($0.export) }, folding: self,
      draw: { pieces in
        isDecoding ? try clock.measure("decode") { try pieces.next() } : try pieces.next()
      },
      read: { _, piece -> ReadPiece in
        switch piece.content {
        case .cut(let cut): .guess(piece, cut, try parsed(piece.file, cut, from: nil))
        case .stored(let range): .stored(piece, try files[piece.file].export.storedBytes(range))
        }
      },
      link: { passes, _, read -> (piece: InputPieces.Piece, chunk: CertainChunk?) in
        switch read {
        case .stored(let piece, let bytes):
          clock.measure("hash") { passes[piece.file].take(stored: bytes) }
          return (piece, nil)
        case .guess(let piece, let cut, let guess):
          let file = piece.file
          // Where they differ the cut lies inside a record that the guess could not know.
          let isRight = guess.start == passes[file].end
          let chunk = isRight ? guess : try parsed(file, cut, from: passes[file].end)
          let before = clock.measure("hash") { passes[file].take(chunk) }
          // The next cut is guessed by the byte before it.
          files[file].export.release(before: cut.upperBound - 1)
          return (piece, CertainChunk(batch: chunk.batch, position: before, base: cut.lowerBound))
        }
      },
      transform: { _, linked -> (piece: InputPieces.Piece, rows: [TargetRows]) in
        guard let chunk = linked.chunk else { return (linked.piece, []) }
        let place = linked.piece.file
        let file = files[place]
        let rows = try file.targets.enumerated().map { target, _ in
          let account = UInt32(firstAccount[place] + target)
          let waiting = held[Int(account)].map { (rows: $0, links: links) }
          if file.keepsContactIDs(file.targets[target]) {
            let ids = file.targets[target].normalizer.texts(
              of: "contact_id", in: chunk.batch, at: chunk.position)
            try contactIDs?.take(ids, account: account, base: chunk.base)
          }
          var rows = try InputReading.rows(
            of: chunk, file.targets[target], source: sources[file.input], account: account, vocabulary,
            waiting, contacts, surveys, clock)
          if means.countsFormats {
            rows.formats = file.targets[target].normalizer.formatHits(in: chunk.batch)
          }
          return rows
        }
        pool.recycle(chunk.batch)
        return (linked.piece, rows)
      },
      fold: { reading, _, done in
        let file = done.piece.file
        for (target, rows) in done.rows.enumerated() {
          reading.append(rows, account: firstAccount[file] + target, source: sources[files[file].input])
        }
        means.log.progress("reading", done.piece.progress.done, of: done.piece.progress.total)
      })
    var digests: [String: String] = [:]
    for place in places {
      try files[place].export.confirmUnchanged()
      let export = files[place].export
      var digest = passes[place].finish(export)
      if !export.isPlain {
        // The first member of an archive stands for all.
        digest = digests[export.filePath, default: digest]
        digests[export.filePath] = digest
      }
      export.close()
      for target in files[place].targets.indices {
        result.close(passes[place], digest, account: firstAccount[place] + target)
      }
      // What concerns the file and no table of it is said once.
      result.accounts[firstAccount[place]].warnings.merge(files[place].warnings)
      result.accounts[firstAccount[place]].warnings.merge(passes[place].warnings)
    }
    self = result
    try release(places, contacts: contacts, means)
  }

  /// Lets the rows of some files go on that waited.
  private mutating func release(_ places: [Int], contacts: ContactInlet?, _ means: Means) throws {
    let (vocabulary, surveys, clock) = (vocabulary, surveys, means.clock)
    links.change { links in for source in links.keys { links[source]?.settle() } }
    let links = links.value
    let read = Set(places)
    var done: Set<ObjectIdentifier> = []
    for (place, file) in files.enumerated() where read.contains(place) {
      for target in file.targets.indices {
        guard let rows = held[firstAccount[place] + target], done.insert(ObjectIdentifier(rows)).inserted
        else {
          continue
        }
        let chains = rows.mapping.parent == nil ? nil : links[rows.source] ?? ChainLinks()
        let workers = try means.workers.gather(
          count: rows.partitionCount, { Released() },
          { state, partition in
            try clock.measure("fold") {
              state.excluded.merge(
                try rows.release(partition, chains, vocabulary) { batch in
                  let isTaken = try InputReading.take(
                    batch, source: rows.source, first: 0, keep: rows.mapping.keep, vocabulary, contacts,
                    surveys)
                  if !isTaken { state.batches.append(batch) }
                  state.warnings.append((UInt32(batch.places[0] >> 40), batch.warnings))
                })
            }
          })
        for worker in workers {
          exclude(worker.excluded)
          for (account, warnings) in worker.warnings { accounts[Int(account)].warnings.merge(warnings) }
        }
        append(workers.flatMap(\.batches), of: rows)
      }
    }
  }

  /// Adds rows that waited to a table that is kept whole, which puts them in order.
  private mutating func append(_ batches: [CanonicalBatch], of rows: HeldRows) {
    let name = rows.mapping.table.name
    for batch in batches {
      vocabulary.change { book in
        tables[name]?.append(
          batch, source: rows.source, files: batch.places.map { UInt32($0 >> 40) }, vocabulary: &book)
      }
    }
  }

  private static func rows(
    of chunk: CertainChunk, _ target: InputFile.Target, source: UInt16, account: UInt32,
    _ vocabulary: Vocabulary, _ waiting: (rows: HeldRows, links: SharedValue<[UInt16: ChainLinks]>)?,
    _ contacts: ContactInlet?, _ surveys: SurveyInlet?, _ clock: StageClock
  ) throws -> TargetRows {
    let batch = clock.measure("normalize") { target.normalizer.normalize(chunk.batch, at: chunk.position) }
    var rejects = RejectList()
    rejects.merge(batch.rejects, lineOffset: chunk.position.linesBefore)
    var rows = TargetRows(
      rejects: rejects, warnings: batch.warnings, excluded: batch.excluded,
      filled: batch.filled(target.normalizer.isMapped), added: batch.addedRows)
    let first = UInt64(account) << 40 + UInt64(chunk.base)
    let isTaken = try clock.measure("partition") {
      guard let waiting else {
        return try take(
          batch, source: source, first: first, keep: target.mapping.keep, vocabulary, contacts, surveys)
      }
      if target.mapping.parent != nil {
        let legs = batch.keys[batch.slots[batch.table.place(of: "chain_id")]]
        waiting.links.change { $0[source, default: ChainLinks()].add(legs, parents: batch.parents) }
      }
      try waiting.rows.take(batch, first: first, vocabulary)
      return true
    }
    if !isTaken { rows.batch = batch }
    return rows
  }

  /// Puts contacts and answers into their stores.
  /// - Parameter first: place among all rows of the run of the first byte of the batch's chunk.
  /// - Returns: whether they are in one; false for tables that are kept whole.
  private static func take(
    _ batch: CanonicalBatch, source: UInt16, first: UInt64, keep: KeepRule?, _ vocabulary: Vocabulary,
    _ contacts: ContactInlet?, _ surveys: SurveyInlet?
  ) throws -> Bool {
    switch batch.table.name {
    case TableSchema.contacts.name:
      let codes = vocabulary.change { LegCodes(batch, merging: &$0) }
      try contacts?.take(Leg.legs(of: batch, source: source, first: first, keep: keep, codes: codes))
    case TableSchema.responses.name:
      surveys?.keepAnswers(of: batch, source: source, first: first)
      try surveys?.take(
        SurveyRow.rows(of: batch, source: source, first: first, keep: keep), newest: batch.newest(in: .utc))
    default: return false
    }
    return true
  }

  private mutating func append(_ rows: TargetRows, account: Int, source: UInt16) {
    accounts[account].rejects.merge(rows.rejects, lineOffset: 0)
    accounts[account].warnings.merge(rows.warnings)
    for (reason, count) in rows.excluded {
      accounts[account].excluded[reason, default: 0] += count
      accounts[account].rowsUnread += count
    }
    accounts[account].rows += rows.added
    accounts[account].add(rows.formats)
    for (place, count) in rows.filled.enumerated() { accounts[account].filled[place] += count }
    guard let batch = rows.batch else { return }
    vocabulary.change { book in
      tables[batch.table.name]?.append(
        batch, source: source, file: UInt32(account), vocabulary: &book)
    }
  }

  private mutating func close(_ pass: FilePass, _ digest: String, account: Int) {
    accounts[account].rows += pass.rows
    accounts[account].blankLines = pass.blankLines
    accounts[account].sha256 = digest
    // What is wrong with the file itself is counted for each of its tables, and listed once.
    if accounts[account].isFirstOfFile {
      accounts[account].rejects.interleave(pass.rejects)
    } else {
      accounts[account].rejects.addCounts(of: pass.rejects)
    }
  }

  /// Settles tables that are kept whole: of the rows with one key the one that counts stays.
  /// - Parameters:
  ///   - asOf: the horizon of knowledge where it is stated.
  ///   - keepColumns: the column of each account's keep rule.
  mutating func settle(_ names: [String], asOf: Instant?, keepColumns: [UInt32: String]) {
    for name in names {
      if let excluded = tables[name]?.settle(asOf: asOf, keepColumn: keepColumns) { exclude(excluded) }
    }
  }

  /// Decides the order of contacts that start at one instant by their ids, which are read again.
  var contactOrder: ContactOrder {
    let targets = files.flatMap { file in
      file.targets.map { (file: file, normalizer: $0.normalizer, isKept: file.keepsContactIDs($0)) }
    }
    let contactIDs = contactIDs
    return ContactOrder { leg in
      let (file, normalizer, isKept) = targets[Int(leg.file)]
      let offset = Int64(truncatingIfNeeded: leg.place & (1 << 40 - 1))
      if let contactIDs, isKept {
        return try contactIDs.id(account: leg.file, at: offset) ?? []
      }
      let record = try record(of: file.export, at: offset, keeping: file.usedColumns)
      return normalizer.text(of: "contact_id", inSingle: record) ?? []
    }
  }

  /// Counts rows that were not used.
  mutating func exclude(_ rows: ExcludedRows) {
    for (account, reasons) in rows.counts {
      for (reason, count) in reasons {
        accounts[Int(account)].excluded[reason, default: 0] += count
      }
    }
  }
}
