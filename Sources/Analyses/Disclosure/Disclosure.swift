/// Decides which numbers about few people are withheld.
package struct Disclosure: Sendable {
  /// Numbers about the work of fewer people are withheld.
  package let minimumPeople: Int
  /// Numbers about what fewer people answered, or why they left, are withheld.
  package let minimumRespondents: Int

  /// Fewer respondents, or people of whom a row says why they left, are withheld, whatever is set for other
  /// numbers.
  ///
  /// Source: the product's contract on privacy.
  package static let surveyMinimum = 10

  /// A rule with this minimum; 0 withholds nothing but surveys.
  package init(minimumPeople: Int) {
    self.minimumPeople = minimumPeople
    minimumRespondents = max(Disclosure.surveyMinimum, minimumPeople)
  }

  /// The rule for rows about one person: those about work are not withheld.
  var ofOnePerson: Disclosure { Disclosure(minimumPeople: 0) }

  /// Whether numbers about so many distinct people are withheld.
  package func withholds(people: Int, isSurveyed: Bool = false) -> Bool {
    people < (isSurveyed ? minimumRespondents : minimumPeople)
  }
}
