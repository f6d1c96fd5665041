import Canonical
import Digest
import Ingest
import Normalize
import Score
import Tables

/// Everything that the files of a run hold: contacts as legs, other tables whole, and an account of
/// each file's rows.
struct InputReading: Sendable {
  /// Legs of each piece, with codes of the piece's own book.
  private(set) var pieces: [[Leg]] = []
  /// The vocabulary's code for each code of a piece's book.
  private(set) var codes: [[UInt32]] = []
  /// Contact ids by piece and row.
  private(set) var contactIDs = ContactIDs()
  /// Other tables, by name.
  var tables: [String: SmallTable] = [:]
  /// All texts of the run.
  var vocabulary = CodeBook()
  /// One account for each file and table it feeds, in the order of the files.
  var accounts: [FileAccount] = []

  /// One table's rows of one chunk.
  private struct TargetRows: Sendable {
    var batch: CanonicalBatch
    var legs: [Leg]
    var book: CodeBook
  }

  /// A chunk whose place among the file's records is certain.
  private struct CertainChunk: Sendable {
    var batch: RawBatch
    var lineOffset: Int
  }

  /// What is known of a file while its chunks pass in order.
  private struct FilePass: Sendable {
    var end: Int64
    var lines: Int
    var rows = 0
    var blankLines = 0
    var rejects = RejectList()
    var warnings = WarningTally()
    var digest = ContentDigest()
  }

  /// Reads all files: chunks of all of them are read, hashed, parsed and normalized side by side.
  /// - Throws: the failure of the first chunk, in the order of files, that cannot be read.
  static func read(
    _ files: [InputFile], plan: PipelinePlan, sources: [String], chunkBytes: Int, workers: Workers,
    clock: StageClock, log: RunLog
  ) throws -> InputReading {
    let cuts = files.indices.flatMap { file in
      files[file].export.cuts(chunkBytes: chunkBytes).map { (file: file, cut: $0) }
    }
    let sourceOfInput = plan.inputs.map { UInt16(sources.firstIndex(of: $0.source) ?? 0) }
    let firstAccount = files.indices.map { file in
      files[..<file].reduce(0) { $0 + $1.targets.count }
    }
    let firstPiece = cuts.indices.reduce(into: [Int]()) { places, cut in
      places.append((places.last ?? 0) + (cut == 0 ? 0 : files[cuts[cut - 1].file].targets.count))
    }
    let passes = files.map { file in
      var pass = FilePass(end: file.export.dataStart, lines: file.export.linesBefore)
      pass.digest.update(file.export.head)
      return pass
    }
    var reading = InputReading()
    reading.accounts = files.flatMap { file in
      file.targets.enumerated().map { place, target in
        FileAccount(
          isFirstOfFile: place == 0, input: file.input, name: file.name, path: file.export.path,
          table: target.mapping.table.name, source: plan.inputs[file.input].source,
          bytes: file.export.size,
          mappedColumns: target.normalizer.mappedColumns,
          filled: Array(repeating: 0, count: target.mapping.table.columns.count))
      }
    }
    for file in files {
      for target in file.targets where target.mapping.table.name != TableSchema.contacts.name {
        let table = target.mapping.table
        if reading.tables[table.name] == nil { reading.tables[table.name] = SmallTable(table) }
      }
    }
    var (linked, result) = try workers.flow(
      count: cuts.count, linking: passes, folding: reading,
      read: { index in
        try clock.measure("parse") {
          try parse(files[cuts[index].file].export, cut: cuts[index].cut, from: nil)
        }
      },
      link: { passes, index, chunk in
        try clock.measure("hash") {
          let (file, cut) = cuts[index]
          return try link(&passes[file], files[file].export, cut, chunk)
        }
      },
      transform: { index, chunk in
        clock.measure("normalize") {
          let file = files[cuts[index].file]
          return file.targets.enumerated().map { place, target in
            rows(
              of: chunk, target, source: sourceOfInput[file.input],
              account: firstAccount[cuts[index].file] + place, piece: firstPiece[index] + place)
          }
        }
      },
      fold: { reading, index, rows in
        clock.measure("partition") {
          let file = cuts[index].file
          for (place, target) in rows.enumerated() {
            reading.append(
              target, account: firstAccount[file] + place, source: sourceOfInput[files[file].input])
          }
          log.progress(index + 1, of: cuts.count)
        }
      })
    for (place, file) in files.enumerated() {
      try file.export.confirmUnchanged()
      precondition(linked[place].end == file.export.dataEnd, "\(file.name): bytes were left unread")
      linked[place].digest.update(file.export.tail)
      for target in file.targets.indices {
        result.close(linked[place], account: firstAccount[place] + target)
      }
      // What concerns the file and no table of it is said once.
      result.accounts[firstAccount[place]].warnings.merge(file.warnings)
      result.accounts[firstAccount[place]].warnings.merge(linked[place].warnings)
    }
    return result
  }

