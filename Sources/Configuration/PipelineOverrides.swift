/// What the command line sets in place of the pipeline file.
package struct PipelineOverrides: Sendable {
  /// Folder of runs, relative to the current one; `--out`.
  package var outputDirectory: String?
  /// Horizon of knowledge as written; `--as-of`.
  package var asOf: String?
  /// Files that replace those of every input of a table, relative to the current folder; `--input`.
  package var inputs: [(table: String, path: String)]
  /// Ids of the analyses to run; `--select`.
  package var analyses: [String]?
  /// First day that inputs of contacts cover, as written; `--from`.
  package var coversFrom: String?
  /// First day that they no longer cover, as written; `--to`.
  package var coversTo: String?
  /// Whether the pipeline file may name paths outside its project; `--allow-outside`.
  package var allowsOutside: Bool

  /// Nothing is set unless said.
  package init(
    outputDirectory: String? = nil, asOf: String? = nil, inputs: [(table: String, path: String)] = [],
    analyses: [String]? = nil, coversFrom: String? = nil, coversTo: String? = nil,
    allowsOutside: Bool = false
  ) {
    self.outputDirectory = outputDirectory
    self.asOf = asOf
    self.inputs = inputs
    self.analyses = analyses
    self.coversFrom = coversFrom
    self.coversTo = coversTo
    self.allowsOutside = allowsOutside
  }
}
