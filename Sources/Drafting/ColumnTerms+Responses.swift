extension ColumnTerms {
  /// Terms of responses: surveys, in long form or wide.
  static let responses = table(
    "responses",
    [
      (
        "response_id",
        "response id, responseid, survey id, submission id, record id, respondent id, feedback id, "
          + "answer id",
        "id, ticket id, v1"
      ),
      ("instrument", "instrument, survey name, survey type, survey, response set", "form"),
      ("item", "item, question, question id, question text", "metric, item name"),
      ("value", "value, answer, score, rating, response, answer value", "result, grade"),
      ("scale_min", "scale min, scale minimum, lowest", ""),
      ("scale_max", "scale max, scale maximum, highest", ""),
      (
        "asked_at", "asked at, sent at, invited at, start date, survey sent",
        "created at, created date, sent date"
      ),
      (
        "answered_at",
        "answered at, recorded date, submitted at, response date, end date, completed at, "
          + "survey completed, "
          + "conversation rating created at, resolved date",
        "created at, date, updated, timestamp"
      ),
      (
        "subject_id",
        "subject id, agent id, agent, rated person, employee id, "
          + "ratee", "user id, assignee id"
      ),
      (
        "rater_id", "rater id, respondent, evaluator, rater, reviewer",
        "recipient email, customer id, user id"
      ),
      ("rater_group", "rater group, rater type, relationship, respondent type", "role"),
      (
        "contact_id",
        "contact id, ticket id, call id, interaction id, conversation id, external reference, "
          + "external data reference", "case id"
      ),
      ("task_id", "task id, job id", ""),
      ("updated_at", "updated at, last updated", ""),
    ])

  /// Items of a survey that asks contacts, by what their columns are called.
  static let surveyItems: [(item: String, names: [String])] = [
    (
      "csat",
      ["csat", "csat score", "satisfaction", "satisfaction rating", "customer satisfaction", "rating"]
    ),
    ("nps", ["nps", "nps score", "promoter score", "likelihood to recommend"]),
    ("ces", ["ces", "effort score", "customer effort"]),
    ("resolved", ["issue resolved", "resolved", "was your issue resolved"]),
    ("contacts_to_resolve", ["contacts to resolve", "number of contacts", "how many times"]),
  ]
}
