import Foundation
import Testing

/// Figures of the vendors' synthetic exports, worked by hand.
///
/// Five of them tell one story of March 2026, covered as a whole; all contacts lie between the 8th and the 24th,
/// so that a week before and behind each is covered. 12 customers call once, 5 twice within a week, 1 twice nine
/// days apart; 1 is handled and hangs up in the queue a day later; 1 is handled and called back by us; 1 is
/// transferred; 2 callers have no number; 1 ends in the menu, 1 only hangs up in the queue.
/// First contacts: 12 + 5 + 2 + 1 + 1 + 1 = 22; without a return: 12 + 2 + 1 + 1 = 16. Identified
/// conversations that qualify: 12 + 10 + 2 + 1 + 1 + 1 = 27, of which 27 - 6 are not followed by another.
@Suite struct VendorFigureTests {
  private func work(_ vendor: String) throws -> WorkFolder {
    let work = try VendorCase(name: vendor).desk()
    let ending = try work.firstcontact("run", "pipeline.yaml", "--out", "out", "--quiet")
    try #require(ending.status == 0, "\(vendor): \(ending.errors)")
    return work
  }

  /// Cells of the first row that begins so.
  private func cells(_ work: WorkFolder, _ table: String, _ beginning: String) -> [String] {
    let row = work.text("out/latest/tables/\(table).csv").split(separator: "\n").first {
      $0.hasPrefix(beginning + ",")
    }
    return row?.split(separator: ",", omittingEmptySubsequences: false).map(String.init) ?? []
  }

  private func population(_ work: WorkFolder, _ status: String) -> String {
    cells(work, "fcr_population", "all,all,all,\(status)").last ?? ""
  }

  /// n, x and unidentified of a measure over 7 days.
  private func figures(_ work: WorkFolder, _ measure: String, _ match: String = "any") -> [String] {
    let cells = cells(work, "fcr", "\(measure),7,\(match),all,all,all")
    return cells.count > 14 ? [cells[6], cells[7], cells[14]] : []
  }

  @Test func `interactions of Genesys Cloud that two downloads share count once`() throws {
    let work = try work("genesys-cloud-interactions")
    // The story, and one more without a number whom somebody answered before the next queue lost them:
    // 27 + 2 + 1 = 30. A callback and two calls without a queue are left out, two rows cannot be read. Three rows of a
    // third download are partial; the second has them whole.
    #expect(population(work, "qualifying") == "30")
    #expect(population(work, "abandoned") == "2")
    #expect(population(work, "outbound") == "1")
    #expect(population(work, "self_served") == "1")
    #expect(work.text("out/latest/manifest.json").contains("\"partial_export\": 3"))
    #expect(figures(work, "window_fcr") == ["22", "16", "3"])
    #expect(figures(work, "acr") == ["27", "21", "3"])
  }

  @Test func `a contact of Amazon Connect that was in progress comes with a later download`() throws {
    let work = try work("amazon-connect-contact-search")
    // The story, where the transferred leg is internal, and the contact that was in progress:
    // 22 + 1 first contacts; 27 + 2 + 1 qualify; a callback is a second outbound one.
    #expect(population(work, "qualifying") == "30")
    #expect(population(work, "internal") == "1")
    #expect(population(work, "outbound") == "2")
    #expect(figures(work, "window_fcr") == ["23", "17", "2"])
  }

  @Test func `legs of NICE CXone are one conversation after two transfers too`() throws {
    let work = try work("nice-cxone-calls")
    // The story, a call at an hour that the clocks skip, an e-mail, and one that waited from 10:00 on, ended at
    // 10:15 and came back a week later at 10:12: 22 + 3 first contacts, 16 + 2 of them without a return;
    // 27 + 2 + 4 qualify. Were its legs three contacts, 35 would; without the waiting, 26 would be first and 20 alone.
    #expect(population(work, "qualifying") == "33")
    #expect(figures(work, "window_fcr") == ["25", "18", "2"])
    #expect(figures(work, "acr") == ["31", "24", "2"])
  }

  @Test func `segments of Five9 are one call and voicemails none`() throws {
    let work = try work("five9-call-log")
    // The story, a call of a deleted campaign, and one that waited for ten minutes and came back less than a week
    // after its end: 27 + 2 + 3 qualify, 22 + 2 are first, 16 + 1 without a return. One sent to voicemail and one
    // left there.
    #expect(population(work, "qualifying") == "32")
    #expect(population(work, "voicemail") == "2")
    #expect(population(work, "internal") == "")
    #expect(figures(work, "window_fcr") == ["24", "17", "2"])
  }

  @Test func `events of an Asterisk queue become calls`() throws {
    let work = try work("asterisk-queue-log")
    // The story without the outbound call, and a call that waited in vain in one queue and was answered in
    // another. Missed: who pressed a key to leave, and who still waits where the log ends.
    #expect(population(work, "qualifying") == "30")
    #expect(population(work, "abandoned") == "2")
    #expect(population(work, "missed") == "2")
    #expect(population(work, "outbound") == "")
    #expect(figures(work, "window_fcr") == ["23", "17", "2"])
  }

  @Test func `tickets of Zendesk come back by reopening and by follow-up`() throws {
    let work = try work("zendesk-tickets")
    // 12 customers with a ticket each; 1 with two within a week; 3 with one that they reopened, two within a week
    // of its solution; 1 who only answered a question; 1 handed on; 1 with a ticket and its follow-up five days
    // later; 1 with two that were merged; 1 unknown. By customer 12 + 1 + 3 + 1 + 1 + 1 + 1 = 20 first contacts,
    // of which 1 + 2 + 1 = 4 came back; by case the two within a week are two: 21, of which 2 + 1 came back.
    #expect(population(work, "qualifying") == "23")
    #expect(figures(work, "window_fcr") == ["20", "16", "1"])
    #expect(figures(work, "window_fcr", "case") == ["21", "18", "1"])
    // By customer 12 + 2 + 3 + 1 + 1 + 2 + 1 = 22 conversations, 4 of them followed by another.
    #expect(figures(work, "acr") == ["22", "18", "1"])
  }
}
