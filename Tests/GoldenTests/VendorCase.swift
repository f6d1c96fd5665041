import Foundation
import Testing

/// One folder of `vendors`: an export in a vendor's dialect, its pipeline, and what must come of it.
///
/// The pipeline finds the profiles that the project ships. `golden/check.txt` is what `check` prints; every
/// other file of `golden` is one that the run publishes.
struct VendorCase: Sendable, CustomTestStringConvertible {
  /// Name of the folder, which is that of its first profile.
  let name: String

  var testDescription: String { name }

  private var folder: String { "\(Self.folder)/\(name)" }
  private static let folder = "\(BuiltBinary.testFolder)/vendors"

  /// Every folder with a pipeline, by name.
  static let all: [VendorCase] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().map(VendorCase.init).filter {
      FileManager.default.fileExists(atPath: "\($0.folder)/pipeline.yaml")
    }
  }()

  /// A new folder with the export, its pipeline and the shipped profiles.
  func desk() throws -> WorkFolder {
    let work = try WorkFolder(isEmpty: true)
    try FileManager.default.createDirectory(atPath: work(""), withIntermediateDirectories: true)
    for file in try FileManager.default.contentsOfDirectory(atPath: folder) where file != "golden" {
      try FileManager.default.copyItem(atPath: "\(folder)/\(file)", toPath: work(file))
    }
    try ShippedProfiles.put(in: work)
    return work
  }

  /// Checks and runs the pipeline; compares what comes of it, or writes it down where an update is wished.
  func prove() throws {
    let work = try desk()
    let files = publishedFiles
    let check = try work.firstcontact("check", "pipeline.yaml")
    settle("check.txt", Data(GoldenText.settled(check.output + check.errors, work).utf8))
    if files.isEmpty { return }
    let run = try work.firstcontact("run", "pipeline.yaml", "--out", "out", "--quiet")
    #expect(run.status == 0, "\(name): \(run.errors)")
    for file in files {
      if let found = work.bytes("out/latest/\(file)") {
        settle(file, found)
      } else if !GoldenText.isUpdate {
        Issue.record("\(name): \(file) was not published")
      }
    }
  }

  /// Files of `golden` that a run publishes; those worth a look where an update begins without the folder.
  private var publishedFiles: [String] {
    let golden = ((try? FileManager.default.subpathsOfDirectory(atPath: "\(folder)/golden")) ?? []).sorted()
    let files = golden.filter { $0 != "check.txt" && $0.contains(".") }
    if !golden.isEmpty || !GoldenText.isUpdate { return files }
    try? FileManager.default.createDirectory(
      atPath: "\(folder)/golden/tables", withIntermediateDirectories: true)
    return ["diagnostics.csv", "rejects.csv", "tables/fcr.csv", "tables/fcr_population.csv"]
  }

  private func settle(_ file: String, _ found: Data) {
    GoldenText.settle(found, against: "\(folder)/golden/\(file)", called: "vendors/\(name)/\(file)")
  }
}
