import Testing

@Suite struct ImportTests {
  @Test func `a module imports only what lies below it`() {
    #expect(!Project.sources.isEmpty)
    expectNone(Project.sources.flatMap(ImportRule.findings))
  }

  @Test func `Package.swift declares only what the levels allow`() throws {
    let text = try #require(Project.file("Package.swift")).text
    let manifest = PackageManifest(text)
    expectNone(ImportRule.findings(in: manifest))
    expectNone(Project.sources.flatMap { ImportRule.undeclared(in: $0, manifest) })
  }

  @Test func `no stage may import another stage`() {
    for stage in ImportRule.stages {
      #expect(ImportRule.allowed[stage]?.isDisjoint(with: ImportRule.stages) == true)
    }
  }

  @Test func `levels 0 to 3 stand without Foundation`() {
    for module in ["Statistics", "Tables", "Canonical", "Ingest", "Normalize", "Score", "Aggregate"] {
      #expect(ImportRule.allowed[module]?.contains("Foundation") == false)
    }
  }

  @Test(arguments: [
    "import Ingest", "public import Foundation", "@preconcurrency import Dispatch",
    "import struct Foundation.Date", "#if canImport(Glibc)\nimport Glibc\n#endif",
    "import FoundationEssentials",
  ])
  func `an import upward or sideways is reported`(_ text: String) {
    let file = ProjectFile(path: "Sources/Normalize/Digits.swift", text: "// one\n" + text)
    #expect(ImportRule.findings(in: file).count == 1)
  }

  @Test(arguments: [
    "import Tables", "// import Foundation", "let text = \"import Ingest\"", "func `import`() {}",
    "/* import Score /* nested */ import Ingest */", "let a = \"\"\"\n  import Ingest\n  \"\"\"",
  ])
  func `an import that is allowed or only talked about is not reported`(_ text: String) {
    expectNone(ImportRule.findings(in: ProjectFile(path: "Sources/Normalize/Digits.swift", text: text)))
  }

  @Test func `a module without a level is reported`() {
    #expect(ImportRule.findings(in: ProjectFile(path: "Sources/Extra/Thing.swift", text: "")).count == 1)
  }

  @Test func `a dependency of Package.swift that breaks the direction is reported`() {
    let manifest = PackageManifest(
      """
      targets: [
        .systemLibrary(name: "CLibCSV", providers: [.apt(["libcsv-dev"])]),
        module("Score", ["Canonical", "Ingest", "Yams"]),
        module("Digest", [.product(name: "Crypto", package: "swift-crypto")]),
        .executableTarget(name: "bystander", dependencies: ["Score"], path: "Tests/Bystander"),
      ]
      """)
    #expect(manifest.dependencies["bystander"] == nil)
    #expect(manifest.dependencies["Score"] == ["Canonical", "Ingest", "Yams"])
    #expect(manifest.dependencies["Digest"] == ["Crypto"])
    let findings = ImportRule.findings(in: manifest)
    #expect(findings.contains("Package.swift: Score may not depend on Ingest"))
    #expect(findings.contains("Package.swift: Score may not depend on Yams"))
    #expect(findings.contains("Package.swift and ImportRule.allowed do not both have Pipeline"))
    #expect(!findings.contains { $0.contains("CLibCSV") || $0.contains("Crypto") })
  }

  @Test func `an import that Package.swift does not declare is reported`() {
    let manifest = PackageManifest("targets: [\n module(\"SampleData\", [\"Canonical\"])")
    let file = ProjectFile(
      path: "Sources/SampleData/Center.swift", text: "import Canonical\nimport Tables\nimport Glibc")
    let expected = "Sources/SampleData/Center.swift:2: Package.swift gives SampleData no dependency Tables"
    #expect(ImportRule.undeclared(in: file, manifest) == [expected])
  }
}
