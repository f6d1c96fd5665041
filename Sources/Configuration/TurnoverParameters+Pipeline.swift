import Canonical

extension TurnoverParameters {
  /// Parameters of turnover from `parameters.turnover`; defaults where it says nothing.
  /// - Parameter sources: of the inputs that feed people.
  init(_ value: ConfigurationValue?, sources: [String], settings: inout SettingList) {
    self.init()
    let longestIdle = 366
    let mostMinor = 1_000_000_000
    let entry = value?.mapping(keys: [
      "kinds", "group_by", "threshold", "gig_idle_days", "snapshots", "cost_per_contact_minor", "currency",
    ])
    if let entry {
      if let words = entry["kinds"]?.chosen(TurnoverKind.allCases.map(\.rawValue)) {
        kinds = TurnoverKind.allCases.filter { words.contains($0.rawValue) }
      }
      if let words = entry["group_by"]?.chosen(Grouping.ofPeople.map(\.rawValue)) {
        groupings = Grouping.ofPeople.filter { words.contains($0.rawValue) }
      }
      if let share = entry["threshold"]?.share() { threshold = share }
      if let days = entry["gig_idle_days"]?.integer(in: 1...longestIdle) { gigIdleDays = days }
      if let names = entry["snapshots"]?.list(orOne: true, of: { $0.word(of: sources) }) {
        snapshots = names
      }
      let minor = entry["cost_per_contact_minor"]?.integer(in: 0...mostMinor)
      let currency = entry["currency"]?.text()
      if let minor, let currency { costPerContact = ContactCost(minor: minor, currency: currency) }
      if entry.has("cost_per_contact_minor") != entry.has("currency") {
        value?.report("turnover needs both cost_per_contact_minor and currency, or neither")
      }
    }
    func add(_ key: String, _ values: [String]) {
      settings.add("parameters.turnover.\(key)", values, .init(inFile: entry?.has(key) == true))
    }
    add("kinds", kinds.map(\.rawValue))
    add("group_by", groupings.map(\.rawValue))
    add("threshold", [String(threshold)])
    add("gig_idle_days", [String(gigIdleDays)])
    add("snapshots", snapshots)
    add("cost_per_contact_minor", costPerContact.map { [String($0.minor)] } ?? [])
    add("currency", costPerContact.map { [$0.currency] } ?? [])
  }
}
