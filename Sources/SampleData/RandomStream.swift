import Statistics

/// What a random stream decides; a new case gets a new number, so it moves no old byte.
enum Purpose: UInt64 {
  case seat = 1
  case worker = 2
  case customer = 3
  case arrivals = 4
  case issue = 5
  case timing = 6
  case wording = 7
  case delivery = 8
  case survey = 9
  case switchboard = 10
  case pay = 11
  case correction = 12
  case supervisor = 13
  case claims = 14
  case badSurvey = 15
  case historySeat = 16
  case historyWorker = 17
  case historyTurnover = 18
  case historyTeam = 19
  case historySeason = 20
  case historyContacts = 21
  case historyCoaching = 22
  case historyPicking = 23
  case historyTalk = 24
  case historyOpinion = 25
  case historyQuality = 26
  case historyLiking = 27
  case historyPlan = 28
  case historyMeasure = 29
  case historyHabit = 30
  case historyTask = 31
}

/// Random numbers of one entity for one purpose: integers alone, so every machine draws the same.
struct RandomStream {
  private var numbers: SplitMix64

  /// The stream of a center's seed, a purpose and up to two numbers that name the entity.
  init(seed: UInt64, _ purpose: Purpose, _ entity: Int64 = 0, _ part: Int64 = 0) {
    var state = SplitMix64.mixed(seed &+ purpose.rawValue &* 0xd1b5_4a32_d192_ed03)
    state = SplitMix64.mixed(state ^ UInt64(bitPattern: entity) &* 0x9e37_79b9_7f4a_7c15)
    numbers = SplitMix64(seed: SplitMix64.mixed(state &+ UInt64(bitPattern: part) &* 0xa076_1d64_78bd_642f))
  }

  /// The next 64 bits.
  mutating func next() -> UInt64 { numbers.next() }

  /// A number from 0 up to, not including, `count`.
  mutating func below(_ count: Int) -> Int { numbers.below(count) }

  /// A number of a range.
  mutating func within(_ range: Range<Int64>) -> Int64 {
    range.lowerBound + Int64(below(Int(range.upperBound - range.lowerBound)))
  }

  /// True with a probability in millionths.
  mutating func chance(_ millionths: Int) -> Bool { below(1_000_000) < millionths }

  /// An index, drawn in proportion to whole weights.
  mutating func pick(_ weights: [Int]) -> Int {
    var rest = below(weights.reduce(0, +))
    for (index, weight) in weights.enumerated() {
      if rest < weight { return index }
      rest -= weight
    }
    return weights.count - 1
  }

  /// One of some texts, each as likely as the others.
  mutating func pick(of texts: [String]) -> String { texts[below(texts.count)] }

  /// A waiting time with this mean, exponentially distributed; whole seconds, without logarithms.
  ///
  /// Source: von Neumann, "Various techniques used in connection with random digits", 1951: draws fall
  /// as long as they can; an odd length of the run accepts its first.
  mutating func waiting(mean: Int64) -> Int64 {
    var whole: UInt64 = 0
    while true {
      let first = next() >> 32
      var last = first
      var length = 1
      while true {
        let draw = next() >> 32
        if draw > last { break }
        last = draw
        length += 1
      }
      if length % 2 == 1 { return Int64((UInt64(mean) &* ((whole << 32) | first)) >> 32) }
      whole += 1
    }
  }

  /// A working time with this mean: the sum of two waiting times, so very short ones are rare.
  mutating func working(mean: Int64) -> Int64 { waiting(mean: mean / 2) + waiting(mean: mean / 2) }
}
