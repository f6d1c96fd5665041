/// Decides which numbers about few people are withheld.
package struct Disclosure: Sendable {
  /// Fewer people than this are withheld.
  package let minimumPeople: Int

  /// A rule with this minimum; 0 withholds nothing.
  package init(minimumPeople: Int) { self.minimumPeople = minimumPeople }

  /// Whether numbers about so many distinct people are withheld.
  package func withholds(people: Int) -> Bool { people < minimumPeople }
}
