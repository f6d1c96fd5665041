import Aggregate
import Canonical
import Statistics
import Tables

/// First contacts of units by month and band of tenure, with who stands behind them.
struct MixCells: Sendable {
  /// On which side of the threshold of turnover a unit's month is.
  enum Side: Int, CaseIterable, Sendable {
    case below, above
    /// Its turnover is not known, or not told.
    case leftOut
  }

  /// Names of the bands, in the order of tenure.
  let bands: [String]
  /// How many units have first contacts; the one without a name counts.
  let unitCount: Int
  /// The months with first contacts, ascending and without holes.
  let months: ClosedRange<Int32>?

  /// By unit, month and band, summed up to each month; by side, the last of all.
  private var sums: [[Kitagawa.Count]]
  /// Distinct agents by band, month and side, each with all of them as the last one.
  private var agents: [Int32] = []

  /// Places of the sums of all sides.
  private static let all = Side.allCases.count

  /// The cells of some figures.
  /// - Parameters:
  ///   - bands: codes of the bands of tenure, in their order, and their names.
  ///   - unit: by what agents are grouped: site or team.
  ///   - side: of a unit's code and a month.
  init(
    _ figures: AgentFigures, bands: [(code: UInt32, name: String)], unit: Grouping,
    who: (UInt32, CivilDate) -> PersonStanding?, side: (UInt32, Month) -> Side
  ) {
    let places = Dictionary(uniqueKeysWithValues: bands.enumerated().map { ($0.element.code, $0.offset) })
    self.bands = bands.map(\.name)
    var met: [(agent: UInt32, unit: UInt32, month: Int32, band: Int, side: Side, count: AgentCounts.Share)] =
      []
    for agent in figures.calendar.agents {
      for stretch in figures.calendar.stretches(of: agent) where figures.isMet(stretch) {
        let (first, count) = (figures.calendar.firstDay(of: stretch), figures[stretch].firsts)
        guard count.n > 0, let standing = who(agent, first), let band = places[standing[.tenureBand]] else {
          continue
        }
        let month = first.month
        met.append((agent, standing[unit], month.number, band, side(standing[unit], month), count))
      }
    }
    let units = Set(met.map(\.unit)).sorted()
    unitCount = units.count
    let numbers = met.map(\.month)
    guard let low = numbers.min(), let high = numbers.max() else {
      (months, sums) = (nil, [])
      return
    }
    months = low...high
    let width = bands.count
    let unitPlaces = Dictionary(uniqueKeysWithValues: units.enumerated().map { ($0.element, $0.offset) })
    let nothing = Kitagawa.Count(successes: 0, trials: 0)
    let size = (Int(high - low) + 2) * width
    var sums = [[Kitagawa.Count]](
      repeating: [Kitagawa.Count](repeating: nothing, count: size),
      count: units.count * (MixCells.all + 1))
    for cell in met {
      let unit = (unitPlaces[cell.unit] ?? 0) * (MixCells.all + 1)
      // A sum stands behind its month.
      let place = (Int(cell.month - low) + 1) * width + cell.band
      for side in [cell.side.rawValue, MixCells.all] {
        sums[unit + side][place] = sums[unit + side][place] + cell.count
      }
    }
    for row in sums.indices {
      for place in width..<size { sums[row][place] = sums[row][place] + sums[row][place - width] }
    }
    self.sums = sums
    // An agent's cells stand together: who was met last is not met anew.
    agents = Array(repeating: 0, count: (width + 1) * (Int(high - low) + 2) * (MixCells.all + 1))
    var last = [UInt32](repeating: .max, count: agents.count)
    for cell in met {
      for band in [cell.band, width] {
        for month in [cell.month, high + 1] {
          for side in [cell.side.rawValue, MixCells.all] {
            let place = agentPlace(band, month, side)
            if last[place] != cell.agent { agents[place] += 1 }
            last[place] = cell.agent
          }
        }
      }
    }
  }

  /// Where the agents of a band, month and side stand; behind all of each come all of them.
  private func agentPlace(_ band: Int, _ month: Int32, _ side: Int) -> Int {
    guard let months else { return 0 }
    let count = Int(months.upperBound - months.lowerBound) + 2
    return (band * count + Int(month - months.lowerBound)) * (MixCells.all + 1) + side
  }

  /// By unit, the counts of each band from a month through another on one side; nil: on all.
  func counts(of unit: Int, _ span: ClosedRange<Int32>, _ side: Side?) -> [Kitagawa.Count] {
    guard let months else { return [] }
    let width = bands.count
    let row = sums[unit * (MixCells.all + 1) + (side?.rawValue ?? MixCells.all)]
    func place(_ month: Int32) -> Int {
      Int(min(max(month, months.lowerBound), months.upperBound + 1) - months.lowerBound)
    }
    let (low, high) = (place(span.lowerBound) * width, place(span.upperBound + 1) * width)
    return (0..<width).map { band in row[high + band] - row[low + band] }
  }

  /// Distinct agents of a band, or of all, in a month, or in all of them, on one side; nil: on all.
  func agentCount(_ band: Int?, _ month: Int32?, _ side: Side?) -> Int {
    guard let months else { return 0 }
    if let month, !months.contains(month) { return 0 }
    return Int(
      agents[agentPlace(band ?? bands.count, month ?? months.upperBound + 1, side?.rawValue ?? MixCells.all)])
  }
}

extension Kitagawa.Count {
  fileprivate static func + (count: Self, share: AgentCounts.Share) -> Self {
    Self(successes: count.successes + share.x, trials: count.trials + share.n)
  }

  fileprivate static func + (one: Self, other: Self) -> Self {
    Self(successes: one.successes + other.successes, trials: one.trials + other.trials)
  }

  fileprivate static func - (one: Self, other: Self) -> Self {
    Self(successes: one.successes - other.successes, trials: one.trials - other.trials)
  }
}
