/// One question of a page: its answer in sentences, what shows it, and where it comes from.
package struct PageSection: Sendable, Equatable {
  /// Its place on the page.
  package var id: String
  /// The question.
  package var question: String
  /// The answer first, then what qualifies it.
  package var answers: [Sentence]
  /// What shows it.
  package var figures: [PageFigure] = []
  /// What its numbers do not say.
  package var caution: Sentence?
  /// What `firstcontact explain` is asked for the first number.
  package var reference: String?

  /// A question with its answer.
  package init(_ id: String, _ question: String, _ answers: [Sentence]) {
    (self.id, self.question, self.answers) = (id, question, answers)
  }
}

/// A chart, or a table alone, with its heading.
package struct PageFigure: Sendable, Equatable {
  /// What it shows: a heading below the question.
  package var heading: String
  /// How to read it.
  package var reading: Sentence
  /// Its chart; nil where rows are a table alone.
  package var chart: Chart?
  /// Its rows.
  package var table: FigureTable

  /// A chart with its rows.
  package init(_ heading: String, _ reading: Sentence, _ chart: Chart?, _ table: FigureTable) {
    (self.heading, self.reading, self.chart, self.table) = (heading, reading, chart, table)
  }
}

/// Rows beside a chart, as a reader would look them up.
package struct FigureTable: Sendable, Equatable {
  /// A column of it.
  package struct Column: Sendable, Equatable {
    /// Name in the file.
    package var name: String
    /// How its cells are written; nil for texts.
    package var measure: Measure?

    /// A column of numbers, or of texts.
    package init(_ name: String, _ measure: Measure? = nil) { (self.name, self.measure) = (name, measure) }
  }

  /// Name of the file's table, such as `fcr`.
  package var file: String
  /// Its columns.
  package var columns: [Column]
  /// Its rows.
  package var rows: [TableRow]
  /// Rows of the file; nil where nobody counted them.
  package var total: Int64?

  /// More rows than these are in the file alone.
  ///
  /// Source: issue 11, item 2.
  package static let mostRows = 200

  /// Rows of a file.
  package init(_ file: String, _ columns: [Column], _ rows: [TableRow], total: Int64? = nil) {
    (self.file, self.columns, self.rows, self.total) = (file, columns, rows, total)
  }
}

/// A number at the head of a page.
package struct HeadlineTile: Sendable, Equatable {
  /// What it is.
  package var label: String
  /// The number; nil where there is none.
  package var value: Reading?
  /// Its interval, or why there is no number.
  package var note: Sentence
  /// What it was in the last run; nil without one.
  package var change: Sentence?

  /// A number with its interval.
  package init(_ label: String, _ value: Reading?, _ note: Sentence, change: Sentence? = nil) {
    (self.label, self.value, self.note, self.change) = (label, value, note, change)
  }
}
