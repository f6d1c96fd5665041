import Canonical
import Tables

/// What other systems computed of people, by the name of the metric.
package struct PersonMetrics: Sendable {
  private var metrics: [String: [PersonMetric]] = [:]

  /// The metrics of these names in a settled table; those whose days are not over by the last day known are left
  /// out.
  package init(_ table: SmallTable, named names: [String], last: CivilDate, vocabulary: CodeBook) {
    let (people, metric) = (table.codes("person_id"), table.codes("metric"))
    let (starts, ends) = (table.numbers("period_start"), table.numbers("period_end"))
    let (values, counts) = (table.numbers("value"), table.numbers("n"))
    var texts: [UInt32: String] = [:]
    for row in people.indices {
      let name = texts[metric[row]] ?? vocabulary.text(of: metric[row])
      texts[metric[row]] = name
      guard names.contains(name), ends[row] <= Int64(last.days) else { continue }
      metrics[name, default: []].append(
        PersonMetric(
          person: people[row], first: CivilDate(days: Int32(clamping: starts[row])),
          last: CivilDate(days: Int32(clamping: ends[row])), millionths: values[row],
          n: counts[row] == CanonicalBatch.missing ? nil : counts[row] / 1_000_000))
    }
  }

  /// Those of a name, in the order of the table.
  package func named(_ name: String) -> [PersonMetric] { metrics[name, default: []] }
}
