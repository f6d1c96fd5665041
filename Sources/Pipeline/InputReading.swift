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

  /// How files are read.
  struct Means: Sendable {
    var chunkBytes: Int
    var parser: ParserChoice
    var workers: Workers
    var clock: StageClock
    var log: RunLog
  }

  /// What the rows of one chunk became under one table, beside what went into a store.
  private struct TargetRows: Sendable {
    var batch: CanonicalBatch?
    var rejects: RejectList
    var warnings: WarningTally
    var excluded: [String: Int]
    var filled: [Int]
  }

  /// What was read of a file: a chunk that is right if the one before it ends where it begins, or bytes.
  private enum ReadPiece: Sendable {
    case guess(InputPieces.Piece, Range<Int64>, ParsedChunk)
    case stored(InputPieces.Piece, [UInt8])
  }

  /// A chunk whose place among the file's records is certain.
  private struct CertainChunk: Sendable {
    var batch: RawBatch
    var lineOffset: Int
    var base: Int64
  }

  /// Nothing read yet.
  /// - Parameters:
  ///   - sources: names of the sources, in their byte order.
  init(
    _ files: [InputFile], plan: PipelinePlan, sources: [String], surveys: SurveyInlet?,
    contactIDs: ContactIDs?
  ) {
    (self.files, self.plan, self.surveys, self.contactIDs) = (files, plan, surveys, contactIDs)
    vocabulary = Vocabulary()
    self.sources = plan.inputs.map { UInt16(sources.firstIndex(of: $0.source) ?? 0) }
    firstAccount = files.indices.map { file in files[..<file].reduce(0) { $0 + $1.targets.count } }
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
    let contactIDs = contactIDs
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
          return (piece, CertainChunk(batch: chunk.batch, lineOffset: before, base: cut.lowerBound))
        }
      },
      transform: { _, linked -> (piece: InputPieces.Piece, rows: [TargetRows]) in
        guard let chunk = linked.chunk else { return (linked.piece, []) }
        let place = linked.piece.file
        let file = files[place]
        let rows = try file.targets.enumerated().map { target, _ in
          let account = UInt32(firstAccount[place] + target)
          if !file.export.isPlain, file.targets[target].mapping.table.name == TableSchema.contacts.name {
            let ids = file.targets[target].normalizer.texts(of: "contact_id", in: chunk.batch)
            try contactIDs?.take(ids, account: account, base: chunk.base)
          }
          return try InputReading.rows(
            of: chunk, file.targets[target], source: sources[file.input], account: account, vocabulary,
            contacts, surveys, clock)
        }
        pool.recycle(chunk.batch)
        return (linked.piece, rows)
      },
      fold: { reading, _, done in
        let file = done.piece.file
        for (target, rows) in done.rows.enumerated() {
          reading.append(rows, account: firstAccount[file] + target, source: sources[files[file].input])
        }
        means.log.progress(done.piece.progress, of: 1000)
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
  }

  private static func rows(
    of chunk: CertainChunk, _ target: InputFile.Target, source: UInt16, account: UInt32,
    _ vocabulary: Vocabulary, _ contacts: ContactInlet?, _ surveys: SurveyInlet?, _ clock: StageClock
  ) throws -> TargetRows {
    let batch = clock.measure("normalize") { target.normalizer.normalize(chunk.batch) }
    var rejects = RejectList()
    rejects.merge(batch.rejects, lineOffset: chunk.lineOffset)
    var rows = TargetRows(
      rejects: rejects, warnings: batch.warnings, excluded: batch.excluded,
      filled: batch.filled(target.normalizer.isMapped))
    switch target.mapping.table.name {
    case TableSchema.contacts.name:
      try clock.measure("partition") {
        let codes = vocabulary.change { LegCodes(batch, merging: &$0) }
        try contacts?.take(
          Leg.legs(
            of: batch, source: source, account: account, base: chunk.base, keep: target.mapping.keep,
            codes: codes))
      }
    case TableSchema.responses.name:
      try clock.measure("partition") {
        try surveys?.take(
          SurveyRow.rows(
            of: batch, source: source, account: account, base: chunk.base, keep: target.mapping.keep),
          newest: batch.newest)
      }
    default: rows.batch = batch
    }
    return rows
  }

  private mutating func append(_ rows: TargetRows, account: Int, source: UInt16) {
    accounts[account].rejects.merge(rows.rejects, lineOffset: 0)
    accounts[account].warnings.merge(rows.warnings)
    for (reason, count) in rows.excluded {
      accounts[account].excluded[reason, default: 0] += count
      accounts[account].rowsUnread += count
    }
    for (place, count) in rows.filled.enumerated() { accounts[account].filled[place] += count }
    guard let batch = rows.batch else { return }
    vocabulary.change { book in
      tables[batch.table.name]?.append(batch, source: source, file: UInt32(account), vocabulary: &book)
    }
  }

  private mutating func close(_ pass: FilePass, _ digest: String, account: Int) {
    accounts[account].rows = pass.rows
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
    let targets = files.flatMap { file in file.targets.map { (file: file, normalizer: $0.normalizer) } }
    let contactIDs = contactIDs
    return ContactOrder { leg in
      let (file, normalizer) = targets[Int(leg.file)]
      let offset = Int64(truncatingIfNeeded: leg.place & (1 << 40 - 1))
      if let contactIDs, !file.export.isPlain {
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
