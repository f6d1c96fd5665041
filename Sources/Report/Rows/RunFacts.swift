import Output

/// What the manifest of a run says, as far as a page tells it.
///
/// `circumstances` are no part of it.
package struct RunFacts: Sendable, Equatable {
  /// A file that was read.
  package struct Input: Sendable, Equatable {
    package var path, table, source, sha256: String
    package var bytes, rows, accepted, rejected, used: Int64
    /// Rows that were read and not used, by reason.
    package var excluded: [(reason: String, rows: Int64)]

    package static func == (one: Input, other: Input) -> Bool {
      one.path == other.path && one.table == other.table && one.sha256 == other.sha256
        && one.rows == other.rows
    }
  }

  /// A value that the run went by, and where it came from.
  package struct Parameter: Sendable, Equatable {
    package var key, value, origin: String
  }

  /// A file that the run wrote.
  package struct File: Sendable, Equatable {
    package var path, sha256: String
    package var rows: Int64?
  }

  /// A code with its count.
  package struct Warning: Sendable, Equatable {
    package var code, message: String
    package var count: Int64
  }

  /// What was not computed, and what it lacks.
  package struct NotRun: Sendable, Equatable {
    package var id, needs: String
  }

  package var runID, name, asOf: String
  package var coversFrom, coversTo, previous: String?
  /// The window and match that the headline stands on; nil where first contact resolution was not computed.
  package var headline: (days: String, match: String)?
  package var inputs: [Input]
  package var parameters: [Parameter]
  package var files: [File]
  package var notRun: [NotRun]
  package var warnings: [Warning]

  /// Reads what is there; what is missing is empty.
  init(_ manifest: JSONValue) {
    func text(_ value: JSONValue?, _ name: String) -> String { value?[name]?.text ?? "" }
    func count(_ value: JSONValue, _ name: String) -> Int64 { value[name]?.integer ?? 0 }
    runID = text(manifest, "run_id")
    name = text(manifest, "name")
    asOf = text(manifest, "as_of")
    coversFrom = manifest["covers"]?["from"]?.text
    coversTo = manifest["covers"]?["to"]?.text
    previous = manifest["previous"]?.text
    if let days = manifest["headline"]?["window_days"]?.integer,
      let match = manifest["headline"]?["match"]?.text
    {
      headline = (String(days), match)
    }
    inputs = (manifest["inputs"]?.elements ?? []).map { input in
      Input(
        path: text(input, "path"), table: text(input, "table"), source: text(input, "source"),
        sha256: text(input, "sha256"), bytes: count(input, "bytes"), rows: count(input, "rows"),
        accepted: count(input, "accepted"), rejected: count(input, "rejected"), used: count(input, "used"),
        excluded: (input["excluded"]?.members ?? []).map { ($0.name, $0.value.integer ?? 0) })
    }
    parameters = (manifest["parameters"]?.elements ?? []).map {
      Parameter(key: text($0, "key"), value: text($0, "value"), origin: text($0, "origin"))
    }
    files = (manifest["outputs"]?.elements ?? []).map {
      File(path: text($0, "path"), sha256: text($0, "sha256"), rows: $0["rows"]?.integer)
    }
    notRun = (manifest["not_run"]?.elements ?? []).map {
      NotRun(id: text($0, "id"), needs: text($0, "needs"))
    }
    warnings = (manifest["warnings"]?.elements ?? []).map {
      Warning(code: text($0, "code"), message: text($0, "message"), count: count($0, "count"))
    }
  }

  /// Each file once: of one that feeds several tables what most was rejected of.
  package var inputsOnce: [Input] {
    var (once, places): ([Input], [String: Int]) = ([], [:])
    for input in inputs {
      if let place = places[input.path] {
        if input.rejected > once[place].rejected { once[place] = input }
      } else {
        places[input.path] = once.count
        once.append(input)
      }
    }
    return once
  }

  /// The value of a parameter; nil where the run has none of that name.
  package func parameter(_ key: String) -> String? { parameters.first { $0.key == key }?.value }

  /// Rows of a file; nil where the run did not write it.
  package func rows(of path: String) -> Int64? { files.first { $0.path == path }?.rows }

  /// What an analysis lacks; nil where nothing of that name was left out.
  package func lacks(_ analysis: String) -> String? { notRun.first { $0.id == analysis }?.needs }

  package static func == (one: RunFacts, other: RunFacts) -> Bool {
    one.runID == other.runID && one.inputs == other.inputs && one.parameters == other.parameters
      && one.files == other.files && one.notRun == other.notRun && one.warnings == other.warnings
  }
}
