import Foundation
import Testing

@Suite struct LogFormatTests {
  @Test(arguments: [
    ["run", "pipeline.yaml", "--out", "out"], ["run", "pipeline.yaml", "--out", "out", "--quiet"],
    ["run", "pipeline.yaml", "--out", "out", "--verbose"], ["check", "pipeline.yaml"],
    ["run", "pipeline.yaml", "--out", "out", "--input", "contacts=missing.csv"],
    ["run", "pipeline.yaml", "--out", "contacts.csv"], ["run", "missing.yaml"],
  ])
  func `every line of the error stream is a JSON object where that was asked for`(
    arguments: [String]
  ) throws {
    let work = try WorkFolder()
    try work.put("cmd", "firstcontact \((arguments + ["--log-format", "json"]).joined(separator: " "))\n")
    let ending = try work.shell("cmd")
    let lines = ending.errors.split(separator: "\n")
    #expect(!lines.isEmpty)
    for line in lines {
      let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String]
      #expect(object?["level"] != nil && object?["message"] != nil, "no JSON object: \(line)")
    }
  }
}
