import Canonical
import Tables

extension SurveyRow {
  /// The rows of a batch of responses, in its order.
  /// - Parameter first: place among all rows of the run of the first byte of the batch's chunk.
  package static func rows(
    of batch: CanonicalBatch, source: UInt16, first: UInt64, keep: KeepRule?
  ) -> [SurveyRow] {
    let table = batch.table
    func keys(_ name: String) -> [Fingerprint] { batch.keys[batch.slots[table.place(of: name)]] }
    func numbers(_ name: String) -> [Int64] { batch.numbers[batch.slots[table.place(of: name)]] }
    let (responses, contacts, raters) = (keys("response_id"), keys("contact_id"), keys("rater_id"))
    let (asked, answered, updated) = (numbers("asked_at"), numbers("answered_at"), numbers("updated_at"))
    let instruments = numbers("instrument")
    let itemSlot = batch.slots[table.place(of: "item")]
    let items = batch.codes[itemSlot]
    let names = (0...batch.books[itemSlot].count).map { code -> Item in
      switch batch.books[itemSlot].text(of: UInt32(code)) {
      case VocResponses.resolved: .resolved
      case VocResponses.contactsToResolve: .contacts
      case VocResponses.csat: .csat
      case VocResponses.ces: .ces
      default: .other
      }
    }
    let scale = AnswerScale(batch)
    let prints = batch.prints(of: table.key, seed: UInt64(source) + 1)
    let keepValues = keep.map { batch.milliseconds($0.latest) }
    let seed = UInt64(source) + 1
    return (0..<batch.count).map { row in
      let item = names[Int(items[row])]
      let answer: Int64? =
        switch item {
        case .resolved: scale.truth(row).map { $0 ? 1 : 0 }
        case .contacts: scale.count(row).map { min($0, mostContacts) }
        case .csat, .ces: scale.share(row)
        case .other: nil
        }
      return SurveyRow(
        response: responses[row].combined(with: seed), key: prints[row], contact: contacts[row],
        rater: raters[row],
        known: answered[row] != CanonicalBatch.missing ? answered[row] : asked[row],
        updated: updated[row],
        keepKey: batch.keepKeys.isEmpty || batch.keepKeys[row].isMissing
          ? .missing : batch.keepKeys[row].combined(with: seed),
        keepValue: keepValues?[row] ?? 0,
        place: batch.places.isEmpty ? first + UInt64(batch.offsets[row]) : batch.places[row], source: source,
        isVoc: instruments[row] == voc, item: item, answer: answer)
    }
  }

  /// Place of the instrument among its words.
  private static let voc: Int64 = 0
}

/// Reads answers on the scale that an item must have: on another one a number means something else.
private struct AnswerScale {
  private let values: [Int64]
  private let lowest: [Int64]
  private let highest: [Int64]
  /// One, as numbers are kept.
  private static let one: Int64 = 1_000_000

  init(_ batch: CanonicalBatch) {
    func numbers(_ name: String) -> [Int64] { batch.numbers[batch.slots[batch.table.place(of: name)]] }
    (values, lowest, highest) = (numbers("value"), numbers("scale_min"), numbers("scale_max"))
  }

  /// 1 or 0 on a scale of 0 to 1.
  func truth(_ row: Int) -> Bool? {
    guard [CanonicalBatch.missing, 0].contains(lowest[row]),
      [CanonicalBatch.missing, AnswerScale.one].contains(highest[row])
    else { return nil }
    return values[row] == AnswerScale.one ? true : values[row] == 0 ? false : nil
  }

  /// Ten-thousandths of the way from the lowest answer to the highest; nil without a scale, or beside it.
  func share(_ row: Int) -> Int64? {
    let (low, high, value) = (lowest[row], highest[row], values[row])
    guard low != CanonicalBatch.missing, high != CanonicalBatch.missing, low < high,
      (low...high).contains(value)
    else { return nil }
    let (span, way) = (Int128(high) - Int128(low), Int128(value) - Int128(low))
    return Int64((way * Int128(2 * SurveyAnswer.wholeScale) + span) / (2 * span))
  }

  /// A whole number from 1 on.
  func count(_ row: Int) -> Int64? {
    guard [CanonicalBatch.missing, AnswerScale.one].contains(lowest[row]),
      values[row] >= AnswerScale.one, values[row] % AnswerScale.one == 0
    else { return nil }
    return values[row] / AnswerScale.one
  }
}
