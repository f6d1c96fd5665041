import Canonical
import Tables

/// The numbers of a table `fcr` by what each is about.
struct PublishedNumbers {
  /// One number as it is printed.
  struct Number {
    var n: Int64?
    var x: Int64?
    /// In millionths.
    var rate: Int64?
    var people: Int64?
    var isWithheld: Bool

    /// Whether another one reads differently.
    func differs(from other: Number) -> Bool { n != other.n || x != other.x || rate != other.rate }
  }

  /// The cells that say what a number is about.
  typealias Subject = [ReportTable.Cell]

  /// The columns that say what a number is about.
  static let subjectColumns = ["measure", "window_days", "match", "group_by", "group", "period"]

  /// What the numbers are about, in the order of the table.
  let subjects: [Subject]
  private let numbers: [String: Number]

  /// Those of a table with the columns of `fcr`.
  init(_ table: ReportTable) {
    func place(_ name: String) -> Int {
      guard let place = table.columns.firstIndex(where: { $0.name == name }) else {
        preconditionFailure("fcr has no column '\(name)'")
      }
      return place
    }
    let about = PublishedNumbers.subjectColumns.map(place)
    let (n, x, rate) = (place("n"), place("x"), place("rate"))
    let (people, flag) = (place("people"), place("flag"))
    subjects = table.rows.map { row in about.map { row[$0] } }
    var numbers: [String: Number] = [:]
    numbers.reserveCapacity(subjects.count)
    for (subject, row) in zip(subjects, table.rows) {
      numbers[PublishedNumbers.key(of: subject)] = Number(
        n: row[n].integer, x: row[x].integer, rate: row[rate].millionths, people: row[people].integer,
        isWithheld: row[flag] == .text("withheld"))
    }
    self.numbers = numbers
  }

  /// The number about something; nil where the table has none.
  subscript(subject: Subject) -> Number? { numbers[PublishedNumbers.key(of: subject)] }

  private static func key(of subject: Subject) -> String {
    var key = ""
    for cell in subject {
      switch cell {
      case .text(let text): key += text
      case .integer(let number): key += String(number)
      case .missing, .decimal, .instant: break
      }
      key += "\u{1f}"
    }
    return key
  }
}

extension ReportTable.Cell {
  /// The whole number; nil for anything else.
  fileprivate var integer: Int64? { if case .integer(let number) = self { number } else { nil } }

  /// The number in millionths; nil for anything else.
  fileprivate var millionths: Int64? {
    switch self {
    case .decimal(let millionths): millionths
    case .integer(let number): number * 1_000_000
    default: nil
    }
  }
}
