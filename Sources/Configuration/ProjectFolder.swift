import Foundation
import Tables

/// The folders that a pipeline file may name paths in: its project.
///
/// The project is the folder of the file, the one above where that is called `pipelines`, and the
/// current folder where the file lies in it. Symbolic links are not followed.
struct ProjectFolder {
  private let roots: [String]
  private let current: String
  private let allowsOutside: Bool

  /// The project of a pipeline file.
  init(ofPipeline path: String, allowsOutside: Bool) {
    current = FileManager.default.currentDirectoryPath
    self.allowsOutside = allowsOutside
    let folder = FilePath.absolute(FilePath.folder(of: path), current: current)
    var roots = [folder]
    if folder.hasSuffix("/pipelines") { roots.append(FilePath.folder(of: folder)) }
    if ProjectFolder.isInside(folder, current) { roots.append(current) }
    self.roots = roots
  }

  /// Reports a value that names a path outside.
  /// - Parameter path: the value's path, seen from the current folder.
  func check(_ path: String, _ value: ConfigurationValue?) {
    let absolute = FilePath.absolute(path, current: current)
    if allowsOutside || roots.contains(where: { ProjectFolder.isInside(absolute, $0) }) { return }
    let widest = roots.min { $0.count < $1.count } ?? current
    value?.report(
      "path \(quoted(path)) lies outside the project \(quoted(widest)); move it inside, or allow it "
        + "with --allow-outside")
  }

  private static func isInside(_ path: String, _ root: String) -> Bool {
    root == "/" || path == root || path.hasPrefix(root + "/")
  }
}
