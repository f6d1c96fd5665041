// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "benchmarks",
  targets: [
    .executableTarget(name: "generate"),
    .executableTarget(name: "limits", linkerSettings: [.linkedLibrary("csv")]),
  ],
  swiftLanguageModes: [.v6]
)
