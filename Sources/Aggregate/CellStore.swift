import Canonical

/// The cells of one layout: counters in one flat array, and what customers with several conversations
/// in a cell change of the variance.
///
/// Every conversation is counted as if its customer had no other; `closeCustomer` corrects that.
struct CellStore {
  /// Which numbers its cells hold.
  let layout: CellLayout
  /// Grouping, group and month of each cell, packed.
  private var index = PlaceIndex()
  private var counters: [UInt32] = []
  /// By cell: xx, xn, nn and customers of each number.
  private var repetitions: [Int64] = []
  private var agents: PeopleIndex
  private var respondents: PeopleIndex
  private var open: OpenCustomer
  /// Counters of a cell.
  private let width: Int

  /// No cell yet.
  init(_ layout: CellLayout) {
    self.layout = layout
    width = layout.counterCount
    agents = PeopleIndex(numbers: layout.numbers.count)
    respondents = PeopleIndex(numbers: layout.numbers.count)
    open = OpenCustomer(numbers: layout.numbers.count)
  }

  /// How many cells there are.
  var count: Int { index.count }

  /// The key of a cell.
  func key(of cell: Int) -> FCRCell.Key { FCRCell.Key(packed: index.keys[cell]) }

  /// Adds a conversation that does not qualify to a cell.
  mutating func observe(_ status: ConversationStatus, _ key: UInt64) {
    counters[cell(of: key) * width + Int(status.rawValue)] += 1
  }

  /// Adds a qualifying conversation of the open customer to a cell.
  mutating func observe(_ imprint: CellImprint, agent: UInt32, _ key: UInt64) {
    let cell = cell(of: key)
    CellStore.raise(imprint.counters, in: &counters, from: cell * width)
    agents.add(cell: cell, person: agent, imprint.mask)
    for (person, mask) in imprint.respondents { respondents.add(cell: cell, person: person, mask) }
    open.add(cell)
  }

  /// Remembers the conversation whose cells follow.
  mutating func begin(_ imprint: CellImprint) { open.begin(imprint) }

  /// Ends the open customer: finds the cells that hold several of its conversations.
  mutating func closeCustomer() {
    open.sumUp()
    let numbers = layout.numbers.count
    for sum in open.met where sum.start >= 0 {
      CellStore.add(sum, open, &repetitions, numbers)
    }
    open.clear()
  }

  private static func add(
    _ sum: OpenCustomer.Sum, _ open: OpenCustomer, _ repetitions: inout [Int64], _ numbers: Int
  ) {
    let (sumN, sumX, sumBoth) = (open.sumN.span, open.sumX.span, open.sumBoth.span)
    var sums = repetitions.mutableSpan
    let start = sum.cell * numbers * 4
    for number in 0..<numbers {
      let place = sum.start + number
      let customer = RateTally.Repetition(
        n: Int64(sumN[place]), x: Int64(sumX[place]), both: Int64(sumBoth[place]))
      sums[start + number] += customer.xx
      sums[start + numbers + number] += customer.xn
      sums[start + 2 * numbers + number] += customer.nn
      sums[start + 3 * numbers + number] += customer.customers
    }
  }

  /// Adds another's cells, of other customers.
  mutating func merge(_ other: CellStore) {
    let cells = other.index.keys.map { cell(of: $0) }
    let sums = layout.numbers.count * 4
    for (theirs, ours) in cells.enumerated() {
      CellStore.add(other.counters, theirs * width, to: &counters, ours * width, width)
      CellStore.add(other.repetitions, theirs * sums, to: &repetitions, ours * sums, sums)
    }
    agents.merge(other.agents, cells: cells)
    respondents.merge(other.respondents, cells: cells)
  }

  /// How many people stand behind each number of each cell.
  var people: (agents: PeopleCounts, respondents: PeopleCounts) {
    (
      PeopleCounts(agents, cells: count, numbers: layout.numbers.count),
      PeopleCounts(respondents, cells: count, numbers: layout.numbers.count)
    )
  }

  /// The counters of a cell.
  func counters(of cell: Int) -> ArraySlice<UInt32> {
    counters[cell * width..<(cell + 1) * width]
  }

  /// What customers with several conversations change of a number.
  func repetition(of number: Int, in cell: Int) -> RateTally.Repetition {
    let numbers = layout.numbers.count
    let start = cell * numbers * 4 + number
    return RateTally.Repetition(
      xx: repetitions[start], xn: repetitions[start + numbers], nn: repetitions[start + 2 * numbers],
      customers: repetitions[start + 3 * numbers])
  }

  /// The cell of a packed key; made where it is new.
  private mutating func cell(of key: UInt64) -> Int {
    let cell = index.place(of: key)
    if cell * width == counters.count {
      counters += Array(repeating: 0, count: width)
      repetitions += Array(repeating: 0, count: layout.numbers.count * 4)
    }
    return cell
  }

  private static func raise(_ places: [Int32], in counters: inout [UInt32], from start: Int) {
    let places = places.span
    var counters = counters.mutableSpan
    for index in places.indices { counters[start + Int(places[index])] += 1 }
  }

  private static func add<Number: FixedWidthInteger>(
    _ terms: [Number], _ first: Int, to sums: inout [Number], _ start: Int, _ count: Int
  ) {
    let terms = terms.span
    var sums = sums.mutableSpan
    for place in 0..<count { sums[start + place] += terms[first + place] }
  }
}
