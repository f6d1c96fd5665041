import Foundation
import Testing

/// One vendor's synthetic exports under the profiles that the product ships, in a work folder of their own.
struct ShippedDialect {
  private let work: WorkFolder

  /// The exports and the pipeline in `vendors/` under this name.
  init(_ name: String) throws {
    work = try WorkFolder(isEmpty: true)
    let files = FileManager.default
    let exports = "\(BuiltBinary.testFolder)/vendors/\(name)"
    for file in ["pipeline.yaml", "exports"] {
      try files.copyItem(atPath: "\(exports)/\(file)", toPath: work(file))
    }
    try ShippedProfiles.put(in: work)
  }

  /// What `check` says of each file as each table.
  func checked() throws -> [CheckReport.Input] {
    let ending = try work.firstcontact("check", "pipeline.yaml", "--format", "json")
    try #require(ending.status == 0, "\(ending.errors)\(ending.output)")
    return try JSONDecoder().decode(CheckReport.self, from: Data(ending.output.utf8)).inputs
  }

  /// Publishes a run.
  func run() throws {
    let ending = try work.firstcontact("run", "pipeline.yaml", "--out", "out")
    try #require(ending.status == 0, "\(ending.errors)")
  }

  /// The cells of the one row of a published table that begins with a text.
  func row(_ table: String, _ beginning: String) throws -> [String] {
    let rows = work.text("out/latest/\(table)").split(separator: "\n").filter { $0.hasPrefix(beginning) }
    try #require(rows.count == 1, "\(table) has \(rows.count) rows that begin with \(beginning)")
    return rows[0].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
  }

  /// A column of a published table for the one row that begins with a text; nil where the cell is empty.
  func number(_ table: String, _ beginning: String, _ column: String) throws -> Int? {
    let header = work.text("out/latest/\(table)").prefix { $0 != "\n" }.split(separator: ",").map(String.init)
    let place = try #require(header.firstIndex(of: column), "\(table) has no column \(column)")
    return Int(try row(table, beginning)[place])
  }

  /// Conversations of all with a status.
  func conversations(_ status: String) throws -> Int? {
    try number("tables/fcr_population.csv", "all,all,all,\(status),", "conversations")
  }
}
