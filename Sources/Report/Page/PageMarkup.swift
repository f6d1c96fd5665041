/// Lays out a whole page: headline, contents, questions, method.
struct PageMarkup {
  let facts: RunFacts
  let rows: RunRows
  let tiles: [HeadlineTile]
  let sections: [PageSection]
  let descriptions: [String: String]
  /// Rows of a table that are printed on the page.
  let mostRows: Int
  /// What the one style element may be, as the policy writes it.
  let styleHash: String

  /// The document.
  var document: Markup {
    .make(.html, .namespace(.xhtml), .lang("en"), content: [head, body])
  }

  private var title: String {
    "\(ClippedText.clip(facts.name, to: ClippedText.sentence)), as of \(facts.asOf)"
  }

  private var head: Markup {
    .make(
      .head,
      content: [
        .make(.meta, .charset),
        .make(
          .meta,
          .policy("default-src 'none'; style-src 'sha256-\(styleHash)'; base-uri 'none'; form-action 'none'")),
        .make(.meta, .meta(name: .viewport, content: "width=device-width, initial-scale=1")),
        .make(.meta, .meta(name: .colorScheme, content: "light dark")),
        .make(.title, text: title),
        .make(.style, text: StyleSheet.text),
      ])
  }

  private var body: Markup {
    .make(
      .body,
      content: [
        .make(.a, .href("#answers"), .style(.skip), text: "Skip to the answers"), header, contents,
        .make(
          .main, .id("answers"),
          content: sections.map(section) + [
            MethodMarkup(facts: facts, rows: rows, mostRows: mostRows).markup
          ]),
        .make(
          .footer,
          content: [
            .make(
              .p,
              content: [
                .text("Ask why with "), .make(.code, text: "firstcontact explain REF"),
                .text(", where REF is one of those named above, a metric, or a code of a warning."),
              ])
          ]),
      ])
  }

  private var header: Markup {
    let covers = [facts.coversFrom, facts.coversTo].compactMap { $0?.prefix(10) }.joined(separator: " to ")
    let line = [facts.runID, covers.isEmpty ? "" : "contacts from \(covers)"].filter { !$0.isEmpty }
    return .make(
      .header,
      content: [
        .make(.h1, content: [.make(.bdi, text: title)]),
        .make(.p, .style(.meta), content: [.text("Run "), .make(.bdi, text: line.joined(separator: " · "))]),
        .make(.ul, .style(.tiles), .role(.list), content: tiles.map(tile)),
      ])
  }

  private func tile(_ tile: HeadlineTile) -> Markup {
    .make(
      .li, .style(.tile),
      content: [
        .make(.span, .style(.label), text: tile.label),
        .make(.span, .style(.value), text: tile.value?.text ?? "\u{2013}"),
        .make(.span, .style(.note), content: tile.note.markup),
      ] + (tile.change.map { [.make(.span, .style(.note), content: $0.markup)] } ?? []))
  }

  private var contents: Markup {
    let entries = sections.map { ($0.id, $0.question) } + [("method", "Method, parameters, sources, files")]
    return .make(
      .nav, .label("Questions"),
      content: [
        .make(
          .ul, .style(.contents), .role(.list),
          content: entries.map { id, question in
            .make(.li, content: [.make(.a, .href("#\(id)"), text: question)])
          })
      ])
  }

  private func section(_ section: PageSection) -> Markup {
    let title = "\(section.id)-title"
    var content: [Markup] = [
      .make(.h2, .id(title), text: section.question),
      .make(.div, .style(.answer), content: section.answers.map { .make(.p, content: $0.markup) }),
    ]
    if let caution = section.caution { content.append(.make(.p, .style(.note), content: caution.markup)) }
    for figure in section.figures {
      content += FigureMarkup(figure: figure, mostRows: mostRows, descriptions: descriptions).markup
    }
    if let reference = section.reference {
      content.append(
        .make(
          .p, .style(.why),
          content: [
            .text("Why this number: "),
            .make(.code, text: "firstcontact explain \(ShellWord.quoted(reference))"),
          ]))
    }
    return .make(.section, .id(section.id), .labelledBy([title]), content: content)
  }
}

/// A text as a shell takes it for one word.
enum ShellWord {
  /// The text as it is, or between quotes where it has anything but letters, digits and a few signs.
  static func quoted(_ text: String) -> String {
    let isPlain = text.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
        || "._=,:-/".unicodeScalars.contains(scalar)
    }
    return isPlain && !text.isEmpty ? text : "'" + text.replacing("'", with: "'\\''") + "'"
  }
}
