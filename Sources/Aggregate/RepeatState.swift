/// Everything that one window and match tell of a qualifying conversation: all window measures are
/// functions of it, so one count by state serves them all.
struct RepeatState: Equatable, Sendable {
  /// Its place among all states.
  let place: Int

  /// How many states there are.
  static let count = 17
  /// All of them, by place.
  static let all = (0..<count).map { RepeatState(place: $0) }
  /// It lacks what the match needs.
  static let unidentified = RepeatState(place: 16)

  private init(place: Int) { self.place = place }

  /// The state of an identified conversation.
  init(hasEarlier: Bool, hasFullLookBack: Bool, isSettled: Bool, hasReturn: Bool) {
    place =
      (hasEarlier ? 1 : 0) + (hasFullLookBack ? 2 : 0) + (isSettled ? 4 : 0) + (hasReturn ? 8 : 0)
  }

  /// Whether it has what the match needs.
  var isIdentified: Bool { self != .unidentified }
  /// Whether an earlier qualifying one of the key ended within the window before its start.
  var hasEarlier: Bool { isIdentified && place & 1 != 0 }
  /// Whether the coverage began a window before its start.
  var hasFullLookBack: Bool { isIdentified && place & 2 != 0 }
  /// Whether its window closed inside the coverage.
  var isSettled: Bool { isIdentified && place & 4 != 0 }
  /// Whether a later trigger of the key starts within the window after its end.
  var hasReturn: Bool { isIdentified && place & 8 != 0 }
  /// Whether it is certain that it is the first of its matter.
  var isFirst: Bool { isIdentified && !hasEarlier && hasFullLookBack }
}
