import Canonical

extension FCRParameters {
  /// Parameters of first contact resolution from `parameters.fcr`; defaults where it says nothing.
  init(_ value: ConfigurationValue?, settings: inout SettingList) {
    self.init()
    let longestWindow = 366
    let entry = value?.mapping(keys: [
      "windows_days", "headline_days", "matches", "measures", "group_by", "by_month", "shared_id_max",
      "triggers",
    ])
    if let entry {
      let earlier = value?.problems.count
      if let days = entry["windows_days"]?.list(orOne: false, of: { $0.integer(in: 1...longestWindow) }),
        !days.isEmpty
      {
        windowDays = Set(days).sorted()
      }
      if let days = entry["headline_days"]?.integer(in: 1...longestWindow) { headlineDays = days }
      // A window that was refused would look like a missing one.
      if value?.problems.count == earlier { refuseMissingHeadline(self, entry) }
      if let words = entry["matches"]?.chosen(Match.allCases.map(\.rawValue)) {
        matches = Match.allCases.filter { words.contains($0.rawValue) }
      }
      let variants = windowDays.count * matches.count
      if variants > FCRParameters.mostVariants {
        entry.report(
          at: "windows_days",
          "\(windowDays.count) windows and \(matches.count) matches are \(variants) variants, at most "
            + "\(FCRParameters.mostVariants) are possible; name fewer")
      }
      if let words = entry["measures"]?.chosen(
        FCRMeasure.allCases.map(\.rawValue) + FCRStudy.allCases.map(\.rawValue))
      {
        measures = FCRMeasure.allCases.filter { words.contains($0.rawValue) }
        studies = FCRStudy.allCases.filter { words.contains($0.rawValue) }
      }
      if let groups = entry["group_by"]?.chosen(Grouping.ofContacts.map(\.rawValue)) {
        groupings = Grouping.ofContacts.filter { groups.contains($0.rawValue) }
      }
      if let months = entry["by_month"]?.word(of: ["headline", "full"]) {
        monthsInFull = months == "full"
      }
      if let maximum = entry["shared_id_max"]?.integer(in: 0...Int.max) { sharedIDMaximum = maximum }
      if let words = entry["triggers"]?.chosen(Outcome.allCases.map(\.rawValue)) {
        triggers = Outcome.allCases.filter { words.contains($0.rawValue) }
      }
    }
    list(self, entry, in: &settings)
  }
}

private func refuseMissingHeadline(_ parameters: FCRParameters, _ entry: StrictMapping) {
  if !parameters.windowDays.contains(parameters.headlineDays) {
    let windows = parameters.windowDays.map(String.init).joined(separator: ", ")
    let origin = entry.has("headline_days") ? "" : " (the default)"
    entry.report(
      at: entry.has("headline_days") ? "headline_days" : "windows_days",
      "headline_days \(parameters.headlineDays)\(origin) is not among windows_days \(windows); "
        + "add it there, or choose one of them")
  }
}

private func list(_ parameters: FCRParameters, _ entry: StrictMapping?, in settings: inout SettingList) {
  func add(_ key: String, _ values: [String]) {
    settings.add("parameters.fcr.\(key)", values, .init(inFile: entry?.has(key) == true))
  }
  add("windows_days", parameters.windowDays.map(String.init))
  add("headline_days", [String(parameters.headlineDays)])
  add("matches", parameters.matches.map(\.rawValue))
  add("measures", parameters.measures.map(\.rawValue) + parameters.studies.map(\.rawValue))
  add("group_by", parameters.groupings.map(\.rawValue))
  add("by_month", [parameters.monthsInFull ? "full" : "headline"])
  add("shared_id_max", [String(parameters.sharedIDMaximum)])
  add("triggers", parameters.triggers.map(\.rawValue))
}

extension ConfigurationValue {
  /// Some of these words, each once and in this order; nil where none is left.
  func chosen(_ words: [String], unsupported: Set<String> = []) -> [String]? {
    guard let written = list(orOne: false, of: { $0.word(of: words, unsupported: unsupported) }) else {
      return nil
    }
    return written.isEmpty ? nil : words.filter(written.contains)
  }
}
