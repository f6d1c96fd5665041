/// Sums of D, said minus seen, over customers.
struct GapSums: Sendable, Equatable {
  /// Σ D², and Σ D·n.
  var squares: Int64 = 0
  var products: Int64 = 0
}
