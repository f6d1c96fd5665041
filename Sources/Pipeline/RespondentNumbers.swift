import Synchronization
import Tables

/// Numbers for the people who answered more than once; several workers may use it at once.
///
/// Who answered once is nobody else's double, and needs no number to be counted.
final class RespondentNumbers: Sendable {
  private struct Known {
    /// People who answered.
    var once: SeenFilter
    /// People who perhaps answered again.
    var again: SeenFilter
    var numbers: [Fingerprint: UInt32] = [:]
  }

  private let known: Mutex<Known>

  /// Nobody yet.
  /// - Parameter answers: about how many will come.
  init(answers: Int, in workspace: Workspace) {
    known = Mutex(
      Known(once: workspace.filter(expecting: answers), again: workspace.filter(expecting: answers / 8)))
  }

  /// Notes the people of some answers; all are to be noted before the first number is asked for.
  func note(_ people: [Fingerprint]) {
    known.withLock { known in
      var again: [UInt64] = []
      known.once.insert(people.map(\.low), known: &again)
      for person in again { known.again.insert(person) }
    }
  }

  /// The number of a person, from 1 on; 0 for one who answered only once.
  func number(of person: Fingerprint) -> UInt32 {
    known.withLock { known in
      guard known.again.contains(person.low) else { return 0 }
      if let number = known.numbers[person] { return number }
      let number = UInt32(known.numbers.count + 1)
      known.numbers[person] = number
      return number
    }
  }
}
