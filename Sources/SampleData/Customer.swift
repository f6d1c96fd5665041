import Tables

/// What is true of a customer all along.
struct Customer {
  /// How often customers of a class have a new issue: on a working day, in millionths.
  static let issueChances = [6_000, 15_000, 28_000]
  /// Share of customers in each class, in proportion.
  static let classWeights = [55, 35, 10]
  /// What a weekend day has of a working day's issues, in per cent.
  static let weekendPercent = 55

  /// Index, from 0.
  let index: Int32
  /// Index into `issueChances`.
  let activity: Int
  /// Whether the telephone system never sees their number.
  let isAnonymous: Bool
  /// Whether the telephone system knows them by their number alone; `aliases.csv` tells who it is.
  let isPhoneOnly: Bool
  /// Line of business.
  let business: String

  /// A customer.
  init(seed: UInt64, index: Int32) {
    var random = RandomStream(seed: seed, .customer, Int64(index))
    self.index = index
    activity = random.pick(Customer.classWeights)
    isAnonymous = random.chance(45_000)
    isPhoneOnly = random.chance(30_000) && !isAnonymous
    business = random.chance(700_000) ? "retail" : "business"
  }

  /// Id in every system but the telephone's for some.
  var id: String { Customer.id(index) }

  /// Number that they call from.
  var phone: String { "+1" + String(2_200_000_000 + Int64(index) * 1009) }

  /// The id of a customer.
  static func id(_ index: Int32) -> String { "C" + padded(Int64(index), 7) }

  /// The number of a switchboard, from -1 down.
  static func switchboard(_ index: Int32) -> String { "+1312555" + padded(Int64(-index) * 100, 4) }

  /// How often they have a new issue on a day, in millionths.
  func issueChance(on day: CivilDate) -> Int { Customer.issueChance(activity: activity, on: day) }

  /// How often customers of a class have a new issue on a day, in millionths.
  static func issueChance(activity: Int, on day: CivilDate) -> Int {
    let chance = issueChances[activity]
    return CenterCalendar.isWeekend(day) ? chance * weekendPercent / 100 : chance
  }
}
