import Foundation
import Testing

/// Figures worked by hand from one month of calls, as three systems write it.
///
/// The month has 42 calls: 20 customers call once; 4 call again after three days; 2 after eleven days; one gives
/// up two days after a call; one finds the line closed a day after a call; one hides the number; there are two
/// outbound calls, a voicemail, one call on day 3, whose look-back of 7 days is cut, and one at 21:30 in New York
/// on the last day, which is the next day in UTC and not settled.
///
/// Somebody handled 20 + 8 + 4 + 1 + 1 + 1 + 1 + 1 = 37 of them. Settled firsts are 20 + 4 + 4 + 1 + 1 = 30; those
/// who came back within 7 days are the 4 and the one who gave up, for the voice at a closed line is no return.
struct PhoneDeskFigureTests {
  private let week = "window_fcr,7,any,all,all,all,"

  @Test func `calls of Aircall are one by their id, in UTC, whichever header names them`() throws {
    let aircall = try ShippedDialect("aircall")
    let files = try aircall.checked()
    // 12 rows under the first header, 30 and 8 under the last one; 4 of those are in both files. Besides the month
    // there is somebody who waited: 15 minutes from 8:00 in New York, and again a week later at 8:12.
    #expect(files.map(\.rows) == [12, 30, 8])
    #expect(files.map(\.rejected) == [0, 2, 0])
    #expect(files[1].excluded == ["duplicate": 4])
    #expect(files.map(\.used).reduce(0, +) == 42 + 2)
    // Seconds with and without a fraction are both read; a hidden number is no customer.
    #expect(files[1].filled("started_at") == 28)
    #expect(files[1].filled("customer_id") == 27)
    try aircall.run()
    #expect(try aircall.conversations("qualifying") == 37 + 2)
    #expect(try aircall.conversations("abandoned") == 1)
    #expect(try aircall.conversations("missed") == 1)
    #expect(try aircall.conversations("voicemail") == 1)
    #expect(try aircall.conversations("outbound") == 2)
    // By the seconds of talk alone both of these calls would be first ones without a return.
    #expect(try aircall.number("tables/fcr.csv", week, "n") == 30 + 1)
    #expect(try aircall.number("tables/fcr.csv", week, "x") == 25)
    for column in ["unsettled", "first_unknown", "unidentified"] {
      #expect(try aircall.number("tables/fcr.csv", week, column) == 1, "\(column)")
    }
    // All of it is September in New York, though the last call is October in UTC.
    #expect(
      try aircall.number("tables/fcr_population.csv", "all,all,2026-09,qualifying,", "conversations") == 39)
  }

  @Test func `legs of one interaction of Talkdesk are one conversation`() throws {
    let talkdesk = try ShippedDialect("talkdesk")
    let files = try talkdesk.checked()
    // 42 calls, 4 of them handed on to a second leg; 2 damaged rows, one of which would have been a return; and
    // one kind of contact that the profile does not know.
    #expect(files.map(\.rows) == [41, 8])
    #expect(files.map(\.rejected) == [0, 1])
    #expect(files.map(\.excluded) == [["damaged": 1], ["damaged": 1]])
    #expect(files.map(\.used) == [40, 6])
    // Four were handled by nobody; shares of a day are durations too.
    #expect(files.map { $0.filled("handle_s") } == [36, 6])
    try talkdesk.run()
    #expect(try talkdesk.conversations("qualifying") == 37)
    #expect(try talkdesk.conversations("missed") == 1)
    #expect(try talkdesk.conversations("outbound") == 2)
    #expect(try talkdesk.number("tables/fcr.csv", week, "n") == 30)
    #expect(try talkdesk.number("tables/fcr.csv", week, "x") == 25)
    // 9 conversations began in the first of two ring groups that are joined by a plus sign.
    #expect(
      try talkdesk.number("tables/fcr_population.csv", "queue,billing,all,qualifying,", "conversations") == 9)
  }

  @Test func `tickets of Freshdesk do not know who gave up`() throws {
    let freshdesk = try ShippedDialect("freshdesk")
    let tickets = try freshdesk.checked()[0]
    // Of 42 calls 4 make no ticket: the one who gave up, the closed line, the voicemail, the outbound one that
    // reached nobody. Three more rows cannot be read: month or day first, an unknown source, another encoding.
    #expect(tickets.rows == 41)
    #expect(tickets.rejected == 3)
    #expect(tickets.used == 38)
    #expect(tickets.filled("customer_id") == 37)
    // 10 tickets have no time to the first answer, 4 a negative one. 22 are resolved or closed; what else a
    // ticket may be, and statuses of the help desk's own, say nothing.
    #expect(tickets.filled("wait_s") == 38 - 10 - 4)
    #expect(tickets.filled("resolved") == 22)
    try freshdesk.run()
    // One of the 20 customers who called once has a ticket without an agent.
    #expect(try freshdesk.conversations("qualifying") == 36)
    #expect(try freshdesk.conversations("no_agent") == 1)
    #expect(try freshdesk.conversations("outbound") == 1)
    // 29 firsts; only the 4 came back: whoever gave up on the phone left no ticket.
    #expect(try freshdesk.number("tables/fcr.csv", week, "n") == 29)
    #expect(try freshdesk.number("tables/fcr.csv", week, "x") == 25)
  }
}
