import Canonical

extension PipelinePlan {
  /// Keys of `settings` that say where results go and change no byte of them.
  package static let keysWithoutEffect: Set<String> = ["output.dir"]
}

/// Effective values of a pipeline with their origin, in the order of the file.
struct SettingList {
  /// Who set a value.
  enum Origin: String {
    case byDefault = "default"
    case pipeline
    case commandLine = "command line"

    /// `pipeline` where the file has the key.
    init(inFile: Bool) { self = inFile ? .pipeline : .byDefault }
  }

  /// All of them.
  private(set) var settings: [PipelinePlan.Setting] = []

  /// Adds one value.
  mutating func add(_ key: String, _ value: String, _ origin: Origin) {
    settings.append(PipelinePlan.Setting(key: key, value: value, origin: origin.rawValue))
  }

  /// Adds a list of values, separated by commas.
  mutating func add(_ key: String, _ values: [String], _ origin: Origin) {
    add(key, values.joined(separator: ", "), origin)
  }
}
