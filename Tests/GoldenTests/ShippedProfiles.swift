import Foundation

/// The profiles that the project ships, for pipelines that name them.
enum ShippedProfiles {
  /// Copies them into `profiles` of a folder, which need not exist.
  static func put(in work: WorkFolder) throws {
    try FileManager.default.createDirectory(atPath: work(""), withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      atPath: "\(BuiltBinary.project)/pipelines/profiles", toPath: work("profiles"))
  }
}
