import Aggregate
import Canonical
import Score
import Tables

/// The first of the contacts that a number of first contact resolution counts, as they are found; several workers may add
/// to it.
final class ContactListing: Sendable {
  /// Which contacts are wanted.
  struct Wanted: Sendable {
    /// By what they are grouped, and the group's code.
    var grouping: Grouping
    var group: UInt32
    /// The month of their start; nil for all.
    var month: Month?
    /// The measure, with its window and match where it has them.
    var number: FCRNumber
    /// How many are listed, the earliest first.
    var most: Int
  }

  /// One contact that is counted, and the one that returned to it within the window.
  struct Contact: Sendable {
    /// When it started, in milliseconds, and where its first leg was read.
    var start: Int64
    var place: UInt64
    /// Whether it is in the numerator.
    var isHit: Bool
    /// When the return started, and where it was read.
    var back: (start: Int64, place: UInt64)?

    fileprivate static func precedes(_ one: Contact, _ other: Contact) -> Bool {
      (one.start, one.place) < (other.start, other.place)
    }
  }

  private let wanted: Wanted
  private let verdicts: ContactVerdicts
  private let found = SharedValue<(contacts: [Contact], count: Int)>(([], 0))

  /// Nothing found yet; nil where the number is not made of single contacts.
  init?(_ wanted: Wanted, coverage: Coverage) {
    guard let verdicts = ContactVerdicts(wanted.number, coverage: coverage) else { return nil }
    (self.wanted, self.verdicts) = (wanted, verdicts)
  }

  /// Adds the contacts of a piece whose origins are known.
  func take(_ piece: ScoredPiece) {
    var (contacts, start): ([Contact], Int) = ([], 0)
    for end in piece.customerEnds {
      for place in start..<end where fits(piece.conversations[place]) {
        let conversation = piece.conversations[place]
        for isHit in verdicts.hits(of: conversation, piece.answers) {
          var contact = Contact(
            start: conversation.start.milliseconds, place: piece.origins[place].place, isHit: isHit)
          if let match = wanted.number.variant?.match, verdicts.hasReturn(conversation) {
            let back = piece.returnTo(place, before: end, under: match)
            contact.back = (piece.conversations[back].start.milliseconds, piece.origins[back].place)
          }
          contacts.append(contact)
        }
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
