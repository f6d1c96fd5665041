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

  /// Nothing is set unless said.
  package init(
    outputDirectory: String? = nil, asOf: String? = nil, inputs: [(table: String, path: String)] = [],
    analyses: [String]? = nil
  ) {
    self.outputDirectory = outputDirectory
    self.asOf = asOf
    self.inputs = inputs
    self.analyses = analyses
  }
}
