import Canonical
import Tables

extension LegLayout {
  /// The print of a packed leg: everything that can change a number of first contact
  /// resolution, of which restatements are, and nothing of where it was read.
  /// - Parameters:
  ///   - at: place of its first word.
  ///   - texts: what stands for each text of the run, by its code.
  package func print(of words: [UInt64], at: Int, texts: [UInt64]) -> Fingerprint {
    let names = words[at &+ 6]
    // The source is told by its name, not by its place among those of this run.
    var print = Fingerprint(high: words[at &+ 4], low: words[at &+ 5])
      .combined(with: words[at]).combined(with: words[at &+ 1])
      .combined(with: words[at &+ 2]).combined(with: words[at &+ 3])
      .combined(with: texts[Int(names & 0xffff_ffff)]).combined(with: texts[Int(names >> 32)])
      .combined(with: words[at &+ 8] >> 16)
    if labels > 0 {
      let both = words[at &+ labels]
      print = print.combined(with: texts[Int(both & 0xffff_ffff)]).combined(with: texts[Int(both >> 32)])
    }
    if caseID > 0 { print = print.combined(with: words[at &+ caseID]) }
    if chain > 0 { print = print.combined(with: words[at &+ chain]).combined(with: words[at &+ chain &+ 1]) }
    return print
  }
}
