import Aggregate
import Canonical

/// Roles of a kind of work of which no numbers are told, so that those of the whole less those of the others tell of nobody.
///
/// Who is of too few people is hidden; where that is one role, or roles of too few people together, the next smallest
/// is, too.
struct HiddenRoles {
  /// Places of the roles.
  private(set) var places: Set<Int> = []

  /// The hidden ones of roles with so many people each; none where nobody is in any of them.
  /// - Parameter minimum: fewer people than this are not told of.
  init(people: [Int], minimum: Int) {
    let order = people.indices.filter { people[$0] > 0 }.sorted { (people[$0], $0) < (people[$1], $1) }
    var sum = 0
    for place in order {
      let isSmall = people[place] < minimum
      let tellsTooFew = !places.isEmpty && (places.count == 1 || sum < minimum)
      if !isSmall && !tellsTooFew { break }
      places.insert(place)
      sum += people[place]
    }
  }

  /// How many people have a month in each of some roles.
  static func people(in roles: [UInt32], _ panel: AlignmentPanel) -> [Int] {
    var people: [UInt32: Set<Int>] = [:]
    for row in panel.rows { people[row.role, default: []].insert(row.place) }
    return roles.map { people[$0]?.count ?? 0 }
  }
}
