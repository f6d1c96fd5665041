import Synchronization

/// The paths that a page asked its run for.
final class AskedPaths: Sendable {
  private let state = Mutex<Set<String>>([])

  /// Notes a path.
  func add(_ path: String) { state.withLock { _ = $0.insert(path) } }

  /// All of them.
  var paths: Set<String> { state.withLock { $0 } }
}
