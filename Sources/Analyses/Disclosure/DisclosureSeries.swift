import Canonical

/// The numbers of one series, and which of them must be withheld so that nobody can work out one about
/// too few people.
///
/// First goes what too few people stand behind. Then, line by line and as often as it takes: where a line
/// has exactly one withheld number, or withheld ones whose people add up to fewer than the minimum, the
/// next smallest of the line goes too. "Smallest" is by people; of equal ones a group goes before `all`
/// and a month before all months, so that totals stay as long as anything else will do, then the order of
/// the tables decides. At last all lines are solved together: where they still determine a withheld number,
/// the smallest in a line with it that leaves it open goes too, and all begins again.
///
/// Source: the product's contract on privacy; for solving lines together, Cox (1980), Suppression
/// methodology and statistical disclosure control, Journal of the American Statistical Association
/// 75(370), 377–385, doi:10.1080/01621459.1980.10477481.
struct DisclosureSeries {
  /// A number of a group and period.
  struct Cell: Equatable {
    /// Its place in the grid.
    var place: Int
    /// Distinct people behind it.
    var people: Int
  }

  /// Places of a grid: a bit for each.
  struct Places: Equatable {
    private var words: [UInt64] = []

    /// No place.
    init() {}

    /// Whether there is none.
    var isEmpty: Bool { words.isEmpty }

    /// Whether a place is among them.
    func contains(_ place: Int) -> Bool {
      place >> 6 < words.count && words[place >> 6] >> UInt64(place & 63) & 1 == 1
    }

    /// Adds a place.
    mutating func insert(_ place: Int) {
      while words.count <= place >> 6 { words.append(0) }
      words[place >> 6] |= 1 << UInt64(place & 63)
    }
  }

  /// Where more withheld numbers than this are determined, one is withheld for each of them at once, which may
  /// be more than need be: looking for the least would take hours.
  static let mostAtOnce = 20

  /// Its numbers, the smallest first.
  private let cells: [Cell]
  private let name: String
  private let minimum: Int
  private let mostAtOnce: Int
  private let grid: DisclosureGrid
  private var isWithheld: [Bool]
  private var lines: [DisclosureLines.Line] = []
  /// By number: the lines that it is in.
  private var linesOf: [[Int]] = []
  private var unknownCount = 0

  /// The numbers of a series; where a place comes several times, the fewest people count.
  init(
    _ name: String, _ cells: [Cell], _ grid: DisclosureGrid, minimum: Int,
    mostAtOnce: Int = DisclosureSeries.mostAtOnce
  ) {
    self.mostAtOnce = mostAtOnce
    self.name = name
    var fewest = Array(repeating: Int.max, count: grid.count)
    for cell in cells { fewest[cell.place] = min(cell.people, fewest[cell.place]) }
    var order: [(rank: Int, place: Int)] = []
    for (place, people) in fewest.enumerated() where people < .max {
      let (group, period) = place.quotientAndRemainder(dividingBy: grid.periods.count)
      let isTotal = (grid.groups[group].grouping == .all ? 2 : 0) + (period == 0 ? 1 : 0)
      order.append((people << 2 | isTotal, place))
    }
    order.sort { $0 < $1 }
    self.cells = order.map { Cell(place: $0.place, people: $0.rank >> 2) }
    self.grid = grid
    self.minimum = minimum
    isWithheld = Array(repeating: false, count: self.cells.count)
  }

  /// The places of what is withheld.
  /// - Parameter forced: places that are withheld whoever stands behind them.
  mutating func withheld(forced: Places = Places()) -> Places {
    for (number, cell) in cells.enumerated() {
      isWithheld[number] = cell.people < minimum || forced.contains(cell.place)
    }
    // Where nothing is withheld there is nothing to find.
    if !isWithheld.contains(true) { return Places() }
    let sums = DisclosureLines(name, cells.map(\.place), grid)
    (lines, unknownCount) = (sums.lines, sums.unknownCount)
    linesOf = Array(repeating: [], count: unknownCount)
    for (line, terms) in lines.enumerated() { for term in terms { linesOf[term.unknown].append(line) } }
    repeat { closeLines() } while withholdForDetermined()
    var places = Places()
    for (cell, isWithheld) in zip(cells, isWithheld) where isWithheld { places.insert(cell.place) }
    return places
  }

