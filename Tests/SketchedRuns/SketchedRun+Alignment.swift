import Output

extension SketchedRun {
  /// Scorecards of four role types.
  mutating func addAlignment(_ center: Center) {
    let columns = [
      "role_type", "metric", "metric_class", "weight", "band_min", "band_max", "importance", "gap", "sign",
      "flag",
    ]
    var rows: [[SketchedCell]] = []
    for (place, role) in ["customer_facing", "back_office", "sales", "supervisor"].enumerated() {
      for (index, metric) in ["csat", "qa", "handle_s", "adherence", "transfers"].enumerated() {
        if center.isWithheld {
          rows.append([.text(role), .text(metric)] + Array(repeating: nil, count: 7) + ["withheld"])
          continue
        }
        let importance = Double((index * 3 + place * 2) % 7) / 14
        let isWrong = index == 4 && place < 2
        rows.append([
          .text(role), .text(metric), "quality", 0.2, 0.0, 0.4, .decimal(importance),
          .decimal(importance - 0.2),
          isWrong ? "down" : index == 3 ? "unclear" : "up", isWrong ? "wrong_sign" : nil,
        ])
      }
    }
    add("alignment", columns, rows)
    add(
      "alignment_scores", ["role_type", "policy_score", "index", "r2", "n", "verdict", "flag"],
      center.isWithheld
        ? [["customer_facing", nil, nil, nil, nil, nil, "withheld"]]
        : [
          ["customer_facing", 80, 0.72, 0.31, 900, "violated", nil],
          ["back_office", 100, 0.85, 0.22, 400, "kept", nil],
        ])
    if center.isWithheld { return }
    addEvidence()
  }

  /// Evidence, signs of gaming and proposals of two role types.
  private mutating func addEvidence() {
    add(
      "alignment_outcomes",
      [
        "role_type", "role", "outcome", "headline", "months", "people", "r2", "index", "lo", "hi", "verdict",
        "note",
      ],
      [
        ["customer_facing", nil, "csat", "yes", 900, 60, 0.31, 0.72, 0.66, 0.77, "UNCERTAIN", nil],
        ["customer_facing", nil, "acr", nil, 900, 60, 0.11, 0.58, 0.45, 0.69, "MISALIGNED", nil],
        ["back_office", nil, "quality", "yes", 400, 30, 0.22, 0.85, 0.79, 0.9, "ALIGNED", nil],
      ])
    add(
      "alignment_gaming", ["role_type", "role", "metric", "check", "flag", "note"],
      [
        ["customer_facing", nil, "transfers", "bunching", "GAMING", "about 40 of 900 months"],
        ["customer_facing", nil, "handle_s", "metric_up_outcome_down", "DIVERGING", nil],
      ])
    func line(_ role: String, _ metric: SketchedCell, _ from: Double, _ to: Double) -> [SketchedCell] {
      [
        .text(role), nil, metric, "quality", .decimal(from), .decimal(to), .decimal(to - from), 0.1, 0.4,
        "evidence",
        "proposal", "why",
      ]
    }
    add(
      "alignment_proposal",
      [
        "role_type", "role", "metric", "metric_class", "weight", "proposed", "change", "lo", "hi", "basis",
        "status",
        "sentence",
      ],
      [
        line("customer_facing", "csat", 0.2, 0.45), line("customer_facing", "transfers", 0.2, 0.05),
        line("customer_facing", nil, 0, 0.1), line("back_office", "qa", 0.2, 0.3),
        line("back_office", "handle_s", 0.2, 0.2),
      ])
  }
}
