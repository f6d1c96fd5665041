import Output

extension SketchedRun {
  private static let turnoverColumns = [
    "kind", "group_by", "group", "period", "separations", "person_days", "rate", "lo", "hi", "band", "people",
  ]

  /// Turnover with its link to first contact resolution.
  mutating func addTurnover(_ center: Center) {
    func numbers(_ left: Int64, _ days: Int64, _ half: Double) -> [SketchedCell] {
      if center.isWithheld { return [nil, nil, nil, nil, nil, "withheld", nil] }
      let rate = Double(left) / Double(days) * 365.25
      let band: SketchedCell = rate - half > 0.2 ? "above" : rate + half < 0.2 ? "below" : "uncertain"
      return [
        .whole(left), .whole(days), .decimal(rate), .decimal(max(0, rate - half)), .decimal(rate + half),
        band, 300,
      ]
    }
    var rows: [[SketchedCell]] = [["external", "all", "all", "all"] + numbers(82, 107_875, 0.05)]
    for month in 1...7 {
      rows.append(
        ["external", "all", "all", .text("2025-0\(month)/P12M")]
          + numbers(Int64(70 + month * 4), 100_000, 0.06))
    }
    for (index, team) in center.teams.enumerated() {
      rows.append(
        ["external", "team", .text(team), "2025-07/P12M"] + numbers(Int64(1 + index % 9), 5_400, 0.12))
    }
    add("turnover", SketchedRun.turnoverColumns, rows)
    if center.isWithheld { return }
    addKnee()
    add(
      "retention",
      [
        "group_by", "group", "statistic", "day", "value", "lo", "hi", "spells", "separations", "people",
        "note",
      ],
      [(30, 0.98), (60, 0.95), (90, 0.9), (180, 0.83), (365, 0.72), (730, 0.6)].map {
        (day: Int64, share: Double) -> [SketchedCell] in
        ["all", "all", "survival", .whole(day)] + SketchedRun.around(share, 0.02) + [280, 82, 278, nil]
      })
    add(
      "tenure_ramp",
      [
        "metric", "tenure_month", "n", "agents", "value", "lo", "hi", "within", "within_lo", "within_hi",
        "flag",
      ],
      (0...24).map { month -> [SketchedCell] in
        let gap: Double = -0.13 / Double(month + 1)
        let head: [SketchedCell] = ["window_fcr", .text(month == 24 ? "24+" : String(month)), 200, 22]
        let within: [SketchedCell] = month == 24 ? [nil, nil, nil] : SketchedRun.around(gap, 0.03)
        return head + SketchedRun.around(0.86 + gap, 0.04) + within + [nil]
      })
  }

  /// What goes with who is new.
  private mutating func addMix() {
    func row(_ comparison: String, _ period: String, _ whole: Double, _ mix: Double) -> [SketchedCell] {
      let head: [SketchedCell] = [.text(comparison), .text(period), "all", 0.83, 1, 0.75, 1]
      return head + SketchedRun.around(whole, 0.02) + SketchedRun.around(mix, 0.004)
        + SketchedRun.around(whole - mix, 0.02) + [nil, nil]
    }
    add(
      "turnover_mix",
      [
        "comparison", "period", "tenure_band", "base_fcr", "base_share", "fcr", "share", "difference",
        "difference_lo", "difference_hi", "mix_effect", "mix_lo", "mix_hi", "rate_effect", "rate_lo",
        "rate_hi",
        "flag", "note",
      ],
      [
        row("low_turnover", "all", -0.084, -0.022), row("year_before", "2025-06/P12M", 0.001, 0.002),
        row("year_before", "2025-07/P12M", -0.012, 0.001),
      ])
  }

