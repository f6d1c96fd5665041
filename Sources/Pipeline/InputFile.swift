import Canonical
import Foundation
import Ingest
import Normalize
import Tables

/// One file of one input, opened, with a normalizer for each table it feeds.
struct InputFile: Sendable {
  /// Place of its input in the plan.
  var input: Int
  /// Its path as manifests write it.
  var name: String
  /// The file itself.
  var export: ExportFile
  /// One for each table, in the order of the input's mappings.
  var targets: [Target]
  /// What opening it found.
  var warnings: WarningTally

  /// One table that a file feeds.
  struct Target: Sendable {
    var mapping: ProfileMapping
    var normalizer: Normalizer
  }

  /// Places of the columns that some table reads, ascending.
  var usedColumns: [Int] {
    targets.reduce(into: Set<Int>()) { $0.formUnion($1.normalizer.usedColumns) }.sorted()
  }

  /// Whether the ids of its contacts are kept: they cannot be read again from where they stand.
  var keepsContactIDs: Bool { targets.contains { keepsContactIDs($0) } }

  /// Whether the ids of a target's contacts are kept.
  func keepsContactIDs(_ target: Target) -> Bool {
    target.mapping.table.name == TableSchema.contacts.name
      && (!export.isPlain || target.normalizer.dependsOnPosition("contact_id"))
  }

  /// Whether it feeds a table.
  func feeds(_ table: TableSchema) -> Bool { targets.contains { $0.mapping.table.name == table.name } }

  /// Bytes of the largest file that can be read: where a row begins is kept in 40 bits.
  static let mostBytes = Int64(1) << 40

  /// Opens all files of a plan's inputs, in the byte order of their paths within each input.
  /// - Returns: those that can be read, and what is wrong with any other.
  static func open(
    _ plan: PipelinePlan, zones: [String: ZoneTable]
  ) -> (files: [InputFile], failures: [StageFailure]) {
    var files: [InputFile] = []
    var failures: [StageFailure] = []
    for (place, input) in plan.inputs.enumerated() {
      do {
        let matches = try FilePattern.files(input.files, base: input.base)
          .filter { !plan.leftOutFiles.contains($0.name) }
        let names = Dictionary(grouping: matches) { FilePath.name(of: $0.name) }
        let known = files.count
        for match in matches {
          // Where two files have one name, lines are told apart by their paths.
          let name = FilePath.name(of: match.name)
          let lineName = names[name, default: []].count > 1 ? match.name : name
          do { files += try open(match, lineName: lineName, input, place, zones) } catch {
            failures.append(error)
          }
        }
        try refuseRepeatedNumbers(input, files: files.count - known)
      } catch { failures.append(error) }
    }
    return (files, failures)
  }

  /// Refuses rows that are named by their numbers where these begin anew in each of several files.
  private static func refuseRepeatedNumbers(_ input: InputPlan, files: Int) throws(StageFailure) {
    for mapping in input.mappings where files > 1 {
      guard let id = mapping.fields.first(where: { $0.column == mapping.table.key.first }),
        case .rowNumber = id.value.source
      else { continue }
      throw StageFailure(
        .configuration,
        "profile '\(mapping.name)': row_number begins anew in each of the \(files) files of source "
          + "'\(input.source)', so rows of two files would be one; write '\(id.column): {line: true}'")
    }
  }

  private static func open(
    _ match: FilePattern.Match, lineName: String, _ input: InputPlan, _ place: Int,
    _ zones: [String: ZoneTable]
  ) throws(StageFailure) -> [InputFile] {
    guard let dialect = input.mappings.first?.dialect else {
      preconditionFailure("an input has a mapping")
    }
    var files: [InputFile] = []
    var problems: [String] = []
    for export in try ExportFile.openAll(path: match.path, dialect: dialect) {
      let name = export.member.map { "\(match.name)/\($0)" } ?? match.name
      let lineName = export.member.map { "\(lineName)/\($0)" } ?? lineName
      do { files.append(try InputFile(export, name, lineName: lineName, input, place, zones)) } catch {
        problems += error.problems
      }
    }
    if !problems.isEmpty { throw StageFailure(.dataRefused, problems) }
    return files
  }

  private init(
    _ export: ExportFile, _ name: String, lineName: String, _ input: InputPlan, _ place: Int,
    _ zones: [String: ZoneTable]
  ) throws(StageFailure) {
    // Text that is made from another encoding has at most three bytes for one of the file.
    let most = InputFile.mostBytes / (export.isPlain ? 1 : 4)
    if export.size > most {
      throw StageFailure(
        .dataRefused, "\(export.path): the file has \(export.size) bytes, and one may have \(most); split it")
    }
    var targets: [Target] = []
    var problems: [String] = []
    for mapping in input.mappings {
      do {
        let normalizer = try Normalizer(
          mapping, columns: export.columns, file: export.path, lineName: lineName,
          zones: zones, inputZone: input.timeZone)
        targets.append(Target(mapping: mapping, normalizer: normalizer))
      } catch { problems += error.problems }
    }
    if !problems.isEmpty { throw StageFailure(.dataRefused, problems) }
    (self.input, self.name, self.export, self.targets) = (place, name, export, targets)
    warnings = export.warnings
    let used = Set(usedColumns)
    let extra = export.columns.indices.filter { !used.contains($0) }.map {
      TextShape.columnName(export.columns[$0])
    }
    if !extra.isEmpty { warnings.add(.extraColumns, extra.joined(separator: ", ")) }
  }
}
