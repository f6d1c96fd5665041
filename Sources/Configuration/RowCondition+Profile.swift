import Canonical

/// Keys of a condition, without `reason`.
let conditionKeys = ["column", "equals", "in", "not_in", "blank", "not_blank"]

extension RowCondition {
  /// One entry of `where`.
  init?(_ value: ConfigurationValue, _ header: HeaderNames) {
    guard let entry = value.mapping(keys: conditionKeys + ["optional", "reason"]) else { return nil }
    let reason = entry["reason"].flatMap(reasonCode)
    self.init(entry, header)
    if let reason { self.reason = reason }
    if let isOptional = entry["optional"]?.truth() { column.isOptional = isOptional }
  }

  /// The condition that stands in an entry of `where` or `when`.
  init?(_ entry: StrictMapping, _ header: HeaderNames) {
    let column = entry.required("column", remedy: "name the column that is compared")
      .flatMap { columnNames($0, header) }
    let tests = conditionKeys.dropFirst().filter(entry.has)
    guard tests.count == 1, let operation = tests.first, let value = entry[operation] else {
      let found = tests.isEmpty ? "none; add one" : tests.joined(separator: " and ") + "; keep one"
      entry.report(
        at: tests.dropFirst().first ?? "",
        "a condition has exactly one of equals, in, not_in, blank, not_blank, found \(found)")
      return nil
    }
    let test: RowCondition.Test?
    switch operation {
    case "equals": test = value.trimmedText().map { .isIn([$0]) }
    case "in": test = value.list(orOne: true) { $0.trimmedText() }.map { .isIn($0) }
    case "not_in": test = value.list(orOne: true) { $0.trimmedText() }.map { .notIn($0) }
    default:
      let isBlank = operation == "blank"
      if value.truth() == false {
        value.report("\(operation) can only be true; write '\(isBlank ? "not_blank" : "blank"): true'")
      }
      test = isBlank ? .blank : .notBlank
    }
    guard let column, let test else { return nil }
    self.init(column: ColumnReference(names: column), test: test)
  }
}

/// A column of the file by its name, or by a list of names of which the first one present counts.
func columnNames(_ value: ConfigurationValue, _ header: HeaderNames) -> [String]? {
  guard let list = value.list(orOne: true) else { return nil }
  let names = list.compactMap { element -> String? in
    guard let name = element.filledText() else { return nil }
    header.check(name, element)
    return name
  }
  return names.isEmpty ? nil : names
}

private func reasonCode(_ value: ConfigurationValue) -> String? {
  guard let text = value.filledText() else { return nil }
  if text.allSatisfy({ $0.isASCII && ($0.isLowercase || $0.isNumber) || $0 == "_" }) { return text }
  value.report("reason \(quoted(text)) is refused, expected lower-case letters, digits and '_'")
  return nil
}
