import Canonical
import Tables

/// What a run does: a pipeline file and the profiles it names, after the command line had its say.
/// - Parameters:
///   - path: path of the pipeline file; problems and the plan call it so.
///   - overrides: what the command line sets.
///   - zoneExists: whether the machine knows an IANA zone.
/// - Throws: `inputMissing` where there is no such file, `configuration` with every problem of all files
///   by place, `usage` where only the command line is wrong.
package func decodePipeline(
  path: String, overrides: PipelineOverrides = PipelineOverrides(),
  zoneExists: @escaping (String) -> Bool
) throws(StageFailure) -> PipelinePlan {
  let file = try ConfigurationFile(path: path)
  var reading = PipelineReading(path: path, overrides: overrides, file: file, zoneExists: zoneExists)
  let plan = reading.plan(file.root)
  let written = file.problems.lines + reading.shelf.problems
  if !written.isEmpty { throw StageFailure(.configuration, reading.usageProblems + written) }
  guard reading.usageProblems.isEmpty, let plan else {
    throw StageFailure(.usage, reading.usageProblems)
  }
  return plan
}

/// One pipeline file while it is read; a value that is refused keeps its default, so that reading goes on.
private struct PipelineReading {
  let path: String
  let overrides: PipelineOverrides
  let problems: ProblemList
  let zoneExists: (String) -> Bool
  let project: ProjectFolder
  let shelf: ProfileShelf
  var settings = SettingList()
  var usageProblems: [String] = []

  init(
    path: String, overrides: PipelineOverrides, file: ConfigurationFile,
    zoneExists: @escaping (String) -> Bool
  ) {
    self.path = path
    self.overrides = overrides
    problems = file.problems
    self.zoneExists = zoneExists
    project = ProjectFolder(ofPipeline: path, allowsOutside: overrides.allowsOutside)
    shelf = ProfileShelf(
      folder: FilePath.folder(of: path), project: project, zoneExists: zoneExists)
    if case .day(let from)? = overrides.coversFrom.flatMap(Boundary.init(written:)),
      case .day(let to)? = overrides.coversTo.flatMap(Boundary.init(written:)), from >= to
    {
      usageProblems.append("--to: '\(to.description)' is not after --from '\(from.description)'")
    }
    for (option, text) in [("--from", overrides.coversFrom), ("--to", overrides.coversTo)] {
      if let text, Boundary(written: text) == nil {
        usageProblems.append("\(option): \(quoted(text)) is refused, expected \(Boundary.expected)")
      }
    }
  }

  /// Analyses of the product; this version runs the first four, the run lists the others as not run.
  static let analyses = ["fcr", "turnover", "coaching", "alignment", "career", "gig", "engagement"]

  static let keys = [
    "version", "name", "time_zone", "as_of", "inputs", "analyses", "parameters", "call_types", "privacy",
    "limits", "output",
  ]

  mutating func plan(_ root: ConfigurationValue) -> PipelinePlan? {
    guard let entry = root.mapping(keys: Self.keys) else { return nil }
    _ = entry.required("version", remedy: "write 'version: 1'")?.integer(in: 1...1)
    let name = entry["name"]?.filledText() ?? FilePath.stem(of: path)
    settings.add("name", name, .init(inFile: entry.has("name")))
    let timeZone = entry["time_zone"]?.zone(zoneExists) ?? "UTC"
    settings.add("time_zone", timeZone, .init(inFile: entry.has("time_zone")))
    let asOf = asOf(entry)
    let inputs = inputs(entry, timeZone: timeZone)
    let analyses = analyses(entry)
    let parameters = entry["parameters"]?.mapping(
      keys: ["fcr", "turnover", "coaching", "alignment"], unsupported: Set(Self.analyses))
    let fcr = FCRParameters(parameters?["fcr"], settings: &settings)
    let people = inputs.filter { $0.feeds(.people) }
    let turnover = TurnoverParameters(
      parameters?["turnover"], sources: Set(people.map(\.source)).sorted(), settings: &settings)
    let coaching = CoachingParameters(parameters?["coaching"], settings: &settings)
    let alignment = AlignmentParameters(
      parameters?["alignment"], settings: &settings, thresholds: thresholds)
    let callTypes = callTypes(entry["call_types"])
    let privacy = entry["privacy"]?.mapping(keys: ["key_file", "min_people"])
    let keyFile = (privacy?["key_file"]?.filledText()).map {
      FilePath.joined($0, from: FilePath.folder(of: path))
    }
    if let keyFile { project.check(keyFile, privacy?["key_file"]) }
    settings.add("privacy.key_file", keyFile ?? "", .init(inFile: keyFile != nil))
    let minimumPeople = privacy?["min_people"]?.integer(in: 1...Int.max) ?? PipelinePlan.defaultMinimumPeople
    settings.add(
      "privacy.min_people", String(minimumPeople), .init(inFile: privacy?.has("min_people") == true))
    let limits = entry["limits"]?.mapping(keys: ["max_reject_rate"])
    let maxRejectRate = limits?["max_reject_rate"]?.share() ?? PipelinePlan.defaultMaxRejectRate
    settings.add(
      "limits.max_reject_rate", String(maxRejectRate), .init(inFile: limits?.has("max_reject_rate") == true))
    var plan = PipelinePlan(
      path: path, name: name, timeZone: timeZone, asOf: asOf, inputs: inputs, analyses: analyses, fcr: fcr,
      callTypes: callTypes, minimumPeople: minimumPeople, keyFile: keyFile, maxRejectRate: maxRejectRate,
      outputDirectory: outputDirectory(entry), settings: [])
    (plan.turnover, plan.coaching, plan.alignment) = (turnover, coaching, alignment)
    plan.settings = settings.settings
    return plan
  }

