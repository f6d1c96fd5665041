import Testing

@testable import Configuration

@Suite struct FieldReadingTests {
  private func problems(_ line: String) throws -> [String] {
    let found = try Folder.problems(profile: contacts(line))
    return found.map { $0.hasPrefix("p.yaml:6:") ? String($0.dropFirst("p.yaml:6:".count)) : $0 }
  }

  @Test(arguments: [
    (
      "handle_s: HANDLE TIME",
      "13: 'HANDLE TIME' maps to contacts.handle_s, which needs a unit; write 'duration: s' or "
        + "'duration: \"H:mm:ss\"'"
    ),
    (
      "hold_s: {coalesce: [A, {const: 0}]}",
      "11: 'A' maps to contacts.hold_s, which needs a unit; write 'duration: s' or 'duration: \"H:mm:ss\"'"
    ),
    (
      "hold_s: {from: H, duration: H:mm}",
      "31: duration 'H:mm' is unknown, expected one of s, ms, min, h, d, H:mm:ss, m:ss, h:mm:ss a, "
        + "yyyy-MM-dd H:mm:ss"
    ),
    ("queue: {from: Q, duration: s}", "20: 'duration' is for durations, and queue is none; remove it"),
    (
      "queue: {from: Q, decimal: ','}",
      "20: 'decimal' is for whole fields of numbers and durations; remove it"
    ),
    ("queue: {from: Q, formats: yyyy}", "20: 'formats' is for dates and times, and queue is none; remove it"),
    ("queue: {from: Q, zone: UTC}", "20: 'zone' is for dates and times, and queue is none; remove it"),
    (
      "queue: {from: Q, const: x}",
      "20: a value has exactly one of from, const, concat, coalesce, sum, when, line, row_number, date with "
        + "time or minus, since with until, "
        + "found from and const; keep one"
    ),
    (
      "queue: {}",
      "10: a value has exactly one of from, const, concat, coalesce, sum, when, line, row_number, date with "
        + "time or minus, since with until, "
        + "found none; add one"
    ),
    (
      "queue: [A, B]",
      "10: queue is a list, expected a column or a mapping; write '{from: […]}' or '{coalesce: […]}'"
    ),
    ("queue: {from: Q, sep: x}", "20: 'sep' has no 'concat' beside it; add one, or remove 'sep'"),
    ("queue: {from: Q, unknown: keep}", "20: 'unknown' has no 'map' beside it; add one, or remove 'unknown'"),
    (
      "queue: {from: Q, otherwise: R}",
      "20: 'otherwise' has no 'when' beside it; add one, or remove 'otherwise'"
    ),
    ("queue: {from: Q, optional: maybe}", "30: optional 'maybe' is refused, expected true or false"),
    ("queue: {from: Q, digits: yes please}", "28: digits 'yes please' is refused, expected true or false"),
    (
      "queue: {from: Q, trim: false}",
      "26: trim can only be true: blanks around a value never count; remove it"
    ),
    ("queue: {from: Q, split: {sep: ';'}}", "27: key 'take' is missing; write first or last"),
    (
      "queue: {from: Q, split: {sep: '', take: last}}",
      "28: sep is empty, expected what stands between the items, such as \";\""
    ),
    ("queue: {from: Q, part: {}}", "26: part takes nothing away; write a prefix, a suffix or both"),
    (
      "queue: {sum: [A, B]}", "11: 'sum' makes a whole field of durations or numbers; use another source here"
    ),
    (
      "hold_s: {sum: [A, B]}",
      "11: 'A' maps to contacts.hold_s, which needs a unit; write 'duration: s' or 'duration: \"H:mm:ss\"'"
    ),
    (
      "hold_s: {sum: [A, B], duration: s, null: '-'}",
      "38: 'null' belongs to the parts of a sum; write it there"
    ),
    (
      "ended_at: {date: D, time: T, digits: true}",
      "32: 'digits' belongs to the parts of a date; write it there"
    ),
    (
      "hold_s: {sum: [A, B], duration: s, digits: true}",
      "38: 'digits' belongs to the parts of a sum; write it there"
    ),
    (
      "ended_at: {date: 2020-01-01, minus: {from: T, unit: months}}",
      "32: 'minus' makes a whole field of dates; use another source here"
    ),
    (
      "ended_at: {from: E, next_day_if_before: started_at}",
      "43: 'next_day_if_before' belongs beside 'date' and 'time' of an instant that follows another; remove it"
    ),
    ("queue: {from: Q, map: {}}", "25: map is empty, expected at least one text; write it, or remove 'map'"),
    (
      "queue: {from: Q, map: {a: b, otherwise: c}, unknown: keep}",
      "56: 'unknown' and the map's 'otherwise' are both given; keep one of them"
    ),
    (
      "queue: {from: Q, map: {a: b}, unknown: drop}",
      "42: unknown 'drop' is unknown, expected one of error, null, keep"
    ),
    (
      "channel: {const: phone}",
      "20: const 'phone' is no value of contacts.channel, expected one of voice, chat, email, message, "
        + "video, task"
    ),
    (
      "direction: {from: D, map: {In: inbond}}",
      "34: 'inbond' is no value of contacts.direction, expected one of inbound, outbound, internal; did you "
        + "mean 'inbound'?"
    ),
    (
      "direction: {coalesce: [D, {from: E, map: {In: in}}], map: {in: inbound, o: out}}",
      "78: 'out' is no value of contacts.direction, expected one of inbound, outbound, internal"
    ),
    (
      "resolved: {when: [{column: A, equals: x, const: yep}]}",
      "51: const 'yep' is no value of contacts.resolved, expected one of true, false, 1, 0, yes, no; did you "
        + "mean 'yes'?"
    ),
    (
      "ended_at: {const: soon}",
      "21: const 'soon' is no value of contacts.ended_at, expected ISO 8601 such as 2026-10-31T06:00:00Z"
    ),
    (
      "ended_at: {from: E, formats: H:mm}",
      "32: format 'H:mm' tells no day; add year, month and day, such as 'yyyy-MM-dd'"
    ),
    (
      "ended_at: {from: E, formats: yyyy-MM-ddTHH:mm}",
      "32: format 'yyyy-MM-ddTHH:mm' has 'T', which is no date or time letter here; write literal text in "
        + "single quotes"
    ),
    (
      "ended_at: {from: E, formats: [day_fraction]}",
      "33: format 'day_fraction' tells no day; add year, month and day, such as 'yyyy-MM-dd'"
    ),
    (
      "ended_at: {from: E, century_pivot: 100}",
      "38: century_pivot '100' is refused, expected a whole number from 0 to 99"
    ),
    (
      "ended_at: {from: E, zone: {from: TZ, map: {EST: America/Nowhere}}}",
      "29: 'America/Nowhere' is no time zone of this machine, expected an IANA name such as America/Chicago"
    ),
    ("ended_at: {date: D}", "13: key 'time' is missing; a 'date' with time needs it; or write 'from'"),
    (
      "ended_at: {date: D, time: {from: T, formats: yyyy-MM-dd}}",
      "48: format 'yyyy-MM-dd' tells no time of day; add hours, such as 'H:mm:ss'"
    ),
    (
      "ended_at: {date: D, time: T, formats: yyyy-MM-dd}",
      "32: 'formats' does not belong here; write it inside 'date' and 'time'"
    ),
    (
      "ended_at: {date: {from: D, zone: UTC}, time: T}",
      "30: 'zone' does not belong here; write it beside 'date' and 'time'"
    ),
    (
      "ended_at: {coalesce: [{from: D, formats: yyyy-MM-dd}]}",
      "35: 'formats' belongs to the whole field; write it there"
    ),
    ("queue: {date: D, time: T}", "11: contacts.queue is no instant; use another source here"),
    (
      "queue: {when: [{column: A, equals: x, sum: []}]}",
      "41: unknown key 'sum', expected one of column, equals, in, not_in, blank, not_blank, from, const, "
        + "concat, coalesce, when, otherwise, line, row_number, optional, sep, null_parts, map, unknown, null, "
        + "split, part, collapse_spaces, lower, digits, trim"
    ),
    ("handle_s: {since: A}", "13: key 'until' is missing; 'since' needs the instant up to which is counted"),
    (
      "queue: {since: A, until: B}",
      "11: 'since' with 'until' is a whole duration or a part of its sum; use another source here"
    ),
    (
      "ended_at: {from: A, plus: B}",
      "29: 'B' maps to contacts.ended_at, which needs a unit; write 'duration: s' or 'duration: \"H:mm:ss\"'"
    ),
    (
      "queue: {from: A, plus: {from: B, duration: s}}",
      "26: 'plus' makes a whole field of instants later; remove it"
    ),
    ("queue: {line: false}", "17: line can only be true; remove it"),
  ])
  func `each wrong field is named with its place`(_ line: String, _ problem: String) throws {
    let found = try problems(line)
    #expect(found.contains(problem), "\(found)")
    // A branch with an unknown key alone also lacks its source.
    #expect(found.count == (line.contains("sum: []") ? 2 : 1), "\(found)")
  }

  @Test(arguments: [
    "handle_s: {const: 60}", "handle_s: {from: H, duration: s}", "resolved: {from: R, map: {x: ''}}",
    "ended_at: {from: E, formats: yyyy-MM-dd, century_pivot: 0, zone: UTC}", "queue: {const: ''}",
    "direction: {concat: [A, B], map: {ab: inbound}, unknown: error}",
  ])
  func `a right field is no problem`(_ line: String) throws {
    #expect(try problems(line) == [])
  }

  @Test func `all problems of a profile come at once and by place`() throws {
    let text = contacts("channel: {const: phone}", "handle_s: H", "queue: {form: Q}")
    #expect(
      try Folder.problems(profile: text).map { $0.prefix(12) } == [
        "p.yaml:6:20:", "p.yaml:7:13:", "p.yaml:8:10:", "p.yaml:8:11:",
      ])
  }
}
