"""From exports to conversations in DuckDB, for both jobs.

What was tried, each at 1 and 10 million contacts, and what was kept (the fastest):
- reading: declared types; instants parsed by the reader against text cast later (same time);
  ENUM columns against text (ENUM is faster and smaller); into a table once against scanning twice.
- duplicates: grouping ids and looking only at those that come twice, against a window over all rows
  (half as fast again and more memory).
- checkpoints of the database in memory, which compress what was just written, are put off (a third of
  the time of the larger job).
- where an agent stands: stretches of days (faster than a row per agent and day).
- shared ids: only customers with more than 30 contacts are windowed.
- overlaps: a window over all that may be joined (3 times as slow), a join by customer (2 times), a join
  by customer and hour; the conversations in a table of their own (5 times as slow as deleting from the
  legs what is none).
"""
import duckdb

from rates import CHANNELS, CONTACTS, DIRECTIONS, JOINED, OUTCOMES, RESPONSES, SHARED_ID_MAX, SHARED_ID_SPAN

TYPES = {"started_at": "TIMESTAMP", "ended_at": "TIMESTAMP", "updated_at": "TIMESTAMP",
         "channel": "channel", "direction": "direction", "outcome": "outcome", "handle_s": "INTEGER",
         "resolved": "BOOLEAN"}

# Columns that only some jobs need: how a conversation gets them from its legs.
OF_LEGS = {
    "call_type": "first(call_type ORDER BY s, contact_id)",
    "channel": "first(channel ORDER BY s, contact_id)",
    "queue": "first(queue ORDER BY s, contact_id)",
    "line_of_business": "first(line_of_business ORDER BY s, contact_id)",
    "case_id": "arg_min(case_id, (s, contact_id)) FILTER (case_id IS NOT NULL)",
    "resolved": "arg_max(resolved, (s, contact_id)) FILTER (resolved IS NOT NULL)",
}


def connect(threads):
    db = duckdb.connect(config={"threads": threads})
    db.execute("SET checkpoint_threshold = '10TB'")
    for name, words in [("channel", CHANNELS), ("direction", DIRECTIONS), ("outcome", OUTCOMES)]:
        db.execute(f"CREATE TYPE {name} AS ENUM ({', '.join(repr(w) for w in words)})")
    return db


def csv(pattern, columns, types):
    declared = ", ".join(f"'{c}': '{types.get(c, 'VARCHAR')}'" for c in columns)
    return (f"read_csv('{pattern}', header = true, auto_detect = false, delim = ',', quote = '\"',"
            f" escape = '\"', columns = {{{declared}}})")


