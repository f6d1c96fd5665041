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
    let (levels, keys) = try Self.schema()
    for line in lines {
      let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String]
      #expect(object.map { Set($0.keys) } == keys, "not the keys of docs/log.schema.json: \(line)")
      #expect(levels.contains(object?["level"] ?? ""), "no level of docs/log.schema.json: \(line)")
      #expect(object?["message"]?.isEmpty == false, "nothing is said: \(line)")
    }
  }

  /// The levels and keys that the published schema allows; all keys are required.
  private static func schema() throws -> (levels: Set<String>, keys: Set<String>) {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(BuiltBinary.project)/docs/log.schema.json"))
    let schema = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
    let properties = try #require(schema["properties"] as? [String: [String: Any]])
    let required = try #require(schema["required"] as? [String])
    #expect(Set(required) == Set(properties.keys))
    return (Set(try #require(properties["level"]?["enum"] as? [String])), Set(required))
  }
}
