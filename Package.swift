// swift-tools-version: 6.2
import PackageDescription

// CI builds with warnings as errors; a user's newer compiler must not break on a new warning.
let strictness: [SwiftSetting] =
  Context.environment["CI"] == nil ? [] : [.treatAllWarnings(as: .error)]

/// A module of ours: Swift 6 language mode, and the only imports it may have.
func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strictness)
}

/// The tests of one module.
func tests(_ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: [.byName(name: name)] + dependencies, exclude: exclude,
    swiftSettings: strictness)
}

let package = Package(
  name: "firstcontact",
  products: [.executable(name: "firstcontact", targets: ["firstcontact"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // level 0
    .systemLibrary(name: "CLibCSV", providers: [.apt(["libcsv-dev"])]),
    .systemLibrary(name: "CArchive", providers: [.apt(["libarchive-dev", "zlib1g-dev"])]),
    module("CScan"),
    module("CNumerics"),
    module("Statistics", ["CNumerics"]),
    // level 1
    module("Tables", ["Statistics"]),
    module("Digest", [.product(name: "Crypto", package: "swift-crypto")]),
    // level 2
    module("Canonical", ["Tables"]),
    // level 3: the four stages, which never import one another
    module("Ingest", ["CLibCSV", "CScan", "CArchive", "Tables"]),
    module("Normalize", ["Canonical", "Tables"]),
    module("Score", ["Canonical", "Tables"]),
    module("Aggregate", ["Canonical", "Tables", "Statistics"]),
    // level 4
    module("Analyses", ["Aggregate", "Canonical", "Tables", "Statistics"]),
    module("Output", ["Tables"]),
    module("Report", ["Canonical", "Tables", "Statistics", "Output"]),
    // level 5
    module("Configuration", ["Canonical", "Tables", "Yams"]),
    module(
      "Pipeline",
      [
        "Ingest", "Normalize", "Score", "Aggregate", "Analyses", "Output", "Report", "Configuration",
        "Digest", "Canonical", "Tables",
      ]),
    module("Drafting", ["Ingest", "Normalize", "Canonical", "Tables"]),
    module("SampleData", ["Canonical", "Tables", "Statistics"]),
    // level 6
    .executableTarget(
      name: "firstcontact",
      dependencies: [
        "Pipeline", "Drafting", "SampleData", "Configuration", "Canonical", "Tables",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strictness),
    // beside
    .target(name: "Dice", dependencies: ["Statistics"], path: "Tests/Dice", swiftSettings: strictness),
    .target(
      name: "Simulations", dependencies: ["Dice", "Statistics"], path: "Tests/Simulations",
      swiftSettings: strictness),
    .target(
      name: "SimulatedCenters",
      dependencies: ["Aggregate", "Analyses", "Canonical", "Simulations", "Statistics", "Tables"],
      path: "Tests/SimulatedCenters", swiftSettings: strictness),
    .executableTarget(
      name: "laboratory", dependencies: ["SimulatedCenters", "Simulations", "Statistics"],
      path: "Tests/Laboratory", swiftSettings: strictness),
    .target(
      name: "SketchedRuns", dependencies: ["Output", "Report", "Tables"], path: "Tests/SketchedRuns",
      swiftSettings: strictness),
    .executableTarget(
      name: "sketches", dependencies: ["Digest", "Output", "Report", "SketchedRuns", "Tables"],
      path: "Tests/Sketches", swiftSettings: strictness),
    .target(name: "Packing", dependencies: ["CArchive"], path: "Tests/Packing", swiftSettings: strictness),
    tests("Tables", ["Dice"]),
    tests("Statistics", ["Dice", "Simulations"], exclude: ["published"]),
    tests("Digest"),
    tests("Ingest", ["CScan", "Dice", "Packing", "Tables"], exclude: ["corpus"]),
    tests("Normalize", ["Canonical", "Dice", "Tables"]),
    tests("Score", ["Canonical", "Dice", "Tables"]),
    tests("Aggregate", ["Canonical", "Dice", "Tables"]),
    tests("Analyses", ["Aggregate", "Canonical", "SimulatedCenters", "Tables"]),
    tests("Output", ["Tables"]),
    tests("Report", ["Canonical", "Dice", "Output", "SketchedRuns", "Statistics", "Tables"]),
    tests("Configuration", ["Canonical", "Dice", "Tables"]),
    tests("Drafting", ["Canonical", "Dice", "Ingest", "Packing", "Tables"]),
    tests("SampleData", ["Canonical", "Statistics", "Tables"]),
    tests(
      "Pipeline",
      [
        "Aggregate", "Analyses", "Canonical", "Configuration", "Dice", "Ingest", "Normalize", "Score",
        "Tables",
      ]),
    .testTarget(name: "LayoutTests", swiftSettings: strictness),
    .testTarget(
      name: "GoldenTests", dependencies: ["firstcontact", "Dice", "Packing"],
      exclude: ["cases", "sample", "small-center", "vendors"],
      swiftSettings: strictness),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
