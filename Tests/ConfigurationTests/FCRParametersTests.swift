import Canonical
import Testing

@testable import Configuration

@Suite struct FCRParametersTests {
  @Test(arguments: [
    (
      "windows_days: [0, '7', 400, x], headline_days: 8",
      [
        "3:35: windows_days '0' is refused, expected a whole number from 1 to 366",
        "3:38: windows_days '7' is refused, expected a whole number from 1 to 366 without quotes",
        "3:43: windows_days '400' is refused, expected a whole number from 1 to 366",
        "3:48: windows_days 'x' is refused, expected a whole number from 1 to 366",
      ]
    ),
    ("windows_days: 7", ["3:34: windows_days is a text, expected a list"]),
    ("windows_days: [1, 366], headline_days: 366", []),
    (
      "windows_days: [1, 3]",
      [
        "3:20: headline_days 7 (the default) is not among windows_days 1, 3; add it there, or choose one of "
          + "them"
      ]
    ),
    (
      "headline_days: 8",
      ["3:20: headline_days 8 is not among windows_days 1, 3, 7, 14, 30; add it there, or choose one of them"]
    ),
    ("matches: [case]", []),
    ("matches: [al]", ["3:30: matches 'al' is unknown, expected one of any, reason, case"]),
    (
      "measures: [no_measure]",
      [
        "3:31: measures 'no_measure' is unknown, expected one of "
          + (FCRMeasure.allCases.map(\.rawValue) + FCRStudy.allCases.map(\.rawValue)).joined(separator: ", ")
      ]
    ),
    (
      "by_month: ful",
      ["3:30: by_month 'ful' is unknown, expected one of headline, full; did you mean 'full'?"]
    ),
    ("shared_id_max: -1", ["3:35: shared_id_max '-1' is refused, expected a whole number of at least 0"]),
    (
      "triggers: [handeled]",
      [
        "3:31: triggers 'handeled' is unknown, expected one of handled, abandoned, voicemail, missed, "
          + "self_served; did you mean 'handled'?"
      ]
    ),
    (
      "window_days: [7]",
      [
        "3:20: unknown key 'window_days', expected one of windows_days, headline_days, matches, measures, "
          + "group_by, by_month, shared_id_max, triggers; did you mean 'windows_days'?"
      ]
    ),
  ])
  func `parameters are checked one by one and against each other`(_ keys: String, _ problems: [String]) throws
  {
    let found = try Folder.problems(pipeline: pipeline("parameters: {fcr: {\(keys)}}"))
    #expect(found == problems.map { "p.yaml:" + $0 })
  }
}
