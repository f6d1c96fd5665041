extension ValueMapping {
  /// The values that it is made of, and theirs; itself first.
  package var all: [ValueMapping] {
    var parts = plus
    if case .text(let name) = zone { parts.append(name) }
    switch source {
    case .column, .constant, .line, .rowNumber: break
    case .concat(let values, _, _), .coalesce(let values), .sum(let values): parts += values
    case .when(let branches, let otherwise): parts += branches.map(\.value) + [otherwise].compactMap(\.self)
    case .dateAndTime(let first, let second), .dateMinus(let first, let second, _),
      .elapsed(let first, let second):
      parts += [first, second]
    }
    return [self] + parts.flatMap(\.all)
  }
}
