import Synchronization

/// A value that several threads read and write.
final class SharedValue<Value: Sendable>: Sendable {
  private let stored: Mutex<Value>

  init(_ value: Value) { stored = Mutex(value) }

  var value: Value { stored.withLock { $0 } }

  func set(_ value: Value) { stored.withLock { $0 = value } }

  func change(_ body: (inout Value) -> Void) { stored.withLock { body(&$0) } }
}
