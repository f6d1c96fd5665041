import Canonical
import Tables

/// Which contact each response is about: the one of its own source, else the only one of that id.
package struct ContactAnswers: Sendable {
  private var places: [Fingerprint: [Int]] = [:]
  private let responses: [VocResponses.Response]
  private let starts: [Fingerprint: Int64]
  /// Numbers of people: of raters and customers by their ids, of others by their responses.
  private var people: [Fingerprint: UInt32] = [:]
  /// Customers of contacts.
  private let customers: [Fingerprint: Fingerprint]
  /// Responses that are about no contact, by reason.
  package private(set) var excluded: [String: [Int]] = [:]

  /// No response.
  package init() {
    responses = []
    starts = [:]
    customers = [:]
  }

  /// Ids under which the contacts of some responses may be known.
  /// - Parameter sources: places of the sources of contacts.
  package static func candidates(of table: SmallTable, sources: [UInt16]) -> Set<Fingerprint> {
    var candidates: Set<Fingerprint> = []
    for contact in table.keys("contact_id") where !contact.isMissing {
      for source in sources { candidates.insert(contact.combined(with: UInt64(source) + 1)) }
    }
    return candidates
  }

  /// Finds the contact of each response.
  /// - Parameters:
  ///   - sources: places of the sources of contacts.
  ///   - starts: when each candidate that is a contact inside the coverage started, in milliseconds.
  ///   - customers: who those contacts are of; missing for nobody.
  ///   - outside: candidates that are contacts outside the coverage.
  package init(
    _ responses: VocResponses, sources: [UInt16], starts: [Fingerprint: Int64],
    customers: [Fingerprint: Fingerprint] = [:], outside: Set<Fingerprint> = []
  ) {
    self.responses = responses.responses
    self.starts = starts
    self.customers = customers
    for response in responses.responses where !response.rater.isMissing { number(response.rater) }
    for customer in customers.values.sorted(by: { ($0.high, $0.low) < ($1.high, $1.low) })
    where !customer.isMissing { number(customer) }
    for (place, response) in responses.responses.enumerated() {
      let found = sources.filter {
        starts[response.contact(in: $0)] != nil || outside.contains(response.contact(in: $0))
      }
      let source = found.contains(response.source) ? response.source : found.first
      if response.contact.isMissing {
        excluded["no_contact_id", default: []].append(place)
      } else if response.isTorn {
        excluded["two_contacts", default: []].append(place)
      } else if let source, found.count == 1 || source == response.source {
        let contact = response.contact(in: source)
        if starts[contact] == nil {
          excluded["outside_coverage", default: []].append(place)
        } else {
          places[contact, default: []].append(place)
        }
      } else {
        excluded[found.isEmpty ? "unknown_contact" : "ambiguous_contact", default: []].append(place)
      }
    }
  }

  /// What is odd about the responses that count.
  /// - Parameter unqualified: responses about conversations that do not qualify.
  package func warnings(without unqualified: [Int]) -> WarningTally {
    var warnings = WarningTally()
    let dropped = Set(unqualified)
    for (contact, all) in places {
      let counted = all.filter { !dropped.contains($0) }
      if counted.count > 1 { warnings.add(.severalResponses) }
      for place in counted {
        let response = responses[place]
        warnings.merge(response.oddities)
        if response.known != CanonicalBatch.missing, response.known < starts[contact] ?? .min {
          warnings.add(.answeredEarly)
        }
      }
    }
    return warnings
  }

  /// Whether nobody said anything.
  var isEmpty: Bool { places.isEmpty }

  /// Places of the responses about a contact.
  func responses(about contact: Fingerprint) -> [Int] { places[contact] ?? [] }

  /// What a response about a contact says.
  ///
  /// Who answered is its rater, else the contact's customer where that is a person, else somebody of
  /// its own.
  func answer(_ place: Int, about contact: Fingerprint, isIdentified: Bool) -> SurveyAnswer {
    let response = responses[place]
    let customer = isIdentified ? customers[contact] ?? .missing : .missing
    let known = people[response.rater.isMissing ? customer : response.rater]
    return SurveyAnswer(
      respondent: known ?? UInt32(people.count + place), isResolved: response.isResolved,
      tookOneContact: response.tookOneContact)
  }

  private mutating func number(_ person: Fingerprint) {
    if people[person] == nil { people[person] = UInt32(people.count) }
  }
}

extension VocResponses.Response {
  /// The fingerprint that its contact has in a source.
  fileprivate func contact(in source: UInt16) -> Fingerprint {
    contact.combined(with: UInt64(source) + 1)
  }
}