  /// Verifies that a chunk begins where the one before it ended; where it guessed wrong, it is parsed again.
  private static func link(
    _ pass: inout FilePass, _ file: ExportFile, _ cut: Range<Int64>, _ guess: ParsedChunk
  ) throws -> CertainChunk {
    let chunk = guess.start == pass.end ? guess : try parse(file, cut: cut, from: pass.end)
    let lineOffset = pass.lines
    pass.digest.update(chunk.raw)
    pass.end = chunk.end
    pass.lines += chunk.lineCount
    pass.rows += chunk.batch.count + chunk.rejects.count
    pass.blankLines += chunk.blankLines
    pass.rejects.merge(chunk.rejects, lineOffset: lineOffset)
    pass.warnings.merge(chunk.warnings)
    return CertainChunk(batch: chunk.batch, lineOffset: lineOffset)
  }

  private static func rows(
    of chunk: CertainChunk, _ target: InputFile.Target, source: UInt16, account: Int, piece: Int
  ) -> TargetRows {
    var batch = target.normalizer.normalize(chunk.batch)
    let rejects = batch.rejects
    batch.rejects = RejectList()
    batch.rejects.merge(rejects, lineOffset: chunk.lineOffset)
    var book = CodeBook()
    guard target.mapping.table.name == TableSchema.contacts.name else {
      return TargetRows(batch: batch, legs: [], book: book)
    }
    let legs = Leg.legs(
      of: batch, source: source, file: UInt32(account), piece: UInt32(piece),
      keep: target.mapping.keep, vocabulary: &book)
    return TargetRows(batch: batch, legs: legs, book: book)
  }

  private mutating func append(_ rows: TargetRows, account: Int, source: UInt16) {
    let batch = rows.batch
    accounts[account].rejects.merge(batch.rejects, lineOffset: 0)
    accounts[account].warnings.merge(batch.warnings)
    for (reason, count) in batch.excluded {
      accounts[account].excluded[reason, default: 0] += count
      accounts[account].rowsUnread += count
    }
    for (place, count) in batch.filled.enumerated() { accounts[account].filled[place] += count }
    pieces.append(rows.legs)
    if batch.table.name == TableSchema.contacts.name {
      codes.append(vocabulary.merge(rows.book))
      contactIDs.pieces.append(batch.texts[batch.slots[batch.table.place(of: "contact_id")]])
    } else {
      codes.append([])
      contactIDs.pieces.append(TextColumn())
      tables[batch.table.name]?.append(
        batch, source: source, file: UInt32(account), vocabulary: &vocabulary)
    }
  }

  private mutating func close(_ pass: FilePass, account: Int) {
    accounts[account].rows = pass.rows
    accounts[account].blankLines = pass.blankLines
    accounts[account].sha256 = pass.digest.hexadecimal
    // What is wrong with the file itself is counted for each of its tables, and listed once.
    if accounts[account].isFirstOfFile {
      accounts[account].rejects.interleave(pass.rejects)
    } else {
      accounts[account].rejects.addCounts(of: pass.rejects)
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

  /// Gives away the legs of all pieces, which are many.
  mutating func takePieces() -> [[Leg]] {
    defer { pieces = [] }
    return pieces
  }
}
