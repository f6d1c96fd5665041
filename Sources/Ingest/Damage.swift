import Tables

/// Why a packed file gives no further bytes.
enum Damage: Error {
  /// It is cut short or damaged, as its library says.
  case found(String)
  /// The system could not read.
  case failed(StageFailure)

  /// The failure of a file or a member of one.
  /// - Parameter path: as messages write it.
  func failure(_ path: String, _ container: Container, of file: OpenedFile) -> StageFailure {
    switch self {
    case .failed(let failure): return failure
    case .found(let words):
      // Whoever writes the file while it is read damages it too.
      guard FileIdentity(path: file.path) == file.identity else { return OpenedFile.changed(file.path) }
      return StageFailure(
        .dataRefused,
        "\(path): this \(container.rawValue) file is cut short or damaged (\(words.lowercased())); "
          + "transfer or export it again")
    }
  }
}
