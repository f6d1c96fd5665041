/// The free text that agents leave: a column that no table has, and that every reader must step over.
enum Notes {
  /// As written, quotes included: plain ones first, then quoted, quoted with quotes inside, and of two lines.
  static let all = (plain + quoted + doubled + lines).map { Array($0.utf8) }

  /// The place in `all` of a row's note: 10 % are quoted with a comma, a fifth of these with quotes inside;
  /// 1 % have a line end.
  static func draw(from random: inout SplitMix) -> Int {
    let kind = random.below(1000)
    switch kind {
    case ..<10: return plain.count + quoted.count + doubled.count + random.below(lines.count)
    case ..<30: return plain.count + quoted.count + random.below(doubled.count)
    case ..<110: return plain.count + random.below(quoted.count)
    case ..<510: return 0
    default: return random.below(plain.count)
    }
  }

  private static let plain = [
    "", "ok", "customer informed", "sent link", "see ticket", "will call back if needed",
    "verified identity; changed data", "agreed to wait until Friday", "no further action", "voucher offered",
    "asked for a written confirmation", "line was bad", "transferred once", "très satisfait",
    "Rückruf erbeten",
  ]
  private static let quoted = [
    #""wants invoice, by mail""#, #""moved, new address confirmed, old one deleted""#,
    #""two parcels, one missing""#, #""restarted router, works again""#, #""refund of 12,50 agreed""#,
    #""called before, same matter, escalated to second level""#,
  ]
  private static let doubled = [
    #""said ""never again"", calmed down""#, #""model ""X-200"", serial unreadable""#,
    "\"\"\"urgent\"\" in the subject, nothing urgent inside\"", #""asked for ""the boss"", declined""#,
  ]
  private static let lines = [
    "\"first line\nsecond line, with comma\"", "\"steps:\n1. reset\n2. restart\n3. ok\"",
    "\"quoted \"\"text\"\"\nand more\"", "\"a line\r\nof another system\"",
  ]
}
