import Canonical

/// What the conversations of some customers add to each of their cells: found once, then added for one
/// grouping after the other.
///
/// A row is an observation: a conversation with the first answer about it, or a further answer. It
/// raises counters, and has a bit for each number whose denominator, and for each whose numerator it is in.
struct Imprints {
  /// How many rows there are.
  private(set) var count = 0
  /// By row: what it is, the place of its conversation in the piece, and of its month.
  private(set) var heads: [SIMD4<UInt32>] = []
  /// The counters of months that are raised, and the others: each row, and a counter of the layout.
  private(set) var raises: [SIMD2<UInt32>] = []
  /// Where those of months stand, and the others.
  private(set) var monthRaises = 0..<0
  private(set) var wholeRaises = 0..<0
  /// By row: a bit for each number whose denominator it is in, then for each whose numerator.
  private(set) var masks: [CountTable.Mask] = []
  /// Rows of customers with several observations that count: each row, and how many of its customer's
  /// stand before it here.
  private(set) var repeats: [UInt32] = []
  /// How many of those rows there are.
  private(set) var repeatCount = 0
  /// What its rows need.
  let form: Form
  private let writer: ImprintWriter

  /// What a row is.
  enum Kind {
    /// A conversation that does not qualify.
    static let unqualified: UInt32 = 0
    /// A qualifying conversation.
    static let qualifying: UInt32 = 1
    /// A further answer about one.
    static let answer: UInt32 = 2
  }

  /// What the rows of a layout need.
  struct Form: Sendable {
    /// The most counters of a kind that a row raises.
    let most: Int
    /// Masks of the denominators that a row is in, and as many of the numerators.
    let masks: Int
    /// The mask, and the word there, whose last bit says that it is a qualifying conversation: the last
    /// one of months.
    let lastOfMonth: (mask: Int, lane: Int)

    /// Rows of a layout.
    init(_ layout: CellLayout) {
      most =
        1 + layout.states.count + layout.followUps.count + layout.chances.count + layout.answers.count
      masks = (layout.words + 3) / 4
      lastOfMonth = ((layout.monthWords - 1) / 4, (layout.monthWords - 1) % 4)
    }
  }

  /// The bit of a qualifying conversation.
  static let isQualifying = UInt32(1) << 31

  /// No row yet.
  init(_ layout: CellLayout, _ windows: [RepeatWindow]) {
    form = Form(layout)
    writer = ImprintWriter(form, layout, windows)
  }

  /// Takes some customers instead of those before.
  /// - Parameters:
  ///   - customers: their places in the piece; their conversations begin at `start`.
  ///   - rows: how many rows they take.
  ///   - months: months that hold theirs.
  mutating func take(
    _ customers: Range<Int>, from start: Int, of piece: borrowing ScoredPiece, rows: Int,
    _ months: MonthSpan
  ) {
    if rows > heads.count { heads += Array(repeating: .zero, count: rows - heads.count) }
    if 2 * rows * form.most > raises.count {
      raises = Array(repeating: .zero, count: 2 * rows * form.most)
    }
    let wanted = rows * 2 * form.masks
    if wanted > masks.count { masks += Array(repeating: .zero, count: wanted - masks.count) }
    if rows * 2 > repeats.count { repeats += Array(repeating: 0, count: rows * 2 - repeats.count) }
    let ends = writer.write(
      customers, from: start, of: piece, months, to: &heads, &masks, &raises, &repeats)
    (count, repeatCount) = (ends.rows, ends.repeats)
    (monthRaises, wholeRaises) = (0..<ends.months, raises.count / 2..<ends.whole)
  }

  /// A word of the denominators of a row.
  func word(_ place: Int, of row: Int) -> UInt32 {
    masks[row * 2 * form.masks + place / 4][place % 4]
  }

  /// What a measure makes of a response.
  static func verdict(_ answer: SurveyAnswer, _ measure: FCRMeasure) -> Verdict {
    switch measure {
    case .vocFCR: VocFCR.verdict(answer)
    case .vocResolution: VocResolution.verdict(answer)
    default: .leftOut
    }
  }
}
