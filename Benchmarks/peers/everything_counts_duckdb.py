"""Everything in DuckDB, counts alone: all windows, matches and groups, n and x of each measure.

    python3 everything_counts_duckdb.py DATA_DIR RESULT_CSV

Each conversation's shortest gaps, back and ahead, are found once for all windows. A window is then a
comparison of small numbers, so conversations are counted by what tells them apart, and windows are
looked at only for those counts. Tried for the gaps: windows over customers, reasons and cases (1.4
times as slow), an ASOF join for the placebo beside the join (1.2 times). Intervals, survival and people
are not computed here.
"""
from duckdb_conversations import answers, connect, conversations, gaps, positions
from rates import COLUMNS, DAY, EPOCH_FROM, EPOCH_TO, HEADLINE_DAYS, TOO_FEW, arguments

WINDOWS = [1, 3, 7, 14, 30]
PLACEBO = 28 * DAY
LAST = len(WINDOWS)     # the step of a gap that no window reaches

options = arguments()
db = connect(options.threads)
conversations(db, options.data,
              ["call_type", "channel", "queue", "line_of_business", "case_id", "resolved"])
positions(db, options.data)


def step(gap):
    """Which window is the first to reach the gap, from 0."""
    cases = " ".join(f"WHEN {gap} <= {w * DAY} THEN {i}" for i, w in enumerate(WINDOWS))
    return f"CASE {cases} ELSE {LAST} END"


def within(length):
    """How many windows are no longer than that."""
    cases = " ".join(f"WHEN {length} < {w * DAY} THEN {i}" for i, w in enumerate(WINDOWS))
    return f"CASE {cases} ELSE {LAST} END"


gaps(db, WINDOWS[-1] * DAY, PLACEBO)
db.execute(f"""
    CREATE TABLE said AS
    WITH response AS (
      SELECT contact_id, resolved.value = '1' AS resolved, contacts.value = '1' AS once
      FROM ({answers(db, options.data, 'resolved')}) resolved
      LEFT JOIN ({answers(db, options.data, 'contacts_to_resolve')}) contacts USING (response_id, contact_id)
      WHERE resolved.value IN ('0', '1')
    )
    SELECT contact_id, count(*) AS answered, count(*) FILTER (resolved) AS yes, count(once) AS complete,
      count(*) FILTER (resolved AND once) AS at_once
    FROM response GROUP BY 1""")

codes = ", ".join(
    f"({step(f'back.{m}_gap')} + 6 * {step(f'ahead.{m}_gap')} + 36 * full_windows + 216 * closed_windows)::SMALLINT"
    f" AS {m}_code" for m in ["any", "reason", "case"])
# The many conversations probe the fewer gaps, not the other way round as the optimizer would have it.
db.execute("SET disabled_optimizers = 'build_side_probe_side'")
db.execute(f"""
    CREATE TABLE state AS
    WITH lasting AS (
      SELECT *, {within(f'(s - {EPOCH_FROM})')} AS full_windows, {within(f'({EPOCH_TO} - e)')} AS closed_windows
      FROM conv WHERE q
    )
    SELECT p.rowid::INT AS position, month, channel, queue, call_type, line_of_business,
      customer IS NOT NULL AS identified, case_id IS NOT NULL AS has_case, c.resolved, full_windows,
      closed_windows, {codes},
      {step('ahead.placebo_gap')} AS placebo_step,
      {within(f'({EPOCH_TO - PLACEBO} - e)')} AS placebo_windows,
      said.answered, said.yes, said.complete, said.at_once
    FROM lasting c JOIN day ON day.day = c.s // {DAY}
    JOIN position p ON p.agent = c.agent AND day.day >= p.since AND day.day < p.until
    LEFT JOIN ahead USING (r) LEFT JOIN back USING (r) LEFT JOIN said USING (contact_id)""")
db.execute("SET disabled_optimizers = ''")

# Cells are counted twice: by the position of the agent, and by what the contact was.
CONTACT_GROUPS = ["channel", "queue", "call_type", "line_of_business"]
AGENT_GROUPS = ["agent", "team", "site", "supervisor", "role_type", "worker_class", "tenure_band"]
contact_keys = ", ".join(CONTACT_GROUPS)
for match, month, where in [("any", "", "identified"), ("reason", ", month", "identified"),
                            ("case", "", "identified AND has_case")]:
    db.execute(f"""
        CREATE TABLE {match}_cell AS
        SELECT position, {contact_keys} {month or ", NULL::VARCHAR AS month"}, {match}_code AS code,
          count(*) AS conversations
        FROM state WHERE {where}
        GROUP BY GROUPING SETS ((position, code{month}), ({contact_keys}, code{month}))""")

# Measures of one window, or none, are counted directly, by month.
first = "identified AND any_code % 6 > {0} AND full_windows > {0} AND placebo_windows > {0}"
simple = {
    ("call_resolution", 30, "any"): (f"identified AND closed_windows > {LAST - 1}", f"any_code // 6 % 6 > {LAST - 1}"),
    ("disposition_fcr", None, None): ("resolved IS NOT NULL", "resolved"),
} | {("placebo", w, "any"): (first.format(i), f"placebo_step <= {i}") for i, w in enumerate(WINDOWS)}
counters = [f"count(*) FILTER ({n}) AS n{i}, count(*) FILTER ({n} AND {x}) AS x{i}"
            for i, (n, x) in enumerate(simple.values())]
