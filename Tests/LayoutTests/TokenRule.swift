/// Words that belong in few places or none: each rule finds them in the code of one file.
enum TokenRule {
  /// The one file in which work is given to threads.
  static let workers = "Sources/Pipeline/Workers.swift"

  /// The files that may hold unsafe pointers: the reader of Ingest, and temporary files.
  static let pointerFiles: Set = [
    "Sources/Ingest/ArchiveReader.swift", "Sources/Ingest/CSVReader.swift", "Sources/Ingest/FieldSink.swift",
    "Sources/Ingest/GzipReader.swift", "Sources/Ingest/NextByte.swift",
    "Sources/Ingest/OpenedFile.swift", "Sources/Ingest/RecordScanner.swift",
    "Sources/Ingest/TextDecoder.swift", "Sources/Ingest/TextValidity.swift",
    "Sources/Pipeline/ProcessMemory.swift", "Sources/Pipeline/Records/SpillFile.swift",
  ]

  /// Modules that must give the same answer at any time on any machine.
  static let timelessModules: Set = [
    "Statistics", "Tables", "Digest", "Canonical", "Ingest", "Normalize", "Score", "Aggregate", "Analyses",
    "Output", "Report", "Drafting", "SampleData",
  ]

  /// Threads, their queues and their conditions outside `workers`.
  static func threads(in file: ProjectFile) -> [String] {
    guard file.module != nil, file.path != workers else { return [] }
    let names: Set = ["NSCondition", "NSConditionLock", "Thread", "OperationQueue", "pthread_t"]
    return findings(in: file, "only \(workers) may use it") { word in
      names.contains(word.text) || word.text.hasPrefix("Dispatch") || word.text.hasPrefix("pthread_")
    }
  }

  /// Unsafe pointers and casts outside `pointerFiles`; a load of a number whose bounds are checked is none.
  static func pointers(in file: ProjectFile) -> [String] {
    guard file.module != nil, !pointerFiles.contains(file.path) else { return [] }
    return findings(in: file, "unsafe pointers belong in the files that TokenRule lists") { word in
      // unsafeBitCast, unsafeUninitializedCapacity; not the `unsafe` of nonisolated(unsafe).
      word.text == "Unmanaged" || word.text.contains("Unsafe")
        || (word.text.hasPrefix("unsafe") && word.text != "unsafe"
          && !(word.text == "unsafeLoadUnaligned" && word.next.hasPrefix("(fromByt")))
    }
  }

  /// Promises to the compiler (`@unchecked Sendable`, `nonisolated(unsafe)`) whose comment above
  /// does not state the invariant.
  static func uncheckedPromises(in file: ProjectFile) -> [String] {
    let kinds: Set = ["class", "struct", "enum", "extension", "actor"]
    let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false)
    var declaration = 1
    return findings(in: file, "state what makes it true in a comment above: 'Invariant: …'") { word in
      let isProperty = word.text == "nonisolated" && word.next.hasPrefix("(unsafe)")
      if kinds.contains(word.text) || isProperty { declaration = word.line }
      guard word.text == "unchecked" || isProperty else { return false }
      let above = lines[..<(declaration - 1)].reversed().map { $0.drop { $0 == " " || $0 == "\t" } }
      let comment = above.prefix { $0.hasPrefix("//") || $0.hasPrefix("@") }
      return !comment.contains { $0.hasPrefix("//") && $0.contains("Invariant") }
    }
  }

  /// Ends of the process outside the executable, or in a second file of it.
  static func exits(in files: [ProjectFile]) -> [String] {
    let names: Set = ["exit", "_exit", "_Exit", "quick_exit"]
    var home: String?
    return files.flatMap { file in
      let found = findings(in: file, "one file of Sources/firstcontact may end the process") { word in
        names.contains(word.text) && word.next.hasPrefix("(")
      }
      guard !found.isEmpty, file.module == "firstcontact", home == nil else { return found }
      home = file.path
      return []
    }
  }

  /// The clock, the environment and the locale in `timelessModules`.
  static func surroundings(in file: ProjectFile) -> [String] {
    guard let module = file.module, timelessModules.contains(module) else { return [] }
    let names: Set = [
      "ContinuousClock", "SuspendingClock", "ProcessInfo", "getenv", "secure_getenv", "environ", "Locale",
      "setlocale", "clock_gettime", "gettimeofday", "localtime", "localtime_r",
    ]
    return findings(in: file, "takes it as an argument, from Pipeline") { word in
      names.contains(word.text)
        || (word.text == "Date" && (word.next.hasPrefix("()") || word.next.hasPrefix(".now")))
        || (["TimeZone", "Calendar"].contains(word.text) && word.next.hasPrefix(".current"))
    }
  }

  /// Waiting for time to pass.
  static func sleeps(in file: ProjectFile) -> [String] {
    let names: Set = ["sleep", "usleep", "nanosleep", "clock_nanosleep"]
    return findings(in: file, "wait for the event, not for time") { word in
      names.contains(word.text) && word.next.hasPrefix("(")
    }
  }

  private static func findings(
    in file: ProjectFile, _ advice: String, where isFound: (SwiftCode.Word) -> Bool
  ) -> [String] {
    file.words.filter(isFound).map { "\(file.path):\($0.line): '\($0.text)': \(advice)" }
  }
}
