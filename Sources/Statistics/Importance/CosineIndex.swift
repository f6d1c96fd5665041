/// The cosine of the angle between the weights of a score and the importances that the data show.
///
/// w·I / (|w|·|I|): 1 where they are in proportion, 0 where they have no metric in common. Large metrics
/// dominate it, so it stays high while small ones are neglected; `TotalVariationIndex` does not.
/// Source: Salton and McGill (1983), Introduction to Modern Information Retrieval.
package struct CosineIndex: Equatable, Sendable {
  /// The index, 0…1.
  package let value: Double

  /// Compares weights with importances, metric by metric.
  package init(weights: [Double], importances: [Double]) throws(NotEstimable) {
    precondition(weights.count == importances.count, "an importance for every weight")
    let (weights, importances) = (try Shares(weights).values, try Shares(importances).values)
    func product(_ first: [Double], _ second: [Double]) -> Double {
      CompensatedSum(zip(first, second).map { $0 * $1 }).value
    }
    let lengths = (product(weights, weights) * product(importances, importances)).squareRoot()
    value = min(1, product(weights, importances) / lengths)
  }
}
