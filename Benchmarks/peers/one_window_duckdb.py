"""One window in DuckDB, the whole table: who comes back within 7 days about the same matter, and what customers said.

    python3 one_window_duckdb.py DATA_DIR RESULT_CSV

Who comes back is found as in one_window_counts_duckdb.py, which says what was tried. Then conversations are
counted by what they are to the measure and by the day of the return, which gives n, x and survival. Forms
that were tried for the squares of customers (CPU): leaving out who was counted once, then a query for each
grouping and period, which is kept; with all of them (1.3 times), in the order of customers (1.2 times),
periods as grouping sets (1.1 times).
"""
from duckdb_conversations import connect, conversations, followed, positions
from duckdb_tables import labeled, labels, places, surveys, value, write
from rates import DAY, EPOCH_FROM, EPOCH_TO, HEADLINE_DAYS, arguments

CONTACT_GROUPS = ["call_type"]
AGENT_GROUPS = ["agent", "team", "site"]
GROUPS = ["all", *CONTACT_GROUPS, *AGENT_GROUPS]
UNIDENTIFIED, FIRST_UNKNOWN, UNSETTLED, COUNTED = range(1, 5)

options = arguments()
window = HEADLINE_DAYS * DAY
db = connect(options.threads)
conversations(db, options.data, ["call_type"])
positions(db, options.data)
places(db, CONTACT_GROUPS, AGENT_GROUPS)

followed(db, window)

db.execute(f"""
    CREATE TABLE state AS
    WITH seen AS (
      SELECT r, hash(customer) AS customer, customer IS NOT NULL AS identified, c.agent AS id, call_type,
        s // {DAY} AS day,
        CASE WHEN customer IS NULL THEN {UNIDENTIFIED} WHEN r IN (SELECT later FROM followed WHERE q) THEN 0
          WHEN s - {window} < {EPOCH_FROM} THEN {FIRST_UNKNOWN} WHEN e + {window} > {EPOCH_TO} THEN {UNSETTLED}
          ELSE {COUNTED} END AS status,
        (greatest(1, coalesce(gap, {window + DAY})) + {DAY - 1}) // {DAY} AS return_day,
        ({EPOCH_TO} - e) // {DAY} AS last_day
      FROM conv c LEFT JOIN (SELECT earlier AS r, min(gap) AS gap FROM followed GROUP BY 1) USING (r)
      WHERE c.q
    )
    SELECT r, customer, identified, position, month::period AS month, call_type::call_type AS call_type,
      {', '.join(AGENT_GROUPS)}, status::UTINYINT AS status,
      return_day <= least(last_day, {HEADLINE_DAYS}) AS returned,
      CASE WHEN status < {UNSETTLED} THEN 0 ELSE greatest(0, least(return_day, last_day, {HEADLINE_DAYS}))
        END::UTINYINT AS exit_day
    FROM seen JOIN day ON day.day = seen.day
    JOIN place ON place.id = seen.id AND seen.day >= since AND seen.day < until""")
labels(db, GROUPS[1:])
db.execute(f"""
    CREATE TABLE counted AS SELECT customer, month, {', '.join(GROUPS[1:])}, returned FROM state
    WHERE status = {COUNTED} AND customer IN (
      SELECT customer FROM state WHERE status = {COUNTED} GROUP BY 1 HAVING count(*) > 1)""")

# By position and call type first, then by group.
db.execute(f"""
    CREATE TABLE cell AS
    SELECT position, call_type, month, status, returned, exit_day, count(*) AS c FROM state
    GROUP BY GROUPING SETS (
      (position, month, status, returned, exit_day), (call_type, month, status, returned, exit_day));
    CREATE TABLE part (number SMALLINT, month period, status UTINYINT, returned BOOLEAN, exit_day UTINYINT, c BIGINT);
    CREATE TABLE people (number SMALLINT, month period, people BIGINT);
    CREATE TABLE several (number SMALLINT, month period, nn BIGINT, xn BIGINT, xx BIGINT, fewer BIGINT)""")
