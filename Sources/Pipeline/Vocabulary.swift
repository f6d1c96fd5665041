import Synchronization
import Tables

/// All texts of a run, which several workers fill at once.
///
/// Which code a text gets is chance; what a user sees is sorted by text.
final class Vocabulary: Sendable {
  private let stored = Mutex(CodeBook())

  /// The book as it is now.
  var book: CodeBook { stored.withLock { $0 } }

  /// Changes the book.
  func change<Result: Sendable>(_ body: (inout CodeBook) -> Result) -> Result {
    stored.withLock { body(&$0) }
  }
}