  private mutating func addKnee() {
    let columns = [
      "kind", "term", "unit", "turnover", "turnover_lo", "turnover_hi", "estimate", "se", "lo", "hi", "p",
      "n_units",
      "n_unit_months", "contacts", "flag", "note",
    ]
    let bins: [[SketchedCell]] = (0..<12).map { index -> [SketchedCell] in
      let turnover = 0.03 + 0.05 * Double(index)
      let share = turnover < 0.22 ? 0.83 : 0.83 - 0.5 * (turnover - 0.22)
      let head: [SketchedCell] = ["bin", .whole(Int64(index + 1)), "team"]
      let seen = share + (index % 2 == 0 ? 0.006 : -0.006)
      return head + SketchedRun.around(turnover, 0.025)
        + [.decimal(seen), 0.006, .decimal(share - 0.015), .decimal(share + 0.015)] + [
          nil, 20, 90, 7_000, nil, nil,
        ]
    }
    add(
      "turnover_knee", columns,
      [
        [
          "verdict", "verdict", "team", 0.2, nil, nil, nil, nil, nil, nil, nil, 40, 1_440, 127_187,
          "CONSISTENT",
          "FCR falls faster from a knee on",
        ],
        [
          "knee", "knee", "team", 0.218, nil, nil, 0.218, nil, 0.179, 0.254, nil, 40, 1_440, 127_187, nil,
          nil,
        ],
        [
          "hinge_at_knee", "below", "team", 0.218, nil, nil, -0.04, 0.016, -0.07, -0.01, nil, 40, 1_440,
          127_187, nil, nil,
        ],
        [
          "hinge_at_knee", "above", "team", 0.218, nil, nil, -0.52, 0.017, -0.56, -0.49, nil, 40, 1_440,
          127_187, nil, nil,
        ],
      ] + bins)
    add(
      "turnover_fcr", ["model", "term", "unit", "estimate", "se", "lo", "hi", "p", "flag", "note"],
      [
        ["contrast", "difference", "team", -0.083, 0.011, -0.113, -0.053, 0.001, nil, nil],
        ["two_way_lags", "lead_1", "team", -0.002, 0.01, -0.022, 0.018, 0.8, nil, nil],
      ]
        + (0...6).map { month -> [SketchedCell] in
          let effect = month == 0 ? 0.001 : -0.03 + 0.002 * Double(month)
          return ["two_way_lags", .text("lag_\(month)"), "team", .decimal(effect), 0.004]
            + [.decimal(effect - 0.008), .decimal(effect + 0.008), 0.01, nil, nil]
        })
    addMix()
    add(
      "turnover_cost",
      [
        "group_by", "group", "period", "repeat_contacts", "repeat_contacts_lo", "repeat_contacts_hi",
        "cost_minor", "cost_minor_lo", "cost_minor_hi", "currency", "flag",
      ],
      [
        [
          "all", "all", "2025-07/P12M", 3_545.4, 3_016.3, 4_074.4, 2_304_502, 1_960_612, 2_648_391, "USD",
          "CONSISTENT",
        ]
      ])
  }

  /// Coaching with effects of both signs.
  mutating func addCoaching(_ center: Center) {
    var rows: [[SketchedCell]] = []
    for measure in ["proactive_share", "coverage", "missed"] {
      for month in ["all", "2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06"] {
        let numbers: [SketchedCell] =
          center.isWithheld
          ? [nil, nil, nil, nil, nil, nil, "withheld"]
          : [120, 84, 0.7, 0.612, 0.776, 60, nil]
        rows.append([.text(measure), "all", "all", .text(month)] + numbers + [nil])
      }
    }
    add(
      "coaching_activity",
      ["measure", "group_by", "group", "period", "n", "x", "value", "lo", "hi", "people", "flag", "note"],
      rows)
    let columns = [
      "metric", "estimand", "group", "time", "estimate", "se", "lo", "hi", "p", "n_treated", "n_control",
      "flag", "note",
    ]
    if center.isWithheld {
      add(
        "coaching_effect", columns,
        [["acr", "simple", "all"] + Array(repeating: nil, count: 8) + ["withheld", nil]])
      return
    }
    func effect(_ metric: String, _ estimand: String, _ time: SketchedCell, _ value: Double, _ half: Double)
      -> [SketchedCell]
    {
      [
        .text(metric), .text(estimand), "all", time, .decimal(value), .decimal(half / 1.96),
        .decimal(value - half),
        .decimal(value + half), 0.01, 120, 300, nil, nil,
      ]
    }
    var effects: [[SketchedCell]] = []
    for (metric, scale) in [("acr", 1.0), ("csat", 0.8), ("handle_s", -600)] {
      for (estimand, value, half) in [
        ("simple", 0.031, 0.019), ("0_84d", 0.034, 0.02), ("29_84d", 0.024, 0.026),
        ("naive_before_after", 0.074, 0.018),
        ("rtm_bias", 0.043, 0.02), ("placebo", 0.004, 0.021),
      ] { effects.append(effect(metric, estimand, nil, value * scale, half * abs(scale))) }
    }
    for month in -4...6 {
      effects.append(
        effect("acr", "event", .text(String(month)), month < 0 ? 0.002 : 0.04 - 0.005 * Double(month), 0.02))
    }
    add("coaching_effect", columns, effects)
    add(
      "coaching_training", ["measure", "window", "n", "value", "lo", "hi", "people", "flag", "note"],
      [
        ["cadence", "before", 40, 1.1, 0.9, 1.3, 12, nil, nil],
        ["cadence", "1-28d", 40, 2.2, 1.9, 2.5, 12, nil, nil],
        ["cadence", "29-84d", 40, 1.4, 1.1, 1.7, 12, nil, nil],
        ["effect", "gain", 40, 0.03, 0.01, 0.05, 12, nil, nil],
        ["effect", "reverted", 40, 0.02, -0.01, 0.05, 12, nil, nil],
      ])
    add(
      "coaches",
      ["group_by", "group", "measure", "n", "value", "lo", "hi", "z", "q", "people", "flag", "note"],
      [["all", "all", "bright_spot", 22, 0.227273, 0.101, 0.434, nil, nil, 22, nil, nil]])
  }
}
