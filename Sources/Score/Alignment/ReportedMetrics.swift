import Canonical
import Tables

/// What other systems computed of people, by name and ready to be told by month; each row that does not fit is counted.
///
/// - Left out are rows of people whom no table of people names, periods that end after the last day known, and periods that
///   reach over the end of a month.
/// - Days of one person and metric count once: of rows that share days the longest one counts, of equal ones the
///   last one read, whatever the source.
package struct ReportedMetrics: Sendable {
  private var metrics: [String: [PersonMetric]] = [:]
  /// Rows that do not fit, by metric.
  package private(set) var warnings = WarningTally()

  /// The metrics of a settled table.
  package init(_ table: SmallTable, people: Set<UInt32>, last: CivilDate, vocabulary: CodeBook) {
    struct Key: Hashable {
      var person: UInt32
      var metric: UInt32
    }
    let (persons, names) = (table.codes("person_id"), table.codes("metric"))
    let (starts, ends) = (table.numbers("period_start"), table.numbers("period_end"))
    let (values, counts) = (table.numbers("value"), table.numbers("n"))
    var texts: [UInt32: String] = [:]
    var rows: [Key: [PersonMetric]] = [:]
    for row in persons.indices {
      let name = texts[names[row]] ?? vocabulary.text(of: names[row])
      texts[names[row]] = name
      let metric = PersonMetric(
        person: persons[row], first: CivilDate(days: Int32(clamping: starts[row])),
        last: CivilDate(days: Int32(clamping: ends[row])), millionths: values[row],
        n: counts[row] == CanonicalBatch.missing ? nil : counts[row] / ReportedMetrics.one)
      if let fault = ReportedMetrics.fault(of: metric, people, last) {
        warnings.add(fault, name)
      } else {
        rows[Key(person: persons[row], metric: names[row]), default: []].append(metric)
      }
    }
    for (key, own) in rows {
      let kept = ReportedMetrics.once(own)
      let name = texts[key.metric] ?? ""
      warnings.add(.metricReportedTwice, name, count: own.count - kept.count)
      metrics[name, default: []] += kept
    }
    for name in metrics.keys {
      metrics[name]?.sort { ($0.person, $0.first, $0.last) < ($1.person, $1.first, $1.last) }
    }
  }

  /// What one is, as numbers are kept.
  private static let one: Int64 = 1_000_000

  /// Names of all that was delivered and fits, by their bytes.
  package var names: [String] { metrics.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }

  /// Those of a name, by person and day.
  package func named(_ name: String) -> [PersonMetric] { metrics[name, default: []] }

  private static func fault(of metric: PersonMetric, _ people: Set<UInt32>, _ last: CivilDate) -> WarningCode?
  {
    if !people.contains(metric.person) { return .unknownMeasuredPerson }
    if metric.last > last { return .metricInFuture }
    return metric.month == nil ? .metricAcrossMonths : nil
  }

  /// Leaves of rows that share days the longest, of equal ones the last.
  private static func once(_ rows: [PersonMetric]) -> [PersonMetric] {
    if rows.count == 1 { return rows }
    func days(_ metric: PersonMetric) -> Int32 { metric.last.days - metric.first.days }
    let order = rows.indices.sorted { a, b in
      (-days(rows[a]), rows[a].first, -a) < (-days(rows[b]), rows[b].first, -b)
    }
    var kept: [PersonMetric] = []
    for row in order.map({ rows[$0] })
    where !kept.contains(where: { $0.first <= row.last && row.first <= $0.last }) {
      kept.append(row)
    }
    return kept
  }
}
