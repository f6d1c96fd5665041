import Canonical
import Statistics
import Tables

/// Coaching by group and month: `observe` adds people, once each, `merge` joins tallies of other people.
///
/// Sessions count for the groups of their agent on that day, gaps on the day of the later session, actions on the
/// day they were opened. Sessions of supervisors count for `coachedSupervisors` alone.
package struct ActivityTally: Sendable, Equatable {
  /// A group of a grouping; code 0 for `all` and where missing.
  package struct Key: Hashable, Sendable {
    /// By what is grouped.
    package var grouping: Grouping
    /// Code of the group.
    package var group: UInt32

    /// A group of a grouping.
    package init(grouping: Grouping, group: UInt32) { (self.grouping, self.group) = (grouping, group) }
  }

  /// What was counted of one group.
  package struct Unit: Sendable, Equatable {
    /// By place of the month.
    package fileprivate(set) var months: [ActivityCounts]
    /// Of the whole span.
    package fileprivate(set) var all = ActivityCounts()

    fileprivate init(months: Int) { self.months = Array(repeating: ActivityCounts(), count: months) }
  }

  /// By what coaching is grouped, in the order of its tables.
  package static let groupings: [Grouping] = [.all, .site, .team, .supervisor]

  /// The days that are looked at; the last one is the last that is known.
  package let span: TurnoverSpan
  /// By what is grouped.
  package let groupings: [Grouping]
  /// What was counted.
  package private(set) var units: [Key: Unit] = [:]
  /// By groups that shared somebody's days: in which months.
  private var months: [EmploymentHistory.Groups: [Bool]] = [:]

  private let places: [Int]
  private let supervisorPlace = EmploymentHistory.place(of: .supervisor)

  /// Nothing counted.
  package init(_ span: TurnoverSpan, groupings: [Grouping] = ActivityTally.groupings) {
    (self.span, self.groupings) = (span, groupings)
    places = groupings.map(EmploymentHistory.place)
  }

  /// Adds a person, once.
  package mutating func observe(_ history: CoachedHistory) {
    var own = PersonActivity(months: span.monthCount)
    for stretch in history.stretches { observe(stretch, &own) }
    observeSessions(of: history, &own)
    for action in history.actions {
      guard let keys = keys(of: history, on: action.opened, isSupervisor: false) else { continue }
      own.change(keys, span.place(of: action.opened)) { $0.add(action, last: span.last) }
    }
    for group in own.groups {
      group.add(to: &units[group.key, default: Unit(months: span.monthCount)])
    }
  }

  /// Adds another tally of the same span and groupings, of other people.
  package mutating func merge(_ other: ActivityTally) {
    precondition(span == other.span && groupings == other.groupings, "tallies of one plan")
    for (key, unit) in other.units {
      var sum = units[key] ?? Unit(months: span.monthCount)
      for place in sum.months.indices { sum.months[place].add(unit.months[place]) }
      sum.all.add(unit.all)
      units[key] = sum
    }
    for (groups, months) in other.months {
      self.months[groups] = zip(self.months[groups] ?? months, months).map { $0 || $1 }
    }
  }

  /// Groups that shared somebody's days, and the places of the months.
  package var standings: [(groups: EmploymentHistory.Groups, months: [Int])] {
    months.map { groups, isMet in (groups, isMet.indices.filter { isMet[$0] }) }
  }

  /// Days of agents, and that supervisors were there.
  private mutating func observe(_ stretch: CoachedHistory.Stretch, _ own: inout PersonActivity) {
    let (first, last) = (max(stretch.days.first, span.first), min(stretch.days.last, span.last))
    if first > last { return }
    let range = span.place(of: first)...span.place(of: last)
    let keys = keys(of: stretch.days.groups)
    for month in range {
      let days = Int64(span.days(at: month).clamped(to: first.days...last.days).count)
      own.change(keys, month) { part in
        if stretch.isSupervisor { part.isSupervisor = true } else { part.counts.agentDays += days }
      }
    }
    var shared = EmploymentHistory.Groups()
    for place in places { shared[place] = stretch.days.groups[place] }
    months[shared, default: Array(repeating: false, count: span.monthCount)]
      .replaceSubrange(range, with: repeatElement(true, count: range.count))
  }

  private func observeSessions(of history: CoachedHistory, _ own: inout PersonActivity) {
    var before: CivilDate?
    for session in history.sessions {
      guard let stretch = history.stretch(on: session.day) else { continue }
      let isInside = span.first <= session.day && session.day <= span.last
      if stretch.isSupervisor {
        let manager = stretch.days.groups[supervisorPlace]
        if isInside, session.isHeld, manager == 0 || manager == session.coach {
          own.change(keys(of: stretch.days.groups), span.place(of: session.day)) {
            $0.isCoachedSupervisor = true
          }
        }
        continue
      }
      // Two on one day are one occasion; who was away in between begins anew.
      let gap = before.flatMap { before -> Int64? in
        guard session.isHeld, before < session.day, history.isEmployed(from: before, through: session.day)
        else { return nil }
        return Int64(session.day.days - before.days)
      }
      if isInside {
        own.change(keys(of: stretch.days.groups), span.place(of: session.day)) { part in
          part.counts.add(session)
          if let gap { part.gaps.append(gap) }
        }
      }
      if session.isHeld { before = session.day }
    }
  }

  /// The groups of an agent on a day inside the span; nil without such a day.
  private func keys(of history: CoachedHistory, on day: CivilDate, isSupervisor: Bool) -> [Key]? {
    guard span.first <= day, day <= span.last, let stretch = history.stretch(on: day),
      stretch.isSupervisor == isSupervisor
    else { return nil }
    return keys(of: stretch.days.groups)
  }

  private func keys(of groups: EmploymentHistory.Groups) -> [Key] {
    zip(groupings, places).map { Key(grouping: $0, group: groups[$1]) }
  }
}

