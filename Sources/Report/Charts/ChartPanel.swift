/// One drawing between two axes.
package struct ChartPanel: Sendable, Equatable {
  /// What tells it from its neighbors; nil where it stands alone.
  package var title: String?
  /// From left to right.
  package var x: ChartAxis
  /// From bottom to top; bands from top to bottom.
  package var y: ChartAxis
  /// What is drawn, the first below the others.
  package var layers: [ChartLayer]

  /// A drawing of some layers.
  package init(title: String? = nil, x: ChartAxis, y: ChartAxis, layers: [ChartLayer]) {
    (self.title, self.x, self.y, self.layers) = (title, x, y, layers)
  }

  /// How many marks it has.
  package var markCount: Int {
    layers.reduce(0) { count, layer in
      if case .marks(let marks) = layer { count + marks.count } else { count }
    }
  }

  /// Whether intervals lie from left to right: they do where rows lie in bands.
  var isLying: Bool { y.isBand }
}

/// What a panel is made of.
package enum ChartLayer: Sendable, Equatable {
  /// Things that stand for rows.
  case marks([Mark])
  /// A line through places; stepped where a value holds until the next place.
  case curve([CurvePoint], Tone, isStepped: Bool)
  /// The space between two lines.
  case band([BandPoint], Tone, isStepped: Bool)
  /// A straight line across the panel at one place of an axis.
  case reference(Direction, Double, words: String, Tone)

  /// Whether words stand above the panel.
  var hasWordsAbove: Bool {
    if case .reference(.x, _, let words, _) = self { !words.isEmpty } else { false }
  }

  /// Which axis a reference stands on.
  package enum Direction: Sendable, Equatable { case x, y }
}

/// A place that a curve goes through.
package struct CurvePoint: Sendable, Equatable {
  /// Where on the axis from left to right: a value, or the index of a band.
  package var x: Double
  /// Where on the other one.
  package var y: Double

  /// A place.
  package init(_ x: Double, _ y: Double) { (self.x, self.y) = (x, y) }
}

/// The two ends of a band at one place.
package struct BandPoint: Sendable, Equatable {
  /// Where on the axis from left to right: a value, or the index of a band.
  package var x: Double
  /// Its lower end.
  package var low: Double
  /// Its upper end.
  package var high: Double

  /// The ends at a place.
  package init(_ x: Double, _ low: Double, _ high: Double) { (self.x, self.low, self.high) = (x, low, high) }
}
