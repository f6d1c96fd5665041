import Canonical
import Tables

extension PipelinePlan {
  /// Whether a setting is a rule of first contact resolution: it can change one of its numbers without another
  /// row or a later day.
  package static func isRule(_ key: String) -> Bool {
    if key.hasPrefix("inputs[") {
      return ![".files", ".covers.from", ".covers.to"].contains { key.hasSuffix($0) }
    }
    return key == "time_zone" || key.hasPrefix("parameters.fcr.") || key.hasPrefix("call_types.")
  }

  /// The rules among settings.
  package static func rules(of settings: [Setting]) -> [String] {
    settings.filter { isRule($0.key) }.map { "\($0.key)=\($0.value)" }
  }

  /// The same files and profiles under the rules and the coverage that a list of settings states: the inverse
  /// of `settings`.
  ///
  /// An input that the list does not have, by table and source, is not read. Words that this version does not
  /// know are passed over; what the list does not say has its default. The horizon stays as it is.
  package func under(_ stated: [Setting]) -> PipelinePlan {
    let values = Dictionary(stated.map { ($0.key, $0.value) }) { first, _ in first }
    let own = Dictionary(settings.map { ($0.key, $0.value) }) { first, _ in first }
    var plan = self
    plan.timeZone = values["time_zone"] ?? timeZone
    plan.fcr = FCRParameters(settings: values)
    plan.callTypes = [:]
    for (key, value) in values {
      let (head, tail) = ("call_types.", ".resolvable_first")
      guard key.hasPrefix(head), key.hasSuffix(tail) else { continue }
      let name = String(key.dropFirst(head.count).dropLast(tail.count))
      plan.callTypes[name] = CallTypeTraits(resolvableFirst: value == "true")
    }
    var free = Set(inputs.indices)
    plan.inputs = []
    var places: [Int] = []
    for number in 0... {
      let key = "inputs[\(number)]"
      guard let table = values["\(key).table"] else { break }
      let match = free.sorted().first { place in
        own["inputs[\(place)].table"] == table && inputs[place].source == values["\(key).source"]
      }
      guard let match else { continue }
      free.remove(match)
      var input = inputs[match]
      input.timeZone = values["\(key).time_zone"] ?? input.timeZone
      input.coversFrom = values["\(key).covers.from"].flatMap(Boundary.init(written:))
      input.coversTo = values["\(key).covers.to"].flatMap(Boundary.init(written:))
      input.ownsCustomerIDs = values["\(key).customer_ids"] == "own"
      plan.inputs.append(input)
      places.append(match)
    }
    plan.inputs = zip(places, plan.inputs).sorted { $0.0 < $1.0 }.map(\.1)
    return plan
  }
}

extension FCRParameters {
  /// The parameters that settings state: the inverse of how they are listed.
  init(settings: [String: String]) {
    self.init()
    func words(_ key: String) -> [String]? {
      settings["parameters.fcr.\(key)"].map { $0.split(separator: ", ").map(String.init) }
    }
    func number(_ key: String) -> Int? { words(key)?.first.flatMap { Int($0) } }
    windowDays = words("windows_days")?.compactMap { Int($0) } ?? windowDays
    headlineDays = number("headline_days") ?? headlineDays
    matches = words("matches")?.compactMap(Match.init) ?? matches
    measures = words("measures")?.compactMap(FCRMeasure.init) ?? measures
    studies = words("measures")?.compactMap(FCRStudy.init) ?? studies
    groupings = words("group_by")?.compactMap(Grouping.init) ?? groupings
    monthsInFull = words("by_month").map { $0 == ["full"] } ?? monthsInFull
    sharedIDMaximum = number("shared_id_max") ?? sharedIDMaximum
    triggers = words("triggers")?.compactMap(Outcome.init) ?? triggers
  }
}
