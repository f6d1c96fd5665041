/// The entries of a mapping whose keys are fixed.
struct StrictMapping {
  /// Where it begins.
  let place: Place
  private let problems: ProblemList
  private var values: [String: ConfigurationValue] = [:]
  private var keyPlaces: [String: Place] = [:]

  /// A mapping of entries whose keys were checked.
  init(
    place: Place, entries: [(key: ConfigurationValue, value: ConfigurationValue)], _ problems: ProblemList
  ) {
    self.place = place
    self.problems = problems
    for (key, value) in entries where key.isScalar {
      values[value.name] = value
      keyPlaces[value.name] = key.place
    }
  }

  /// The value of a key; nil where it is not there.
  subscript(_ key: String) -> ConfigurationValue? { values[key] }

  /// Whether a key is there.
  func has(_ key: String) -> Bool { values[key] != nil }

  /// The value of a key that has to be there.
  func required(_ key: String, remedy: String) -> ConfigurationValue? {
    if values[key] == nil { problems.add(place, "key '\(key)' is missing; \(remedy)") }
    return values[key]
  }

  /// Adds a problem at a key; where it is not there, at the mapping.
  func report(at key: String, _ message: String) { problems.add(keyPlaces[key] ?? place, message) }
}
