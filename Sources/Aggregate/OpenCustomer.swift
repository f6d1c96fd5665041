/// The conversations of the customer that is being counted, by cell: what is in a cell twice must be
/// known before the customer is left.
struct OpenCustomer {
  private let numbers: Int
  private var conversations = 0
  private var isMultiple = false
  /// By conversation and number.
  private var n: [Int32] = []
  private var x: [Int32] = []
  private var both: [Int32] = []
  /// Cells of each conversation in turn.
  private var cells: [(cell: Int32, conversation: Int32)] = []
  /// By cell of the store: 1 + its place among those met; 0: not met.
  private var marks: [Int32] = []
  /// Cells that it met.
  private(set) var met: [Sum] = []
  /// Denominators, numerators and both of a cell, by number from where the cell's begin.
  private(set) var sumN: [Int32] = []
  private(set) var sumX: [Int32] = []
  private(set) var sumBoth: [Int32] = []

  /// One cell, and how many of the customer's conversations it holds.
  struct Sum {
    /// The cell.
    var cell: Int
    /// The first of them.
    var first: Int
    /// How many.
    var count = 1
    /// Where its sums begin; -1 where it holds nothing more than once.
    var start = -1
  }

  /// Nobody.
  init(numbers: Int) { self.numbers = numbers }

  /// Begins another conversation.
  mutating func begin(_ imprint: CellImprint) {
    conversations += 1
    isMultiple = isMultiple || imprint.isMultiple
    n += imprint.n
    x += imprint.x
    both += imprint.both
  }

  /// Notes that the conversation is in a cell.
  mutating func add(_ cell: Int) {
    cells.append((Int32(cell), Int32(conversations - 1)))
  }

  /// Sums up the cells that hold something more than once; they stand in `met` until `clear`.
  mutating func sumUp() {
    guard conversations > 1 || isMultiple else { return }
    for (cell, conversation) in cells {
      let (cell, conversation) = (Int(cell), Int(conversation))
      if cell >= marks.count { marks += Array(repeating: 0, count: cell + 1 - marks.count) }
      if marks[cell] == 0 {
        met.append(Sum(cell: cell, first: conversation))
        marks[cell] = Int32(met.count)
      } else {
        let place = Int(marks[cell]) - 1
        // Most cells of a customer hold one conversation: sums begin with the second.
        if met[place].count == 1 { open(place) }
        met[place].count += 1
        add(conversation, to: met[place].start)
      }
    }
    for place in met.indices {
      marks[met[place].cell] = 0
      if met[place].count == 1, isMultiple { open(place) }
    }
  }

  /// Leaves the customer.
  mutating func clear() {
    conversations = 0
    isMultiple = false
    n.removeAll(keepingCapacity: true)
    x.removeAll(keepingCapacity: true)
    both.removeAll(keepingCapacity: true)
    cells.removeAll(keepingCapacity: true)
    met.removeAll(keepingCapacity: true)
    sumN.removeAll(keepingCapacity: true)
    sumX.removeAll(keepingCapacity: true)
    sumBoth.removeAll(keepingCapacity: true)
  }

  /// Makes room for the sums of a cell, its first conversation among them.
  private mutating func open(_ place: Int) {
    let first = met[place].first * numbers
    met[place].start = sumN.count
    sumN += n[first..<first + numbers]
    sumX += x[first..<first + numbers]
    sumBoth += both[first..<first + numbers]
  }

  private mutating func add(_ conversation: Int, to start: Int) {
    let first = conversation * numbers
    OpenCustomer.add(n, first, &sumN, start, numbers)
    OpenCustomer.add(x, first, &sumX, start, numbers)
    OpenCustomer.add(both, first, &sumBoth, start, numbers)
  }

  private static func add(
    _ terms: [Int32], _ first: Int, _ sums: inout [Int32], _ start: Int, _ count: Int
  ) {
    let terms = terms.span.extracting(first..<first + count)
    var sums = sums.mutableSpan
    for number in 0..<count { sums[start + number] &+= terms[number] }
  }
}
