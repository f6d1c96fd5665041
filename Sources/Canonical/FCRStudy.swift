/// A study of first contact resolution beside its numbers by group; the raw value is the name of its
/// table, and its id among the measures of a pipeline.
public enum FCRStudy: String, CaseIterable, Sendable {
  /// The same contacts under published rules.
  case definitions = "fcr_definitions"
  /// What was said against what was seen.
  case agreement = "fcr_agreement"
  /// When customers come back, and what a window of another length would say.
  case window = "fcr_window"
  /// Who of the agents is better or worse than the mix of their contacts predicts.
  case agentRanks = "agent_ranks"
  /// Who answers surveys.
  case surveyBias = "survey_bias"
  /// What repeats follow.
  case repeatDrivers = "repeat_drivers"
  /// Each repeated first contact with its return.
  case repeats
}
