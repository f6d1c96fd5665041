/// A chart as data: what stands where and why, from which both its drawing and its specification are made.
package struct Chart: Sendable, Equatable {
  /// Name of its file and of its place on the page; letters, digits and dashes.
  package var id: String
  /// What it shows, in a few words.
  package var title: String
  /// What somebody who does not see it should know, in sentences.
  package var summary: String
  /// One drawing, or several alike side by side.
  package var panels: [ChartPanel]
  /// Rows behind its marks: as many as marks, unless they were put together.
  package var rows: Int
  /// What its tones and shapes stand for.
  package var legend: [ChartLegendEntry] = []

  /// A chart of some panels.
  /// - Parameter rows: nil for as many as it has marks.
  package init(id: String, title: String, summary: String, panels: [ChartPanel], rows: Int? = nil) {
    (self.id, self.title, self.summary, self.panels) = (id, title, summary, panels)
    self.rows = rows ?? panels.reduce(0) { $0 + $1.markCount }
  }

  /// More marks than this nobody tells apart, and a page must stay small.
  ///
  /// Source: issue 11, item 2.
  package static let mostMarks = 400

  /// How many marks it has.
  package var marks: Int { panels.reduce(0) { $0 + $1.markCount } }
  /// Whether a mark stands for several rows.
  package var isBinned: Bool { rows != marks }
}

/// What a tone and shape of a chart stand for.
package struct ChartLegendEntry: Sendable, Equatable {
  /// Its tone.
  package var tone: Tone
  /// Its shape.
  package var shape: Mark.Shape
  /// The words beside it.
  package var words: String

  /// An entry of a legend.
  package init(_ tone: Tone, _ shape: Mark.Shape, _ words: String) {
    (self.tone, self.shape, self.words) = (tone, shape, words)
  }
}