for g in GROUPS:
    of = "cell WHERE position IS NULL" if g in CONTACT_GROUPS else "cell JOIN place USING (position)"
    db.execute(f"""
        INSERT INTO part
        SELECT number, c.* EXCLUDE (value) FROM (
          SELECT value, coalesce(month, 'all') AS month, status, returned, exit_day, sum(c)
          FROM (SELECT {value(g)} AS value, month, status, returned, exit_day, c FROM {of})
          GROUP BY GROUPING SETS ((value, status, returned, exit_day), (value, month, status, returned, exit_day))) c
        {labeled(g)}""")
    db.execute(f"""
        INSERT INTO people
        SELECT number, month, people FROM (
          SELECT value, coalesce(month, 'all') AS month, count(DISTINCT agent) AS people
          FROM (SELECT DISTINCT {value(g)} AS value, month, agent FROM state WHERE status = {COUNTED})
          GROUP BY GROUPING SETS ((value), (value, month)))
        {labeled(g)}""")
    db.execute(f"""
        INSERT INTO several
        SELECT number, c.* EXCLUDE (value) FROM (
          SELECT value, month, sum(c * (n * n - n)), sum(c * (x * n - x)), sum(c * (x * x - x)), sum(c * (n - 1))
          FROM (SELECT value, month, n, x, count(*) AS c FROM (
            SELECT {value(g)} AS value, 'all'::period AS month, count(*) AS n, count(*) FILTER (NOT returned) AS x
            FROM counted GROUP BY value, customer HAVING count(*) > 1
            UNION ALL
            SELECT {value(g)} AS value, month, count(*), count(*) FILTER (NOT returned)
            FROM counted GROUP BY value, month, customer HAVING count(*) > 1) GROUP BY ALL)
          GROUP BY value, month) c
        {labeled(g)}""")
surveys(db, options.data, GROUPS, ["voc_resolution"])

rows = f"""
    WITH total AS (
      SELECT number, month, sum(c) FILTER (status = {COUNTED})::BIGINT AS n,
        sum(c) FILTER (status = {COUNTED} AND NOT returned)::BIGINT AS x,
        sum(c) FILTER (status = {UNSETTLED})::BIGINT AS unsettled,
        sum(c) FILTER (status = {FIRST_UNKNOWN})::BIGINT AS first_unknown,
        sum(c) FILTER (status = {UNIDENTIFIED})::BIGINT AS unidentified
      FROM part WHERE status > 0 GROUP BY ALL
    ), exit AS (
      SELECT number, month, exit_day, sum(c) AS gone, coalesce(sum(c) FILTER (returned), 0) AS returns
      FROM part WHERE exit_day > 0 GROUP BY ALL
    ), survival AS (
      SELECT number, month, product(1 - returns / at_risk) AS km FROM (
        SELECT *, sum(gone) OVER (PARTITION BY number, month ORDER BY exit_day DESC) AS at_risk FROM exit)
      GROUP BY ALL
    ), measured AS (
      SELECT 'window_fcr' AS measure, {HEADLINE_DAYS} AS window_days, 'reason' AS match, number, month,
        coalesce(n, 0) AS n, coalesce(x, 0) AS x, km, coalesce(unsettled, 0) AS unsettled,
        coalesce(first_unknown, 0) AS first_unknown, coalesce(unidentified, 0) AS unidentified,
        coalesce(people, 0) AS people, coalesce(nn, 0) AS nn, coalesce(xn, 0) AS xn, coalesce(xx, 0) AS xx,
        coalesce(fewer, 0) AS fewer
      FROM total LEFT JOIN survival USING (number, month) LEFT JOIN people USING (number, month)
      LEFT JOIN several USING (number, month)
      UNION ALL BY NAME FROM voc
    )
    SELECT *, group_by, "group", month AS period, NULL::BIGINT AS stays, NULL::BIGINT AS y, NULL::BIGINT AS joint
    FROM measured JOIN label USING (number)"""
write(db, rows, options.result)
