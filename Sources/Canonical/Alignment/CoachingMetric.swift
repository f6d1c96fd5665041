/// Tells metrics of coaching from others: their name has `coach`, in small letters or capitals.
package enum CoachingMetric {
  private static let word = Array("coach".utf8)

  /// Whether a name is one of a metric of coaching.
  package static func isNamed(_ name: some Collection<UInt8>) -> Bool {
    let small = name.map { (0x41...0x5a).contains($0) ? $0 + 0x20 : $0 }
    return small.indices.contains { small[$0...].starts(with: word) }
  }
}
