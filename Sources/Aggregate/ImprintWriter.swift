import Canonical
import Tables

/// Writes imprints: everything that it looks up is taken out of the layout once.
struct ImprintWriter {
  private let form: Imprints.Form
  private let windows: [RepeatWindow]
  private let sets: [Windows]
  private let reaches: [WindowSet.Reach]
  private let outcomes: CountTable
  private let states: [CellLayout.States]
  private let stateCounts: CountTable
  private let followUps: [CellLayout.FollowUp]
  private let chances: [CellLayout.Chance]
  private let chanceCounts: CountTable
  private let asserted: [CellLayout.Answers]
  private let answered: [CellLayout.Answers]
  private let countsQualifying: Bool
  /// The bit of a qualifying conversation, and all others, in their mask.
  private let qualifying: CountTable.Mask
  private let counting: CountTable.Mask

  /// What is looked up of a set of windows.
  private struct Windows {
    let link: Int
    let isMonthly: Bool
    /// Its longest window.
    let longest: RepeatWindow
    /// Its first reach.
    let reach: Int
    /// The entry of conversations that lack what the match needs.
    let entry: Int
    /// How many entries usual call types have.
    let width: Int
    let states: Range<Int>
    let followUps: Range<Int>
  }

  /// How much it wrote.
  struct Ends {
    /// Rows.
    var rows = 0
    /// Where the counters of months end that are raised; they begin at 0.
    var months = 0
    /// Where the other counters end; they begin where all of months have room.
    var whole: Int
    /// Repeated rows.
    var repeats = 0
  }

  /// A writer of rows of a form.
  init(_ form: Imprints.Form, _ layout: CellLayout, _ windows: [RepeatWindow]) {
    self.form = form
    self.windows = windows
    var reach = 0
    sets = layout.sets.map { set in
      defer { reach += set.windows.count + 1 }
      return Windows(
        link: set.link, isMonthly: set.isMonthly, longest: windows[set.windows[set.windows.count - 1]],
        reach: reach, entry: set.entry, width: set.outcomes.count, states: set.states,
        followUps: set.followUps)
    }
    (reaches, outcomes) = (layout.reaches, layout.outcomeCounts)
    (states, stateCounts) = (layout.states, layout.stateCounts)
    (followUps, chances, chanceCounts) = (layout.followUps, layout.chances, layout.chanceCounts)
    asserted = layout.answers.filter { !$0.measure.isSurveyed }
    answered = layout.answers.filter(\.measure.isSurveyed)
    var mask = CountTable.Mask.zero
    mask[form.lastOfMonth.lane] = Imprints.isQualifying
    (qualifying, counting) = (mask, ~mask)
    countsQualifying = !layout.sets.contains(where: \.isMonthly)
  }

  /// Writes the rows of some customers, and which of them are repeated.
  /// - Parameters:
  ///   - customers: their places in the piece; their conversations begin at `start`.
  ///   - months: months that hold theirs.
  func write(
    _ customers: Range<Int>, from start: Int, of piece: borrowing ScoredPiece,
    _ months: MonthSpan, to heads: inout [SIMD4<UInt32>],
    _ masks: inout [CountTable.Mask], _ raises: inout [SIMD2<UInt32>], _ repeats: inout [UInt32]
  ) -> Ends {
    let (conversationList, answerList) = (piece.conversations, piece.answers)
    let (conversations, answers) = (conversationList.span, answerList.span)
    var ends = Ends(whole: raises.count / 2)
    var heads = heads.mutableSpan
    var masks = masks.mutableSpan
    var raises = raises.mutableSpan
    var repeats = repeats.mutableSpan
    var (row, place, repeated) = (0, start, 0)
    for customer in customers {
      let (first, end) = (row, piece.customerEnds[customer])
      while place < end {
        let target = row
        write(conversations[place], place, months.first, at: target, &heads, &masks, &raises, &ends)
        row &+= 1
        if conversations[place].status == .qualifying {
          for answer in conversations[place].answers {
            // Each answer is an observation: the first one with the conversation, others on their own.
            var own = target
            if answer > conversations[place].answers.lowerBound {
              own = row
              let month = heads[target].z
              begin(Imprints.Kind.answer, place, month, at: own, &heads, &masks)
              row &+= 1
            }
            for number in answered {
              let verdict = Imprints.verdict(answers[answer], number.measure)
              add(number, verdict, isOnly: answers[answer].respondent == 0, own, &masks, &raises, &ends)
            }
          }
        }
        place &+= 1
      }
      if row &- first > 1 { repeated = note(first..<row, heads, masks, &repeats, after: repeated) }
    }
    (ends.rows, ends.repeats) = (row, repeated)
    return ends
  }

