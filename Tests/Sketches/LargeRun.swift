import Output
import SketchedRuns

/// The files of a run with as many rows as a large center's has, for measuring how long its page takes.
struct LargeRun {
  /// How many teams there are.
  let teams: Int
  private static let months = 36

  private static let monthNames = (0..<months).map { index -> String in
    let month = index % 12 + 1
    return "\(2023 + index / 12)-\(month < 10 ? "0" : "")\(month)"
  }

  /// Writes the manifest and all tables.
  func write(to folder: String) throws {
    var run = SketchedRun.whole(.of(teams))
    run.files["tables/fcr.csv"] = measures
    run.files["tables/turnover.csv"] = turnover
    run.files["tables/coaching_activity.csv"] = coaching
    run.files["manifest.json"] = run.manifestBytes
    try Storage.createFolder("\(folder)/tables")
    for (path, bytes) in run.files { try Storage.write(bytes, to: "\(folder)/\(path)") }
  }

  /// All contacts first, then each team, as tables have their groups.
  private var groups: [(groupBy: String, name: String)] {
    [("all", "all")] + ["billing", "cancel", "fraud case", "technical"].map { ("call_type", $0) }
      + (1...teams).map { ("team", "Team \($0)") }
  }

  private var measures: [UInt8] {
    var text = TextBuffer()
    text.append(
      "measure,window_days,match,group_by,group,period,n,x,rate,lo,hi,km,unsettled,first_unknown,unidentified,people,flag\n"
    )
    let names = [
      "window_fcr", "window_fcr_net", "acr", "repeat_rate", "one_and_done", "placebo", "adjusted", "voc_fcr",
      "voc_resolution", "disposition_fcr", "call_resolution",
    ]
    for name in names {
      for days in name == "call_resolution" ? [30] : [1, 3, 7, 14, 30] {
        for match in ["any", "reason", "case"] {
          for (index, group) in groups.enumerated() {
            let periods = ["all"] + (days == 7 && match == "reason" ? LargeRun.monthNames : [])
            for (month, period) in periods.enumerated() {
              let n = period == "all" ? 3_000 + index * 37 % 900 : 80 + (index + month) % 40
              let x = n * (80 + (index * 7 + month) % 9) / 100
              let rate = x * 1_000_000 / n
              let head = "\(name),\(days),\(match),\(group.groupBy),\(group.name),\(period),\(n),\(x)"
              text.append("\(head),0.\(rate),0.\(rate - 20_000),0.\(rate + 20_000),0.\(rate),12,3,41,25,\n")
            }
          }
        }
      }
    }
    return text.bytes
  }

  private var turnover: [UInt8] {
    var text = TextBuffer()
    text.append("kind,group_by,group,period,separations,person_days,rate,lo,hi,band,people\n")
    for kind in ["external", "seat", "voluntary", "involuntary", "other", "unknown"] {
      for (index, group) in groups.enumerated() where group.groupBy != "call_type" {
        let years = LargeRun.monthNames.dropLast(11).map { $0 + "/P12M" }
        for (month, period) in (["all"] + LargeRun.monthNames + years).enumerated() {
          let head = "\(kind),\(group.groupBy),\(group.name),\(period)"
          text.append(
            "\(head),\(1 + (index + month) % 6),5400,0.2\(10 + (index + month) % 80),0.04,0.61,uncertain,25\n"
          )
        }
      }
    }
    return text.bytes
  }

  private var coaching: [UInt8] {
    var text = TextBuffer()
    text.append("measure,group_by,group,period,n,x,value,lo,hi,people,flag,note\n")
    let names = [
      "coverage", "held", "missed", "cancelled", "proactive_share", "inferred_trigger", "unknown_trigger",
      "minutes_per_agent_28d", "cadence_days", "cadence_variation", "without_minutes", "actions_closed",
    ]
    for name in names {
      for (index, group) in groups.enumerated() where group.groupBy != "call_type" {
        for (month, period) in (["all"] + LargeRun.monthNames).enumerated() {
          text.append(
            "\(name),\(group.groupBy),\(group.name),\(period),20,\((index + month) % 20),0.7,0.55,0.81,18,low_n,\n"
          )
        }
      }
    }
    return text.bytes
  }
}
