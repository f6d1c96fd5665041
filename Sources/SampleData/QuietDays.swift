import Tables

/// The probability that no new issue of whole days leads to a contact, for every kind of question.
///
/// Days differ by weekday alone, so all products are made once and looked up for each contact.
struct QuietDays {
  /// Longest span in days.
  static let longest = 64
  /// Time of day in seconds that stands for the moments of a whole day: their mean.
  static let midday: Int64 = 48_000
  private static let quarters = 4
  private static let kinds = CallType.all.count + 1 + ReturnTruth.windows.count

  /// `index(activity, kind, weekday, quarter, days)`.
  private var products: [Double] = []

  /// What would end the quiet.
  enum Ending {
    /// A contact before the span ends that matches a reason; nil: any.
    case contact(reason: Int?)
    /// A later contact of the issue in a window that begins where the span ends; by index of the window.
    case window(Int)

    fileprivate var kind: Int {
      switch self {
      case .contact(let reason): reason ?? CallType.all.count
      case .window(let index): CallType.all.count + 1 + index
      }
    }
  }

  /// The products for issues that go on as `course` says.
  init(_ course: IssueCourse) {
    let reasons = CallType.all.indices.map { Ending.contact(reason: $0) }
    let windows = ReturnTruth.windows.indices.map { Ending.window($0) }
    let monday = CenterCalendar.day(2026, 1, 5)
    for chances in Customer.issueChances.indices {
      for ending in reasons + [.contact(reason: nil)] + windows {
        let shares = QuietDays.shares(of: ending, course)
        for weekday in 0..<7 {
          let daily = (0..<7).map { back in
            let day = CivilDate(days: monday.days + Int32(weekday + 7 - back))
            return Double(Customer.issueChance(activity: chances, on: day)) / 1e6
          }
          for quarter in 0..<QuietDays.quarters {
            var product = 1.0
            products.append(product)
            for back in 1...QuietDays.longest {
              product *= 1 - daily[back % 7] * shares[back * QuietDays.quarters + quarter]
              products.append(product)
            }
          }
        }
      }
    }
  }

  /// Probability that issues of so many whole days before a reading of the clock do not end the quiet.
  func product(_ ending: Ending, activity: Int, before clock: LocalClock, days: Int) -> Double {
    guard days > 0 else { return 1 }
    let quarter = Int(clock.second * Int64(QuietDays.quarters) / 86_400)
    let place = (activity * QuietDays.kinds + ending.kind) * 7 + clock.date.weekday
    let row = place * QuietDays.quarters + min(quarter, QuietDays.quarters - 1)
    return products[row * (QuietDays.longest + 1) + min(days, QuietDays.longest)]
  }

  /// Probability that an issue ends the quiet, by whole days back and quarter of the last day.
  private static func shares(of ending: Ending, _ course: IssueCourse) -> [Double] {
    (0..<(longest + 1) * quarters).map { place in
      let middle = Int64(2 * place + 1) * 86_400 / Int64(2 * quarters)
      let seconds = max(0, middle - midday)
      return switch ending {
      case .contact(let reason): course.begins(reason: reason, within: seconds)
      case .window(let index): course.returns(inWindow: index, after: seconds)
      }
    }
  }
}