  /// Notes the rows of a customer that count for any number, where there are several.
  /// - Returns: how many rows are noted.
  private func note(
    _ rows: Range<Int>, _ heads: borrowing MutableSpan<SIMD4<UInt32>>,
    _ masks: borrowing MutableSpan<CountTable.Mask>, _ repeats: inout MutableSpan<UInt32>,
    after count: Int
  ) -> Int {
    var end = count
    let full = CountTable.Mask(repeating: .max)
    for row in rows {
      if heads[row].x == Imprints.Kind.unqualified { continue }
      var any = CountTable.Mask.zero
      for mask in 0..<2 &* form.masks {
        any |= masks[row &* 2 &* form.masks &+ mask] & (mask == form.lastOfMonth.mask ? counting : full)
      }
      if any == .zero { continue }
      repeats[2 &* end] = UInt32(truncatingIfNeeded: row)
      repeats[2 &* end &+ 1] = UInt32(truncatingIfNeeded: end &- count)
      end &+= 1
    }
    return end &- count > 1 ? end : count
  }

  /// Begins a row that counts for nothing yet.
  @inline(__always)
  private func begin(
    _ kind: UInt32, _ place: Int, _ month: UInt32, at row: Int, _ heads: inout MutableSpan<SIMD4<UInt32>>,
    _ masks: inout MutableSpan<CountTable.Mask>
  ) {
    heads[row] = SIMD4(kind, UInt32(truncatingIfNeeded: place), month, 0)
    var mask = row &* 2 &* form.masks
    let end = mask &+ 2 &* form.masks
    while mask < end {
      masks[mask] = .zero
      mask &+= 1
    }
  }

  /// Writes the row of a conversation, without its answers.
  @inline(__always)
  private func write(
    _ conversation: borrowing ScoredConversation, _ place: Int, _ firstMonth: Int32, at start: Int,
    _ heads: inout MutableSpan<SIMD4<UInt32>>,
    _ masks: inout MutableSpan<CountTable.Mask>,
    _ raises: inout MutableSpan<SIMD2<UInt32>>, _ ends: inout Ends
  ) {
    let isQualifying = conversation.status == .qualifying
    begin(
      isQualifying ? Imprints.Kind.qualifying : Imprints.Kind.unqualified, place,
      UInt32(truncatingIfNeeded: conversation.month.number &- firstMonth), at: start, &heads, &masks)
    if !isQualifying || countsQualifying {
      raise(
        UInt32(CellLayout.statusCounter) &+ UInt32(conversation.status.rawValue), true, start, &raises, &ends)
    }
    if !isQualifying { return }
    masks[start &* 2 &* form.masks &+ form.lastOfMonth.mask] = qualifying
    for place in sets.indices {
      let entry = outcome(of: conversation, place)
      if entry >= 0 {
        raise(entry, sets[place].isMonthly, outcomes, start, &masks, &raises, &ends)
      } else {
        writeStates(conversation, place, at: start, &masks, &raises, &ends)
      }
    }
    for slot in chances.indices {
      let window = windows[chances[slot].window]
      let state = window.state(of: conversation)
      guard state.isFirst else { continue }
      let placebo = Placebo.verdict(state, conversation, in: window)
      if !placebo.counts { continue }
      let entry = slot &* CellLayout.chanceWidth &+ CellLayout.chancePlace(state, placebo)
      raise(entry, chances[slot].isMonthly, chanceCounts, start, &masks, &raises, &ends)
    }
    for number in asserted {
      add(number, DispositionFCR.verdict(conversation), isOnly: false, start, &masks, &raises, &ends)
    }
  }