def conversations(db, data, extra):
    """Makes `conv`, one row a conversation, and `merged_leg`, the legs that were joined to others.

    `q` is qualifying, `r` its number, `customer` missing where nobody knows it. Conversations that are
    no triggers, hence not qualifying either, are left out: no measure looks at them.
    """
    listed = ", ".join(extra)
    db.execute(f"""
        CREATE TABLE leg AS
        SELECT contact_id, epoch(started_at)::INT AS s,
          coalesce(epoch(ended_at)::INT, epoch(started_at)::INT + coalesce(handle_s, 0)) AS e,
          customer_id AS customer, direction = 'inbound' AS inbound,
          direction = 'inbound' AND channel IN {tuple(JOINED)} AS joinable,
          outcome = 'handled' AS handled, outcome = 'abandoned' AS abandoned, agent_id AS agent,
          coalesce(epoch(updated_at)::INT, -1) AS updated, {listed}
        FROM {csv(f"{data}/contacts-2026-*.csv", CONTACTS, TYPES)}""")

    # Of two rows with one id the later update counts, among equals the last one read.
    db.execute("""
        DELETE FROM leg WHERE rowid IN (
          SELECT r FROM (
            SELECT rowid AS r,
              row_number() OVER (PARTITION BY contact_id ORDER BY updated DESC, rowid DESC) AS place
            FROM leg WHERE contact_id IN (SELECT contact_id FROM leg GROUP BY 1 HAVING count(*) > 1))
          WHERE place > 1)""")

    # More than 30 contacts within 30 days are no person's.
    db.execute(f"""
        CREATE TABLE shared AS
        SELECT DISTINCT customer FROM (
          SELECT customer, s, lead(s, {SHARED_ID_MAX}) OVER (PARTITION BY customer ORDER BY s) AS later
          FROM leg WHERE customer IN (
            SELECT customer FROM leg WHERE customer IS NOT NULL GROUP BY 1
            HAVING count(*) > {SHARED_ID_MAX}))
        WHERE later - s <= {SHARED_ID_SPAN};
        UPDATE leg SET customer = NULL WHERE customer IN (FROM shared)""")

    # Customers with two that overlap: those of an hour are compared with those that last into it.
    # Only their contacts are put in order, and only joined ones are replaced.
    running = """max(e) OVER (PARTITION BY customer ORDER BY s, contact_id
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS running"""
    of_legs = ", ".join(f"{OF_LEGS[c]} AS {c}" for c in extra)
    db.execute(f"""
        CREATE TABLE merged AS
        WITH joinable AS MATERIALIZED (
          SELECT rowid AS r, customer, s, e, s // 3600 AS hour FROM leg
          WHERE joinable AND customer IS NOT NULL
        ), lasting AS (
          SELECT *, hour AS during FROM joinable
          UNION ALL SELECT *, unnest(range(hour + 1, e // 3600 + 1)) FROM joinable
        ), overlapping AS (
          SELECT DISTINCT a.customer FROM lasting a JOIN joinable b
            ON a.customer = b.customer AND a.during = b.hour AND b.s >= a.s AND b.s < a.e AND a.r <> b.r
        ), open AS (
          SELECT *, rowid AS leg, {running} FROM leg WHERE joinable AND customer IN (FROM overlapping)
        ), numbered AS (
          SELECT *, count(*) FILTER (running IS NULL OR s >= running)
            OVER (PARTITION BY customer ORDER BY s, contact_id) AS number
          FROM open
        )
        SELECT arg_min(contact_id, (s, contact_id)) AS contact_id, min(s) AS s, max(e) AS e, customer,
          bool_or(handled) AS handled, bool_or(abandoned) AS abandoned,
          arg_max(agent, (s, contact_id)) FILTER (handled AND agent IS NOT NULL) AS agent,
          list({{'leg': leg, 'id': numbered.contact_id}}) AS legs, {of_legs}
        FROM numbered GROUP BY customer, number HAVING count(*) > 1;
        CREATE TABLE merged_leg AS
        SELECT l.leg, l.id, contact_id FROM (SELECT unnest(legs) AS l, contact_id FROM merged);
        DELETE FROM leg
        WHERE NOT (inbound AND (handled OR abandoned)) OR rowid IN (SELECT leg FROM merged_leg);
        INSERT INTO leg BY NAME
        SELECT contact_id, s, e, customer, true AS inbound, handled, abandoned, agent, {listed}
        FROM merged WHERE handled OR abandoned;
        DROP TABLE merged;
        CREATE VIEW conv AS SELECT rowid AS r, *, handled AND agent IS NOT NULL AS q FROM leg""")


def answers(db, data, item):
    """SQL of who said what: `contact_id` of the conversation, and `value`."""
    read = csv(f"{data}/responses.csv", RESPONSES, {})
    return f"""
        SELECT response_id, coalesce(m.contact_id, r.contact_id) AS contact_id, value
        FROM {read} r LEFT JOIN merged_leg m ON m.id = r.contact_id
        WHERE instrument = 'voc' AND item = '{item}'"""


def followed(db, window):
    """Table `followed`: qualifying conversations and those of the customer that follow within the window, same reason."""
    db.execute(f"""
        CREATE TABLE followed AS
        WITH known AS MATERIALIZED (
          SELECT r, customer, s, e, s // {window} AS week, q, contact_id, call_type
          FROM conv WHERE customer IS NOT NULL
        ), earlier AS (
          SELECT *, week AS within FROM known WHERE q
          UNION ALL SELECT *, unnest(range(week + 1, (e + {window}) // {window} + 1)) FROM known WHERE q
        )
        SELECT a.r AS earlier, b.r AS later, b.q, greatest(0, b.s - a.e) AS gap
        FROM earlier a JOIN known b ON b.customer = a.customer AND b.week = a.within
          AND b.s BETWEEN a.s AND a.e + {window}
          AND (a.call_type = b.call_type OR a.call_type IS NULL OR b.call_type IS NULL)
        WHERE b.s > a.s OR b.contact_id > a.contact_id""")


