import Canonical

extension CoachingParameters {
  /// Parameters of coaching from `parameters.coaching`; defaults where it says nothing.
  init(_ value: ConfigurationValue?, settings: inout SettingList) {
    self.init()
    let entry = value?.mapping(keys: [
      "onset", "outcomes", "outcome", "quality_metrics", "paid_metric", "perceived_item",
    ])
    if let entry {
      let words = CoachingOutcome.allCases.map(\.rawValue)
      if let word = entry["onset"]?.word(of: Onset.allCases.map(\.rawValue)),
        let onset = Onset(rawValue: word)
      {
        self.onset = onset
      }
      if let chosen = entry["outcomes"]?.chosen(words) {
        outcomes = CoachingOutcome.allCases.filter { chosen.contains($0.rawValue) }
      }
      if let word = entry["outcome"]?.word(of: words), let outcome = CoachingOutcome(rawValue: word) {
        self.outcome = outcome
      }
      if let names = entry["quality_metrics"]?.list(orOne: true, of: { $0.filledText() }), !names.isEmpty {
        qualityMetrics = names
      }
      if let name = entry["paid_metric"]?.filledText() { paidMetric = name }
      if let name = entry["perceived_item"]?.filledText() { perceivedItem = name }
    }
    func add(_ key: String, _ values: [String]) {
      settings.add("parameters.coaching.\(key)", values, .init(inFile: entry?.has(key) == true))
    }
    add("onset", [onset.rawValue])
    add("outcomes", outcomes.map(\.rawValue))
    add("outcome", [outcome.rawValue])
    add("quality_metrics", qualityMetrics)
    add("paid_metric", [paidMetric])
    add("perceived_item", [perceivedItem])
  }
}
