import Output

extension SketchedRun {
  /// What rows of a sketched center may hold.
  package struct Center: Sendable {
    /// Names of its teams.
    package var teams: [String]
    /// Whether every group is withheld.
    package var isWithheld = false
    /// Months of its contacts, at most 12 of 2026.
    package var months = 6

    /// A center of some teams.
    package init(teams: [String], isWithheld: Bool = false) {
      (self.teams, self.isWithheld) = (teams, isWithheld)
    }

    /// So many teams with plain names.
    package static func of(_ count: Int) -> Center { Center(teams: (1...max(1, count)).map { "Team \($0)" }) }
  }

  /// A run with every table that a page shows.
  package static func whole(_ center: Center) -> SketchedRun {
    var run = SketchedRun(name: "sketch of \(center.teams.count) teams")
    run.setFacts()
    run.addResolution(center)
    run.addTurnover(center)
    run.addCoaching(center)
    run.addAlignment(center)
    return run
  }

  private mutating func setFacts() {
    set(
      "inputs",
      [
        [
          "path": "exports/acd.csv", "table": "contacts", "source": "acd",
          "sha256": .string(String(repeating: "ab", count: 32)), "bytes": 5_000_000, "rows": 20_000,
          "accepted": 19_950,
          "rejected": 50, "used": 19_000, "excluded": ["duplicate": 650, "outside_coverage": 300],
        ],
        [
          "path": "exports/hr.csv", "table": "people", "source": "hr",
          "sha256": .string(String(repeating: "cd", count: 32)), "bytes": 50_000, "rows": 400,
          "accepted": 400,
          "rejected": 0, "used": 400, "excluded": [:],
        ],
      ])
    set(
      "parameters",
      [
        ["key": "name", "value": "sketch", "origin": "pipeline"],
        ["key": "parameters.turnover.threshold", "value": "0.2", "origin": "default"],
        ["key": "parameters.coaching.outcome", "value": "acr", "origin": "default"],
      ])
    set("not_run", [["id": "turnover.kinds.gig_churn", "needs": "tasks"]])
    set(
      "warnings",
      [
        ["code": "coverage_gap", "count": 3, "message": "no contact on this day"],
        ["code": "unmatched_agents", "count": 27, "message": "contacts of agents that no person matches"],
      ])
    add(
      "diagnostics", ["severity", "code", "source", "file", "subject", "count", "message"],
      [
        ["warning", "coverage_gap", "acd", nil, "2026-03-04 to 2026-03-06", 3, "no contact on this day"],
        ["warning", "unmatched_agents", nil, nil, "kiosk", 27, "contacts of agents that no person matches"],
      ])
    add(
      "rejects", ["source", "file", "line_first", "line_last", "code", "column", "column_name", "message"],
      [["acd", "exports/acd.csv", 17, 17, "too_few_fields", nil, nil, "3 fields where the header has 9"]])
    let days = (1...28).filter { !(4...6).contains($0) }
    add(
      "row_prints", ["table", "source", "day", "rows", "print"],
      days.map { day -> [SketchedCell] in
        let name = "2026-03-\(day < 10 ? "0" : "")\(day)"
        return ["contacts", "acd", .text(name), .whole(Int64(80 + day * 7 % 40)), "00"]
      })
  }

  private static let fcrColumns = [
    "measure", "window_days", "match", "group_by", "group", "period", "n", "x", "rate", "lo", "hi", "km",
    "unsettled",
    "first_unknown", "unidentified", "people", "flag",
  ]

  /// Numbers of one group: n, x, rate and interval, or nothing where they are withheld.
  private static func numbers(_ n: Int64, _ rate: Double, _ center: Center) -> [SketchedCell] {
    if center.isWithheld {
      return Array(repeating: .missing, count: 10) + ["withheld"]
    }
    let x = (Double(n) * rate).rounded()
    let share = x / Double(n)
    let half = 1.96 * (share * (1 - share) / Double(n)).squareRoot()
    return [
      .whole(n), .whole(Int64(x)), .decimal(share), .decimal(max(0, share - half)),
      .decimal(min(1, share + half)),
      .decimal(share), 0, 12, 40, 25, nil,
    ]
  }

