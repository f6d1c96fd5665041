import Canonical
import Tables
import Testing

@testable import Aggregate

@Suite struct AlignmentPanelTests {
  private static let (csr, desk, lead) = (UInt32(11), UInt32(12), UInt32(13))
  private static let january = Month(number: 2025 * 12)
  private static let february = Month(number: 2025 * 12 + 1)

  private func groups(_ role: UInt32, supervisor: UInt32 = 0, site: UInt32 = 7) -> EmploymentHistory.Groups {
    var groups = EmploymentHistory.Groups()
    groups[EmploymentHistory.place(of: .role)] = role
    groups[EmploymentHistory.place(of: .site)] = site
    groups[EmploymentHistory.place(of: .supervisor)] = supervisor
    return groups
  }

  private func history(
    _ person: UInt32, _ stays: [(from: String, to: String, groups: EmploymentHistory.Groups)]
  ) throws -> EmploymentHistory {
    var history = EmploymentHistory(person: person)
    for stay in stays {
      history.stretches.append(
        .init(
          first: try #require(CivilDate(iso: stay.from)), last: try #require(CivilDate(iso: stay.to)),
          groups: stay.groups))
    }
    return history
  }

  private func ground(_ histories: [EmploymentHistory]) -> AlignmentPanel.Ground {
    AlignmentPanel.Ground(
      histories: histories,
      types: [Self.csr: .customerFacing, Self.desk: .backOffice, Self.lead: .supervisor],
      months: Self.january...Self.february)
  }

  /// Figures of people who have these counts in January, and in February.
  private func figures(_ counts: [UInt32: [AgentCounts]]) -> AgentFigures {
    let cuts = [Self.january.firstDay, Self.february.firstDay, Month(number: 2025 * 12 + 2).firstDay]
    let calendar = AgentCalendar(counts.mapValues { _ in cuts }, from: cuts[0])
    var all = [AgentCounts](repeating: AgentCounts(), count: calendar.count)
    for (person, own) in counts {
      for (stretch, count) in zip(calendar.stretches(of: person), own) { all[stretch] = count }
    }
    return AgentFigures(calendar, counts: all)
  }

