/// The last part of a page: how it was made, with which values, from which files.
struct MethodMarkup {
  let facts: RunFacts
  let rows: RunRows
  /// Rows of a table that are printed on the page.
  let mostRows: Int

  /// The section with its tables.
  var markup: Markup {
    .make(
      .section, .id("method"), .labelledBy(["method-title"]),
      content: [.make(.h2, .id("method-title"), text: "Method, parameters, sources, files")] + words
        + [
          list("Warnings", ["code", "count", "what was found", "first place"], warnings, numbers: [1]),
          list(
            "Parameters", ["key", "value", "origin"], facts.parameters.map { [$0.key, $0.value, $0.origin] }),
          list(
            "Sources", ["file", "table", "source", "rows", "rejected", "used", "SHA-256"], sources,
            numbers: [3, 4, 5],
            hashes: [6]),
          list("Files of this run", ["file", "rows", "SHA-256"], files, numbers: [1], hashes: [2]),
        ].flatMap(\.self))
  }

  private var words: [Markup] {
    let sentences: [Sentence] = [
      "Every sentence and chart of this page is made from the tables of this run and from nothing else; numbers are rounded here, and whole in the files.",
      "Shares have Wilson's interval with customers as clusters, rates of separations the exact one of Poisson; what is called beyond chance has an interval that leaves out what it is held against.",
      "Differences of two months take them as independent (Newcombe's hybrid of both intervals).",
    ]
    return sentences.map { .make(.p, content: $0.markup) } + [
      .make(
        .dl,
        content: entries.flatMap { name, value -> [Markup] in
          [.make(.dt, text: name), .make(.dd, content: [.make(.bdi, text: value)])]
        })
    ]
  }

  private var entries: [(String, String)] {
    [
      ("Run", facts.runID), ("Pipeline", facts.name), ("As of", facts.asOf),
      ("Covers", [facts.coversFrom, facts.coversTo].compactMap(\.self).joined(separator: " to ")),
      ("Headline", facts.headline.map { "window_fcr, \($0.days) days, match \($0.match)" } ?? ""),
      ("Run before", facts.previous ?? "none"),
    ].filter { !$0.1.isEmpty }
  }

  private var warnings: [[String]] {
    facts.warnings.map { warning in
      let first = rows[.diagnostics].first { $0["code"] == warning.code }
      let place = [first?["source"], first?["file"], first?["subject"]].compactMap(\.self).filter {
        !$0.isEmpty
      }
      return [
        warning.code, Measure.count.text(CellNumber(millionths: warning.count * 1_000_000)), warning.message,
        place.joined(separator: " · "),
      ]
    } + rejected
  }

  /// Codes of rejected rows, beside the warnings.
  private var rejected: [[String]] {
    var codes: [String: (count: Int, first: TableRow)] = [:]
    for row in rows[.rejects] { codes[row["code"], default: (0, row)].count += 1 }
    return codes.sorted { $0.key < $1.key }.map { code, found in
      [
        code, Measure.count.text(CellNumber(millionths: Int64(found.count) * 1_000_000)),
        "rows rejected, as listed in rejects.csv", "\(found.first["file"]):\(found.first["line_first"])",
      ]
    }
  }

  private var sources: [[String]] {
    facts.inputs.map { input in
      [input.path, input.table, input.source]
        + [input.rows, input.rejected, input.used].map {
          Measure.count.text(CellNumber(millionths: $0 * 1_000_000))
        }
        + [input.sha256]
    }
  }

  /// Files but the page itself, which cannot hold its own hash, and its charts.
  private var files: [[String]] {
    facts.files.filter { !$0.path.hasPrefix("charts/") && $0.path != "report.html" }.map { file in
      [
        file.path, file.rows.map { Measure.count.text(CellNumber(millionths: $0 * 1_000_000)) } ?? "",
        file.sha256,
      ]
    }
  }

  private func list(
    _ heading: String, _ columns: [String], _ lines: [[String]], numbers: Set<Int> = [], hashes: Set<Int> = []
  ) -> [Markup] {
    let shown = lines.prefix(mostRows)
    let count: Sentence =
      shown.count < lines.count
      ? "\(Reading.rows(shown.count)) of \(Reading.rows(lines.count)), all in \(name: "manifest.json")"
      : "\(Reading.rows(lines.count)) in all"
    let head = columns.enumerated().map { index, column -> Markup in
      .make(.th, .scope(.col), .classes(numbers.contains(index) ? [.number] : []), text: column)
    }
    let body = shown.map { line -> Markup in
      .make(
        .tr,
        content: line.enumerated().map { index, text -> Markup in
          if numbers.contains(index) { return .make(.td, .style(.number), text: text) }
          let content: [Markup] =
            hashes.contains(index) ? [.make(.code, .style(.hash), text: text)] : [.make(.bdi, text: text)]
          return index == 0
            ? .make(.th, .scope(.row), content: content) : .make(.td, content: text.isEmpty ? [] : content)
        })
    }
    if lines.isEmpty { return [.make(.h3, text: heading), .make(.p, .style(.note), text: "None.")] }
    return [
      .make(.h3, text: heading),
      .make(
        .details,
        content: [
          .make(.summary, text: "Show \(shown.count) rows: \(heading)"),
          .make(
            .div, .style(.scroll), .role(.region), .label(heading), .focusable,
            content: [
              .make(
                .table,
                content: [
                  .make(.caption, content: count.markup), .make(.thead, content: [.make(.tr, content: head)]),
                  .make(.tbody, content: body),
                ])
            ]),
        ]),
    ]
  }
}
