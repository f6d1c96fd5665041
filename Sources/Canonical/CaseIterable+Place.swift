extension CaseIterable where Self: Equatable {
  /// Its place among all of its kind, from 0.
  public var place: Int { Array(Self.allCases).firstIndex(of: self) ?? 0 }
}
