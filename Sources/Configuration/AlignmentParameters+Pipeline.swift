import Canonical
import Tables

extension AlignmentParameters {
  /// Parameters of alignment from `parameters.alignment`; defaults where it says nothing.
  /// - Parameter thresholds: gives the bands of the file that `thresholds` names; nil where it is refused.
  init(
    _ value: ConfigurationValue?, settings: inout SettingList,
    thresholds: (ConfigurationValue) -> [RoleType: [WeightBand]]?
  ) {
    self.init()
    let entry = value?.mapping(keys: [
      "thresholds", "job_metrics", "quality_metrics", "rework_statuses", "outcomes",
    ])
    let ownOutcomes = entry?["outcomes"]?.mapping(keys: RoleType.allCases.map(\.rawValue))
    if let entry {
      if let file = entry["thresholds"], let bands = thresholds(file) { self.bands = bands }
      func names(_ key: String) -> [String]? {
        entry[key]?.list(orOne: true, of: { $0.filledText() })
      }
      if let names = names("job_metrics") { jobMetrics = names }
      if let names = names("quality_metrics") { qualityMetrics = names }
      if let names = names("rework_statuses") { reworkStatuses = names }
      if let types = ownOutcomes {
        for type in RoleType.allCases {
          if let names = types[type.rawValue]?.list(orOne: true, of: { $0.filledText() }), !names.isEmpty {
            outcomes[type] = names
          }
        }
      }
    }
    func add(_ key: String, isWritten: Bool, _ values: [String]) {
      settings.add("parameters.alignment.\(key)", values, .init(inFile: isWritten))
    }
    func add(_ key: String, from written: String, _ values: [String]) {
      add(key, isWritten: entry?.has(written) == true, values)
    }
    for type in RoleType.allCases {
      add("bands.\(type.rawValue)", from: "thresholds", (bands[type] ?? []).map(\.text))
    }
    for type in RoleType.allCases {
      add(
        "outcomes.\(type.rawValue)", isWritten: ownOutcomes?.has(type.rawValue) == true, outcomes[type] ?? [])
    }
    add("job_metrics", from: "job_metrics", jobMetrics)
    add("quality_metrics", from: "quality_metrics", qualityMetrics)
    add("rework_statuses", from: "rework_statuses", reworkStatuses)
  }
}

extension WeightBand {
  /// The band as one word of the effective values.
  fileprivate var text: String {
    "\(subject.name) \(minimum.map { String($0) } ?? "")..\(maximum.map { String($0) } ?? "")"
  }
}
