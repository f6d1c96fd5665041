import Foundation
import Output
import Report
import SketchedRuns
import Testing

@Suite struct RunPageTests {
  static let names = [
    "<script>alert(1)</script>", "\" onload=\"alert(1)", "&amp;", "فريق الدعم", "צוות תמיכה", "🦊🦊 foxes",
    "サポート",
    String(repeating: "long name ", count: 20), "=cmd()", "a,b\"c", "two\nlines", "</style></svg>", "Elm",
    "Oak",
  ]
  static let sketches: [(name: String, run: SketchedRun)] = {
    var withheld = SketchedRun.Center.of(12)
    withheld.isWithheld = true
    return [
      ("plain", .whole(.of(24))), ("names", .whole(.init(teams: names))), ("crowd", .whole(.of(2_000))),
      ("one team", .whole(.of(1))), ("withheld", .whole(withheld)), ("nothing", SketchedRun(name: "nothing")),
      (
        "crowd of long names",
        .whole(.init(teams: (0..<1_500).map { String(repeating: "🦊 name \($0) ", count: 20) }))
      ),
    ]
  }()
  /// Each sketch drawn once.
  static let drawn: [(page: RunPage, bytes: [UInt8])] = sketches.compactMap { sketch in
    guard let page = try? RunPage(of: sketch.run.folder, sha256: { _ in String(repeating: "0f", count: 32) })
    else {
      return nil
    }
    return (page, page.files.first?.bytes ?? [])
  }
  static var count: Range<Int> { 0..<7 }

  private func parsed(_ index: Int) throws -> ParsedPage {
    try #require(ParsedPage(Self.drawn[index].bytes), "\(Self.sketches[index].name) is not well-formed")
  }

  private func page(_ run: SketchedRun, since previous: SketchedRun? = nil) throws -> RunPage {
    try RunPage(of: run.folder, since: previous.map { try $0.folder }) { _ in
      String(repeating: "0f", count: 32)
    }
  }

