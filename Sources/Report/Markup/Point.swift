/// A place in a drawing, from its upper left corner, in its units.
package struct Point: Sendable, Equatable {
  /// To the right.
  package var x: Double
  /// Downward.
  package var y: Double

  /// A place.
  package init(_ x: Double, _ y: Double) { (self.x, self.y) = (x, y) }
}

/// One step of a pen.
package enum PathStep: Sendable, Equatable {
  case move(Point)
  case line(Point)
  case close

  /// As `d` has it.
  var text: String {
    switch self {
    case .move(let point): "M\(Length.text(point.x)) \(Length.text(point.y))"
    case .line(let point): "L\(Length.text(point.x)) \(Length.text(point.y))"
    case .close: "Z"
    }
  }
}

/// Lengths in drawings.
enum Length {
  /// A length with at most two decimals, rounded half away from zero; what is no number is 0.
  static func text(_ length: Double) -> String {
    // Ten thousand screens; nothing is drawn beyond.
    let limit = 1e7
    guard length.isFinite, abs(length) < limit else { return "0" }
    let hundredths = Int((length * 100).rounded())
    let (whole, rest) = abs(hundredths).quotientAndRemainder(dividingBy: 100)
    let sign = hundredths < 0 ? "-" : ""
    if rest == 0 { return "\(sign)\(whole)" }
    return rest % 10 == 0 ? "\(sign)\(whole).\(rest / 10)" : "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
  }
}
