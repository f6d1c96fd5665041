import Canonical
import Tables

/// What surveys say of coaches and coaching: pulse, self-assessment, 360° review, remembered minutes, and quality.
///
/// - An answer of a pulse survey is about its subject; without one about whoever was the rater's supervisor on that
///   day. One of self-assessment is about its subject, else its rater. In a 360° review who rates themselves
///   assesses themselves.
/// - An answer on another scale than its item's counts as not given.
/// - The item of remembered minutes is a number of minutes, whatever scale it has.
package struct CoachSurveys: Sendable {
  /// What is known of people and days.
  package struct Ground {
    /// Responses of other instruments than voc.
    package var responses: SmallTable
    /// Everybody's days.
    package var histories: [CoachedHistory]
    /// The item that asks for remembered minutes.
    package var perceivedItem: String
    /// The last day that is known.
    package var last: CivilDate
    /// Whose days count.
    package var zone: ZoneTable

    /// A ground of all parts.
    package init(
      responses: SmallTable, histories: [CoachedHistory], perceivedItem: String, last: CivilDate,
      zone: ZoneTable
    ) {
      (self.responses, self.histories, self.perceivedItem) = (responses, histories, perceivedItem)
      (self.last, self.zone) = (last, zone)
    }
  }

  /// What was said of coaches.
  package private(set) var answers: [CoachAnswer] = []
  /// Minutes that agents remember.
  package private(set) var perceived: [PerceivedMinutes] = []
  /// Quality scores of contacts, as shares of their scales, by day.
  package private(set) var quality: [PersonMetric] = []
  /// Answers that could not be read.
  package private(set) var warnings = WarningTally()

  /// What a settled table says.
  package init(_ ground: Ground, vocabulary: CodeBook) {
    let table = ground.responses
    let (items, subjects) = (table.codes("item"), table.codes("subject_id"))
    let (ids, raters, groups) = (
      table.keys("response_id"), table.keys("rater_id"), table.numbers("rater_group")
    )
    let (asked, answered) = (table.numbers("asked_at"), table.numbers("answered_at"))
    let instruments = table.numbers("instrument")
    let words = table.table.words("instrument").map { Instrument(rawValue: $0) }
    let ownGroup = table.table.words("rater_group").firstIndex(of: "self").map { Int64($0) }
    let scales = ItemScales(table)
    let people = People(ground.histories, vocabulary)
    var cursor = ZoneCursor(ground.zone)
    for row in items.indices {
      guard let instrument = words[Int(instruments[row])] else { continue }
      let known = answered[row] != CanonicalBatch.missing ? answered[row] : asked[row]
      let day = known == CanonicalBatch.missing ? nil : cursor.day(of: Instant(milliseconds: known))
      if let day, day > ground.last { continue }
      let rater = people.person(raters[row])
      let item = vocabulary.text(of: items[row])
      if instrument == .pulse, item == ground.perceivedItem {
        add(minutes: table.numbers("value")[row], of: rater ?? subjects[row], day)
        continue
      }
      let subject: UInt32 =
        switch instrument {
        case .pulse:
          subjects[row] != 0 ? subjects[row] : rater.flatMap { people.supervisor(of: $0, on: day) } ?? 0
        case .selfAssessment: subjects[row] != 0 ? subjects[row] : rater ?? 0
        case .review360, .qa: subjects[row]
        }
      guard subject != 0 else { continue }
      guard let share = scales.share(of: row) else {
        warnings.add(.otherScale, "\(instrument.rawValue).\(item)")
        continue
      }
      // Who rates without a name is somebody of their own.
      let name = raters[row].isMissing ? ids[row] : raters[row]
      let group = groups[row] == CanonicalBatch.missing ? 0 : groups[row] + 1
      let isOwn = rater == subject || (ownGroup.map { groups[row] == $0 } ?? false)
      switch instrument {
      case .qa:
        guard let day else { continue }
        quality.append(
          PersonMetric(
            person: subject, first: day, last: day, millionths: Int64((share * 1e6).rounded()), n: 1))
      case .pulse:
        answers.append(CoachAnswer(source: .pulse, coach: subject, rater: name, share: share))
      case .selfAssessment:
        answers.append(CoachAnswer(source: .selfAssessment, coach: subject, rater: name, share: share))
      case .review360:
        answers.append(
          CoachAnswer(
            source: isOwn ? .selfAssessment : .review360, coach: subject, rater: name, raterGroup: group,
            share: share))
      }
    }
  }

  /// Leaves the rows of a batch of responses that are of surveys which tell of coaching.
  package static func keepOwn(in batch: inout CanonicalBatch) {
    let isOwn = batch.table.words("instrument").map { Instrument(rawValue: $0) != nil }
    let instruments = batch.numbers[batch.slots[batch.table.place(of: "instrument")]]
    batch.keepRows { isOwn[Int(instruments[$0])] }
  }

  /// Surveys that tell of coaching; raw values are those of the table.
  private enum Instrument: String {
    case pulse
    case selfAssessment = "self"
    case review360, qa
  }

  /// Adds minutes in millionths, as numbers are kept, where it is known who remembers them and when.
  private mutating func add(minutes: Int64, of person: UInt32, _ day: CivilDate?) {
    guard person != 0, let day else { return }
    guard minutes >= 0, minutes <= CoachSurveys.mostMinutes else {
      warnings.add(.otherScale, "pulse.minutes")
      return
    }
    perceived.append(
      PerceivedMinutes(person: person, day: day, seconds: (minutes * 60 + 500_000) / 1_000_000))
  }

  /// More minutes than 28 days have, in millionths.
  private static let mostMinutes: Int64 = 28 * 1440 * 1_000_000

  /// People by the fingerprints of their ids.
  private struct People {
    private var codes: [Fingerprint: UInt32] = [:]
    private var histories: [UInt32: CoachedHistory] = [:]
    private let supervisor = EmploymentHistory.place(of: .supervisor)

    init(_ histories: [CoachedHistory], _ vocabulary: CodeBook) {
      for history in histories {
        codes[Fingerprint(vocabulary.text(of: history.person))] = history.person
        self.histories[history.person] = history
      }
    }

    /// Whose id it is; nil for one that nobody has.
    func person(_ id: Fingerprint) -> UInt32? { id.isMissing ? nil : codes[id] }

    /// Who leads somebody on a day; nil where nobody does.
    func supervisor(of person: UInt32, on day: CivilDate?) -> UInt32? {
      guard let day, let groups = histories[person]?.stretch(on: day)?.days.groups else { return nil }
      return groups[supervisor] == 0 ? nil : groups[supervisor]
    }
  }
}