  /// The entry of what became of a conversation under all windows of a set; -1 where they must be
  /// counted one by one.
  @inline(__always)
  private func outcome(of conversation: borrowing ScoredConversation, _ place: Int) -> Int {
    let near = conversation.links[sets[place].link]
    let offset = conversation.isResolvableFirst ? 0 : sets[place].width
    if !near.isIdentified { return sets[place].entry &+ offset }
    let longest = sets[place].longest
    if conversation.start.milliseconds &- longest.length < longest.from { return -1 }
    if conversation.end.milliseconds &+ longest.length > longest.to { return -1 }
    let first = sets[place].reach
    var reach = first
    while near.sincePrevious > reaches[reach].length { reach &+= 1 }
    let gap = near.untilReturn
    if gap <= reaches[reach].followed {
      let day = gap == 0 ? 0 : Int((gap &- 1) / RepeatWindow.day)
      return reaches[reach].start &+ day &+ offset
    }
    var longer = reaches[reach].longer
    while gap > reaches[first &+ longer].length { longer &+= 1 }
    return reaches[reach].rest &+ longer &+ offset
  }

  /// Counts a conversation near the beginning or end of the coverage under each window of a set.
  private func writeStates(
    _ conversation: borrowing ScoredConversation, _ place: Int, at start: Int,
    _ masks: inout MutableSpan<CountTable.Mask>,
    _ raises: inout MutableSpan<SIMD2<UInt32>>, _ ends: inout Ends
  ) {
    let isUsual = conversation.isResolvableFirst
    for slot in sets[place].states {
      let state = windows[states[slot].window].state(of: conversation)
      let entry = slot &* CellLayout.stateWidth &+ (isUsual ? 0 : RepeatState.count) &+ state.place
      raise(entry, sets[place].isMonthly, stateCounts, start, &masks, &raises, &ends)
    }
    // A first contact of a window is one of every shorter window under the same match: its day is
    // counted once, under the longest.
    for slot in sets[place].followUps {
      let window = windows[followUps[slot].window]
      guard window.state(of: conversation).isFirst else { continue }
      let counter = isUsual ? followUps[slot].usual : followUps[slot].unresolvable
      raise(
        UInt32(counter &+ window.dayPlace(of: conversation)), sets[place].isMonthly, start, &raises, &ends)
      return
    }
  }

  @inline(__always)
  private func raise(
    _ entry: Int, _ isMonthly: Bool, _ table: CountTable, _ row: Int,
    _ masks: inout MutableSpan<CountTable.Mask>,
    _ raises: inout MutableSpan<SIMD2<UInt32>>, _ ends: inout Ends
  ) {
    raise(table.counters[entry], isMonthly, row, &raises, &ends)
    let more = table.masks.span
    var source = entry &* 2 &* form.masks
    let end = source &+ 2 &* form.masks
    var target = row &* 2 &* form.masks
    while source < end {
      masks[target] |= more[source]
      source &+= 1
      target &+= 1
    }
  }

  @inline(__always)
  private func raise(
    _ counter: UInt32, _ isMonthly: Bool, _ row: Int, _ raises: inout MutableSpan<SIMD2<UInt32>>,
    _ ends: inout Ends
  ) {
    let raise = SIMD2(UInt32(truncatingIfNeeded: row), counter)
    if isMonthly {
      raises[ends.months] = raise
      ends.months &+= 1
    } else {
      raises[ends.whole] = raise
      ends.whole &+= 1
    }
  }

  private func add(
    _ number: CellLayout.Answers, _ verdict: Verdict, isOnly: Bool, _ row: Int,
    _ masks: inout MutableSpan<CountTable.Mask>,
    _ raises: inout MutableSpan<SIMD2<UInt32>>, _ ends: inout Ends
  ) {
    guard verdict.counts else { return }
    let isHit = verdict == .hit
    raise(UInt32(number.counter(isYes: isHit, isOnly: isOnly)), true, row, &raises, &ends)
    let (mask, lane, bit) = CountTable.bit(number.place)
    let start = row &* 2 &* form.masks
    masks[start &+ mask][lane] |= bit
    if isHit { masks[start &+ form.masks &+ mask][lane] |= bit }
  }
}
