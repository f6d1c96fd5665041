extension ColumnTerms {
  /// Terms of assignments: who worked where, for whom and as what.
  static let assignments = table(
    "assignments",
    [
      (
        "person_id",
        "worker id, employee id, emp id, person id, staff id, worker code, employee number, "
          + "associate id, agent id",
        "id, user id, login, email, worker"
      ),
      (
        "from",
        "effective date, start date, position start date, valid from, from date, assignment start, "
          + "effective from",
        "date of hire, hire date, dateof hire, fivetran start, start"
      ),
      (
        "to",
        "effective end date, end date, valid to, to date, position end date, effective to, assignment end",
        "termination date, dateof termination, fivetran end, end"
      ),
      (
        "role_id",
        "role id, role, job profile id, position id, job title, job code, position, title, "
          + "business title, job role",
        "job, job profile, job family, level, job level"
      ),
      (
        "team_id",
        "team id, team, team name, department, dept id, cost center, supervisory organization, "
          + "org unit, group",
        "unit, manager id, division, business site summary name, industry"
      ),
      (
        "supervisor_id",
        "supervisor id, manager id, supervisor, manager, reports to, line manager, manager name, team lead",
        "lead, boss"
      ),
      (
        "site",
        "site, location, business site summary location, office, center, work location, state, "
          + "city",
        "region, branch"
      ),
      (
        "fte",
        "fte, full time equivalent, working fte, paid fte, "
          + "full time equivalent percentage", "workload"
      ),
      ("move", "move, move type, change reason, business process reason, action reason", "event, action"),
      ("pay_rate", "pay rate, hourly rate, hourly pay, base pay", "rate, wage"),
      ("updated_at", "updated at, fivetran synced, last updated, last modified", "modified"),
    ])
}
