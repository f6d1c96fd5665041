import ArgumentParser
import Canonical
import Configuration
import Glibc
import Pipeline
import Tables

/// What `run` and `check` have in common: the pipeline and what the command line sets in it.
struct PlanOptions: ParsableArguments {
  @Argument(help: "Pipeline file, such as pipelines/nightly.yaml.")
  var pipeline: String

  @Option(help: ArgumentHelp("Folder that runs are published in.", valueName: "dir"))
  var out: String?

  @Option(
    help: ArgumentHelp("How many pieces are worked on at once; default: all processors.", valueName: "n"))
  var jobs: Int?

  @OptionGroup var reading: ReadingOptions

  @Option(help: ArgumentHelp("Analyses to run, separated by commas.", valueName: "analyses"))
  var select: String?

  @Flag(help: "Lets the pipeline file name paths outside its project.")
  var allowOutside = false

  @Option(
    help: ArgumentHelp(
      "Memory for rows and tallies, such as 128MiB; what goes beyond waits in temporary files. Default: 512MiB.",
      valueName: "bytes"))
  var memory: ByteCount?

  @Option(help: ArgumentHelp("Bytes of input that are worked on at a time.", valueName: "n"))
  var chunkBytes: Int?

  @Option(
    help: ArgumentHelp(
      "Reads regular records by a scanner (auto), or every one by libcsv; the results are the same.",
      valueName: "auto|libcsv"))
  var parser: NightlyRun.Parser = .auto

  @Flag(help: "Says nothing but warnings and errors.")
  var quiet = false

  @Flag(help: "Says more.")
  var verbose = false

  @Option(help: ArgumentHelp("Form of what is said on the error stream.", valueName: "text|json"))
  var logFormat: LogFormat = .text

  @Flag(help: "Shows no progress on a terminal.")
  var noProgress = false

  /// Form of what is said on the error stream.
  enum LogFormat: String, ExpressibleByArgument, CaseIterable { case text, json }

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs \(jobs): expected at least 1") }
    if let memory, memory.bytes < NightlyRun.leastMemoryBytes {
      throw ValidationError(
        "--memory \(memory.bytes): expected at least \(NightlyRun.leastMemoryBytes >> 20)MiB")
    }
    if let chunkBytes, chunkBytes < 1 {
      throw ValidationError("--chunk-bytes \(chunkBytes): expected at least 1")
    }
    if quiet && verbose { throw ValidationError("--quiet and --verbose: expected one of them") }
  }

  /// The plan that the pipeline file and the command line make.
  func plan() throws -> PipelinePlan {
    let overrides = PipelineOverrides(
      outputDirectory: out, asOf: reading.asOf,
      inputs: reading.input.map { pair in
        let cut = pair.firstIndex(of: "=") ?? pair.endIndex
        return (table: String(pair[..<cut]), path: String(pair[cut...].dropFirst()))
      },
      analyses: select?.split(separator: ",").map { String($0) }, coversFrom: reading.coversFrom,
      coversTo: reading.coversTo, allowsOutside: allowOutside)
    return try decodePipeline(path: pipeline, overrides: overrides, zoneExists: ZoneInfo.exists)
  }

  /// How it is carried out.
  var runOptions: NightlyRun.Options {
    var options = NightlyRun.Options(jobs: jobs, chunkBytes: chunkBytes)
    if let memory { options.memoryBytes = memory.bytes }
    options.parser = parser
    return options
  }

  /// Carries out a command and says what goes wrong in the form that was asked for.
  func reporting(_ body: () throws -> Void) throws {
    do { try body() } catch let failure as StageFailure {
      for problem in failure.problems { log.error(problem) }
      throw Console.Reported(status: failure.status.rawValue)
    }
  }

  /// What is said on the error stream.
  var log: RunLog {
    RunLog(
      detail: quiet ? .quiet : verbose ? .verbose : .normal, isJSON: logFormat == .json,
      showsProgress: !noProgress && isatty(2) == 1)
  }
}

extension NightlyRun.Parser: ExpressibleByArgument {}
