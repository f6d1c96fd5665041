import Aggregate
import Canonical
import Score
import Tables

/// The first of the contacts that a number of `window_fcr` counts, as they are found; several workers may add to it.
final class ContactListing: Sendable {
  /// Which contacts are wanted.
  struct Wanted: Sendable {
    /// By what they are grouped, and the group's code.
    var grouping: Grouping
    var group: UInt32
    /// The month of their start; nil for all.
    var month: Month?
    /// What makes two contacts the same matter.
    var match: Match
    /// How many are listed, the earliest first.
    var most: Int
  }

  /// One contact, and the one that returned to it, where it was repeated.
  struct Contact: Sendable {
    /// When it started, in milliseconds, and where its first leg was read.
    var start: Int64
    var place: UInt64
    /// When the return started, and where it was read.
    var back: (start: Int64, place: UInt64)?

    fileprivate static func precedes(_ one: Contact, _ other: Contact) -> Bool {
      (one.start, one.place) < (other.start, other.place)
    }
  }

  private let wanted: Wanted
  private let firsts: SettledFirsts
  /// The bit of the match among those that may become the headline.
  private let bit: UInt8
  private let found = SharedValue<(contacts: [Contact], count: Int)>(([], 0))

  /// Nothing found yet; nil where the match may not become the headline.
  /// - Parameter parameters: those of the run, whose headline has the window of the number.
  init?(_ wanted: Wanted, _ parameters: FCRParameters, coverage: Coverage) {
    firsts = SettledFirsts(parameters, coverage: coverage)
    guard let place = firsts.matches.firstIndex(of: wanted.match) else { return nil }
    (self.wanted, bit) = (wanted, 1 << UInt8(place))
  }

  /// Adds the contacts of a piece whose origins are known.
  func take(_ piece: ScoredPiece) {
    var (contacts, start): ([Contact], Int) = ([], 0)
    for end in piece.customerEnds {
      for place in start..<end where fits(piece.conversations[place]) {
        let marks = firsts.marks(of: piece.conversations[place])
        guard marks.counts & bit != 0 else { continue }
        var contact = Contact(
          start: piece.conversations[place].start.milliseconds, place: piece.origins[place].place)
        if marks.repeats & bit != 0 {
          let back = piece.returnTo(place, before: end, under: wanted.match)
          contact.back = (piece.conversations[back].start.milliseconds, piece.origins[back].place)
        }
        contacts.append(contact)
      }
      start = end
    }
    if contacts.isEmpty { return }
    found.change { found in
      found.count += contacts.count
      found.contacts = Array(
        (found.contacts + contacts).sorted(by: Contact.precedes).prefix(wanted.most))
    }
  }

  /// The earliest contacts, and how many there are in all.
  var result: (contacts: [Contact], count: Int) { found.value }

  private func fits(_ conversation: ScoredConversation) -> Bool {
    if let month = wanted.month, conversation.month != month { return false }
    return wanted.grouping == .all || conversation.groups[wanted.grouping.place] == wanted.group
  }
}
