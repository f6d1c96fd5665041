import Foundation
import Testing

/// The nightly pipeline over the sample: the case folder `sample` holds what it must publish; for the
/// large JSON tables their hashes in the manifest stand.
@Suite struct SampleTests {
  private static let files = [
    "tables/fcr.csv", "tables/fcr_population.csv", "tables/fcr_definitions.csv", "tables/fcr_agreement.csv",
    "tables/fcr_window.csv", "tables/survey_bias.csv", "tables/repeat_drivers.csv", "rejects.csv",
    "diagnostics.csv", "datapackage.json", "manifest.json",
  ]

  private static var folder: String { "\(BuiltBinary.testFolder)/sample" }

  // The case itself runs with one worker and chunks of 2 MiB.
  @Test(.disabled(if: GoldenText.isUpdate), arguments: [("2", "4096"), ("4", "64")])
  func `neither workers nor chunks change a byte of the sample's run`(jobs: String, chunk: String) throws {
    let work = try WorkFolder(isEmpty: true)
    let ending = try work.firstcontact(
      "run", "\(BuiltBinary.project)/pipelines/nightly.yaml", "--out", "out", "--jobs", jobs,
      "--chunk-bytes", chunk)
    #expect(ending.status == 0)
    for file in Self.files {
      let found = work.bytes("out/latest/\(file)") ?? Data()
      GoldenText.settle(
        file == "manifest.json" ? GoldenText.manifest(found, work) : found,
        against: "\(Self.folder)/\(file)", called: "sample/\(file), jobs \(jobs), chunks of \(chunk)")
    }
    let said = FileManager.default.contents(atPath: "\(Self.folder)/stderr") ?? Data()
    #expect(GoldenText.settled(ending.errors, work) == String(decoding: said, as: UTF8.self))
  }

  @Test(.disabled(if: GoldenText.isUpdate))
  func `rows about one person change nothing in the tables of groups`() throws {
    let work = try WorkFolder(isEmpty: true)
    try work.put("hashes", "cd \(Self.folder) && sha256sum tables/* rejects.csv diagnostics.csv")
    let plain = try work.shell("hashes").output.split(separator: "\n")
    let file = "\(BuiltBinary.testFolder)/cases/sample-individual/stdout"
    let individual = FileManager.default.contents(atPath: file) ?? Data()
    let golden = Set(String(decoding: individual, as: UTF8.self).split(separator: "\n"))
    #expect(plain.count == 17)
    #expect(plain.allSatisfy(golden.contains))
  }

  @Test func `the golden tables fit a checkout`() throws {
    let files = try FileManager.default.subpathsOfDirectory(atPath: BuiltBinary.testFolder)
    let bytes = try files.reduce(0) { sum, file in
      let attributes = try FileManager.default.attributesOfItem(
        atPath: "\(BuiltBinary.testFolder)/\(file)")
      return sum + (attributes[.size] as? Int ?? 0)
    }
    #expect(bytes < 5 << 20)
  }
}
