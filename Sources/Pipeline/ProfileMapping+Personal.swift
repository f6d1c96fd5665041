import Canonical

extension ProfileMapping {
  /// Canonical columns that tell of people: by themselves, or because they are made of what another such column
  /// is, as an id put together of a time and a phone number.
  var personalColumns: Set<String> {
    let personal = Set(table.columns.filter(\.isPersonal).map(\.name))
    let names = Set(fields.filter { personal.contains($0.column) }.flatMap(\.value.columnNames))
    return personal.union(fields.filter { !names.isDisjoint(with: $0.value.columnNames) }.map(\.column))
  }
}

extension ValueMapping {
  /// Names of the file's columns that its text may be of.
  fileprivate var columnNames: [String] {
    all.flatMap { value -> [String] in
      guard case .column(let column) = value.source else { return [] }
      return column.names.map { $0.lowercased() }
    }
  }
}