  private func bytes(_ page: RunPage) throws -> [UInt8] { try #require(page.files.first).bytes }

  @Test(arguments: count)
  func `a page is well-formed, small, and asks for nothing from outside`(index: Int) throws {
    #expect(Self.drawn[index].bytes.count <= RunPage.mostBytes)
    let parsed = try parsed(index)
    #expect(parsed.all("script").isEmpty && parsed.all("link").isEmpty && parsed.all("img").isEmpty)
    #expect(
      parsed.elements.allSatisfy {
        !$0.attributes.keys.contains { $0.hasPrefix("on") || $0 == "style" || $0 == "src" }
      })
    for link in parsed.all("a") {
      let target = try #require(link.attributes["href"])
      #expect(
        target.hasPrefix("#") || target.hasPrefix("tables/") || target.hasPrefix("charts/")
          || target.hasSuffix(".csv"))
    }
    let policy = parsed.all("meta").first { $0.attributes["http-equiv"] == "Content-Security-Policy" }
    #expect(policy?.attributes["content"]?.hasPrefix("default-src 'none'; style-src 'sha256-") == true)
  }

  @Test(arguments: count)
  func `places are named once, and what is named exists`(index: Int) throws {
    let parsed = try parsed(index)
    let ids = parsed.elements.compactMap { $0.attributes["id"] }
    #expect(Set(ids).count == ids.count)
    for element in parsed.elements {
      for name in (element.attributes["aria-labelledby"] ?? "").split(separator: " ") {
        #expect(ids.contains(String(name)))
      }
      if let target = element.attributes["href"], target.hasPrefix("#") {
        #expect(ids.contains(String(target.dropFirst())))
      }
    }
    #expect(["header", "nav", "main", "footer"].allSatisfy { parsed.all($0).count == 1 })
    #expect(parsed.all("h1").count == 1)
    var level = 0
    for heading in parsed.elements.compactMap({
      $0.name.wholeMatch(of: /h([1-6])/).flatMap { Int($0.output.1) }
    }) {
      #expect(heading <= level + 1, "a heading skips a level")
      level = heading
    }
  }

  @Test(arguments: count)
  func `each drawing has the marks that its chart has, with words for each`(index: Int) throws {
    let charts = Self.drawn[index].page.charts
    let parsed = try parsed(index)
    let drawings = parsed.all("svg").filter { $0.attributes["data-marks"] != nil }
    #expect(drawings.count == 2 * charts.count)
    for chart in charts {
      #expect(chart.marks <= Chart.mostMarks && chart.marks > 0, "\(chart.id)")
      for svg in [ChartMarks(chart, isWide: true), ChartMarks(chart, isWide: false)] {
        #expect(svg.marks == chart.marks && svg.hovers == chart.marks, "\(chart.id)")
      }
      #expect(chart.isBinned || chart.rows == chart.marks)
    }
  }

  @Test func `two thousand teams are put together, and the page says so`() throws {
    let funnel = try #require(Self.drawn[2].page.charts.first { $0.id == "teams-funnel" })
    #expect(funnel.rows == 2_000 && funnel.isBinned)
    let text = try parsed(2).text
    #expect(text.contains("2,000 rows are put together in \(funnel.marks) marks."))
    #expect(text.contains("200 of 2,0"))
  }

  @Test func `a table has 200 rows at most, and says how many there are`() throws {
    let parsed = try parsed(2)
    var rows: [Int] = []
    for element in parsed.elements where element.path.contains("tbody") || element.name == "tbody" {
      if element.name == "tbody" { rows.append(0) } else if element.name == "tr" { rows[rows.count - 1] += 1 }
    }
    #expect(rows.max() == FigureTable.mostRows)
    #expect(parsed.all("caption").count == rows.count)
  }

  @Test func `names are shown as they are, and never as markup`() throws {
    let parsed = try parsed(1)
    for name in Self.names { #expect(parsed.text.contains(name), "\(name)") }
  }

  @Test func `equal folders give equal bytes`() throws {
    let (one, other) = (try page(.whole(.of(50))).files, try page(.whole(.of(50))).files)
    #expect(one == other)
  }

  @Test func `a page and its charts in the list of files change nothing`() throws {
    let before = SketchedRun.whole(.of(3))
    var after = before
    after.add("rejects2", [], [])
    let plain = try page(before)
    let other = try bytes(page(after))
    #expect(try bytes(plain) != other)
    #expect(
      plain.files.dropFirst().allSatisfy { $0.path.hasPrefix("charts/") && $0.path.hasSuffix(".vl.json") })
    #expect(Set(plain.files.map(\.path)).count == plain.files.count)
  }

  @Test(arguments: count)
  func `every number of a sentence is read off rows`(index: Int) throws {
    let page = Self.drawn[index].page
    var sentences = page.sections.flatMap {
      $0.answers + [$0.caution].compactMap(\.self) + $0.figures.map(\.reading)
    }
    sentences += page.tiles.flatMap { [$0.note, $0.change].compactMap(\.self) }
    for sentence in sentences {
      for piece in sentence.pieces {
        guard case .words(let words) = piece else { continue }
        // Levels of confidence are ours; every other digit must be a reading.
        let rest = words.replacing("95 %", with: "").replacing("99.8 %", with: "").replacing(
          "100 points", with: "")
        #expect(!rest.contains { $0.isNumber }, "\(words)")
      }
    }
  }

  @Test(arguments: count)
  func `the cells of a reading are cells of the run`(index: Int) throws {
    let run = Self.sketches[index].run
    let page = Self.drawn[index].page
    let files =
      run.files.values.map { String(decoding: $0, as: UTF8.self) } + [
        String(decoding: run.manifestBytes, as: UTF8.self)
      ]
    let cells = Set(files.flatMap { $0.split { ",\n\" :[]{}".contains($0) }.map(String.init) })
    let readings =
      page.sections.flatMap { $0.answers.flatMap(\.readings) }
      + page.tiles.flatMap { [$0.value].compactMap(\.self) + $0.note.readings }
    for reading in readings { for cell in reading.cells { #expect(cells.contains(cell), "\(reading)") } }
  }

  @Test func `a withheld run tells no rate, and says that it withholds`() throws {
    var center = SketchedRun.Center.of(12)
    center.isWithheld = true
    let page = try page(.whole(center))
    #expect(page.tiles.prefix(3).allSatisfy { $0.value == nil })
    for id in ["fcr", "turnover", "coaching", "alignment"] {
      let section = try #require(page.sections.first { $0.id == id })
      #expect(section.answers.contains { $0.text.contains("withheld") }, "\(id)")
      #expect(section.figures.isEmpty, "\(id)")
    }
  }

  @Test func `a run with nothing says of every question why`() throws {
    let page = try page(SketchedRun(name: "nothing"))
    #expect(page.sections.allSatisfy { !$0.answers.isEmpty })
    #expect(page.sections.first { $0.id == "alignment" }?.answers.first?.text.contains("was not run") == true)
  }

  @Test func `a hash is written in the 64 letters of the policy`() throws {
    // SHA-256 of nothing, in hexadecimal and, from another tool, in base 64.
    let hex = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    let run = SketchedRun(name: "hash")
    let page = try RunPage(of: run.folder) { _ in hex }
    let text = String(decoding: try bytes(page), as: UTF8.self)
    #expect(text.contains("'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"))
  }

  @Test func `a folder without a manifest has no page`() {
    #expect(throws: (any Error).self) { try RunFolder { _ in nil } }
    #expect(throws: (any Error).self) { try RunFolder { $0 == "manifest.json" ? Array("{".utf8) : nil } }
  }

  @Test func `files of single people are never opened`() throws {
    let asked = AskedPaths()
    let files = SketchedRun.whole(.of(3))
    let manifest = files.manifestBytes
    let folder = try RunFolder { path in
      asked.add(path)
      return path == "manifest.json" ? manifest : files.files[path]
    }
    _ = RunPage(of: folder) { _ in "" }.files
    #expect(asked.paths.contains("tables/fcr.csv"))
    #expect(!asked.paths.contains { $0.hasPrefix("individual") })
  }
}
