/// Decides which numbers about few people are withheld.
package struct Disclosure: Sendable {
  /// Fewer people than this are withheld.
  package let minimumPeople: Int

  /// The default of operational tables.
  ///
  /// Source: common practice of statistical offices, a minimum frequency of 3 to 10.
  package static let operationalMinimum = 5

  /// A rule with this minimum, at least 1.
  package init(minimumPeople: Int) { self.minimumPeople = minimumPeople }

  /// Whether numbers about so many distinct people are withheld.
  package func withholds(people: Int) -> Bool { people < minimumPeople }
}
