/// How many people stand behind each number of each cell of one kind of period: agents, and for what
/// customers said the respondents.
struct PeopleCounts: Sendable {
  /// Places of a cell: one for each that a mask has.
  private let width: Int
  private var byNumber: [Int32]
  private var all: [Int32]
  /// By cell: the respondent who was counted last, and for which numbers of answers.
  private var last: [(respondent: UInt32, parts: UInt32)] = []

  /// Nobody yet.
  /// - Parameter width: one more than the last place of a number.
  init(cells: Int, width: Int) {
    self.width = width
    byNumber = Array(repeating: 0, count: cells * width)
    all = Array(repeating: 0, count: cells)
    last = Array(repeating: (0, 0), count: cells)
  }

  /// Counts an agent.
  mutating func addAgent(in cell: Int) { all[cell] += 1 }

  /// Counts an agent for some numbers.
  /// - Parameter mask: a bit for each place from `first` on.
  mutating func add(_ mask: ArraySlice<UInt32>, from first: Int, in cell: Int) {
    for (word, bits) in mask.enumerated() {
      var rest = bits
      while rest != 0 {
        let place = first + word * 32 + rest.trailingZeroBitCount
        if place < width { byNumber[cell * width + place] += 1 }
        rest &= rest - 1
      }
    }
  }

  /// Forgets the agents of the number at a place: respondents stand behind what customers said.
  mutating func clear(at place: Int) {
    for cell in all.indices { byNumber[cell * width + place] = 0 }
  }

  /// Counts a respondent for what was not counted yet; all calls with one respondent come in turn.
  /// - Parameter parts: a bit for each number of answers.
  mutating func addRespondent(
    _ respondent: UInt32, _ parts: UInt32, in cell: Int, _ answers: [CellLayout.Answers]
  ) {
    let known = last[cell].respondent == respondent ? last[cell].parts : 0
    last[cell] = (respondent, known | parts)
    for (place, answer) in answers.enumerated() where (parts & ~known) >> UInt32(place) & 1 != 0 {
      byNumber[cell * width + answer.place] += 1
    }
  }

  /// The people of the number at a place.
  func count(at place: Int, in cell: Int) -> Int { Int(byNumber[cell * width + place]) }

  /// The agents of a cell.
  func count(in cell: Int) -> Int { Int(all[cell]) }
}
