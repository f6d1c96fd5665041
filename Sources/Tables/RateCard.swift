/// What there is to know about one number: it travels to the schema of the table and to the documents.
public struct RateCard: Sendable {
  /// Stable id, as in the column `measure`; also the name of the file that computes it.
  public var id: String
  /// A few words for people.
  public var title: String
  /// The question of an analyst that it answers.
  public var question: String
  /// Its unit, such as "share 0…1".
  public var unit: String
  /// Numerator over denominator, in words.
  public var formula: String
  /// Document and sentence, or paper, that it comes from.
  public var source: String
  /// What it cannot say, or how it misleads.
  public var caution: String
  /// Below this denominator the rate is not printed.
  public var minimumSample: Int
  /// Names of the parameters that change it.
  public var parameters: [String]
  /// Path of the file that computes it, from the top of the project.
  public var path: String

  /// A card with all its lines filled.
  public init(
    id: String, title: String, question: String, unit: String, formula: String, source: String,
    caution: String, minimumSample: Int, parameters: [String], path: String
  ) {
    self.id = id
    self.title = title
    self.question = question
    self.unit = unit
    self.formula = formula
    self.source = source
    self.caution = caution
    self.minimumSample = minimumSample
    self.parameters = parameters
    self.path = path
  }
}
