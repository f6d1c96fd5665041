#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// `generate CONTACTS FOLDER`: writes canonical exports of half a year, the same for the same number.
@main
enum Generate {
  static let seed: UInt64 = 2026

  static func main() {
    let arguments = CommandLine.arguments
    guard arguments.count == 3, let contacts = Int(arguments[1]), contacts > 0 else {
      complain("usage: generate CONTACTS FOLDER")
      exit(64)
    }
    do {
      try exports(of: contacts, in: arguments[2])
    } catch {
      complain("\(error)")
      exit(73)
    }
  }

  /// Writes exactly `contacts` rows of contacts, minute by minute: first what is due, then new contacts.
  private static func exports(of contacts: Int, in folder: String) throws {
    try Staff.write(to: folder, seed: seed)
    var exports = try Exports(folder: folder)
    var center = Center(contacts: contacts, seed: seed)
    var noteChoice = SplitMix(seed: seed + 1)
    var returns = Agenda<Return>()
    var corrections = Agenda<Contact>()
    var rhythm = Rhythm(contacts: contacts)
    var ids = 0
    for minute in 0..<Calendar.days * 1440 {
      if minute % 1440 == 0 { try exports.begin(day: minute / 1440) }
      let minuteEnd = (minute + 1) * 60
      for _ in 0..<rhythm.contacts(inMinute: minute) {
        if let corrected = corrections.next(before: minuteEnd) {
          try exports.write(corrected, note: Notes.draw(from: &noteChoice))
          continue
        }
        ids += 1
        let start = center.start(inMinute: minute)
        let contact =
          if let back = returns.next(before: minuteEnd) {
            center.contact(id: ids, start: start, after: back)
          } else {
            center.contact(id: ids, start: start)
          }
        try exports.write(contact, note: Notes.draw(from: &noteChoice))
        if let response = center.response(to: contact) { try exports.write(response) }
        if let (due, back) = center.comesBack(contact) { returns.add(back, due: due) }
        if let (due, corrected) = center.correction(of: contact) { corrections.add(corrected, due: due) }
      }
    }
    try exports.close()
  }

  private static func complain(_ text: String) {
    let line = Array("generate: \(text)\n".utf8)
    _ = line.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}

/// How many contacts come in each minute: busy by day, half as many at weekends, none lost to rounding.
struct Rhythm {
  private static let hours = [
    2, 1, 1, 1, 2, 4, 10, 22, 38, 48, 50, 46, 40, 42, 46, 46, 42, 36, 28, 20, 14, 10, 6, 4,
  ]
  private let contacts: Int
  private let total: Int
  private var weight = 0
  private var given = 0

  init(contacts: Int) {
    self.contacts = contacts
    total = (0..<Calendar.days * 24).reduce(0) { $0 + 60 * Self.weight(ofHour: $1) }
  }

  /// To be asked for every minute, in order.
  mutating func contacts(inMinute minute: Int) -> Int {
    weight += Self.weight(ofHour: minute / 60)
    let before = given
    given = contacts * weight / total
    return given - before
  }

  private static func weight(ofHour hour: Int) -> Int {
    let weekday = (hour / 24 + Calendar.firstWeekday - 1) % 7
    return hours[hour % 24] * (weekday >= 5 ? 1 : 2)
  }
}
