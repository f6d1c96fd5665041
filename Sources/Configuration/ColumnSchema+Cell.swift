import Canonical
import Tables

extension ColumnSchema {
  /// Why a text cannot be a cell of the column; nil where it can, or where only the run can tell.
  func problem(ofCell text: String) -> String? {
    func number(_ expected: String) -> String? {
      Double(text)?.isFinite == true ? nil : "expected \(expected)"
    }
    switch type {
    case .oneOf(let words): return words.contains(text) ? nil : expectation(text, among: words)
    case .boolean:
      let words = ["true", "false", "1", "0", "yes", "no"]
      return words.contains(text) ? nil : expectation(text, among: words)
    case .date: return CivilDate(iso: text) == nil ? "expected a date such as 2026-10-31" : nil
    case .instant:
      return CivilDate(iso: String(text.prefix(10))) == nil
        ? "expected ISO 8601 such as 2026-10-31T06:00:00Z" : nil
    case .integer: return Int64(text) == nil ? "expected a whole number" : nil
    case .seconds: return number("a number of seconds")
    case .number: return number("a number")
    case .key, .text: return nil
    }
  }
}