  @Test func `a month belongs to the last role of it whose kind of work is known`() throws {
    let panel = AlignmentPanel(
      ground([
        try history(
          3,
          [
            ("2024-12-01", "2025-01-20", groups(Self.csr)),
            ("2025-01-21", "2025-01-25", groups(Self.desk, site: 8)),
            ("2025-01-26", "2025-02-10", groups(99)),
          ]), try history(1, [("2025-02-28", "2025-06-01", groups(Self.csr, supervisor: 5))]),
      ]))
    #expect(
      panel.rows == [
        .init(
          person: 3, place: 0, month: Self.january, role: Self.desk, site: 8, supervisor: 0, type: .backOffice
        ),
        .init(
          person: 1, place: 1, month: Self.february, role: Self.csr, site: 7, supervisor: 5,
          type: .customerFacing),
      ])
    #expect(panel.source(of: "acr") == nil && panel.knows("acr") && !panel.knows("smile"))
    #expect(panel.values(of: "acr") == [nil, nil])
  }

  @Test func `shares and means need five contacts, answers one`() throws {
    var (many, few) = (AgentCounts(), AgentCounts())
    (many.qualifying, many.transferred) = (10, 2)
    many.acr = .init(n: 8, x: 6)
    many.repeats = .init(n: 5, x: 1)
    many.handle = .init(n: 5, sum: 1_500)
    many.vocResolution = .init(n: 1, x: 1)
    many.csat = .init(n: 2, sum: 15_000)
    few.acr = .init(n: 4, x: 4)
    few.qualifying = 4
    few.ces = .init(n: 1, sum: 2_500)
    var ground = ground([try history(1, [("2025-01-01", "2025-02-28", groups(Self.csr))])])
    ground.figures = figures([1: [many, few]])
    let panel = AlignmentPanel(ground)
    #expect(panel.values(of: "acr") == [0.75, nil] && panel.values(of: "repeat_rate") == [0.2, nil])
    #expect(panel.values(of: "handle_s") == [300, nil] && panel.values(of: "transfer_rate") == [0.2, nil])
    #expect(panel.values(of: "voc_resolution") == [1, nil] && panel.values(of: "csat") == [0.75, nil])
    #expect(panel.values(of: "ces") == [nil, 0.25])
    // Another name for the same.
    #expect(panel.source(of: "aht") == .computed(.handleTime) && panel.values(of: "aht") == [300, nil])
  }

  @Test func `delivered metrics are means of the month, and go before other names of computed ones`() throws {
    var ground = ground([try history(1, [("2025-01-01", "2025-02-28", groups(Self.csr))])])
    func metric(_ from: String, _ to: String, _ value: Int64, n: Int64?) throws -> PersonMetric {
      PersonMetric(
        person: 1, first: try #require(CivilDate(iso: from)), last: try #require(CivilDate(iso: to)),
        millionths: value * 1_000_000, n: n)
    }
    // (3·80 + 1·60)/4 = 75.
    let qa = [
      try metric("2025-01-06", "2025-01-12", 80, n: 3), try metric("2025-01-13", "2025-01-19", 60, n: 1),
    ]
    ground.metrics = ["qa": qa, "late": [try metric("2025-02-01", "2025-02-28", 1, n: nil)]]
    ground.quality = qa
    let panel = AlignmentPanel(ground)
    #expect(panel.source(of: "qa") == .delivered && panel.source(of: "quality") == .computed(.quality))
    #expect(panel.values(of: "qa") == [75, nil] && panel.values(of: "quality") == [75, nil])
    #expect(panel.values(of: "late") == [nil, 1] && panel.knows("late"))
  }

  @Test func `a role has quality that was delivered, or that of its tasks`() throws {
    var ground = ground([
      try history(1, [("2025-01-01", "2025-02-28", groups(Self.csr))]),
      try history(2, [("2025-01-01", "2025-02-28", groups(Self.desk))]),
    ])
    let first = Self.january.firstDay
    ground.quality = [
      PersonMetric(person: 1, first: first, last: Self.january.lastDay, millionths: 75_000_000, n: nil)
    ]
    ground.tasks = [1, 2].map { (person: UInt32) in
      var task = TaskMonth(person: person, month: Self.february)
      (task.completed, task.judged, task.quality) = (5, 5, 4_000_000)
      return task
    }
    // Who talks to customers has 75 of 100 in January, and no 0.8 of 1 in February.
    #expect(AlignmentPanel(ground).values(of: "quality") == [75, nil, nil, 0.8])
  }

  @Test func `tasks tell pace, quality and rework, where some status says so`() throws {
    var ground = ground([try history(1, [("2025-01-01", "2025-02-28", groups(Self.desk))])])
    var (own, few) = (
      TaskMonth(person: 1, month: Self.january), TaskMonth(person: 1, month: Self.february)
    )
    (own.completed, own.timed, own.seconds) = (10, 5, 9_000)
    (own.judged, own.quality) = (5, 4_000_000)
    few.completed = 4
    ground.tasks = [own, few]
    // 5 tasks in 2.5 hours; 4 of 5.
    #expect(AlignmentPanel(ground).values(of: "tasks_per_hour") == [2, nil])
    #expect(AlignmentPanel(ground).values(of: "quality") == [0.8, nil])
    #expect(AlignmentPanel(ground).source(of: "rework") == nil)
    ground.tasks[0].reworked = 3
    #expect(AlignmentPanel(ground).values(of: "rework") == [0.3, nil])
  }

  @Test func `a supervisor's contacts are those of the people led, drawn toward the mean of all`() throws {
    func counts(_ n: Int64, _ x: Int64) -> AgentCounts {
      var counts = AgentCounts()
      counts.acr = .init(n: n, x: x)
      return counts
    }
    // Twelve supervisors, each with two agents: half of the teams resolve 50 %, half 90 %; the last one has few contacts.
    var (histories, all): ([EmploymentHistory], [UInt32: [AgentCounts]]) = ([], [:])
    for team in 0..<12 as Range<UInt32> {
      histories.append(try history(100 + team, [("2025-01-01", "2025-01-31", groups(Self.lead))]))
      for agent in [200 + 2 * team, 201 + 2 * team] {
        histories.append(
          try history(agent, [("2025-01-01", "2025-01-31", groups(Self.csr, supervisor: 100 + team))]))
        all[agent] = [team == 11 ? counts(5, 5) : counts(200, team % 2 == 0 ? 100 : 180), AgentCounts()]
      }
    }
    var ground = ground(histories)
    ground.figures = figures(all)
    let panel = AlignmentPanel(ground)
    let leaders = panel.rows.indices.filter { panel.rows[$0].type == .supervisor }
    #expect(leaders.count == 12)
    #expect(panel.values(of: "acr")[leaders[0]] == 0.5 && panel.values(of: "acr")[leaders[11]] == 1)
    let shrunken = try panel.shrunkenResults(of: .acr)
    #expect(panel.rows.indices.allSatisfy { (shrunken[$0] != nil) == leaders.contains($0) })
    let (low, high, few) = try (
      #require(shrunken[leaders[0]]), #require(shrunken[leaders[1]]), #require(shrunken[leaders[11]])
    )
    // 400 contacts keep nearly all of their distance, 10 only some: all right is not the best team.
    #expect(low > 0.5 && low < 0.52 && high < 0.9 && high > 0.87)
    #expect(few > 0.7 && few < 0.99)
    #expect(throws: (any Error).self) { try panel.shrunkenResults(of: .csat) }
  }
}
