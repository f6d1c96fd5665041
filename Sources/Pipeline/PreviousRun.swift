import Analyses
import Canonical
import Configuration
import Output
import Tables

/// A published run that this one is compared with, read back from its folder.
struct PreviousRun {
  let id: String
  /// What it could know.
  let earlier: EarlierRows
  /// Its effective values.
  let settings: [PipelinePlan.Setting]
  /// What its rows were made with.
  let basis: RunBasis
  /// The revision of its numbers.
  let revision: Int64
  /// Its rows: how many, and the digest of their prints, which is nil for days that it knew in part.
  let prints: [RowPrints.Key: (rows: Int64, print: String?)]
  /// Digests of its files.
  let digests: Set<String>

  private let publication: Publication

  /// - Throws: what of it is missing or cannot be read, in words.
  init(_ id: String, _ publication: Publication) throws(StageFailure) {
    let manifest = try publication.manifest(of: id)
    guard let knownTo = manifest["known_to"]?.text.flatMap(Instant.init(written:)),
      let basis = RunBasis(manifest["basis"])
    else { throw StageFailure(.ioFailed, "\(id): made by an earlier version") }
    let table = try PreviousRun.table("row_prints.csv", like: RowPrints.template, id, publication)
    prints = PreviousRun.prints(table)
    let inputs = manifest["inputs"]?.elements ?? []
    (self.id, self.publication, self.basis) = (id, publication, basis)
    revision = manifest["numbers_revision"]?.integer ?? 0
    earlier = EarlierRows(
      knownTo: knownTo, files: Set(inputs.compactMap { $0["path"]?.text }))
    digests = Set(inputs.compactMap { $0["sha256"]?.text })
    settings = (manifest["parameters"]?.elements ?? []).compactMap { value in
      guard let key = value["key"]?.text, let text = value["value"]?.text else { return nil }
      return PipelinePlan.Setting(key: key, value: text, origin: value["origin"]?.text ?? "")
    }
  }

  /// Its table `fcr`.
  func numbers() throws(StageFailure) -> ReportTable {
    try PreviousRun.table("tables/fcr.csv", like: FCRTables.template, id, publication)
  }

  private static func table(
    _ path: String, like template: ReportTable, _ id: String, _ publication: Publication
  ) throws(StageFailure) -> ReportTable {
    guard let bytes = publication.bytes(of: path, in: id) else {
      throw StageFailure(.ioFailed, "\(id): it has no \(path)")
    }
    guard let table = ReportTable(csv: bytes, like: template) else {
      throw StageFailure(.ioFailed, "\(id): \(path) cannot be read")
    }
    return table
  }

  private static func prints(_ table: ReportTable) -> [RowPrints.Key: (rows: Int64, print: String?)] {
    var prints: [RowPrints.Key: (rows: Int64, print: String?)] = [:]
    for row in table.rows {
      guard case .text(let name) = row[0], case .text(let source) = row[1], case .integer(let rows) = row[3]
      else { continue }
      var key = RowPrints.Key(table: name, source: source)
      if case .text(let day) = row[2] { key.day = CivilDate(iso: day) }
      if case .text(let print) = row[4] { prints[key] = (rows, print) } else { prints[key] = (rows, nil) }
    }
    return prints
  }
}
