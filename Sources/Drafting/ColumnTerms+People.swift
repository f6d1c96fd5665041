extension ColumnTerms {
  /// Terms of people: rosters and lists of leavers.
  static let people = table(
    "people",
    [
      (
        "person_id",
        "emp id, employee id, worker code, worker id, employee number, person id, staff id, "
          + "personnel number, "
          + "associate id, employee no, user id, admin id, agent id, personalnummer",
        "id, number, login, email, badge"
      ),
      (
        "worker_class",
        "worker class, worker type, employee type, employment type, contract type, employee class",
        "worker category, engagement type"
      ),
      (
        "hired_on",
        "hire date, date of hire, dateof hire, hired on, original hire date, joining date, date joined, "
          + "employment start date, hired, join date, eintritt",
        "start date, first day of work, continuous service date, service date, doj, created at, "
          + "onboarding date"
      ),
      (
        "left_on",
        "termination date, date of termination, dateof termination, left on, exit date, leave date, "
          + "separation date, "
          + "end employment date, last day, date left, austritt",
        "end date, termination last day of work, resignation date, last working day, release date"
      ),
      (
        "exit_type",
        "exit type, termination type, primary termination category, employment status, "
          + "termination category, "
          + "separation type, leaving type, event, attrition",
        "termed, termination, status"
      ),
      (
        "exit_reason",
        "exit reason, term reason, termination reason, primary termination reason, leaving reason, "
          + "reason for leaving, separation reason",
        "local termination reason, reason"
      ),
      ("referred_by", "referred by, referrer, referral employee id, referrer id", "recruiter"),
      (
        "site", "site, location, office, center, work location, branch, standort",
        "city, state, region, country"
      ),
      ("updated_at", "updated at, last updated, fivetran synced, last modified", "modified, updated"),
    ])
}
