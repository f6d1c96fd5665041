import Canonical
import Tables

/// Finds which contact each response is about: the one of its own source, else the only one of that id.
package struct SurveyJoin: Sendable {
  /// What was said about contacts inside the coverage.
  package private(set) var answers: [PlacedAnswer] = []
  /// Responses that are about no such contact, by reason.
  package private(set) var excluded: [(reason: String, response: VocResponse)] = []

  /// Joins responses to the contacts that they may be about.
  /// - Parameters:
  ///   - matches: all rows of any contact that one of the responses names, in any order.
  ///   - stated: the horizon of knowledge where it is stated: rows changed later lose to others.
  ///   - isInside: whether a start in milliseconds is inside the coverage.
  package init(
    _ responses: [VocResponse], _ matches: [ContactMatch], stated: Instant?, isInside: (Int64) -> Bool
  ) {
    let losers = Set(
      DuplicateRows.superseded(matches, key: { $0.contact.combined(with: UInt64($0.source) + 1) }) {
        DuplicateRows.Rank(updated: $0.updated, place: $0.place, asOf: stated)
      })
    var numbers = PlaceTable(capacity: responses.count)
    // By number of the contact's id: where its first row stands, then by row where the next one does.
    var firsts: [Int] = []
    var nexts = Array(repeating: -1, count: matches.count)
    for (place, match) in matches.enumerated() where !losers.contains(place) {
      let number = numbers.number(of: match.contact)
      if number == firsts.count {
        firsts.append(place)
      } else {
        nexts[place] = firsts[number]
        firsts[number] = place
      }
    }
    func found(_ contact: Fingerprint) -> [ContactMatch] {
      var found: [ContactMatch] = []
      var place = numbers.existingNumber(of: contact).map { firsts[$0] } ?? -1
      while place >= 0 {
        found.append(matches[place])
        place = nexts[place]
      }
      return found
    }
    for response in responses {
      let found = found(response.contact)
      let own = found.first { $0.source == response.source }
      guard let match = own ?? (found.count == 1 ? found[0] : nil) else {
        excluded.append((found.isEmpty ? "unknown_contact" : "ambiguous_contact", response))
        continue
      }
      if isInside(match.start) {
        answers.append(PlacedAnswer(response, about: match))
      } else {
        excluded.append(("outside_coverage", response))
      }
    }
  }
}
