import Tables

/// What one run does: a decoded pipeline file after the command line had its say.
public struct PipelinePlan: Sendable {
  /// Path of the pipeline file as given.
  public var path: String
  /// Its name.
  public var name: String
  /// IANA zone of months and days in tables.
  public var timeZone: String
  /// Horizon of knowledge; nil: the end of the contacts' coverage.
  public var asOf: Boundary?
  /// What is read.
  public var inputs: [InputPlan]
  /// Ids of the analyses to run.
  public var analyses: [String]
  /// Parameters of first contact resolution.
  public var fcr: FCRParameters
  /// Parameters of turnover.
  public var turnover = TurnoverParameters()
  /// Parameters of coaching.
  public var coaching = CoachingParameters()
  /// Parameters of metric alignment.
  public var alignment = AlignmentParameters()
  /// Traits by call type.
  public var callTypes: [String: CallTypeTraits]
  /// Groups with fewer people are withheld; at least 1.
  public var minimumPeople: Int
  /// Path of the key for pseudonyms; nil: raw ids.
  public var keyFile: String?
  /// Share of rejected rows, 0…1, above which a file is refused.
  public var maxRejectRate: Double
  /// Folder that runs are published in.
  public var outputDirectory: String
  /// Every effective value that can change a byte of a result, as text, with where it comes from;
  /// in the order of the pipeline file.
  public var settings: [Setting]
  /// Which versions of a row are known.
  public var versions = VersionHorizon.asOf
  /// Names of files, as manifests write them, that are not read.
  public var leftOutFiles: Set<String> = []

  /// Whether some analysis asks what single agents did on single days.
  package var countsAgents: Bool { analyses.contains("fcr") && asksForPeople }

  /// Whether some analysis asks who was employed when.
  package var asksForPeople: Bool {
    ["turnover", "coaching", "alignment"].contains(where: analyses.contains)
  }

  /// Whether some analysis asks what surveys say that customers do not answer.
  package var keepsAnswers: Bool { analyses.contains("coaching") || analyses.contains("alignment") }

  /// Fewer people than this are withheld in operational tables, unless the pipeline says otherwise.
  ///
  /// Source: the product's contract on privacy.
  public static let defaultMinimumPeople = 5
  /// A file with a larger share of rejected rows is refused, unless the pipeline says otherwise.
  ///
  /// Source: the product's contract on bad input.
  public static let defaultMaxRejectRate = 0.01

  /// One effective value and its origin.
  public struct Setting: Sendable, Equatable {
    /// Path of keys, such as `parameters.fcr.headline_days`.
    public var key: String
    /// Its value as text.
    public var value: String
    /// `default`, `pipeline` or `command line`.
    public var origin: String

    /// A value and where it comes from.
    public init(key: String, value: String, origin: String) {
      self.key = key
      self.value = value
      self.origin = origin
    }
  }

  /// A plan with all its parts.
  public init(
    path: String, name: String, timeZone: String, asOf: Boundary?, inputs: [InputPlan],
    analyses: [String], fcr: FCRParameters, callTypes: [String: CallTypeTraits], minimumPeople: Int,
    keyFile: String?, maxRejectRate: Double, outputDirectory: String, settings: [Setting]
  ) {
    self.path = path
    self.name = name
    self.timeZone = timeZone
    self.asOf = asOf
    self.inputs = inputs
    self.analyses = analyses
    self.fcr = fcr
    self.callTypes = callTypes
    self.minimumPeople = minimumPeople
    self.keyFile = keyFile
    self.maxRejectRate = maxRejectRate
    self.outputDirectory = outputDirectory
    self.settings = settings
  }
}

/// A point in time as a user writes it: a day, or an instant.
public enum Boundary: Sendable, Equatable {
  /// A day; which of its midnights is meant depends on where it stands.
  case day(CivilDate)
  /// An instant.
  case instant(Instant)
}

/// Up to when a version of a row is known: a later one loses to those changed before.
public enum VersionHorizon: Sendable, Equatable {
  /// Up to the stated horizon of knowledge; all where none is stated.
  case asOf
  /// Up to an instant, whatever the horizon is; nil: all.
  case until(Instant?)
}

/// One input: files of one source, read through one or more profiles.
public struct InputPlan: Sendable {
  /// Names where its rows come from; part of every key.
  public var source: String
  /// Paths and patterns as written, relative to `base`.
  public var files: [String]
  /// Folder that `files` are relative to.
  public var base: String
  /// Tables it feeds; each file is read once.
  public var mappings: [ProfileMapping]
  /// IANA zone of times without offset.
  public var timeZone: String
  /// First day covered; nil: from the data.
  public var coversFrom: Boundary?
  /// First day no longer covered; nil: from the data.
  public var coversTo: Boundary?
  /// Whether its customer ids mean nothing in other sources.
  public var ownsCustomerIDs: Bool

  /// An input with all its parts.
  public init(
    source: String, files: [String], base: String, mappings: [ProfileMapping], timeZone: String,
    coversFrom: Boundary? = nil, coversTo: Boundary? = nil, ownsCustomerIDs: Bool = false
  ) {
    self.source = source
    self.files = files
    self.base = base
    self.mappings = mappings
    self.timeZone = timeZone
    self.coversFrom = coversFrom
    self.coversTo = coversTo
    self.ownsCustomerIDs = ownsCustomerIDs
  }

  /// Whether it feeds a table.
  package func feeds(_ table: TableSchema) -> Bool { mappings.contains { $0.table.name == table.name } }
}

/// What is known of a call type.
public struct CallTypeTraits: Sendable, Equatable {
  /// Whether it can be resolved at first contact.
  public var resolvableFirst: Bool

  /// Traits.
  public init(resolvableFirst: Bool = true) { self.resolvableFirst = resolvableFirst }
}