  private mutating func addResolution(_ center: Center) {
    var rows: [[SketchedCell]] = []
    func row(
      _ days: Int64, _ match: String, _ groupBy: String, _ group: String, _ period: String, _ n: Int64,
      _ rate: Double
    ) {
      rows.append(
        ["window_fcr", .whole(days), .text(match), .text(groupBy), .text(group), .text(period)]
          + SketchedRun.numbers(n, rate, center))
    }
    for (index, days) in [Int64(1), 3, 7, 14, 30].enumerated() {
      row(days, "any", "all", "all", "all", 11_000, 0.92 - 0.05 * Double(index))
      row(days, "reason", "all", "all", "all", 11_000, 0.94 - 0.04 * Double(index))
    }
    let months = (1...center.months).map { "2026-\($0 < 10 ? "0" : "")\($0)" }
    for (index, month) in months.enumerated() {
      row(7, "reason", "all", "all", month, 1_800, 0.86 - 0.012 * Double(index % 4))
      for (place, type) in ["billing", "cancel", "fraud case", "technical"].enumerated() {
        row(7, "reason", "call_type", type, month, 400, 0.9 - 0.07 * Double(place) + 0.01 * Double(index % 3))
      }
    }
    for (place, type) in ["billing", "cancel", "fraud case", "technical"].enumerated() {
      row(7, "reason", "call_type", type, "all", 2_400, 0.9 - 0.07 * Double(place))
    }
    for (index, team) in center.teams.enumerated() {
      // Sizes and rates go round, so that some teams lie outside.
      let spread = Double((index * 7) % 11 - 5) / 5
      let rate: Double = 0.86 + 0.03 * spread - (index % 23 == 5 ? 0.12 : 0)
      row(7, "reason", "team", team, "all", Int64(60 + (index * 97) % 900), rate)
    }
    add("fcr", SketchedRun.fcrColumns, rows)
    addStudies(center)
  }

  /// A value and the ends of an interval around it.
  static func around(_ value: Double, _ half: Double) -> [SketchedCell] {
    [.decimal(value), .decimal(value - half), .decimal(value + half)]
  }

  private mutating func addStudies(_ center: Center) {
    add(
      "fcr_population", ["group_by", "group", "period", "status", "conversations"],
      [("qualifying", 15_000), ("abandoned", 1_100), ("outbound", 1_300), ("voicemail", 74)].map {
        (status: String, count: Int64) -> [SketchedCell] in
        ["all", "all", "all", .text(status), center.isWithheld ? .missing : .whole(count)]
      })
    if center.isWithheld { return }
    add(
      "fcr_window",
      [
        "group_by", "group", "window_days", "survival", "survival_lo", "survival_hi", "at_risk", "returns",
        "flag",
      ],
      (1...30).map { day -> [SketchedCell] in
        let share: Double = 0.7 + 0.3 / Double(day)
        return ["all", "all", .whole(Int64(day))] + SketchedRun.around(share, 0.01) + [9_000, 120, nil]
      })
    add(
      "fcr_definitions",
      [
        "definition", "step", "reason", "rule", "source", "n", "x", "rate", "lo", "hi", "difference", "flag",
        "note",
      ],
      [("window_fcr", 0.86), ("sharpen_acr_1d", 0.95), ("egain_90d", 0.62)].map {
        (id: String, rate: Double) -> [SketchedCell] in
        let head: [SketchedCell] = [.text(id), 0, nil, "contacts without a return", "a vendor", 10_000]
        return head + [.whole(Int64(rate * 10_000))] + SketchedRun.around(rate, 0.008)
          + [.decimal(rate - 0.86), nil, nil] as [SketchedCell]
      })
    add(
      "fcr_agreement",
      ["claim", "check", "group_by", "group", "statistic", "n", "x", "value", "lo", "hi", "flag"],
      [
        [
          "disposition_fcr", "window_fcr", "all", "all", "over_claim", 9_147, 1_186, 0.12966, 0.122931,
          0.1367, nil,
        ],
        [
          "disposition_fcr", "window_fcr", "all", "all", "agreement", 11_200, 9_700, 0.866, 0.86, 0.872, nil,
        ],
        ["voc_resolution", "window_fcr", "all", "all", "agreement", 900, 760, 0.844, 0.819, 0.867, nil],
      ])
    add(
      "survey_bias",
      [
        "measure", "group_by", "group", "n", "x", "rate", "lo", "hi", "share_of_contacts",
        "share_of_answered",
        "people", "flag",
      ],
      [
        ["response_rate", "all", "all", 11_200, 900, 0.08, 0.075, 0.086, 1, 1, 880, nil],
        ["response_rate", "outcome", "resolved", 9_100, 620, 0.068, 0.063, 0.073, 0.81, 0.69, 610, nil],
        ["response_rate", "outcome", "repeated", 2_100, 280, 0.133, 0.119, 0.149, 0.19, 0.31, 270, nil],
      ])
    add(
      "repeat_drivers",
      [
        "window_days", "match", "driver", "group", "n", "x", "rate", "lo", "hi", "expected", "excess",
        "ratio", "ratio_lo", "ratio_hi",
      ],
      [
        [
          7, "reason", "call_type", "fraud case", 1_088, 419, 0.385, 0.356, 0.415, 202.0, 217.0, 2.07, 1.92,
          2.23,
        ],
        [
          7, "reason", "call_type", "billing", 2_517, 452, 0.18, 0.165, 0.195, 465.7, -13.7, 0.97, 0.89, 1.05,
        ],
        [
          7, "reason", "call_type", "cancel", 1_139, 153, 0.134, 0.116, 0.153, 210.9, -57.9, 0.73, 0.62, 0.84,
        ],
      ])
  }
}
