import Configuration
import Dice
import Foundation
import Tables
import Testing

@testable import Pipeline

/// Law: a run whose memory holds next to nothing publishes what one with plenty publishes, on each way that
/// contacts can take through the stores.
@Suite struct SmallestMemoryTests {
  private static let seed: UInt64 = 20_261_122

  /// What decides on which way contacts go.
  enum Way: String, CaseIterable, CustomTestStringConvertible {
    case plain, chains, keepRule, keepRuleAndChains, aliasesAmongContacts

    var hasChains: Bool { self != .plain && self != .keepRule }
    var hasKeepRule: Bool { self == .keepRule || self == .keepRuleAndChains }
    var testDescription: String { rawValue }
  }

  /// Exports, profiles and pipeline of a way; many contacts have several rows.
  private func prepare(_ way: Way, in folder: String) throws {
    var random = Dice(seed: Self.seed)
    var rows = ["contact_id,started_at,chain_id,customer_id,agent_id,call_type,resolved,updated_at"]
    var responses = ["response_id,instrument,item,value,contact_id,rater_id"]
    for number in 0..<1500 {
      let day = 1 + random.below(28)
      let chain = way.hasChains && random.chance(30) ? "s\(random.below(200))" : ""
      for _ in 0...random.below(3) {
        let cells = [
          "c\(number)", "2026-02-\(day < 10 ? "0" : "")\(day)T1\(random.below(10)):00:00Z", chain,
          random.pick(["", "k\(random.below(200))", "k\(random.below(200))"]), "a\(random.below(20))",
          random.pick(["billing", "card", ""]), random.pick(["true", "false", ""]),
          "2026-03-0\(1 + random.below(9))T00:00:00Z",
        ]
        rows.append(cells.joined(separator: ","))
      }
      for item in ["resolved", "contacts_to_resolve"] where random.chance(50) {
        responses.append(
          "r\(number),voc,\(item),\(1 + random.below(2) - (item == "resolved" ? 1 : 0)),"
            + "c\(random.below(number + 1)),\(random.pick(["", "p\(random.below(50))"]))")
      }
    }
    let header = rows.removeFirst()
    rows.shuffle(using: &random)
    let fields = header.split(separator: ",").filter { way.hasChains || $0 != "chain_id" }
      .map { "  \($0): \($0)\n" }.joined()
    let keep = way.hasKeepRule ? "keep: {key: [contact_id, agent_id], latest: updated_at}\n" : ""
    let profiles = way == .aliasesAmongContacts ? "[contacts.yaml, aliases.yaml]" : "[contacts.yaml]"
    for (name, text) in [
      ("contacts.csv", ([header] + rows).joined(separator: "\n") + "\n"),
      ("responses.csv", responses.joined(separator: "\n") + "\n"),
      ("contacts.yaml", "profile: 1\nname: contacts\ntable: contacts\nfields:\n\(fields)\(keep)"),
      (
        "aliases.yaml",
        "profile: 1\nname: aliases\ntable: aliases\nfields:\n  kind: {const: person}\n  source: {const: acd}\n"
          + "  alias: agent_id\n  id: call_type\n"
      ),
      (
        "pipeline.yaml",
        """
        version: 1
        inputs:
          - {source: acd, files: [contacts.csv], profiles: \(profiles), covers: {from: 2026-02-02, to: 2026-03-01}}
          - {table: responses, source: survey, files: [responses.csv]}
        analyses: [fcr]
        limits: {max_reject_rate: 1}
        privacy: {min_people: 1}
        """
      ),
    ] {
      try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
    }
  }

  /// What a run publishes, but its manifest.
  private func results(memory: Int, jobs: Int, chunkBytes: Int, in folder: String, _ spills: String)
    throws -> [String: Data]
  {
    let plan = try decodePipeline(
      path: "\(folder)/pipeline.yaml", overrides: PipelineOverrides(outputDirectory: "\(folder)/out"),
      zoneExists: ZoneInfo.exists)
    var options = NightlyRun.Options(jobs: jobs, chunkBytes: chunkBytes, isForced: true)
    options.memoryBytes = memory
    options.temporaryFolder = spills
    let log = RunLog(detail: .quiet, isJSON: false, showsProgress: false)
    let published = try NightlyRun(plan, options: options, log: log, stop: StopRequest()).publish()
    var results: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: published) where name != "manifest.json" {
      results[name] = FileManager.default.contents(atPath: "\(published)/\(name)")
    }
    return results
  }

  @Test(arguments: Way.allCases)
  func `the least memory changes no byte`(way: Way) throws {
    let (folder, spills) = (try TemporaryFolder(), try TemporaryFolder())
    try prepare(way, in: folder.path)
    let plain = try results(memory: 1 << 30, jobs: 1, chunkBytes: 1 << 20, in: folder.path, "/nowhere")
    let fcr = String(decoding: plain["tables/fcr.csv"] ?? Data(), as: UTF8.self)
    #expect(fcr.contains("window_fcr,7,any,all,all,all,") && fcr.contains("voc_fcr,,,all,all,all,"))
    let least = try results(memory: 20_000, jobs: 4, chunkBytes: 5000, in: folder.path, spills.path)
    #expect(plain.keys.filter { least[$0] != plain[$0] } == [] && least.count == plain.count)
    #expect(spills.names.isEmpty)
    // It could not do without the file.
    let failure = #expect(throws: StageFailure.self) {
      _ = try results(memory: 20_000, jobs: 2, chunkBytes: 5000, in: folder.path, "/nowhere")
    }
    #expect(failure?.status == .cannotCreate)
  }
}
