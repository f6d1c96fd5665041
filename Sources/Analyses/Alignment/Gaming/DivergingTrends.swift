import Aggregate
import Canonical
import Statistics

/// Looks whether a metric gets better while the outcome gets worse: of all people together, and person by person.
struct DivergingTrends {
  /// The trend of all people: by month, means of what people are above their own mean.
  private(set) var whole: Trend?
  /// Why there is none.
  private(set) var reason: NotEstimable?
  /// By person with months enough: one-sided p of a metric that gets better, and of an outcome that gets worse, each
  /// beside others of the site and month; 1 where it is above what may be a discovery.
  private(set) var people: [(up: Double, down: Double)] = []
  /// Months of all people, and people.
  private(set) var months = 0
  private(set) var peopleCount = 0

  /// How metric and outcome move, in standard deviations a month, better above 0.
  struct Trend {
    /// The metric's slope, the outcome's, and over how many months.
    var metric: TrendTest
    var outcome: TrendTest
    var months: Int
    /// One-sided: a metric that gets better, or an outcome that gets worse, whichever is less sure.
    var p: Double { max(metric.pAbove, outcome.pBelow) }
  }

  /// The trends of months with metric and outcome.
  /// - Parameter flips: −1 where smaller values are better.
  init(_ months: CompleteMonths, flips: (metric: Double, outcome: Double), _ panel: AlignmentPanel) {
    do throws(NotEstimable) {
      (self.months, peopleCount) = (months.places.count, months.peopleCount)
      let numbers = months.places.map { Int(panel.rows[$0].month.number) }
      people = DivergingTrends.people(months, numbers.map(Double.init), flips)
      whole = try DivergingTrends.whole(months, numbers, flips)
    } catch {
      reason = error
    }
  }

  private static func whole(
    _ months: CompleteMonths, _ numbers: [Int], _ flips: (metric: Double, outcome: Double)
  ) throws(NotEstimable) -> Trend {
    // Less each person's own mean: who comes and goes moves nothing.
    let own = try CellDeviations(months.columns, cells: months.people)
    let calendar = Factor(numbers)
    let found = calendar.count
    var (dates, counts) = ([Double](repeating: 0, count: found), [Double](repeating: 0, count: found))
    for (code, number) in zip(calendar.codes, numbers) {
      dates[code] = Double(number)
      counts[code] += 1
    }
    guard found >= AlignmentParameters.minimumTrendMonths else {
      throw .tooFew(.periods, found: found, needed: AlignmentParameters.minimumTrendMonths)
    }
    func test(_ column: Int, _ flip: Double) throws(NotEstimable) -> TrendTest {
      let squares = CompensatedSum(months.deviations[column].map { $0 * $0 }).value
      guard squares > 0 else { throw .noSpread(.values) }
      let scale = flip / (squares / Double(months.places.count)).squareRoot()
      var sums = [CompensatedSum](repeating: CompensatedSum(), count: found)
      for (code, value) in zip(calendar.codes, own.columns[column]) { sums[code].add(value) }
      return try TrendTest(dates, zip(sums, counts).map { scale * ($0.value / $1) })
    }
    return Trend(
      metric: try test(0, flips.metric), outcome: try test(1, flips.outcome), months: found)
  }

  private static func people(
    _ months: CompleteMonths, _ numbers: [Double], _ flips: (metric: Double, outcome: Double)
  ) -> [(up: Double, down: Double)] {
    var starts: [Int] = []
    // Months of one person follow one another.
    for place in months.people.indices where place == 0 || months.people[place] != months.people[place - 1] {
      starts.append(place)
    }
    // Student's tail is above the normal one: where that one is too large for any discovery, p is as good as 1.
    func p(_ t: Double, _ student: @autoclosure () -> Double) -> Double {
      NormalDistribution.upperTail(t) > AlignmentParameters.falseDiscoveries ? 1 : student()
    }
    return starts.enumerated().compactMap { number, start in
      let range = start..<(number + 1 < starts.count ? starts[number + 1] : months.people.count)
      guard range.count >= AlignmentParameters.minimumTrendMonths else { return nil }
      let own = Array(numbers[range])
      guard let metric = try? SlopeTest(own, Array(months.deviations[0][range])),
        let outcome = try? SlopeTest(own, Array(months.deviations[1][range]))
      else { return nil }
      return (
        flips.metric > 0 ? p(metric.t, metric.pAbove) : p(-metric.t, metric.pBelow),
        flips.outcome > 0 ? p(-outcome.t, outcome.pBelow) : p(outcome.t, outcome.pAbove)
      )
    }
  }

  /// p that there is anybody whose metric gets better and outcome worse: of n people with p from the smallest on, the
  /// least n·p(i)/i.
  ///
  /// Source: Simes (1986), Biometrika 73(3), 751–754, doi:10.1093/biomet/73.3.751.
  var peopleP: Double {
    let sorted = people.map { max($0.up, $0.down) }.sorted()
    return sorted.enumerated().reduce(1) {
      min($0, Double(sorted.count) * $1.element / Double($1.offset + 1))
    }
  }

  /// How many people's metric gets better and outcome worse, each with a false discovery rate of at most 10 % among
  /// people.
  var suspects: Int {
    guard let up = try? BenjaminiHochberg.qValues(people.map(\.up)),
      let down = try? BenjaminiHochberg.qValues(people.map(\.down))
    else { return 0 }
    return zip(up, down).count {
      max($0 ?? 1, $1 ?? 1) <= AlignmentParameters.falseDiscoveries
    }
  }
}