  /// Withholds more until every line has enough withheld, or nothing that is told.
  private mutating func closeLines() {
    var isOpen = true
    while isOpen {
      isOpen = false
      for line in lines {
        while let next = nextToWithhold(in: line) {
          isWithheld[next] = true
          isOpen = true
        }
      }
    }
  }

  /// The smallest number that a line has to withhold still; nil where it need not.
  private func nextToWithhold(in line: DisclosureLines.Line) -> Int? {
    var (count, people) = (0, 0)
    var smallest: Int?
    for term in line where term.unknown < cells.count {
      if isWithheld[term.unknown] {
        count += 1
        people += cells[term.unknown].people
      } else if smallest == nil {
        smallest = term.unknown
      }
    }
    return count == 1 || (count > 1 && people < minimum) ? smallest : nil
  }

  /// Withholds one more where all lines together determine something withheld.
  /// - Returns: whether it did.
  private mutating func withholdForDetermined() -> Bool {
    let isDetermined = determined()
    let found = cells.indices.filter { isWithheld[$0] && isDetermined[$0] }
    guard let number = found.first else { return false }
    if found.count > mostAtOnce {
      // Found before any of them is withheld: those with the same smallest one share it.
      let next = Set(found.compactMap { told(near: $0).first })
      for number in next { isWithheld[number] = true }
      return !next.isEmpty
    }
    let near = told(near: number)
    // The smallest that leaves it open; where none alone does, the smallest.
    let opens = openers(of: number, among: near)
    guard let next = near.first(where: { opens[$0] }) ?? near.first else { return false }
    isWithheld[next] = true
    return true
  }

  /// By number: whether all lines together leave it only one value.
  private func determined() -> [Bool] {
    let unknowns = lines.map { $0.filter { $0.unknown >= cells.count || isWithheld[$0.unknown] } }
    return LinearUnknowns(unknowns.filter { !$0.isEmpty }, count: unknownCount).isDetermined
  }

  /// By number: whether withholding it too would leave a number open that all lines determine.
  private func openers(of number: Int, among near: [Int]) -> [Bool] {
    var isKnown = Array(repeating: false, count: unknownCount)
    for told in near { isKnown[told] = true }
    let sums = lines.map {
      $0.filter { $0.unknown >= cells.count || isWithheld[$0.unknown] || isKnown[$0.unknown] }
    }
    return LinearUnknowns.openers(of: number, sums.filter { !$0.isEmpty }, isKnown: isKnown)
  }

  /// What is told in the lines of a number, the smallest first; where there is nothing but the total of all, in
  /// those of what is withheld there, and so on; that total where there is nothing else anywhere.
  private func told(near number: Int) -> [Int] {
    var (seen, ring) = (Set([number]), [number])
    var total: [Int] = []
    while !ring.isEmpty {
      let near = Set(ring.flatMap { linesOf[$0] }.flatMap { lines[$0] }.map(\.unknown)).subtracting(seen)
      let told = near.filter { $0 < cells.count && !isWithheld[$0] }.sorted()
      let others = told.filter { !isTotalOfAll($0) }
      if !others.isEmpty { return others }
      total += told
      seen.formUnion(near)
      ring = near.sorted()
    }
    return total
  }

  /// Whether a number is that of all groups and all months.
  private func isTotalOfAll(_ number: Int) -> Bool {
    let (group, period) = cells[number].place.quotientAndRemainder(dividingBy: grid.periods.count)
    return period == 0 && grid.groups[group].grouping == .all
  }
}
