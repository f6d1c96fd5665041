/// What each module may import: the direction of data, level by level.
enum ImportRule {
  /// Modules of ours, packages and toolchain modules that each module may import.
  static let allowed: [String: Set<String>] = [
    // level 0
    "CLibCSV": [],
    "CArchive": [],
    "CScan": [],
    "CNumerics": [],
    "Statistics": ["CNumerics", "Glibc"],
    // level 1
    "Tables": ["Statistics"],
    "Digest": ["Crypto", "Foundation"],
    // level 2
    "Canonical": ["Tables"],
    // level 3
    "Ingest": ["CLibCSV", "CScan", "CArchive", "Tables", "Glibc", "Synchronization"],
    "Normalize": ["Canonical", "Tables"],
    "Score": ["Canonical", "Tables"],
    "Aggregate": ["Canonical", "Tables", "Statistics"],
    // level 4
    "Analyses": ["Aggregate", "Canonical", "Tables", "Statistics"],
    "Output": ["Tables", "Foundation", "Glibc"],
    "Report": ["Canonical", "Tables", "Statistics", "Output"],
    // level 5
    "Configuration": ["Canonical", "Tables", "Yams", "Foundation"],
    "Pipeline": [
      "Ingest", "Normalize", "Score", "Aggregate", "Analyses", "Output", "Report", "Configuration", "Digest",
      "Canonical", "Tables", "Foundation", "Glibc", "Synchronization", "Dispatch",
    ],
    "Drafting": ["Ingest", "Normalize", "Canonical", "Tables"],
    "SampleData": ["Canonical", "Tables", "Statistics", "Foundation", "Glibc"],
    // level 6
    "firstcontact": [
      "Pipeline", "Drafting", "SampleData", "Configuration", "Output", "Canonical", "Tables",
      "ArgumentParser",
      "Foundation", "Glibc",
    ],
  ]

  /// The four stages, which meet only in the types of Tables and Canonical.
  static let stages: Set = ["Ingest", "Normalize", "Score", "Aggregate"]

  /// Come with the compiler, so that Package.swift does not name them.
  static let toolchain: Set = ["Foundation", "Glibc", "Synchronization", "Dispatch"]

  /// Imports of a source file that its module may not have.
  static func findings(in file: ProjectFile) -> [String] {
    guard let module = file.module else { return [] }
    guard let allowed = allowed[module] else {
      return ["\(file.path): module \(module) is in no level; add it to ImportRule.allowed"]
    }
    return imports(of: file)
      .filter { !allowed.contains($0.name) }
      .map { "\(file.path):\($0.line): \(module) may not import \($0.name)" }
  }

  /// Imports of a source file that its target does not declare; they would still build, by luck.
  static func undeclared(in file: ProjectFile, _ manifest: PackageManifest) -> [String] {
    guard let module = file.module else { return [] }
    let declared = manifest.dependencies[module] ?? []
    return imports(of: file)
      .filter { !toolchain.contains($0.name) && !declared.contains($0.name) }
      .map { "\(file.path):\($0.line): Package.swift gives \(module) no dependency \($0.name)" }
  }

  /// Where Package.swift and the table above disagree.
  static func findings(in manifest: PackageManifest) -> [String] {
    let extra = manifest.dependencies.sorted { $0.key < $1.key }.flatMap { module, dependencies in
      dependencies.subtracting(allowed[module] ?? []).sorted()
        .map { "Package.swift: \(module) may not depend on \($0)" }
    }
    let unlisted = Set(manifest.dependencies.keys).symmetricDifference(allowed.keys).sorted()
    return extra + unlisted.map { "Package.swift and ImportRule.allowed do not both have \($0)" }
  }

  private static func imports(of file: ProjectFile) -> [(name: String, line: Int)] {
    let kinds: Set = ["struct", "class", "enum", "protocol", "typealias", "func", "let", "var", "actor"]
    let sameThing = ["FoundationEssentials": "Foundation", "Musl": "Glibc"]
    let words = file.words
    return words.indices.filter { words[$0].text == "import" && !words[$0].isMember }.compactMap { index in
      let name = words[(index + 1)...].prefix(2).first { !kinds.contains($0.text) }?.text
      return name.map { (sameThing[$0] ?? $0, words[index].line) }
    }
  }
}
