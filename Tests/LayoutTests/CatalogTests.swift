import Testing

@Suite struct CatalogTests {
  private let nothing: (String) -> Bool = { _ in false }

  @Test func `a card names the file that computes it`() throws {
    let catalog = try #require(Project.file(CatalogRule.cards), "\(CatalogRule.cards) is missing")
    #expect(!CatalogRule.cardPaths(in: catalog).isEmpty)
    expectNone(Project.sources.flatMap { CatalogRule.missingCardFiles(in: $0, exists: Project.holds) })
  }

  @Test func `a file of measures is named by a card`() throws {
    let catalog = try #require(Project.file(CatalogRule.cards))
    let files = Project.files(below: "Sources/Aggregate/Measures").map(\.path)
    #expect(!files.isEmpty && Set(files) == Set(CatalogRule.cardPaths(in: catalog)))
  }

  @Test func `a card without its file is reported`() {
    let text = """
      RateCard(id: "window_fcr", path: "Sources/Analyses/FCR/Gone.swift")
      open(path: "tables/fcr.csv")
      """
    let source = ProjectFile(path: "Sources/Output/Page.swift", text: text)
    #expect(CatalogRule.missingCardFiles(in: source, exists: nothing).count == 1)
    let catalog = ProjectFile(path: CatalogRule.cards, text: text)
    #expect(CatalogRule.missingCardFiles(in: catalog, exists: nothing).count == 2)
  }

  @Test func `a canonical table has its file, and a file its table`() throws {
    let names = CatalogRule.tableNames(in: try #require(Project.file(CatalogRule.schema)).text)
    #expect(names.contains("contacts"))
    let files = Project.files(below: "Sources/Canonical/Tables").map(\.path)
    expectNone(CatalogRule.unmatchedTables(names, files: files))
  }

  @Test func `a table without a file and a file without a table are reported`() {
    let names = CatalogRule.tableNames(in: "static let all: [TableSchema] = [\n  contacts, people,\n]")
    #expect(names == ["contacts", "people"])
    let files = ["Contacts", "Roles"].map { CatalogRule.tableFolder + $0 + ".swift" }
    let expected = [
      "Sources/Canonical/TableSchema.swift: no file Sources/Canonical/Tables/People.swift",
      "Sources/Canonical/Tables/Roles.swift: not in TableSchema.all",
    ]
    #expect(CatalogRule.unmatchedTables(names, files: files) == expected)
  }

  @Test func `the documents of the top level exist`() {
    let expected = [
      "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE", "NOTICE", "Makefile", "docs/architecture.md",
      "docs/metrics.md", "pipelines/nightly.yaml", "pipelines/fcr.yaml", "sample-data/TRUTH.md", ".ci/run",
    ]
    expectNone(expected.filter { !Project.holds($0) })
  }

  @Test func `a pipeline or profile that a document names exists`() {
    let documents = Project.documents + ["Makefile"].compactMap(Project.file)
    expectNone(documents.flatMap { CatalogRule.missingPipelines(in: $0, exists: Project.holds) })
  }

  @Test func `a pipeline that is only named is reported`() {
    let text = "Run `pipelines/profiles/examples/gone-a.yaml`, not pipelines."
    let document = ProjectFile(path: "README.md", text: text)
    #expect(CatalogRule.missingPipelines(in: document, exists: nothing).count == 1)
    expectNone(CatalogRule.missingPipelines(in: document) { $0 == "pipelines/profiles/examples/gone-a.yaml" })
  }

  @Test func `a relative link leads to a file`() {
    expectNone(Project.documents.flatMap { CatalogRule.brokenLinks(in: $0, exists: Project.holds) })
  }

  @Test func `a link that leads nowhere is reported`() {
    let text = """
      [metrics](metrics.md#window-fcr) [up](../README.md "title") [web](https://example.org/a) [here](#here)
      ```
      [code](gone.md)
      ```
      """
    let document = ProjectFile(path: "docs/architecture.md", text: text)
    let findings = CatalogRule.brokenLinks(in: document, exists: nothing)
    #expect(findings.count == 2)
    expectNone(CatalogRule.brokenLinks(in: document) { ["docs/metrics.md", "README.md"].contains($0) })
  }
}