summed = {("voc_resolution", None, None): ("answered", "yes"), ("voc_fcr", None, None): ("complete", "at_once")}
counters += [f"sum({n})::BIGINT AS n{i}, sum({x})::BIGINT AS x{i}"
             for i, (n, x) in enumerate(summed.values(), len(simple))]
simple |= summed
db.execute(f"""
    CREATE TABLE simple_cell AS SELECT position, {contact_keys}, month, {', '.join(counters)}
    FROM state GROUP BY GROUPING SETS ((position, month), ({contact_keys}, month))""")


def rolled(cell, columns, keys):
    """SQL of the cells summed by each group."""
    def part(group_by, value, table, where):
        return f"""SELECT '{group_by}' AS group_by, {value} AS "group"{''.join(', ' + k for k in keys)}, {columns}
            FROM {table} WHERE {where} GROUP BY ALL"""
    of_agent = f"{cell} c JOIN position p ON p.rowid = c.position"
    parts = [part("all", "'all'", f"{cell} c", "c.position IS NOT NULL")]
    parts += [part(g, g, of_agent, "true") for g in AGENT_GROUPS]
    parts += [part(g, g, f"{cell} c", "c.position IS NULL") for g in CONTACT_GROUPS]
    return " UNION ALL ".join(parts)


# A code says: step back + 6 × step ahead + 36 × full windows + 216 × closed windows.
db.execute(f"""
    CREATE TABLE window_total AS
    WITH grouped AS (
      {" UNION ALL ".join(f"SELECT '{m}' AS match, * FROM ({rolled(f'{m}_cell', 'sum(conversations)::BIGINT AS c', ['month', 'code'])})"
                          for m in ["any", "reason", "case"])}
    ), period AS (
      SELECT *, {WINDOWS} AS windows
      FROM (SELECT match, group_by, "group", 'all' AS period, code, sum(c)::BIGINT AS c FROM grouped GROUP BY ALL)
      UNION ALL
      SELECT match, group_by, "group", month, code, c, [{HEADLINE_DAYS}] FROM grouped WHERE month IS NOT NULL
    ), step AS (
      SELECT match, group_by, "group", period, c, code % 6 AS back, code // 6 % 6 AS ahead,
        code // 36 % 6 AS opened, code // 216 AS closed, unnest(windows) AS days,
        list_position({WINDOWS}, days) - 1 AS i
      FROM period
    )
    SELECT match, group_by, "group", period, days,
      sum(c) FILTER (back > i AND opened > i AND closed > i) AS fcr_n,
      sum(c) FILTER (back > i AND opened > i AND closed > i AND ahead > i) AS fcr_x,
      sum(c) FILTER (closed > i) AS acr_n, sum(c) FILTER (closed > i AND ahead > i) AS acr_x,
      sum(c) FILTER (opened > i) AS repeat_n, sum(c) FILTER (opened > i AND back <= i) AS repeat_x,
      sum(c) FILTER (opened > i AND closed > i) AS once_n,
      sum(c) FILTER (opened > i AND closed > i AND back > i AND ahead > i) AS once_x
    FROM step GROUP BY ALL""")
sums = ", ".join(f"sum(n{i})::BIGINT AS n{i}, sum(x{i})::BIGINT AS x{i}" for i in range(len(simple)))
db.execute(f"CREATE TABLE simple_total AS {rolled('simple_cell', sums, ['month'])}")


def value(text):
    return "NULL" if text is None else repr(text)


windowed = " UNION ALL ".join(
    f"""SELECT '{measure}' AS measure, days AS window_days, match, group_by, "group", period, {short}_n AS n,
      coalesce({short}_x, 0) AS x FROM window_total"""
    for measure, short in [("window_fcr", "fcr"), ("window_fcr_net", "fcr"), ("acr", "acr"),
                           ("repeat_rate", "repeat"), ("one_and_done", "once")])
direct = " UNION ALL ".join(
    f"""SELECT '{measure}', {value(days)}, {value(match)}, group_by, "group", {period},
      sum(n{i})::BIGINT, coalesce(sum(x{i}), 0)::BIGINT FROM simple_total GROUP BY ALL"""
    for i, (measure, days, match) in enumerate(simple) for period in ["'all'", "month"]
    if period == "'all'" or measure != "placebo" or days == HEADLINE_DAYS)
db.execute(f"""
    COPY (
      SELECT {', '.join('"' + c + '"' for c in COLUMNS)}
      FROM (SELECT *, NULL AS unsettled, NULL AS first_unknown, NULL AS unidentified,
        CASE WHEN n >= {TOO_FEW} THEN ((2000000 * x + n) // (2 * n))::DECIMAL(10, 0) / 1000000 END AS rate
        FROM ({windowed} UNION ALL {direct}) WHERE n > 0)
      ORDER BY ALL
    ) TO '{options.result}' (HEADER)""")