  /// The bands of a file of thresholds, whose problems are the pipeline's; nil where it is refused.
  private func thresholds(_ value: ConfigurationValue) -> [RoleType: [WeightBand]]? {
    guard let name = value.filledText() else { return nil }
    let path = FilePath.joined(name, from: FilePath.folder(of: path))
    project.check(path, value)
    do { return try decodeBands(path: path) } catch {
      for problem in error.problems { value.report(problem) }
      return nil
    }
  }

  private mutating func asOf(_ entry: StrictMapping) -> Boundary? {
    var (boundary, origin) = (entry["as_of"]?.boundary(), SettingList.Origin(inFile: entry.has("as_of")))
    if let text = overrides.asOf {
      (boundary, origin) = (Boundary(written: text), .commandLine)
      if boundary == nil {
        usageProblems.append("--as-of: \(quoted(text)) is refused, expected \(Boundary.expected)")
      }
    }
    settings.add("as_of", boundary?.text ?? "end of coverage", origin)
    return boundary
  }

  private mutating func inputs(_ entry: StrictMapping, timeZone: String) -> [InputPlan] {
    let remedy = "list what is read, such as 'inputs: [{table: contacts, files: contacts.csv}]'"
    guard let list = entry.required("inputs", remedy: remedy)?.list(orOne: false) else { return [] }
    let reading = InputReading(
      folder: FilePath.folder(of: path), timeZone: timeZone, shelf: shelf, overrides: overrides,
      project: project, zoneExists: zoneExists
    )
    var plans: [InputPlan] = []
    for (index, value) in list.enumerated() {
      if let plan = reading.plan(value, key: "inputs[\(index)]", settings: &settings) { plans.append(plan) }
    }
    let tables = Set(plans.flatMap(\.mappings).map(\.table.name)).sorted()
    // Where an input was refused, its table may be unknown.
    if plans.count == list.count {
      for override in overrides.inputs where !tables.contains(override.table) {
        usageProblems.append(
          "--input: no input of \(path) has table \(quoted(override.table)), "
            + expectation(override.table, among: tables))
      }
    }
    return plans
  }

  private mutating func analyses(_ entry: StrictMapping) -> [String] {
    var chosen = entry["analyses"]?.list(orOne: false) { $0.word(of: Self.analyses) } ?? ["fcr"]
    var origin = SettingList.Origin(inFile: entry.has("analyses"))
    if let selected = overrides.analyses {
      (chosen, origin) = (selected, .commandLine)
      if selected.isEmpty { usageProblems.append("--select: names no analysis, expected one or more") }
      for id in selected where !Self.analyses.contains(id) {
        usageProblems.append(
          "--select: analysis \(quoted(id)) is unknown, \(expectation(id, among: Self.analyses))")
      }
    }
    let analyses = Self.analyses.filter(chosen.contains)
    settings.add("analyses", analyses, origin)
    return analyses
  }

  private mutating func callTypes(_ value: ConfigurationValue?) -> [String: CallTypeTraits] {
    var traits: [String: CallTypeTraits] = [:]
    for (key, value) in value?.entries() ?? [] {
      guard let name = key.filledText(), let entry = value.mapping(keys: ["resolvable_first"]) else {
        continue
      }
      traits[name] = CallTypeTraits(resolvableFirst: entry["resolvable_first"]?.truth() ?? true)
    }
    for (name, trait) in traits.sorted(by: { $0.key < $1.key }) {
      settings.add("call_types.\(name).resolvable_first", String(trait.resolvableFirst), .pipeline)
    }
    return traits
  }

  private mutating func outputDirectory(_ entry: StrictMapping) -> String {
    let output = entry["output"]?.mapping(keys: ["dir"])
    let written = FilePath.joined(output?["dir"]?.filledText() ?? "out", from: FilePath.folder(of: path))
    if overrides.outputDirectory == nil { project.check(written, output?["dir"]) }
    settings.add(
      "output.dir", overrides.outputDirectory ?? written,
      overrides.outputDirectory == nil ? .init(inFile: output?.has("dir") == true) : .commandLine)
    return overrides.outputDirectory ?? written
  }
}

extension ConfigurationValue {
  /// The name of a zone that the machine knows.
  func zone(_ exists: (String) -> Bool) -> String? {
    guard let name = filledText() else { return nil }
    if exists(name) { return name }
    report(
      "\(self.name) \(quoted(name)) is no time zone of this machine, expected an IANA name such as "
        + "America/Chicago; correct it, or install the package 'tzdata'")
    return nil
  }

  /// A date or an instant.
  func boundary() -> Boundary? {
    guard let text = filledText() else { return nil }
    if let boundary = Boundary(written: text) { return boundary }
    report("\(name) \(quoted(text)) is refused, expected \(Boundary.expected)")
    return nil
  }
}
