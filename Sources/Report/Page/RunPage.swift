import Output
import Tables

/// The page of a run and the specifications of its charts, drawn from what the run published.
///
/// Equal folders give equal bytes.
package struct RunPage: Sendable {
  /// A file beside the tables.
  package struct File: Sendable, Equatable {
    /// From the run's folder.
    package var path: String
    package var bytes: [UInt8]
  }

  /// More bytes nobody mails.
  ///
  /// Source: issue 11, item 2.
  package static let mostBytes = 2 << 20

  /// The questions with their answers, in the order of the page.
  package let sections: [PageSection]
  /// The numbers at its head.
  package let tiles: [HeadlineTile]
  private let rows: RunRows
  private let descriptions: [String: String]
  private let sha256: @Sendable ([UInt8]) -> String

  /// The page of a run.
  /// - Parameters:
  ///   - previous: the run before, for what changed since; nil without one.
  ///   - sha256: the digest of bytes as 64 hexadecimal digits, for the policy that allows the style sheet.
  package init(
    of run: RunFolder, since previous: RunFolder? = nil, sha256: @escaping @Sendable ([UInt8]) -> String
  ) {
    self.init(
      RunRows(run), since: previous.map { RunRows(before: $0) }, descriptions: run.descriptions,
      sha256: sha256)
  }

  /// The page of rows that were read already.
  package init(
    _ rows: RunRows, since previous: RunRows? = nil, descriptions: [String: String] = [:],
    sha256: @escaping @Sendable ([UInt8]) -> String
  ) {
    self.rows = rows
    self.descriptions = descriptions
    self.sha256 = sha256
    tiles = HeadlineTiles(rows: rows, previous: previous).tiles
    sections = [
      TrustSection(rows: rows).section, FCRSection(rows: rows).section, DefinitionSection(rows: rows).section,
      DriverSection(rows: rows).section, TurnoverSection(rows: rows).section,
      CoachingSection(rows: rows).section,
      AlignmentSection(rows: rows).section, NotRunSection(rows: rows).section,
    ]
  }

  /// Its charts, in the order of the page.
  package var charts: [Chart] { sections.flatMap(\.figures).compactMap(\.chart) }

  /// `report.html`, then `charts/*.vl.json` in the order of the page.
  package var files: [File] {
    [File(path: "report.html", bytes: page)]
      + charts.map { File(path: "charts/\($0.id).vl.json", bytes: VegaLite.specification($0).printed) }
  }

  /// The page; where names are so long that it would be too large, its tables have fewer rows.
  private var page: [UInt8] {
    var most = FigureTable.mostRows
    var bytes = MarkupPrinter.document(markup(mostRows: most))
    while bytes.count > RunPage.mostBytes, most > 0 {
      most /= 2
      bytes = MarkupPrinter.document(markup(mostRows: most))
    }
    return bytes
  }

  /// The document as a tree.
  package func markup(mostRows: Int = FigureTable.mostRows) -> Markup {
    let hash = Base64.text(ofHexadecimal: sha256(Array(StyleSheet.text.utf8)))
    return PageMarkup(
      facts: rows.facts, rows: rows, tiles: tiles, sections: sections, descriptions: descriptions,
      mostRows: mostRows,
      styleHash: hash
    ).document
  }
}

/// Bytes in 64 letters, as policies write hashes.
///
/// Source: RFC 4648, section 4.
enum Base64 {
  private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")

  /// Of bytes written as hexadecimal digits.
  static func text(ofHexadecimal digits: String) -> String {
    let halves = digits.compactMap(\.hexDigitValue)
    let bytes = stride(from: 0, to: halves.count - 1, by: 2).map { halves[$0] * 16 + halves[$0 + 1] }
    var text = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var value = group.reduce(0) { $0 << 8 | $1 }
      value <<= 8 * (3 - group.count)
      for place in 0..<4 {
        text.append(place <= group.count ? letters[value >> (18 - 6 * place) & 63] : "=")
      }
    }
    return text
  }
}
