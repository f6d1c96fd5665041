import Canonical
import Tables

/// Reads the entries of `inputs`.
struct InputReading {
  /// Folder of the pipeline file.
  let folder: String
  /// The pipeline's zone, which an input has unless it says another.
  let timeZone: String
  /// Where profiles are found.
  let shelf: ProfileShelf
  /// What the command line sets.
  let overrides: PipelineOverrides
  /// Where paths may lie.
  let project: ProjectFolder
  /// Whether the machine knows a zone.
  let zoneExists: (String) -> Bool

  private static let keys = [
    "table", "source", "files", "profile", "profiles", "time_zone", "covers", "customer_ids",
  ]

  /// One input; nil after it has reported why not.
  /// - Parameter key: its place among the settings, such as `inputs[0]`.
  func plan(_ value: ConfigurationValue, key: String, settings: inout SettingList) -> InputPlan? {
    guard let entry = value.mapping(keys: Self.keys) else { return nil }
    let files = entry.required("files", remedy: "name the files to read")?
      .list(orOne: true) { value in
        value.filledText().map { text in
          project.check(FilePath.joined(text, from: folder), value)
          return text
        }
      }
    let mappings = mappings(entry)
    let zone = entry["time_zone"]?.zone(zoneExists) ?? timeZone
    let covers = entry["covers"]?.mapping(keys: ["from", "to"])
    var (from, to) = (covers?["from"]?.boundary(), covers?["to"]?.boundary())
    if let from, let to, let covers { refuseReversed(from, to, covers) }
    var (fromOrigin, toOrigin) = (
      SettingList.Origin(inFile: from != nil), SettingList.Origin(inFile: to != nil)
    )
    let scope = entry["customer_ids"]?.word(of: ["own", "global"]) ?? "global"
    let writtenSource = entry["source"]?.filledText()
    guard let files, let mappings, let first = mappings.first else { return nil }
    if mappings.contains(where: { $0.table.name == TableSchema.contacts.name }) {
      if let text = overrides.coversFrom { (from, fromOrigin) = (Boundary(written: text), .commandLine) }
      if let text = overrides.coversTo { (to, toOrigin) = (Boundary(written: text), .commandLine) }
    }
    let isCanonical = !entry.has("profile") && !entry.has("profiles")
    var plan = InputPlan(
      source: writtenSource ?? (isCanonical ? first.table.name : first.name), files: files, base: folder,
      mappings: mappings, timeZone: zone, coversFrom: from, coversTo: to, ownsCustomerIDs: scope == "own")
    var filesOrigin = SettingList.Origin.pipeline
    let replaced = overrides.inputs.filter { override in
      mappings.contains { $0.table.name == override.table }
    }
    if !replaced.isEmpty {
      (plan.files, plan.base, filesOrigin) = (replaced.map(\.path), ".", .commandLine)
    }
    func add(_ name: String, _ values: [String], _ origin: SettingList.Origin) {
      settings.add("\(key).\(name)", values, origin)
    }
    add("table", mappings.map(\.table.name), .init(inFile: entry.has("table") || !isCanonical))
    add("source", [plan.source], .init(inFile: entry.has("source")))
    add("files", plan.files, filesOrigin)
    add("profile", mappings.map(\.name), .init(inFile: !isCanonical))
    add("time_zone", [zone], .init(inFile: entry.has("time_zone")))
    add("covers.from", [from?.text ?? "from the data"], fromOrigin)
    add("covers.to", [to?.text ?? "from the data"], toOrigin)
    add("customer_ids", [scope], .init(inFile: entry.has("customer_ids")))
    return plan
  }

  private func mappings(_ entry: StrictMapping) -> [ProfileMapping]? {
    let names = TableSchema.all.map(\.name)
    let table = entry["table"]?.word(of: names)
    if entry.has("profile"), entry.has("profiles") {
      entry.report(at: "profiles", "'profile' and 'profiles' are both given; keep one of them")
      return nil
    }
    if let value = entry["profile"] {
      return shelf.mapping(value).flatMap { agrees(table, [$0], entry) ? [$0] : nil }
    }
    if let value = entry["profiles"] {
      guard let list = value.list(orOne: false) else { return nil }
      let mappings = list.compactMap { shelf.mapping($0) }
      guard mappings.count == list.count, agrees(table, mappings, entry) else { return nil }
      return fitOneFile(mappings, value) ? mappings : nil
    }
    if !entry.has("table") {
      entry.report(at: "", "key 'table' is missing; name a table, or a profile that names one")
    }
    return table.flatMap(TableSchema.named).map { [.canonical($0)] }
  }

  private func agrees(_ table: String?, _ mappings: [ProfileMapping], _ entry: StrictMapping) -> Bool {
    guard let table, !mappings.contains(where: { $0.table.name == table }) else { return true }
    let found = mappings.map { "profile \(quoted($0.name)) is for \($0.table.name)" }.joined(separator: ", ")
    entry["table"]?.report(
      "table '\(table)' does not agree: \(found); correct one of them, or leave 'table' out")
    return false
  }

  /// A file is read once, so all its profiles have to cut it alike.
  private func fitOneFile(_ mappings: [ProfileMapping], _ value: ConfigurationValue) -> Bool {
    for (index, mapping) in mappings.enumerated() {
      if mappings[..<index].contains(where: { $0.name == mapping.name }) {
        value.report("profiles has \(quoted(mapping.name)) twice; keep one")
        return false
      }
      if mapping.dialect != mappings[0].dialect {
        value.report(
          "profiles \(quoted(mappings[0].name)) and \(quoted(mapping.name)) have different 'input', "
            + "and one file is read once; give both the same")
        return false
      }
    }
    return true
  }

  private func refuseReversed(_ from: Boundary, _ to: Boundary, _ covers: StrictMapping) {
    let isReversed =
      switch (from, to) {
      case (.day(let first), .day(let last)): first >= last
      case (.instant(let first), .instant(let last)): first >= last
      // Which midnight a day means is not known here; a day and an instant are compared by the run.
      default: false
      }
    if isReversed {
      covers["to"]?.report(
        "to '\(to.text)' is not after from '\(from.text)'; 'to' is the first day not covered")
    }
  }
}
