import Canonical
import Tables
import Testing

@testable import Score

@Suite struct CoachSurveysTests {
  private var vocabulary = CodeBook()

  private static let start = CivilDate(days: 20_000)

  /// Ana and Bob under Sue, from day 0 on; Sue under Max.
  private mutating func surveys(_ rows: [[String: String]]) -> CoachSurveys {
    var number = 0
    let table = CanonicalSheet.table(
      .responses,
      rows.map { row in
        number += 1
        let known = String(Int(Self.start.days + 10) * 86_400)
        return ["response_id": "r\(number)", "instrument": "pulse", "item": "helps", "answered_at": known]
          .merging(row) { $1 }
      }, &vocabulary)
    let (ana, bob, sue, max) = (
      vocabulary.code(of: "ana"), vocabulary.code(of: "bob"), vocabulary.code(of: "sue"),
      vocabulary.code(of: "max")
    )
    func history(_ person: UInt32, under lead: UInt32) -> CoachedHistory {
      CoachedHistory(
        person: person,
        stretches: [
          CoachedHistory.Stretch(
            EmploymentHistory.Stretch(
              first: Self.start, last: CivilDate(days: Self.start.days + 1000),
              groups: [0, 0, 0, lead, 0, 0, 0, 0]))
        ])
    }
    return CoachSurveys(
      CoachSurveys.Ground(
        responses: table,
        histories: [
          history(ana, under: sue), history(bob, under: sue), history(sue, under: max),
          history(max, under: 0),
        ],
        perceivedItem: "coaching_minutes", last: CivilDate(days: Self.start.days + 900), zone: .utc),
      vocabulary: vocabulary)
  }

  private func told(_ surveys: CoachSurveys) -> [String] {
    surveys.answers.map {
      "\($0.source.rawValue) \(vocabulary.text(of: $0.coach)) \($0.share)"
    }
  }

  private let five = ["scale_min": "1", "scale_max": "5"]

  @Test mutating func `a pulse is about its subject, else about whoever led the rater that day`() {
    let found = surveys([
      ["subject_id": "max", "rater_id": "ana", "value": "5"].merging(five) { $1 },
      ["rater_id": "bob", "value": "2"].merging(five) { $1 },
      ["rater_id": "nobody", "value": "2"].merging(five) { $1 },
      ["rater_id": "max", "value": "2"].merging(five) { $1 },
    ])
    #expect(told(found) == ["pulse max 1.0", "pulse sue 0.25"])
    #expect(found.warnings.sorted.isEmpty)
  }

  @Test mutating func `who rates themselves in a review assesses themselves`() {
    let found = surveys([
      ["instrument": "self", "rater_id": "sue", "value": "4"].merging(five) { $1 },
      ["instrument": "review360", "subject_id": "sue", "rater_id": "sue", "value": "3"].merging(five) { $1 },
      ["instrument": "review360", "subject_id": "sue", "rater_group": "self", "value": "2"].merging(five) {
        $1
      },
      [
        "instrument": "review360", "subject_id": "sue", "rater_id": "max", "rater_group": "manager",
        "value": "1",
      ]
      .merging(five) { $1 },
    ])
    #expect(
      told(found).sorted() == ["review360 sue 0.0", "self sue 0.25", "self sue 0.5", "self sue 0.75"])
    #expect(found.answers.last?.raterGroup != 0)
  }

  @Test mutating func `an answer on another scale than its item's, or outside it, is counted as not given`() {
    let found = surveys([
      ["subject_id": "sue", "value": "5"].merging(five) { $1 },
      ["subject_id": "sue", "value": "3"].merging(five) { $1 },
      ["subject_id": "sue", "value": "4"],
      ["subject_id": "sue", "value": "9", "scale_min": "0", "scale_max": "10"],
      ["subject_id": "sue", "value": "6"].merging(five) { $1 }, ["subject_id": "sue", "value": "6"],
      // Nobody knows the scale of this item, and another item has its own.
      ["subject_id": "sue", "item": "cares", "value": "3"],
      ["subject_id": "sue", "item": "knows", "value": "7", "scale_min": "0", "scale_max": "10"],
    ])
    #expect(told(found) == ["pulse sue 1.0", "pulse sue 0.5", "pulse sue 0.75", "pulse sue 0.7"])
    #expect(
      found.warnings.sorted.map { "\($0.key.code.rawValue) \($0.key.subject) \($0.count)" } == [
        "other_scale pulse.cares 1", "other_scale pulse.helps 3",
      ])
  }

  @Test mutating func `remembered minutes are of the rater, quality of the subject by day`() {
    let found = surveys([
      ["item": "coaching_minutes", "rater_id": "ana", "value": "45.5"],
      ["item": "coaching_minutes", "subject_id": "bob", "value": "0"],
      ["item": "coaching_minutes", "rater_id": "ana", "value": "99999"],
      ["item": "coaching_minutes", "value": "10"],
      [
        "instrument": "qa", "item": "score", "subject_id": "ana", "value": "80", "scale_min": "0",
        "scale_max": "100",
      ],
      ["instrument": "project_end", "item": "score", "subject_id": "ana", "value": "1"],
    ])
    #expect(
      found.perceived.map { "\(vocabulary.text(of: $0.person)) \($0.seconds)" } == ["ana 2730", "bob 0"])
    #expect(found.quality.map(\.millionths) == [800_000] && found.quality[0].first == found.quality[0].last)
    #expect(found.warnings.sorted.map { "\($0.key.subject) \($0.count)" } == ["pulse.minutes 1"])
    #expect(found.answers.isEmpty)
  }

  @Test mutating func `answers after the last day that is known do not count`() {
    let late = String(Int(Self.start.days + 901) * 86_400)
    let found = surveys([
      ["subject_id": "sue", "value": "5", "answered_at": late].merging(five) { $1 },
      ["subject_id": "sue", "value": "5", "answered_at": "", "asked_at": late].merging(five) { $1 },
      ["subject_id": "sue", "value": "1", "answered_at": ""].merging(five) { $1 },
    ])
    #expect(told(found) == ["pulse sue 0.0"])
  }
}