/// What one person adds, by group and month, before it is known how many people that is.
private struct PersonActivity {
  /// A group's share of the person.
  struct Part {
    var counts = ActivityCounts()
    var gaps: [Int64] = []
    var isSupervisor = false
    var isCoachedSupervisor = false
  }

  /// A group's months.
  struct Months {
    let key: ActivityTally.Key
    /// Nothing in months in which the person was not in it.
    var parts: [Part]
    var isMet: [Bool]

    init(_ key: ActivityTally.Key, months: Int) {
      self.key = key
      parts = Array(repeating: Part(), count: months)
      isMet = Array(repeating: false, count: months)
    }

    /// Adds the person to a unit, in each month and in all.
    func add(to unit: inout ActivityTally.Unit) {
      var whole = Part()
      for place in parts.indices where isMet[place] {
        unit.months[place].add(parts[place].finished)
        whole.counts.add(parts[place].counts)
        whole.gaps += parts[place].gaps
        whole.isSupervisor = whole.isSupervisor || parts[place].isSupervisor
        whole.isCoachedSupervisor = whole.isCoachedSupervisor || parts[place].isCoachedSupervisor
      }
      unit.all.add(whole.finished)
    }
  }

  private let monthCount: Int
  /// By group: one person is in few.
  private(set) var groups: [Months] = []

  init(months: Int) { monthCount = months }

  mutating func change(_ keys: [ActivityTally.Key], _ month: Int, _ change: (inout Part) -> Void) {
    for key in keys {
      let known = groups.firstIndex { $0.key == key }
      if known == nil { groups.append(Months(key, months: monthCount)) }
      let place = known ?? groups.count - 1
      groups[place].isMet[month] = true
      change(&groups[place].parts[month])
    }
  }
}

extension PersonActivity.Part {
  /// The counts of one person, with what is counted by heads.
  fileprivate var finished: ActivityCounts {
    var counts = counts
    if counts.agentDays > 0 {
      counts.agents = 1
      // Seconds are told of those whose sessions have them.
      counts.seconds.observe(x: counts.timedSeconds, y: counts.agentDays)
    }
    counts.invited = counts.sessions > 0 ? 1 : 0
    counts.coached = counts.held > 0 ? 1 : 0
    counts.knownAgents = counts.known > 0 ? 1 : 0
    counts.charged = counts.opened > 0 ? 1 : 0
    counts.dueAgents = counts.due > 0 ? 1 : 0
    counts.supervisors = isSupervisor ? 1 : 0
    counts.coachedSupervisors = isCoachedSupervisor ? 1 : 0
    if !gaps.isEmpty {
      counts.gaps.observe(x: gaps.reduce(0, +), y: Int64(gaps.count))
      counts.regularity.observe(gaps)
    }
    return counts
  }
}

extension ActivityCounts {
  /// Adds a session of an agent.
  fileprivate mutating func add(_ session: CoachingSession) {
    switch session.status {
    case .held: held += 1
    case .missed: missed += 1
    case .cancelled: cancelled += 1
    }
    guard session.isHeld else { return }
    switch (session.approach, session.isInferred) {
    case (.proactive, false): saidProactive += 1
    case (.reactive, false): saidReactive += 1
    case (.proactive, true): inferredProactive += 1
    case (.reactive, true): inferredReactive += 1
    case (nil, _): break
    }
    if let seconds = session.seconds { timedSeconds += seconds } else { untimed += 1 }
    if session.hasAction { withAction += 1 }
  }
}

extension PersonActivity.Part {
  /// Adds an action as of the last day that is known.
  fileprivate mutating func add(_ action: CoachedHistory.Action, last: CivilDate) {
    counts.opened += 1
    if action.closed != nil { counts.closed += 1 }
    // Before its day has come one that is open may still make it, so one that is closed does not count either.
    guard let due = action.due, due <= last else { return }
    counts.due += 1
    if let closed = action.closed, closed <= due { counts.closedOnTime += 1 }
  }
}
