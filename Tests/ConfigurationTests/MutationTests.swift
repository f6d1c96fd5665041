import Dice
import Tables
import Testing

@testable import Configuration

@Suite struct MutationTests {
  private let pipelineText = """
    version: 1
    name: nightly
    as_of: 2026-10-31
    inputs:
      - {table: contacts, source: acd, files: ["a-*.csv"], profile: q, covers: {from: 2026-08-01}}
      - table: people
        files: people.csv
    analyses: [fcr, turnover]
    parameters: {fcr: {windows_days: [1, 7], headline_days: 7, group_by: [all, team]}}
    call_types: {fraud_case: {resolvable_first: false}}
    privacy: {key_file: keys/p.key, min_people: 5}
    limits: {max_reject_rate: 0.01}
    """

  private let profileText = """
    profile: 1
    table: contacts
    input: {delimiter: ";", header_rows: 1}
    "null": ["", "[None]"]
    where: [{column: "CALL TYPE", in: [Inbound, Outbound], reason: not_a_call}]
    fields:
      contact_id: {concat: [SITE, ID], sep: "-"}
      started_at: {date: {from: DAY, formats: d.M.yy}, time: {from: CLOCK, formats: H:mm}}
      direction: {from: "CALL TYPE", map: {Inbound: inbound, otherwise: outbound}}
      customer_id: {when: [{column: T, equals: I, from: ANI}], otherwise: {from: DNIS}}
      handle_s: {from: HANDLE, duration: "H:mm:ss"}
    keep: {key: contact_id, latest: started_at}
    """

  @Test func `500 damaged pipelines and profiles are read or refused, never a crash`() throws {
    let seed: UInt64 = 20_261_031
    var random = Dice(seed: seed)
    let inserted = Array("&*!|>'\"{}[]:,-#?%@`\n\t \\~<a0".utf8) + [0x00, 0x80, 0xc3, 0xff]
    let folder = try Folder(["q.yaml": profileText, "p.yaml": pipelineText, "profiles/q.yaml": profileText])
    _ = try folder.plan()
    _ = try folder.profile("q.yaml")
    var read = 0
    for number in 0..<500 {
      let isPipeline = number.isMultiple(of: 2)
      var bytes = Array((isPipeline ? pipelineText : profileText).utf8)
      for _ in 0..<Int.random(in: 1...2, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes.remove(at: place)
        case 1: bytes.insert(inserted[Int.random(in: inserted.indices, using: &random)], at: place)
        default:
          let end = min(bytes.count, place + Int.random(in: 1...6, using: &random))
          bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0..<bytes.count, using: &random))
        }
      }
      let name = isPipeline ? "p.yaml" : "q.yaml"
      try folder.write(name, bytes)
      do throws(StageFailure) {
        if isPipeline { _ = try folder.plan() } else { _ = try folder.profile("q.yaml") }
        read += 1
      } catch {
        #expect(error.status == .configuration, "seed \(seed), case \(number)")
        #expect(!error.problems.isEmpty, "seed \(seed), case \(number)")
        for problem in error.problems {
          let place = problem.dropFirst(folder.path.count + name.count + 2).prefix { $0 != " " }
          #expect(
            problem.hasPrefix(folder.path) && place.split(separator: ":").count == 2
              && !problem.contains("\n"),
            "seed \(seed), case \(number): \(problem)")
        }
      }
    }
    // Both kinds of outcome occur, or the damage is too small or too large to tell anything.
    #expect((25...475).contains(read), "\(read) of 500 were read")
  }
}
