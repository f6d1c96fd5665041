import Foundation
import Output
import Tables
import Testing

struct DataPackageTests {
  let table = ReportTable(
    name: "fcr", description: "One rate.",
    columns: [
      .init("group", .text, "Group."), .init("n", .integer, "Settled."), .init("rate", .decimal, "0…1."),
      .init("at", .instant, "When."),
    ],
    primaryKey: ["group"],
    rows: [
      [.text("=cmd, \"x\"\ny"), .integer(30), .decimal(millionths: 899_359), .instant(Instant(seconds: 0))],
      [.text(" b"), .integer(-1), .decimal(millionths: -250_000), .instant(Instant(milliseconds: 1_125))],
      [.text("true"), .missing, .decimal(millionths: 1), .missing],
      [.text("2028\u{2028}é"), .missing, .missing, .instant(Instant(seconds: 1_767_225_600))],
    ])

  func resource(_ table: ReportTable) -> DataPackage.Resource {
    DataPackage.Resource(path: "tables/\(table.name).csv", table: table, bytes: 5, sha256: "ab")
  }

  func schema(_ table: ReportTable) -> JSONValue? {
    DataPackage(name: "x", title: "", resources: [resource(table)]).document["resources"]?.elements?[0][
      "schema"]
  }

  @Test func `the document names profile, files, sizes, hashes, types and descriptions`() {
    let document = DataPackage(name: "Nightly Run/1", title: "Nightly", resources: [resource(table)]).document
    #expect(document["profile"] == "tabular-data-package" && document["name"] == "nightly-run-1")
    let resource = document["resources"]?.elements?[0]
    #expect(resource?["profile"] == "tabular-data-resource" && resource?["path"] == "tables/fcr.csv")
    #expect(resource?["bytes"] == 5 && resource?["hash"] == "sha256:ab" && resource?["encoding"] == "utf-8")
    #expect(resource?["format"] == "csv" && resource?["mediatype"] == "text/csv")
    #expect(resource?["dialect"]?["lineTerminator"] == "\n")
    let fields = resource?["schema"]?["fields"]?.elements
    #expect(fields?.map { $0["type"] } == ["string", "integer", "number", "datetime"])
    #expect(fields?[2] == ["name": "rate", "type": "number", "format": "default", "description": "0…1."])
    #expect(resource?["schema"]?["missingValues"] == [""])
    #expect(resource?["schema"]?["primaryKey"] == ["group"])
  }

  @Test(arguments: [ReportTable.Cell.missing, .text("")])
  func `a key with an empty cell is not declared`(cell: ReportTable.Cell) {
    var table = table
    table.rows[1][0] = cell
    #expect(schema(table)?["primaryKey"] == nil)
  }

  @Test func `a table without a key declares none, one without rows its own`() {
    var table = table
    table.rows = []
    #expect(schema(table)?["primaryKey"] == ["group"])
    table.primaryKey = []
    #expect(schema(table)?["primaryKey"] == nil)
  }

  @Test func `frictionless finds the published files valid, and a changed file not`() throws {
    guard let frictionless = DataPackageTests.frictionless else {
      print("frictionless is not on PATH: the data package was not validated by it")
      return
    }
    let scratch = try ScratchFolder()
    var empty = table
    empty.name = "empty_table"
    empty.rows = []
    var keyless = table
    keyless.name = "keyless"
    keyless.rows[2][0] = .missing
    let tables = [table, empty, keyless, RejectTable.table(of: []), DiagnosticTable.table(of: [])]
    let resources = try tables.map { table in
      let bytes = CSVDocument(table).bytes
      let path = "tables/\(table.name).csv"
      try scratch.put(path, String(decoding: bytes, as: UTF8.self))
      let sum = try run("/usr/bin/sha256sum", [scratch(path)], in: scratch.path).output.prefix(64)
      return DataPackage.Resource(path: path, table: table, bytes: bytes.count, sha256: String(sum))
    }
    let package = DataPackage(name: "nightly", title: "Nightly", resources: resources)
    try scratch.put("datapackage.json", String(decoding: package.document.printed, as: UTF8.self))
    let valid = try run(frictionless, ["validate", "datapackage.json"], in: scratch.path)
    #expect(valid.status == 0, "\(valid.output)")
    try scratch.put("tables/keyless.csv", (scratch.text("tables/keyless.csv") ?? "") + "c,x,1,\n")
    let invalid = try run(frictionless, ["validate", "datapackage.json"], in: scratch.path)
    #expect(invalid.status == 1 && invalid.output.contains("INVALID"))
  }

  static var frictionless: String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.map { "\($0)/frictionless" }.first(where: FileManager.default.isExecutableFile)
  }

  func run(
    _ program: String, _ arguments: [String], in folder: String
  ) throws -> (status: Int32, output: String) {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }
}
