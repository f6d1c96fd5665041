import Aggregate
import Canonical
import Statistics
import Tables

/// One metric by month of tenure: plain, and within the same agents.
///
/// Plain numbers compare other people: those who are seen late are those who stayed. Within agents, every agent is held
/// against their own later months, beyond what the calendar month did to everybody; who has been there for
/// `TenureCells.seasoned` months tells the calendar.
struct TenureRamp: Sendable {
  /// One month of tenure.
  struct Level: Sendable {
    /// Months of tenure, 0 for the first.
    var tenure: Int
    /// Observations.
    var n: Int64 = 0
    /// Agents with observations.
    var agents = 0
    /// People who are guarded: agents, or at least so many respondents.
    var people = 0
    /// The share or mean of all of them, and its interval with agents as clusters.
    var value: Double?
    var interval: (low: Double, high: Double)?
    /// The difference from the seasoned, within agents.
    var within: CoefficientEstimate?
  }

  /// What is followed.
  let metric: RampMetric
  /// Months of tenure with observations, ascending.
  let levels: [Level]
  /// Why nothing is known within agents; nil where something is.
  let reason: String?
  /// Agents behind what is known within agents.
  let withinAgents: Int

  /// The ramp of a metric.
  /// - Parameter disclosure: months of tenure of fewer people are told to nobody, and not used within agents.
  init(_ metric: RampMetric, _ cells: TenureCells, _ disclosure: Disclosure) {
    self.metric = metric
    var sums = [Sum](repeating: Sum(), count: TenureCells.seasoned + 1)
    for cell in cells.cells {
      let (n, sum) = metric.sample(of: cell.counts)
      if n > 0 { sums[cell.tenure].add(cell.agent, n, sum, lone: cell.counts.loneAnswers) }
    }
    var levels: [Level] = []
    for (tenure, sum) in sums.enumerated() where !sum.clusters.isEmpty {
      levels.append(TenureRamp.level(tenure, sum, metric))
    }
    let told = Set(
      levels.filter { !disclosure.withholds(people: $0.people, isSurveyed: metric.isSurveyed) }.map(\.tenure))
    let used = cells.cells.filter { told.contains($0.tenure) && metric.sample(of: $0.counts).n > 0 }
    do throws(NotEstimable) {
      let effects = try TenureRamp.effects(used, metric)
      for place in levels.indices where told.contains(levels[place].tenure) {
        levels[place].within = effects.estimates[levels[place].tenure]
      }
      (reason, withinAgents) = (nil, effects.correction.clusters)
    } catch {
      (reason, withinAgents) = (TenureRamp.words(error), 0)
    }
    self.levels = levels
  }

  /// What is summed of a month of tenure: agents are its clusters.
  private struct Sum {
    var clusters: [(n: Int64, sum: Int64)] = []
    var loneAnswers: Int64 = 0
    private var last: UInt32?

    /// Adds a cell; those of an agent come in turn.
    mutating func add(_ agent: UInt32, _ n: Int64, _ sum: Int64, lone: Int64) {
      if agent != last { clusters.append((0, 0)) }
      last = agent
      clusters[clusters.count - 1].n += n
      clusters[clusters.count - 1].sum += sum
      loneAnswers += lone
    }
  }

  private static func level(_ tenure: Int, _ sum: Sum, _ metric: RampMetric) -> Level {
    var level = Level(tenure: tenure, agents: sum.clusters.count)
    level.people = metric.isSurveyed ? Int(sum.loneAnswers) : level.agents
    level.n = sum.clusters.reduce(0) { $0 + $1.n }
    let total = sum.clusters.reduce(0) { $0 + $1.sum }
    level.value = Double(total) / Double(level.n)
    if metric.isShare {
      var (xx, xn, nn) = (Int64(0), Int64(0), Int64(0))
      for cluster in sum.clusters {
        xx += cluster.sum * cluster.sum
        xn += cluster.sum * cluster.n
        nn += cluster.n * cluster.n
      }
      let share = try? ClusteredProportion(
        n: level.n, x: total, xx: xx, xn: xn, nn: nn, clusters: Int64(sum.clusters.count))
      level.interval = share.map { ($0.interval.low, $0.interval.high) }
    } else {
      level.interval = (try? ClusteredMean(sum.clusters)).map { ($0.estimate.low, $0.estimate.high) }
    }
    return level
  }

  /// So few agents tell nothing within them.
  private static let fewestAgents = WildClusterBootstrap.minimumClusters

  private static func effects(_ cells: [TenureCells.Cell], _ metric: RampMetric) throws(NotEstimable)
    -> LevelEffects
  {
    let agents = Set(cells.map(\.agent)).count
    guard agents >= fewestAgents else { throw .tooFew(.clusters, found: agents, needed: fewestAgents) }
    let first = cells.map(\.month.number).min() ?? 0
    let samples = cells.map { metric.sample(of: $0.counts) }
    return try LevelEffects(
      samples.map { Double($0.sum) / Double($0.n) }, units: cells.map { Int($0.agent) },
      periods: cells.map { Int($0.month.number - first) }, levels: cells.map(\.tenure),
      levelCount: TenureCells.seasoned + 1, reference: TenureCells.seasoned,
      weights: samples.map { Double($0.n) }, minimumReferences: fewestAgents)
  }

  private static func words(_ reason: NotEstimable) -> String {
    let months = "\(TenureCells.seasoned) months or more"
    return switch reason {
    case .tooFew(.units, let found, let needed):
      "within agents not estimable: \(found) agents have \(months), \(needed) are needed to tell tenure from the calendar"
    case .tooFew(.clusters, let found, let needed):
      "within agents not estimable: \(found) agents, \(needed) are needed"
    case .collinear:
      "within agents not estimable: too few agents are seen both before and after \(months)"
    default: "within agents not estimable: too few months of agents"
    }
  }
}