def gaps(db, longest, placebo):
    """Tables `ahead` and `back`: each conversation's shortest gaps under each match, up to the longest window."""
    db.execute(f"""
        CREATE TABLE pair AS
        SELECT a.r AS earlier, b.r AS later, b.q, greatest(0, b.s - a.e) AS gap,
          coalesce(a.call_type = b.call_type, true) AS same_reason,
          coalesce(a.case_id = b.case_id, false) AS same_case
        FROM conv a JOIN conv b ON a.customer = b.customer
          AND b.s BETWEEN a.s AND a.e + {placebo + longest}
        WHERE a.q AND (b.s > a.s OR b.contact_id > a.contact_id);
        CREATE TABLE ahead AS
        SELECT earlier AS r, min(gap) AS any_gap, min(gap) FILTER (same_reason) AS reason_gap,
          min(gap) FILTER (same_case) AS case_gap, min(gap) FILTER (gap >= {placebo}) - {placebo} AS placebo_gap
        FROM pair GROUP BY 1;
        CREATE TABLE back AS
        SELECT later AS r, min(gap) AS any_gap, min(gap) FILTER (same_reason) AS reason_gap,
          min(gap) FILTER (same_case) AS case_gap
        FROM pair WHERE q AND gap <= {longest} GROUP BY 1;
        DROP TABLE pair""")


def positions(db, data):
    """Makes `position`, where each person stands from day `since` to before day `until`, and `day`.

    Of two assignments that hold on a day the later one counts. Days are counted from 1970.
    """
    assignments = csv(f"{data}/assignments.csv",
                      ["person_id", "from", "to", "role_id", "team_id", "supervisor_id", "site"],
                      {"from": "DATE", "to": "DATE"})
    people = csv(f"{data}/people.csv", ["person_id", "worker_class", "hired_on", "left_on", "site"],
                 {"hired_on": "DATE", "left_on": "DATE"})
    roles = csv(f"{data}/roles.csv", ["role_id", "role_type", "level", "next_role_id", "inside_center",
                                      "leadership", "critical", "call_types"], {})
    db.execute(f"""
        CREATE TABLE position AS
        WITH held AS MATERIALIZED (
          SELECT person_id, "from" AS since, coalesce("to" + 1, DATE '9999-01-01') AS until, role_type,
            team_id, supervisor_id, site
          FROM {assignments} LEFT JOIN {roles} USING (role_id)
        ), person AS MATERIALIZED (
          FROM {people}
        ), change AS (
          SELECT person_id, DATE '2000-01-01' AS since FROM person
          UNION SELECT person_id, since FROM held
          UNION SELECT person_id, until FROM held
          UNION SELECT person_id, hired_on + unnest([0, 91, 366, 731, 1096]) FROM person
        ), stretch AS (
          SELECT person_id, since,
            coalesce(lead(since) OVER (PARTITION BY person_id ORDER BY since), DATE '9999-01-02') AS until
          FROM change
        )
        SELECT person_id AS agent, (epoch(s.since) // 86400)::INT AS since,
          (epoch(s.until) // 86400)::INT AS until,
          arg_max(h.team_id, h.since) AS team, coalesce(arg_max(h.site, h.since), any_value(p.site)) AS site,
          arg_max(h.supervisor_id, h.since) AS supervisor, arg_max(h.role_type, h.since) AS role_type,
          any_value(p.worker_class) AS worker_class,
          CASE WHEN max(h.since) IS NULL OR s.since < any_value(p.hired_on) THEN NULL
            ELSE CASE WHEN s.since - any_value(p.hired_on) <= 90 THEN '0-90d'
              WHEN s.since - any_value(p.hired_on) <= 365 THEN '91-365d'
              WHEN s.since - any_value(p.hired_on) <= 730 THEN '1-2y'
              WHEN s.since - any_value(p.hired_on) <= 1095 THEN '2-3y' ELSE '3y+' END END AS tenure_band
        FROM stretch s JOIN person p USING (person_id)
        LEFT JOIN held h ON h.person_id = s.person_id AND h.since <= s.since AND s.since < h.until
        GROUP BY person_id, s.since, s.until;
        CREATE TABLE day AS
        SELECT (epoch(day) // 86400)::INT AS day, strftime(day, '%Y-%m') AS month
        FROM (SELECT unnest(generate_series(DATE '2026-01-01', DATE '2026-06-30', INTERVAL 1 DAY)) AS day)""")
