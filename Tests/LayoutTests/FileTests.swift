import Testing

@Suite struct FileTests {
  @Test func `a Swift file has at most 400 lines`() {
    expectNone((Project.sources + Project.tests).flatMap(FileRule.length))
  }

  @Test func `a file of 401 lines is reported`() {
    let line = "let a = 1\n"
    let full = String(repeating: line, count: 400)
    expectNone(FileRule.length(of: ProjectFile(path: "Tests/A/B.swift", text: full)))
    #expect(FileRule.length(of: ProjectFile(path: "Tests/A/B.swift", text: full + "//")).count == 1)
  }

  @Test func `a file name says what the file holds`() {
    expectNone((Project.sources + Project.tests).flatMap(FileRule.emptyName))
  }

  @Test(arguments: ["RunManager", "DateUtils", "CSVHelper", "Misc", "Common+Dates", "BaseTable", "helpers"])
  func `a name of machinery is reported`(_ stem: String) {
    #expect(FileRule.emptyName(of: ProjectFile(path: "Sources/Score/\(stem).swift", text: "")).count == 1)
  }

  @Test(arguments: ["Baseline", "FCRCards", "Utilization", "CommonsLicense", "DatabaseRow"])
  func `a noun that only begins alike is not reported`(_ stem: String) {
    expectNone(FileRule.emptyName(of: ProjectFile(path: "Sources/Score/\(stem).swift", text: "")))
  }

  @Test func `a source file has the name of what it declares`() {
    expectNone(Project.sources.flatMap(FileRule.foreignName))
  }

  @Test(arguments: ["", "struct Other {}", "// struct Window", "let window = 1", "func other() {}"])
  func `a file named after something else is reported`(_ text: String) {
    #expect(FileRule.foreignName(of: ProjectFile(path: "Sources/Score/Window.swift", text: text)).count == 1)
  }

  @Test(arguments: [
    "package struct Window {}", "extension Window {}", "extension Tables.Window {}", "actor Window {}",
    "func window() {}",
    "extension TableSchema {\n  public static let window = 1\n}",
  ])
  func `a file named after what it declares is not reported`(_ text: String) {
    expectNone(FileRule.foreignName(of: ProjectFile(path: "Sources/Score/Window.swift", text: text)))
    expectNone(FileRule.foreignName(of: ProjectFile(path: "Sources/Score/Window+Merge.swift", text: text)))
  }

  @Test func `no text names the machine it was written on`() {
    let files = Project.texts()
    #expect(files.contains { $0.path == "Package.swift" })
    #expect(files.contains { $0.path.hasPrefix("Tests/LayoutTests/") })
    expectNone(files.flatMap(FileRule.machineNames))
  }

  @Test(arguments: ["cd /" + "work/main", "/" + "root/.cache", "farm" + "-bench", "see ." + "library/a"])
  func `a place of one machine is reported`(_ text: String) {
    let file = ProjectFile(path: "docs/page.md", text: "first\n" + text)
    #expect(FileRule.machineNames(in: file).count == 1)
    #expect(FileRule.machineNames(in: file).first?.hasPrefix("docs/page.md:2: ") == true)
  }

  @Test func `a library product is no place of one machine`() {
    let text = "products: [." + "library(name: \"Tables\", targets: [\"Tables\"])]"
    expectNone(FileRule.machineNames(in: ProjectFile(path: "Package.swift", text: text)))
  }
}
