import Digest
import Foundation
import Tables
import Testing

@testable import Pipeline

@Suite struct KeyFileTests {
  private func file(_ bytes: [UInt8], mode: Int) throws -> String {
    let path = NSTemporaryDirectory() + "key-" + UUID().uuidString
    _ = FileManager.default.createFile(
      atPath: path, contents: Data(bytes), attributes: [.posixPermissions: mode])
    return path
  }

  @Test func `line ends at the end of a key are ignored`() throws {
    let key = Array(repeating: UInt8(ascii: "k"), count: 32)
    let paths = try [key, key + [0x0a], key + [0x0d, 0x0a]].map { try file($0, mode: 0o600) }
    defer { for path in paths { try? FileManager.default.removeItem(atPath: path) } }
    let pseudonyms = try paths.map { try KeyFile.pseudonym(at: $0).text(of: "P1", in: .person) }
    #expect(Set(pseudonyms).count == 1)
  }

  @Test func `a key that is short, open to others or missing is refused without showing it`() throws {
    let secret = Array("do-not-show-this-key-to-anybody-at-all".utf8)
    let short = try file(Array(secret.prefix(31)), mode: 0o600)
    let open = try file(secret, mode: 0o640)
    defer { for path in [short, open] { try? FileManager.default.removeItem(atPath: path) } }
    for (path, status) in [
      (short, StageFailure.Status.configuration), (open, .configuration),
      (short + "-missing", .inputMissing),
    ] {
      let failure = #expect(throws: StageFailure.self) { _ = try KeyFile.pseudonym(at: path) }
      #expect(failure?.status == status)
      #expect(failure?.problems.joined().contains("do-not-show") == false)
    }
  }

  @Test func `people and customers of one id have different pseudonyms, the same every time`() {
    let pseudonym = Pseudonym(key: Array(repeating: 7, count: 32))
    let person = pseudonym.text(of: "1", in: .person)
    #expect(person == Pseudonym(key: Array(repeating: 7, count: 32)).text(of: "1", in: .person))
    #expect(person.dropFirst(2) != pseudonym.text(of: "1", in: .customer).dropFirst(2))
    #expect(person.count == 34)
  }
}
