import Canonical
import Tables

/// Which contact each response is about: the one of its own source, else the only one of that id.
package struct ContactAnswers: Sendable {
  private var places: [Fingerprint: [Int]] = [:]
  private let responses: [VocResponses.Response]
  /// Responses that are about no contact, by reason.
  package private(set) var excluded: [String: [Int]] = [:]
  /// What is odd about those that are about one.
  package private(set) var warnings = WarningTally()

  /// No response.
  package init() { responses = [] }

  /// Ids under which the contacts of some responses may be known.
  /// - Parameter sources: places of the sources of contacts.
  package static func candidates(_ responses: VocResponses, sources: [UInt16]) -> Set<Fingerprint> {
    var candidates: Set<Fingerprint> = []
    for response in responses.responses where !response.contact.isMissing {
      for source in sources { candidates.insert(response.contact(in: source)) }
    }
    return candidates
  }

  /// - Parameters:
  ///   - sources: places of the sources of contacts.
  ///   - starts: when each candidate that is a contact of the run started, in milliseconds.
  package init(_ responses: VocResponses, sources: [UInt16], starts: [Fingerprint: Int64]) {
    self.responses = responses.responses
    for (place, response) in responses.responses.enumerated() {
      let found = sources.filter { starts[response.contact(in: $0)] != nil }
      let source = found.contains(response.source) ? response.source : found.first
      if response.contact.isMissing {
        excluded["no_contact_id", default: []].append(place)
      } else if response.isTorn {
        excluded["two_contacts", default: []].append(place)
      } else if let source, found.count == 1 || source == response.source {
        let contact = response.contact(in: source)
        places[contact, default: []].append(place)
        if response.known != CanonicalBatch.missing, response.known < starts[contact] ?? .min {
          warnings.add(.answeredEarly)
        }
      } else {
        excluded[found.isEmpty ? "unknown_contact" : "ambiguous_contact", default: []].append(place)
      }
    }
    warnings.add(.severalResponses, count: places.values.count { $0.count > 1 })
  }

  /// Whether nobody said anything.
  var isEmpty: Bool { places.isEmpty }

  /// Places of the responses about a contact.
  func responses(about contact: Fingerprint) -> [Int] { places[contact] ?? [] }

  /// What a response says.
  func answer(_ place: Int) -> SurveyAnswer {
    let response = responses[place]
    return SurveyAnswer(
      respondent: response.respondent, isResolved: response.isResolved,
      tookOneContact: response.tookOneContact)
  }
}

extension VocResponses.Response {
  /// The fingerprint that its contact has in a source.
  fileprivate func contact(in source: UInt16) -> Fingerprint {
    contact.combined(with: UInt64(source) + 1)
  }
}
