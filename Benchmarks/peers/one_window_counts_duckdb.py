"""One window in DuckDB, counts alone: who comes back within 7 days about the same matter, and what customers said.

    python3 one_window_counts_duckdb.py DATA_DIR RESULT_CSV

Forms of the central step that were tried (same results): running maxima and next starts by window
functions, over customers and over reasons (2 times as slow); EXISTS for each of the two questions (3
times); a join for each (2 times); one join of a customer's conversations with those that follow within
the window, which answers both questions (1.3 times). The last one by customer and week is kept.
"""
from duckdb_conversations import answers, connect, conversations, followed, positions
from rates import COLUMNS, DAY, EPOCH_FROM, EPOCH_TO, HEADLINE_DAYS, TOO_FEW, arguments

options = arguments()
window = HEADLINE_DAYS * DAY
db = connect(options.threads)
conversations(db, options.data, ["call_type"])
positions(db, options.data)

followed(db, window)

db.execute(f"""
    CREATE TABLE cell AS
    WITH state AS (
      SELECT agent, s // {DAY} AS day, call_type,
        customer IS NOT NULL AS identified,
        customer IS NOT NULL AND r NOT IN (SELECT later FROM followed WHERE q) AS first,
        s - {window} >= {EPOCH_FROM} AS known, e + {window} <= {EPOCH_TO} AS settled,
        r NOT IN (SELECT earlier FROM followed) AS resolved, said.n AS said, said.x AS yes
      FROM conv c LEFT JOIN (
        SELECT contact_id, count(*) AS n, count(*) FILTER (value = '1') AS x
        FROM ({answers(db, options.data, 'resolved')}) WHERE value IN ('0', '1') GROUP BY 1
      ) said USING (contact_id)
      WHERE c.q
    )
    SELECT s.agent, p.team, p.site, s.call_type, month, grouping(s.agent) AS by_type,
      count(*) FILTER (first AND known AND settled) AS n,
      count(*) FILTER (first AND known AND settled AND resolved) AS x,
      count(*) FILTER (first AND known AND NOT settled) AS unsettled,
      count(*) FILTER (first AND NOT known) AS first_unknown,
      count(*) FILTER (NOT identified) AS unidentified,
      sum(said) AS said, sum(yes) AS yes
    FROM state s JOIN day USING (day)
    JOIN position p ON p.agent = s.agent AND s.day >= p.since AND s.day < p.until
    GROUP BY GROUPING SETS ((s.agent, team, site, month), (call_type, month))""")


def totals(group_by, value, keys, where):
    return f"""
        SELECT {group_by} AS group_by, {value} AS "group", coalesce(month, 'all') AS period,
          sum(n)::BIGINT AS n, sum(x)::BIGINT AS x, sum(unsettled)::BIGINT AS unsettled,
          sum(first_unknown)::BIGINT AS first_unknown, sum(unidentified)::BIGINT AS unidentified,
          sum(said)::BIGINT AS said, sum(yes)::BIGINT AS yes
        FROM cell WHERE {where}
        GROUP BY GROUPING SETS ({', '.join(f'({k}), ({k}, month)' if k else '(), (month)' for k in keys)})"""


of_agents = totals(
    "CASE WHEN grouping(agent) = 0 THEN 'agent' WHEN grouping(team) = 0 THEN 'team'"
    " WHEN grouping(site) = 0 THEN 'site' ELSE 'all' END",
    "CASE WHEN group_by = 'all' THEN 'all' ELSE coalesce(agent, team, site) END",
    ["agent", "team", "site", ""], "by_type = 0")
of_types = totals("'call_type'", "call_type", ["call_type"], "by_type = 1")
db.execute(f"""
    COPY (
      WITH total AS (
        {of_agents} UNION ALL {of_types}
      ), measured AS (
        SELECT 'window_fcr' AS measure, {HEADLINE_DAYS} AS window_days, 'reason' AS match, group_by, "group",
          period, n, x, unsettled, first_unknown, unidentified
        FROM total WHERE n + unsettled + first_unknown + unidentified > 0
        UNION ALL
        SELECT 'voc_resolution', NULL, NULL, group_by, "group", period, said, yes, NULL, NULL, NULL
        FROM total WHERE said > 0
      )
      SELECT {', '.join('"' + c + '"' for c in COLUMNS)}
      FROM (SELECT *, CASE WHEN n >= {TOO_FEW}
        THEN ((2000000 * x + n) // (2 * n))::DECIMAL(10, 0) / 1000000 END AS rate FROM measured)
      ORDER BY ALL
    ) TO '{options.result}' (HEADER)""")
