import Canonical
import Statistics
import Tables

/// What people say of coaches: for each coach and survey the mean over raters, who count alike however many items they
/// answered.
///
/// A pulse survey needs ten raters. Of a 360° review groups of fewer than three raters are hidden and count for nothing; the
/// score is the mean of the groups' means.
package struct CoachRatings: Sendable {
  /// What was said of one coach in one survey.
  package struct Rating: Sendable, Equatable {
    /// The mean, 0…1.
    package var value: Double
    /// Raters who count.
    package var raters: Int
    /// The standard error of the mean over raters; nil with one, or where all say the same.
    package var standardError: Double?
  }

  private var ratings: [CoachAnswer.Source: [UInt32: Rating]] = [:]
  /// Groups of too few raters of a 360° review, and coaches whose pulse has too few.
  package private(set) var hiddenGroups = 0
  package private(set) var hiddenPulses = 0

  /// The ratings of answers.
  /// - Parameter minimumRespondents: of a pulse survey.
  package init(_ answers: [CoachAnswer], minimumRespondents: Int) {
    struct Key: Hashable {
      var source: CoachAnswer.Source
      var coach: UInt32
    }
    struct Rater: Hashable {
      var id: Fingerprint
      var group: Int64
    }
    var shares: [Key: [Rater: [Double]]] = [:]
    for answer in answers {
      let rater = Rater(id: answer.rater, group: answer.source == .review360 ? answer.raterGroup : 0)
      shares[Key(source: answer.source, coach: answer.coach), default: [:]][rater, default: []].append(
        answer.share)
    }
    for (key, raters) in shares {
      var groups: [Int64: [Double]] = [:]
      for (rater, shares) in raters { groups[rater.group, default: []].append(CoachRatings.mean(shares)) }
      switch key.source {
      case .pulse where raters.count < minimumRespondents: hiddenPulses += 1
      case .review360:
        let visible = groups.filter { $0.value.count >= CoachingParameters.minimumRaters }
        hiddenGroups += groups.count - visible.count
        if !visible.isEmpty { ratings[key.source, default: [:]][key.coach] = CoachRatings.rating(visible) }
      case .pulse, .selfAssessment:
        ratings[key.source, default: [:]][key.coach] = CoachRatings.rating(groups)
      }
    }
  }

  /// What was said of a coach; nil where nobody did, or too few.
  package func rating(_ source: CoachAnswer.Source, of coach: UInt32) -> Rating? { ratings[source]?[coach] }

  /// The mean of groups' means.
  private static func rating(_ groups: [Int64: [Double]]) -> Rating {
    var (means, variance, isKnown, raters) = ([Double](), 0.0, true, 0)
    for (_, shares) in groups.sorted(by: { $0.key < $1.key }) {
      let mean = mean(shares)
      means.append(mean)
      raters += shares.count
      let count = Double(shares.count)
      if shares.count < 2 { isKnown = false }
      variance +=
        CompensatedSum(shares.map { ($0 - mean) * ($0 - mean) }.sorted()).value / max(1, count - 1) / count
    }
    variance /= Double(means.count * means.count)
    return Rating(
      value: self.mean(means), raters: raters,
      standardError: isKnown && variance > 0 ? variance.squareRoot() : nil)
  }

  /// The mean of values, with the same bits in any order.
  private static func mean(_ values: [Double]) -> Double {
    CompensatedSum(values.sorted()).value / Double(values.count)
  }
}
