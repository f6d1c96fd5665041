import Canonical
import Tables

/// A plan in words: every effective value with its origin, and the files that would be read.
package struct EffectivePlan {
  /// Lines for people.
  package let text: String

  /// Looks the files up, and reads none of them.
  /// - Throws: `inputMissing` where a pattern matches nothing.
  package init(_ plan: PipelinePlan) throws(StageFailure) {
    var lines = plan.settings.map { "\($0.key) = \($0.value)  (\($0.origin))" }
    lines.append("")
    for input in plan.inputs {
      let tables = input.mappings.map(\.table.name).joined(separator: ", ")
      for file in try FilePattern.files(input.files, base: input.base) {
        lines.append("would read \(file.path) -> \(tables) (source \(input.source))")
      }
    }
    lines.append("would run \(plan.analyses.joined(separator: ", "))")
    lines.append("would publish in \(plan.outputDirectory)")
    text = lines.joined(separator: "\n") + "\n"
  }
}
