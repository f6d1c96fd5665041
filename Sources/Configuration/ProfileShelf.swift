import Canonical
import Foundation
import Tables

/// Where a pipeline finds its profiles; each file is read once.
final class ProfileShelf {
  /// What is wrong with the profiles read so far, in the order of their first mention.
  private(set) var problems: [String] = []
  private let folder: String
  private let project: ProjectFolder
  private let zoneExists: (String) -> Bool
  private var known: [String: ProfileMapping?] = [:]

  /// The profiles of a pipeline file in this folder.
  init(folder: String, project: ProjectFolder, zoneExists: @escaping (String) -> Bool) {
    self.folder = folder
    self.project = project
    self.zoneExists = zoneExists
  }

  /// The mapping that a pipeline names, by name or path; nil after it has reported why not.
  func mapping(_ value: ConfigurationValue) -> ProfileMapping? {
    guard let text = value.filledText() else { return nil }
    let places = places(of: text)
    guard let path = places.first(where: ConfigurationFile.isFile) else {
      let near = nearestWord(to: text, among: FilePath.isYAML(text) ? [] : names())
      let advice = near.map { "; did you mean '\($0)'?" } ?? "; correct the name, or add the file"
      value.report("profile \(quoted(text)) is not at \(places.joined(separator: " or "))\(advice)")
      return nil
    }
    project.check(path, value)
    // Read under another name, the mapping would be another one.
    let key = FilePath.isYAML(text) ? path : "\(path)\u{0}\(text)"
    if let mapping = known[key] { return mapping }
    do throws(StageFailure) {
      let mapping = try decodeProfile(
        path: path, name: FilePath.isYAML(text) ? nil : text, zoneExists: zoneExists)
      known[key] = .some(mapping)
      return mapping
    } catch {
      problems += error.problems.filter { !problems.contains($0) }
      known[key] = .some(nil)
      return nil
    }
  }

  private var shelves: [String] {
    let near = FilePath.joined("profiles", from: folder)
    let project = "pipelines/profiles"
    return near == project ? [near] : [near, project]
  }

  private func places(of text: String) -> [String] {
    FilePath.isYAML(text) ? [FilePath.joined(text, from: folder)] : shelves.map { "\($0)/\(text).yaml" }
  }

  private func names() -> [String] {
    var names: Set<String> = []
    for shelf in shelves {
      for file in (try? FileManager.default.subpathsOfDirectory(atPath: shelf)) ?? []
      where file.hasSuffix(".yaml") {
        names.insert(String(file.dropLast(".yaml".count)))
      }
    }
    return names.sorted()
  }
}
