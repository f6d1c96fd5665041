/// Which parser reads the records; every choice finds the same ones.
package enum ParserChoice: String, Sendable, CaseIterable {
  /// Regular records are scanned, all others go through libcsv.
  case auto
  /// All records go through libcsv.
  case libcsv
}
