extension ColumnTerms {
  /// Terms of the smaller tables.
  static let otherTables =
    table(
      "roles",
      [
        ("role_id", "role id, role, job profile id, job code, job title", "id, position"),
        ("role_type", "role type, job family, job category", "type"),
        ("level", "level, grade, job level, career level", "tier"),
        ("next_role_id", "next role id, next role, promotes to", ""),
        ("inside_center", "inside center, in center", ""),
        ("leadership", "leadership, is manager, people leader", ""),
        ("critical", "critical, critical job, is critical", ""),
        ("call_types", "call types, skills", ""),
        ("updated_at", "updated at", ""),
      ])
    + table(
      "aliases",
      [
        ("kind", "kind, alias kind", ""), ("source", "source, system, source system", ""),
        ("alias", "alias, login, user name, account name", "name, email"),
        ("id", "canonical id, person id, customer id", "id"),
        ("from", "valid from", ""), ("to", "valid to", ""), ("updated_at", "updated at", ""),
      ])
    + table(
      "coaching",
      [
        ("session_id", "session id, coaching id, coaching session id", "id"),
        ("coach_id", "coach id, coach, coach name", "supervisor id, supervisor, manager"),
        ("agent_id", "agent id, agent, coachee, coachee id, employee id", "user id, agent name"),
        (
          "held_at", "held at, session date, coaching date, session time, held on",
          "date, start time, created at"
        ),
        ("minutes", "minutes, duration, session length", "length"),
        ("kind", "kind, session type, coaching type", "type"),
        ("trigger", "trigger, reason, coaching reason", "origin"),
        ("metric", "metric, kpi, focus area, behavior", "topic"), ("status", "status, session status", ""),
        ("contact_id", "contact id, call id, interaction id", ""),
      ])
    + table(
      "actions",
      [
        ("action_id", "action id, action item id", "id"),
        ("person_id", "person id, agent id, employee id", "owner"),
        ("opened_on", "opened on, opened, created date", "created at, date"),
        ("due_on", "due on, due date", ""),
        ("closed_on", "closed on, closed date, completed date", ""), ("origin", "origin, source", ""),
        ("session_id", "session id, coaching id", ""), ("call_type", "call type", "topic"),
      ])
    + table(
      "scorecards",
      [
        ("scorecard_id", "scorecard id, scorecard", "id"), ("role_id", "role id, role", ""),
        ("from", "from, valid from, effective date", ""), ("to", "to, valid to", ""),
        ("metric", "metric, kpi", ""),
        ("metric_class", "metric class, metric category", "category"), ("weight", "weight, weighting", ""),
        ("target", "target, goal", ""), ("direction", "direction", ""),
      ])
    + table(
      "metrics",
      [
        ("person_id", "person id, agent id, employee id, agent, agent name", "user, user id"),
        ("period_start", "period start, week start, interval start, start date", "date, week, month"),
        ("period_end", "period end, week end, interval end, end date", ""),
        ("metric", "metric, kpi, metric name", ""),
        ("value", "value, metric value, result", ""), ("n", "n, sample size, evaluations", "count"),
        ("unit", "unit", ""),
      ])
    + table(
      "development",
      [
        ("development_id", "development id", "id"), ("person_id", "person id, employee id", ""),
        ("kind", "development kind, development type", "kind, type"),
        ("name", "program name, program", "name"),
        ("started_on", "started on, program start", "start date"),
        ("ended_on", "ended on, program end", "end date"),
        ("status", "program status", "status"), ("readiness", "readiness", ""),
      ])
    + table(
      "tasks",
      [
        ("task_id", "task id, job id, gig id", "id"),
        ("worker_id", "worker id, freelancer id, gig worker id", "worker"),
        ("task_type", "task type, job type", "type"), ("offered_at", "offered at", ""),
        ("accepted_at", "accepted at", ""), ("started_at", "started at, task start", "start time"),
        ("completed_at", "completed at, task completed", "end time"),
        ("report_delivered_at", "report delivered at, feedback delivered at", ""),
        ("status", "task status, status", ""),
        ("pay_quoted_minor", "pay quoted minor, quoted pay", ""), ("currency", "currency", ""),
        ("terms_shown_at", "terms shown at", ""), ("tip_collected_minor", "tip collected minor", ""),
        ("quality", "quality, quality score", ""), ("contact_id", "contact id", ""), ("wait_s", "wait s", ""),
      ])
    + table(
      "payments",
      [
        ("payment_id", "payment id, payout id, transaction id", "id"),
        ("worker_id", "worker id, payee id", "payee"),
        ("task_id", "task id, job id", ""), ("kind", "payment kind, payment type", "kind, type"),
        ("amount_minor", "amount minor, amount cents", "amount"), ("currency", "currency", ""),
        ("earned_at", "earned at, earned on", ""), ("due_at", "due at, due date", ""),
        ("paid_at", "paid at, paid on", ""),
      ])
    + table(
      "attributes",
      [
        ("person_id", "person id, employee id", ""), ("attribute", "attribute, attribute name", ""),
        ("value", "attribute value", "value"),
      ])
}
