/// Two groups by two outcomes, as counts.
package struct FourfoldTable: Equatable, Sendable {
  /// First group, first outcome.
  package let a: Int64
  /// First group, second outcome.
  package let b: Int64
  /// Second group, first outcome.
  package let c: Int64
  /// Second group, second outcome.
  package let d: Int64

  /// The table [[a, b], [c, d]].
  package init(_ a: Int64, _ b: Int64, _ c: Int64, _ d: Int64) {
    (self.a, self.b, self.c, self.d) = (a, b, c, d)
  }
}
