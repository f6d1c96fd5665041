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
    let (persons, names) = (table.codes("person_id"), table.codes("metric"))
    let (starts, ends) = (table.numbers("period_start"), table.numbers("period_end"))
    let (values, counts) = (table.numbers("value"), table.numbers("n"))
    var slots: [UInt32: Int] = [:]
    var found: [(name: String, rows: [PersonMetric])] = []
    for row in persons.indices {
      let slot = slots[names[row]] ?? found.count
      if slot == found.count {
        slots[names[row]] = slot
        found.append((vocabulary.text(of: names[row]), []))
      }
      let metric = PersonMetric(
        person: persons[row], first: CivilDate(days: Int32(clamping: starts[row])),
        last: CivilDate(days: Int32(clamping: ends[row])), millionths: values[row],
        n: counts[row] == CanonicalBatch.missing ? nil : counts[row] / ReportedMetrics.one)
      if let fault = ReportedMetrics.fault(of: metric, people, last) {
        warnings.add(fault, found[slot].name)
      } else {
        found[slot].rows.append(metric)
      }
    }
    for (name, rows) in found where !rows.isEmpty {
      let kept = ReportedMetrics.once(rows)
      warnings.add(.metricReportedTwice, name, count: rows.count - kept.count)
      metrics[name] = kept
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

  /// Of rows of one metric those that count, by person and day: of one person's rows that share days the longest, of equal
  /// ones the last.
  private static func once(_ rows: [PersonMetric]) -> [PersonMetric] {
    func follows(_ a: PersonMetric, _ b: PersonMetric) -> Bool {
      a.person < b.person || a.person == b.person && a.last < b.first
    }
    // Exports mostly come in order.
    if zip(rows, rows.dropFirst()).allSatisfy(follows) { return rows }
    let order = rows.indices.sorted { a, b in
      (rows[a].person, rows[a].first, rows[a].last, a) < (rows[b].person, rows[b].first, rows[b].last, b)
    }
    var kept: [PersonMetric] = []
    var start = 0
    while start < order.count {
      let end = order[start...].firstIndex { rows[$0].person != rows[order[start]].person } ?? order.count
      kept += ReportedMetrics.longest(order[start..<end], of: rows)
      start = end
    }
    return kept
  }

  /// Of one person's rows, by day, those that count.
  private static func longest(_ places: ArraySlice<Int>, of rows: [PersonMetric]) -> [PersonMetric] {
    if zip(places, places.dropFirst()).allSatisfy({ rows[$0].last < rows[$1].first }) {
      return places.map { rows[$0] }
    }
    func days(_ metric: PersonMetric) -> Int32 { metric.last.days - metric.first.days }
    let order = places.sorted { a, b in
      (-days(rows[a]), rows[a].first, -a) < (-days(rows[b]), rows[b].first, -b)
    }
    var kept: [PersonMetric] = []
    for row in order.map({ rows[$0] })
    where !kept.contains(where: { $0.first <= row.last && row.first <= $0.last }) {
      kept.append(row)
    }
    return kept.sorted { $0.first < $1.first }
  }
}
