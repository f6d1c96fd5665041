extension DatePattern {
  /// Whether day and month are both digits, and the year is not first, so that they could be swapped: nobody
  /// writes year, day, month.
  package var couldBeSwapped: Bool {
    let order = elements.map(\.withoutLength)
    return order.contains(.month(exactlyTwo: true)) && order.contains(.day(exactlyTwo: true))
      && order.first != .year && order.first != .shortYear
  }

  /// Whether it reads a text that another one reads too, with day and month swapped.
  package func isSwapped(_ other: DatePattern) -> Bool {
    couldBeSwapped && elements.map(\.withoutLength.swapped) == other.elements.map(\.withoutLength)
  }
}

extension DatePattern.Element {
  /// The same, however many digits it has to have.
  fileprivate var withoutLength: DatePattern.Element {
    switch self {
    case .month: .month(exactlyTwo: true)
    case .day: .day(exactlyTwo: true)
    case .hour24: .hour24(exactlyTwo: true)
    case .hour12: .hour12(exactlyTwo: true)
    case .minute: .minute(exactlyTwo: true)
    case .second: .second(exactlyTwo: true)
    default: self
    }
  }

  fileprivate var swapped: DatePattern.Element {
    switch self {
    case .month(let isTwo): .day(exactlyTwo: isTwo)
    case .day(let isTwo): .month(exactlyTwo: isTwo)
    default: self
    }
  }
}
