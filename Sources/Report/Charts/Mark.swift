/// A thing in a chart that stands for a row: where it is, how it looks, and what it says.
package struct Mark: Sendable, Equatable {
  /// Its form, so that color is never alone.
  package enum Shape: String, Sendable {
    case dot = "circle"
    case up = "triangle-up"
    case down = "triangle-down"
    case square
    /// A bar from its base to its place.
    case bar
    /// A field of two bands.
    case cell
  }

  /// A value, or the index of a band.
  package var x: Double
  /// A value, or the index of a band.
  package var y: Double
  /// The ends of its interval along the axis of values; for a bar `low` is its base.
  package var low, high: Double?
  package var shape = Shape.dot
  package var tone = Tone.accent
  /// How strong the tone of a cell is, 0 (none) to 4.
  package var strength = 0
  /// Its area, times that of a usual dot.
  package var size = 1.0
  /// A few characters in it or beside it.
  package var words: String?
  package var isOutlined = false
  /// All that its row says, for whoever points at it.
  package var hover: String

  /// A mark at a place.
  package init(x: Double, y: Double, hover: String) { (self.x, self.y, self.hover) = (x, y, hover) }
}

/// What a mark or line means, and so its color.
package enum Tone: String, Sendable, CaseIterable {
  /// What the chart is about.
  case accent
  /// Better than what it is held against, beyond chance.
  case good
  /// Worse than that, beyond chance.
  case bad
  /// To be looked at.
  case warn
  /// Not told apart from it.
  case neutral
  /// Beside the point.
  case muted

  /// Its style.
  var style: StyleClass {
    switch self {
    case .accent: .accent
    case .good: .good
    case .bad: .bad
    case .warn: .warn
    case .neutral: .neutral
    case .muted: .muted
    }
  }
}
