import Canonical
import Foundation
import Tables
import Testing

@testable import Configuration

@Suite struct WeightBandFileTests {
  private static let shipped = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("pipelines/thresholds.yaml").path

  /// A file with these lines of bands, from line 3 on.
  private func text(_ lines: String...) -> String {
    (["version: 1", "bands:"] + lines.map { "  - {\($0)}" }).joined(separator: "\n") + "\n"
  }

  private func bands(_ text: String) throws -> [RoleType: [WeightBand]] {
    let folder = try Folder(["t.yaml": text])
    return try decodeBands(path: "\(folder.path)/t.yaml")
  }

  private func problems(_ text: String) throws -> [String] {
    let folder = try Folder(["t.yaml": text])
    do throws(StageFailure) {
      _ = try decodeBands(path: "\(folder.path)/t.yaml")
      return []
    } catch {
      return error.problems.map { $0.replacingOccurrences(of: folder.path + "/", with: "") }
    }
  }

  /// A band without the words of its source.
  private struct Bounds: Equatable {
    var subject: WeightBand.Subject
    var minimum: Double?
    var maximum: Double?

    init(_ band: WeightBand) {
      (subject, minimum, maximum) = (band.subject, band.minimum, band.maximum)
    }
  }

  @Test func `bands are those of their kind of work, in the order of the file`() throws {
    let found = try bands(
      text(
        "role_type: supervisor, weight_of: coaching, from: 0.1, source: ours",
        "role_type: sales, weight_of: jobs_completed, to: 0, source: 'theirs, too'",
        "role_type: supervisor, weight_of: people, from: 0.3, to: 0.6, source: ours"))
    let expected: [RoleType: [WeightBand]] = [
      .supervisor: [
        WeightBand(.coaching, from: 0.1, source: "ours"),
        WeightBand(.metricClass(.people), from: 0.3, to: 0.6, source: "ours"),
      ],
      .sales: [WeightBand(.jobsCompleted, to: 0, source: "theirs, too")],
    ]
    #expect(found == expected)
  }

  @Test func `the file of the project has the bands of the defaults, each with a source`() throws {
    let found = try decodeBands(path: Self.shipped)
    let defaults = AlignmentParameters().bands
    for type in RoleType.allCases {
      let (own, expected) = (found[type] ?? [], defaults[type] ?? [])
      #expect(!expected.isEmpty && own.map(Bounds.init) == expected.map(Bounds.init), "\(type)")
      #expect(own.allSatisfy { $0.source.count > 20 }, "\(type)")
    }
  }

  @Test func `every metric class and both other subjects can be weighed`() throws {
    for subject in MetricClass.allCases.map(\.rawValue) + ["jobs_completed", "coaching"] {
      let found = try bands(text("role_type: sales, weight_of: \(subject), to: 0.5, source: ours"))
      #expect(found[.sales]?.map(\.subject.name) == [subject])
    }
  }

  @Test(arguments: [
    (
      "role_type: salez, weight_of: outcome, from: 0.5, source: ours",
      "17: role_type 'salez' is unknown, expected one of customer_facing, back_office, sales, supervisor, "
        + "gig_customer_facing, gig_back_office; did you mean 'sales'?"
    ),
    ("weight_of: outcome, from: 0.6, source: ours", "5: key 'role_type' is missing; name a kind of work"),
    (
      "role_type: sales, weight_of: outcom, from: 0.5, source: ours",
      "35: weight_of 'outcom' is unknown, expected one of outcome, quality, efficiency, compliance, people, "
        + "jobs_completed, coaching; did you mean 'outcome'?"
    ),
    ("role_type: sales, weight_of: outcome, source: ours", "5: a band needs from, to or both"),
    (
      "role_type: sales, weight_of: outcome, from: 0.5",
      "5: key 'source' is missing; say in a sentence where it comes from"
    ),
    (
      "role_type: sales, weight_of: outcome, from: 0.5, source: ''",
      "63: source is empty, expected a text"
    ),
    (
      "role_type: sales, weight_of: outcome, from: 40, source: ours",
      "50: from '40' is refused, expected a number from 0 to 1"
    ),
    (
      "role_type: sales, weight_of: outcome, from: -0.1, source: ours",
      "50: from '-0.1' is refused, expected a number from 0 to 1"
    ),
    ("role_type: sales, weight_of: outcome, from: 0.6, to: 0.5, source: ours", "5: from is above to"),
  ])
  func `a band that is wrong is refused in its place`(_ line: String, _ problem: String) throws {
    #expect(try problems(text(line)) == ["t.yaml:3:" + problem])
  }

  @Test func `two bands of one kind of work for the same metrics are refused`() throws {
    let line = "role_type: sales, weight_of: outcome, to: 0.9, source: ours"
    #expect(try problems(text(line, line)) == ["t.yaml:4:5: sales has two bands for outcome"])
    // The same metrics of another kind of work are another band.
    let other = line.replacingOccurrences(of: "sales", with: "back_office")
    #expect(try problems(text(line, other)) == [])
  }

  @Test(arguments: [
    ("bands: [a]", "t.yaml:1:1: key 'version' is missing; write 'version: 1'"),
    ("version: 2\nbands: []", "t.yaml:1:10: version '2' is refused, expected 1"),
    ("version: 1", "t.yaml:1:1: key 'bands' is missing; list the bands of each kind of work"),
    ("version: 1\nbands: []", "t.yaml:2:8: bands is empty, expected at least one value"),
    ("version: 1\nbands: {}", "t.yaml:2:8: bands is a mapping, expected a list"),
    ("version: 1\nbands:\n  - sales", "t.yaml:3:5: bands is a text, expected a mapping of keys"),
  ])
  func `a file that is no file of thresholds is refused`(_ text: String, _ problem: String) throws {
    #expect(try problems(text).contains(problem))
  }

  @Test func `a file that is not there is missing input`() throws {
    let folder = try Folder()
    do throws(StageFailure) {
      _ = try decodeBands(path: "\(folder.path)/none.yaml")
      Issue.record("taken")
    } catch { #expect(error.status == .inputMissing) }
  }
}
