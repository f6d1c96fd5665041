extension ColumnTerms {
  /// Terms of contacts: call logs, interactions, conversations, tickets.
  static let contacts = table(
    "contacts",
    [
      (
        "contact_id",
        "call id, contact id, interaction id, conversation id, ticket id, unique id, unique key, "
          + "call uuid, "
          + "contact number, ticket number, call sid, master contact id, leg id, segment id, chat id, "
          + "request id",
        "id, number, reference, uuid, guid, call, case, ticket, unique key, call id internal"
      ),
      (
        "started_at",
        "datetime utc, started at, start time, start date, start date time, call start time, initiation timestamp, "
          + "timestamp, "
          + "datetime utc, created at, created date, created time, created, opened at, start timestamp, "
          + "date time, call date, date opened, conversation start, start, begin, beginn, "
          + "date de début, начало",
        "date, time, datetime, updated, day, opened, received, arrival time, enqueue timestamp, epoch, "
          + "datum, дата"
      ),
      (
        "ended_at",
        "ended at, end time, end date, end date time, call end time, disconnect timestamp, "
          + "finished at, end timestamp, "
          + "closed at, closed date, closed time, resolved date, resolved at, resolved time, "
          + "conversation end, end, ende",
        "completed at, solved at, finish, hangup time, disconnected at"
      ),
      (
        "chain_id",
        "master contact id, initial contact id, root id, journey id, session id, master id",
        "interaction id, thread id, linked id"
      ),
      (
        "case_id",
        "case id, ticket id, service id, case number, ticket number, incident id, case, conversation id",
        "order id, external id, problem id, incident, ticket"
      ),
      (
        "customer_id",
        "customer id, requester id, caller id, customer phone number, customer number, "
          + "external contact, ani, "
          + "ani dialnum, customer phone, source author id, customer, caller, phone number, remote, "
          + "client id, contact person number, requester",
        "from, incident address, phone, requester email, customer email, member id, account, subscriber, calling number, "
          + "src, account id"
      ),
      (
        "channel",
        "channel, media type, via channel, media name, contact channel, media, source type, source",
        "type, contact type, open data channel type, medium, operation, origin"
      ),
      (
        "direction",
        "direction, contact direction, call direction, initiation method, call type, initial direction",
        "type, source delivered as, operation, in out"
      ),
      (
        "queue",
        "queue, queue name, first queue, skill, skill name, group id, group, campaign, queue id, "
          + "ring groups, "
          + "assignment group, agent position",
        "team, department, agency, routing profile, group name, warteschlange, очередь"
      ),
      (
        "call_type",
        "topic, category, call reason, contact reason, reason for contact, complaint type, "
          + "subject category, issue type, "
          + "service type, ticket type, call type, issue, flow, wrap up code",
        "reason, type, subject, department, product category, classification, kategorie, anliegen"
      ),
      (
        "line_of_business", "line of business, lob, product, brand id, brand, business unit, product line",
        "division, organization, segment, company"
      ),
      (
        "agent_id",
        "agent, agent id, agent name, agent no, user, user name, assignee id, assignee, assigned to, "
          + "agent login, "
          + "users interacted, handled by, operator, assigned to id, agent email, mitarbeiter, оператор",
        "user id, users, rep, owner, employee, member, agent number, answered by, author id, bearbeiter"
      ),
      (
        "outcome",
        "outcome, abandoned, answered, call status, contact status, abandon, is abandoned, call answered",
        "status, result, call outcome, contact type, disconnect reason, state"
      ),
      (
        "disposition",
        "disposition, disposition code, wrap up, wrapup, last wrap up, wrap up code, resolution code, "
          + "resolution, "
          + "closed code, action result",
        "outcome code, status, result, resolution status, state"
      ),
      (
        "resolved",
        "resolved, is resolved, resolved flag, first call resolution, fcr, issue resolved, solved",
        "status, state, resolution status, ticket status"
      ),
      (
        "handle_s",
        "handle time, total handle, handle, handling time, duration, call duration, contact duration, "
          + "agent interaction duration, total handle time, handle seconds, avg talk duration, "
          + "talk time, talk duration, "
          + "in call duration, duration in call, total talk, billsec, call time, gesprächsdauer, dauer",
        "total time, time tracked, total duration, length, time spent, duration total"
      ),
      (
        "hold_s", "hold time, total hold, hold, hold duration, hold seconds",
        "time on hold, customer hold time"
      ),
      (
        "wait_s",
        "wait time, waiting time, queue time, queue wait time, speed of answer, time to answer, wait, "
          + "wait seconds, "
          + "total queue, time in queue",
        "first response, answer time, asa, ring time, wartezeit"
      ),
      (
        "transferred",
        "transferred, is transferred out, transfer, transferred out, transfer out, is transferred",
        "transfers, blind transferred"
      ),
      (
        "updated_at",
        "updated at, last update timestamp, last updated, last update time, last updated time, "
          + "last modified, updated, "
          + "modified at, conversation updated at, resolution action updated date",
        "last update, last change"
      ),
    ])
}
