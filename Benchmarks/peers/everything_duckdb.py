"""Everything in DuckDB: the whole table, of all windows, matches, groups and measures.

    python3 everything_duckdb.py DATA_DIR RESULT_CSV

Each conversation's shortest gaps, back and ahead, are found once for all windows. A window is then a
comparison of small numbers, so conversations are counted by what tells them apart, and windows are looked
at only for those counts. What each customer has in a group is summed in counters of 8 bits, 15 to a number
of 128 bits. Only the headline is in months.

Forms that were tried (same results, CPU at 1 million contacts), and what was kept:
- gaps: one join for all; windows over customers, reasons and cases (1.4 times as slow), an ASOF join for
  the placebo beside the join (1.2 times).
- customers: whoever is alone in a group is left out before counters are summed; summing first and leaving
  out later (1.1 to 2 times), conversations not in the order of customers (up to 1.6 times; putting them
  in order costs less than it saves), ordering them with their counters (1.3 times as slow a table).
- squares: equal sets of counters are counted, then unpacked; unpacking each customer's (1.5 times).
- agents: bits of the denominators by agent and group, one query a grouping, and equal sets of bits are
  counted; all groupings in one scan and a filter for each bit (2 times).
- windows: a query for each over the counts; all 45 filters at once (3.5 times), windows unnested (1.4 times).
- survival: a query for each window; windows unnested (2 times).
"""
from duckdb_conversations import connect, conversations, gaps, positions
from duckdb_tables import labeled, labels, places, surveys, value, write
from rates import DAY, EPOCH_FROM, EPOCH_TO, HEADLINE_DAYS, arguments

WINDOWS = [1, 3, 7, 14, 30]
MATCHES = ["any", "reason", "case"]
LONGEST = WINDOWS[-1]
LAST = len(WINDOWS)     # the step of a gap that no window reaches
HEADLINE = WINDOWS.index(HEADLINE_DAYS)
PLACEBO = 28 * DAY
CONTACT_GROUPS = ["channel", "queue", "call_type", "line_of_business"]
AGENT_GROUPS = ["agent", "team", "site", "supervisor", "role_type", "worker_class", "tenure_band"]
GROUPS = ["all", *CONTACT_GROUPS, *AGENT_GROUPS]
contact_keys = ", ".join(CONTACT_GROUPS)
LANE = 8        # bits of a counter of one customer: who is no switchboard has at most 30 contacts in 30 days
LANES = sum(1 << LANE * i for i in range(LAST))
BLOCK = LANE * LAST     # a counter for each window

options = arguments()
db = connect(options.threads)
conversations(db, options.data,
              ["call_type", "channel", "queue", "line_of_business", "case_id", "resolved"])
positions(db, options.data)
places(db, CONTACT_GROUPS, AGENT_GROUPS)


def step(days):
    """How many windows are shorter than so many days: the first to reach them, from 0."""
    cases = " ".join(f"WHEN {days} <= {w} THEN {i}" for i, w in enumerate(WINDOWS))
    return f"CASE {cases} ELSE {LAST} END"


def within(days):
    """How many windows are no longer than so many days."""
    cases = " ".join(f"WHEN {days} < {w} THEN {i}" for i, w in enumerate(WINDOWS))
    return f"CASE {cases} ELSE {LAST} END"


def day(gap):
    """The day of a return, from 1; one more than the longest window where there is none."""
    return f"greatest(1, least({LONGEST + 1}, coalesce(({gap} + {DAY - 1}) // {DAY}, {LONGEST + 1})))"


gaps(db, LONGEST * DAY, PLACEBO)

# What a conversation is to each number, as a step: it is counted in the windows before that one.
steps = {}
for m in MATCHES:
    steps |= {f"{m}_fcr_n": f"least({m}_back, opened, closed)",
              f"{m}_fcr_x": f"least({m}_back, opened, closed, {m}_ahead)",
              f"{m}_once_n": "least(opened, closed)",
              f"{m}_acr_n": "closed", f"{m}_acr_x": f"least(closed, {m}_ahead)",
              f"{m}_repeat_n": "opened", f"{m}_repeat_y": f"least(opened, {m}_back)"}
steps |= {"placebo_n": "least(any_back, opened, placebo_closed)",
          "placebo_y": "least(any_back, opened, placebo_closed, placebo_step)",
          "stays": "least(any_back, opened, placebo_closed, any_ahead)",
          "joint": "least(any_back, opened, placebo_closed, any_ahead, placebo_step)",
          "said": "CASE WHEN resolved THEN 2 WHEN resolved IS NULL THEN 0 ELSE 1 END"}
# Three blocks of counters for each number that is summed by customer; those that are multiplied stand together.
PACKS = [pack for m in MATCHES for pack in [
    (f"{m}_fcr_n", f"{m}_fcr_x", f"{m}_once_n"),
    (f"{m}_acr_n", f"{m}_acr_x", {"any": "joint", "reason": "said"}.get(m)),
    (f"{m}_repeat_n", f"{m}_repeat_y", None)]] + [("placebo_n", "placebo_y", "stays")]
packs = ", ".join(" + ".join(
    f"({LANES} & ((1::BIGINT << ({LANE} * {b})) - 1))::HUGEINT" + f" * {1 << BLOCK * i}::HUGEINT" * (i > 0)
    for i, b in enumerate(pack) if b) + f" AS pack{p}" for p, pack in enumerate(PACKS))
# The same for a month, where only the headline counts: a counter for each.
MONTHLY = {f"reason_{b}": HEADLINE for b in ["fcr_n", "fcr_x", "once_n", "acr_n", "acr_x", "repeat_n", "repeat_y"]}
MONTHLY |= {"any_acr_n": LAST - 1, "any_acr_x": LAST - 1, "said": 0, "(said - 1)": 0}
MONTHLY |= {b: HEADLINE for b in ["placebo_n", "placebo_y", "stays", "joint"]}
month_pack = " + ".join(f"({b} > {i})::HUGEINT * {1 << LANE * lane}::HUGEINT"
                        for lane, (b, i) in enumerate(MONTHLY.items()))
# Denominators, as bits: an agent stands behind those that any of the agent's conversations has.
BITS = ["any_fcr_n", "any_acr_n", "any_repeat_n", "any_once_n", "reason_fcr_n",
        "case_fcr_n", "case_acr_n", "case_repeat_n", "case_once_n", "placebo_n", "said"]
bits = " | ".join(f"((1::BIGINT << {b}) - 1 << {LAST * i})" for i, b in enumerate(BITS))
needs = {"case": "has_case", "said": "true"}     # and who it is about, where nothing else is said
stepped = ", ".join(f"CASE WHEN {needs.get(k[:4], 'identified')} THEN {v} ELSE 0 END AS {k}"
                    for k, v in steps.items())
codes = ", ".join(f"""({m}_back + 6 * opened + 36 * closed + 432 * least({m}_day, seen)
      + 216 * ({m}_day <= seen AND {m}_day <= {LONGEST})::INT)::SMALLINT AS {m}_code""" for m in MATCHES)

# The many conversations probe the fewer gaps, not the other way round as the optimizer would have it.
db.execute("SET disabled_optimizers = 'build_side_probe_side'")
db.execute(f"""
    CREATE TABLE state AS
    WITH lasting AS (
      SELECT *, {within(f'(s - {EPOCH_FROM}) // {DAY}')} AS opened,
        greatest(0, least({LONGEST}, ({EPOCH_TO} - e) // {DAY})) AS seen, {within('seen')} AS closed,
        {within(f'({EPOCH_TO - PLACEBO} - e) // {DAY}')} AS placebo_closed
      FROM conv WHERE q
    ), gap AS (
      SELECT c.* REPLACE (hash(customer) AS customer), customer IS NOT NULL AS identified,
        customer IS NOT NULL AND case_id IS NOT NULL AS has_case,
        {', '.join(f"{day(f'ahead.{m}_gap')} AS {m}_day, {step(f'{m}_day')} AS {m}_ahead,"
                   f" {step(f'(back.{m}_gap / {DAY})')} AS {m}_back" for m in MATCHES)},
        {step(f'(ahead.placebo_gap / {DAY})')} AS placebo_step
      FROM lasting c LEFT JOIN ahead USING (r) LEFT JOIN back USING (r)
    ), placed AS (
      SELECT r, g.customer, identified, has_case, p.position, month::period AS month, g.channel,
        {', '.join(f'g.{c}::{c} AS {c}' for c in CONTACT_GROUPS[1:])}, {', '.join(f'p.{a}' for a in AGENT_GROUPS)},
        resolved, opened, seen, closed, placebo_closed, placebo_step,
        {', '.join(f'{m}_day, {m}_ahead, {m}_back' for m in MATCHES)}
      FROM gap g JOIN day ON day.day = g.s // {DAY}
      JOIN place p ON p.id = g.agent AND day.day >= p.since AND day.day < p.until
      ORDER BY g.customer
    ), stepped AS (
      SELECT *, {stepped} FROM placed
    )
    SELECT r, customer, identified, has_case, position, month, {contact_keys}, {', '.join(AGENT_GROUPS)},
      said, {codes}, (placebo_n + 6 * placebo_y + 36 * stays + 216 * joint)::SMALLINT AS placebo_code,
      any_acr_n, any_acr_x, {packs}, {month_pack} AS month_pack, {bits} AS bits
    FROM stepped""")
db.execute("SET disabled_optimizers = ''")

labels(db, GROUPS[1:])


def cells(table, code, where, month=", month"):
    """Counts conversations by what tells them apart, first by position and by contact, then by group."""
    def part(g):
        of = "cell WHERE position IS NULL" if g in CONTACT_GROUPS else "cell JOIN place USING (position)"
        keys = value(g) if g not in AGENT_GROUPS else f"place.{g}"
        return f"""SELECT number{month}, code, c FROM (
            SELECT {keys} AS value{month}, code, sum(c)::BIGINT AS c FROM {of} GROUP BY ALL) {labeled(g)}"""
    db.execute(f"""
        CREATE TABLE {table} AS
        WITH cell AS MATERIALIZED (
          SELECT position, {contact_keys}{month}, {code} AS code, count(*) AS c FROM state WHERE {where}
          GROUP BY GROUPING SETS ((position, code{month}), ({contact_keys}, code{month}))
        )
        {" UNION ALL ".join(map(part, GROUPS))}""")


for m in MATCHES:
    cells(f"{m}_cell", f"{m}_code", "has_case" if m == "case" else "identified", ", month" * (m == "reason"))
cells("placebo_cell", "placebo_code", "placebo_code > 0")
cells("simple_cell", f"""(identified::INT + 2 * has_case::INT + 4 * said + 16 * (any_acr_n > {LAST - 1})::INT
      + 32 * (any_acr_x > {LAST - 1})::INT)::TINYINT""", "true")

# The bit of each number, by measure, window and match.
NUMBERS = {}
for m in MATCHES:
    for measure, b in [("window_fcr", "fcr"), ("acr", "acr"), ("repeat_rate", "repeat"), ("one_and_done", "once")]:
        of = BITS.index(f"{m}_{b}_n" if f"{m}_{b}_n" in BITS else f"any_{b}_n")
        NUMBERS |= {(measure, w, m): LAST * of + i for i, w in enumerate(WINDOWS)}
NUMBERS["call_resolution", LONGEST, "any"] = LAST * BITS.index("any_acr_n") + LAST - 1
for i, w in enumerate(WINDOWS):
    NUMBERS["placebo", w, "any"] = NUMBERS["adjusted", w, "any"] = LAST * BITS.index("placebo_n") + i
del NUMBERS["adjusted", LONGEST, "any"]     # a longer window than the 28 days would reach into the placebo's
NUMBERS["disposition_fcr", None, None] = LAST * BITS.index("said")
PLACE = {number: place for place, number in enumerate(NUMBERS)}


def structs(rows):
    """SQL of a row for each of these; what a row has by its name."""
    texts = ["{" + ", ".join(f"{k}: {v}" for k, v in row.items()) + "}" for row in rows]
    return f"unnest([{', '.join(texts)}], recursive := true)"


def squares(number, n, x, joint=None):
    """What a number's customers with several conversations differ by; `c` customers have the same n and x."""
    return {"place": PLACE[number], "nn": f"sum(c * ({n} * {n} - {n}))", "xn": f"sum(c * ({x} * {n} - {joint or x}))",
            "xx": f"sum(c * ({x} * {x} - {x}))", "fewer": f"sum(c * greatest({n} - 1, 0))"}


def adjusted(number, n, y, stays, joint):
    """The same of a ratio of two counts over n."""
    return squares(number, y, stays, joint) | {"fewer": f"sum(c * greatest({n} - 1, 0))"}


def in_pack(p):
    """What the sums over a pack say: numbers whose counters are lanes `b0_0` … `b2_4`."""
    m = MATCHES[p // 3] if p < 9 else None
    for i, w in enumerate(WINDOWS):
        if p == 9:
            yield squares(("placebo", w, "any"), f"b0_{i}", f"(b0_{i} - b1_{i})")
            if ("adjusted", w, "any") in PLACE:
                yield adjusted(("adjusted", w, "any"), f"b0_{i}", f"b1_{i}", f"b2_{i}", "0")
        elif p % 3 == 0:
            yield squares(("window_fcr", w, m), f"b0_{i}", f"b1_{i}")
            yield squares(("one_and_done", w, m), f"b2_{i}", f"b1_{i}")
        elif p % 3 == 1:
            yield squares(("acr", w, m), f"b0_{i}", f"b1_{i}")
            if m == "any" and ("adjusted", w, "any") in PLACE:
                yield {"place": PLACE["adjusted", w, "any"], "nn": 0, "xn": f"-sum(c * b2_{i})", "xx": 0, "fewer": 0}
        else:
            yield squares(("repeat_rate", w, m), f"b0_{i}", f"(b0_{i} - b1_{i})")
    if p == 1:
        yield squares(("call_resolution", LONGEST, "any"), f"b0_{LAST - 1}", f"b1_{LAST - 1}")
    if p == 4:
        yield squares(("disposition_fcr", None, None), "b2_0", "b2_1")


lane = {b: f"l{i}" for i, b in enumerate(MONTHLY)}
in_month = [squares(("window_fcr", HEADLINE_DAYS, "reason"), lane["reason_fcr_n"], lane["reason_fcr_x"]),
            squares(("acr", HEADLINE_DAYS, "reason"), lane["reason_acr_n"], lane["reason_acr_x"]),
            squares(("repeat_rate", HEADLINE_DAYS, "reason"), lane["reason_repeat_n"],
                    f"({lane['reason_repeat_n']} - {lane['reason_repeat_y']})"),
            squares(("one_and_done", HEADLINE_DAYS, "reason"), lane["reason_once_n"], lane["reason_fcr_x"]),
            squares(("call_resolution", LONGEST, "any"), lane["any_acr_n"], lane["any_acr_x"]),
            squares(("disposition_fcr", None, None), lane["said"], lane["(said - 1)"]),
            squares(("placebo", HEADLINE_DAYS, "any"), lane["placebo_n"],
                    f"({lane['placebo_n']} - {lane['placebo_y']})"),
            adjusted(("adjusted", HEADLINE_DAYS, "any"), lane["placebo_n"], lane["placebo_y"], lane["stays"],
                     lane["joint"])]


def unpacked(pack, names):
    """SQL of a pack's counters."""
    return ", ".join(f"({pack} >> {LANE * i} & {(1 << LANE) - 1})::BIGINT AS {n}" for i, n in enumerate(names))


lanes = [f"b{b}_{i}" for b in range(3) for i in range(LAST)]
db.execute("""CREATE TABLE several (number SMALLINT, month period, place SMALLINT, nn HUGEINT, xn HUGEINT, xx HUGEINT,
    fewer HUGEINT)""")
db.execute(f"""
    CREATE TABLE in_month AS
    SELECT customer, month, {contact_keys}, {', '.join(AGENT_GROUPS)}, month_pack
    FROM state SEMI JOIN (
      SELECT customer AS c, month AS m FROM state WHERE identified GROUP BY ALL HAVING count(*) > 1
    ) ON c = customer AND m = month""")
for g in GROUPS:
    # Who is alone in a group is left out before anything is summed.
    several = f"""state SEMI JOIN (SELECT customer AS c, {value(g)} AS v FROM state WHERE identified GROUP BY ALL
          HAVING count(*) > 1) ON c = customer AND v IS NOT DISTINCT FROM {value(g)}"""
    sums = ", ".join(f"sum(pack{p}) AS pack{p}" for p in range(len(PACKS)))
    parts = " UNION ALL ".join(f"""
        SELECT value, {structs(in_pack(p))} FROM (SELECT value, c, {unpacked('pack', lanes)} FROM (
          SELECT value, pack{p} AS pack, count(*) AS c FROM customer GROUP BY ALL)) GROUP BY value"""
                               for p in range(len(PACKS)))
    db.execute(f"""
        INSERT INTO several
        WITH customer AS MATERIALIZED (
          SELECT {value(g)} AS value, {sums} FROM {several} WHERE identified
          GROUP BY value, customer HAVING count(*) > 1
        )
        SELECT number, 'all', COLUMNS(x.* EXCLUDE (value)) FROM ({parts}) x
        {labeled(g)}""")
    db.execute(f"""
        INSERT INTO several
        WITH customer AS (
          SELECT {value(g)} AS value, month, sum(month_pack) AS pack FROM in_month
          GROUP BY value, month, customer HAVING count(*) > 1
        )
        SELECT number, month, COLUMNS(x.* EXCLUDE (value, month)) FROM (
          SELECT value, month, {structs(in_month)}
          FROM (SELECT value, month, c, {unpacked('pack', lane.values())}
            FROM (SELECT value, month, pack, count(*) AS c FROM customer GROUP BY ALL))
          GROUP BY value, month) x
        {labeled(g)}""")

# Agents behind each number, by the bits of all conversations of an agent in a group.
counted = structs({"bit": bit, "people": f"sum(c * (bits >> {bit} & 1))::BIGINT"}
                  for bit in sorted(set(NUMBERS.values())))
credits = " UNION ALL ".join(f"""
      SELECT number, agent, month, bits
      FROM (SELECT agent, {value(g)} AS value, month, bit_or(bits) AS bits FROM {of} GROUP BY ALL)
      {labeled(g)}""" for gs, of in [(["all", *AGENT_GROUPS], "stand"), (CONTACT_GROUPS, "state")] for g in gs)
db.execute(f"""
    CREATE TABLE people AS
    WITH stand AS MATERIALIZED (
      SELECT place.*, month, bits
      FROM (SELECT position, month, bit_or(bits) AS bits FROM state GROUP BY ALL) JOIN place USING (position)
    ), part AS ({credits}
    ), agent AS (
      SELECT number, coalesce(month, 'all') AS month, bit_or(bits) AS bits
      FROM part GROUP BY GROUPING SETS ((number, agent), (number, agent, month))
    )
    SELECT number, month, {counted} FROM (SELECT number, month, bits, count(*) AS c FROM agent GROUP BY ALL)
    GROUP BY number, month""")

# Counts of each number. A code says: step back + 6 × full windows + 36 × closed windows + 216 × whether a
# return was seen + 432 × the day of the return, or the last day that was seen.
db.execute(f"""
    CREATE TABLE stepped AS
    WITH cell AS (
      SELECT 'any' AS match, number, 'all'::period AS month, code, c FROM any_cell
      UNION ALL SELECT 'case', number, 'all'::period, code, c FROM case_cell
      UNION ALL SELECT 'reason', number, 'all'::period, code, sum(c)::BIGINT FROM reason_cell GROUP BY ALL
      UNION ALL SELECT 'reason', number, month, code, c FROM reason_cell
    )
    SELECT match, number, month, c, code % 6 AS back, code // 6 % 6 AS opened, code // 36 % 6 AS closed,
      code // 432 AS day, code // 216 % 2 = 1 AS returned,
      CASE WHEN returned THEN {step('day')} ELSE {LAST} END AS ahead
    FROM cell;
    CREATE TABLE simple_total AS
    SELECT number, coalesce(month, 'all') AS month, sum(c)::BIGINT AS qualifying,
      sum(c * (code & 1 = 0)::INT)::BIGINT AS unidentified, sum(c * (code & 2 = 0)::INT)::BIGINT AS without_case,
      sum(c * (code & 16 > 0)::INT)::BIGINT AS closed, sum(c * (code & 32 > 0)::INT)::BIGINT AS stayed,
      sum(c * (code >> 2 & 3 > 0)::INT)::BIGINT AS said, sum(c * (code >> 2 & 3 > 1)::INT)::BIGINT AS said_yes
    FROM simple_cell GROUP BY GROUPING SETS ((number), (number, month))""")
windows = " UNION ALL ".join(f"""
    SELECT match, number, month, {i} AS i,
      sum(c * (back > {i} AND opened > {i} AND closed > {i})::INT)::BIGINT AS fcr_n,
      sum(c * (back > {i} AND opened > {i} AND closed > {i} AND ahead > {i})::INT)::BIGINT AS fcr_x,
      sum(c * (back > {i} AND opened > {i} AND closed <= {i})::INT)::BIGINT AS unsettled,
      sum(c * (back > {i} AND opened <= {i})::INT)::BIGINT AS first_unknown,
      sum(c * (closed > {i})::INT)::BIGINT AS acr_n, sum(c * (closed > {i} AND ahead > {i})::INT)::BIGINT AS acr_x,
      sum(c * (opened > {i})::INT)::BIGINT AS repeat_n,
      sum(c * (opened > {i} AND back <= {i})::INT)::BIGINT AS repeat_x,
      sum(c * (opened > {i} AND closed > {i})::INT)::BIGINT AS once_n
    FROM state_of WHERE month = 'all' OR {i} = {HEADLINE} GROUP BY ALL""" for i in range(LAST))
db.execute(f"""
    CREATE TABLE window_total AS
    WITH state_of AS MATERIALIZED (
      SELECT match, number, month, back, opened, closed, ahead, sum(c)::BIGINT AS c FROM stepped GROUP BY ALL
    )
    {windows}""")
exits = " UNION ALL ".join(f"""
      SELECT match, number, month, {i} AS i, least(day, {w}) AS day, sum(c)::BIGINT AS gone,
        sum(c * (returned AND day <= {w})::INT)::BIGINT AS returns
      FROM stepped WHERE day > 0 AND back > {i} AND opened > {i} AND (month = 'all' OR {i} = {HEADLINE})
      GROUP BY match, number, month, least(day, {w})""" for i, w in enumerate(WINDOWS))
db.execute(f"""
    CREATE TABLE survival AS
    WITH exit AS ({exits}
    ), risk AS (
      SELECT *, sum(gone) OVER (PARTITION BY match, number, month, i ORDER BY day DESC) AS at_risk FROM exit
    )
    SELECT match, number, month, i, product(1 - returns / at_risk) AS km FROM risk GROUP BY ALL""")
chance = structs({"i": i} | {v: f"sum(c * (code // {6 ** k} % 6 > {i})::INT)::BIGINT"
                             for k, v in enumerate(["n", "y", "stays", "joint"])} for i in range(LAST))
db.execute(f"""
    CREATE TABLE placebo_total AS SELECT number, coalesce(month, 'all') AS month, {chance}
    FROM placebo_cell GROUP BY GROUPING SETS ((number), (number, month))""")

surveys(db, options.data, GROUPS, ["voc_resolution", "voc_fcr"])

kept = ", ".join(f"({place}, '{measure}', {days or 'NULL'}, {repr(match) if match else 'NULL'}, {bit})"
                   for place, ((measure, days, match), bit) in enumerate(NUMBERS.items()))
db.execute(f"""
    CREATE TABLE kept AS FROM (VALUES {kept}) t(place, measure, window_days, match, bit);
    CREATE TABLE several_total AS
    SELECT place, number, month, sum(nn)::BIGINT AS nn, sum(xn)::BIGINT AS xn, sum(xx)::BIGINT AS xx,
      sum(fewer)::BIGINT AS fewer
    FROM several GROUP BY ALL;
    CREATE TABLE window_all AS
    SELECT {WINDOWS}[i + 1] AS window_days, * EXCLUDE (i), qualifying - unknown - coalesce(acr_n, 0) AS open
    FROM (
      SELECT *, CASE match WHEN 'case' THEN without_case ELSE unidentified END AS unknown
      FROM simple_total, (SELECT unnest({MATCHES}) AS match), (SELECT unnest(range({LAST})) AS i)
      WHERE month = 'all' OR match = 'reason' AND i = {HEADLINE}
    ) LEFT JOIN window_total USING (match, number, month, i) LEFT JOIN survival USING (match, number, month, i)""")
none = "NULL::BIGINT AS stays, NULL::BIGINT AS y, NULL::BIGINT AS joint"
parts = [f"""
    SELECT '{measure}' AS measure, window_days, match, number, month, coalesce({n}, 0)::BIGINT AS n,
      coalesce({x}, 0)::BIGINT AS x, {km} AS km, {unsettled} AS unsettled, {first_unknown} AS first_unknown,
      {unidentified} AS unidentified, {none}
    FROM window_all"""
         for measure, n, x, km, unsettled, first_unknown, unidentified in [
             ("window_fcr", "fcr_n", "fcr_x", "km", "coalesce(unsettled, 0)", "coalesce(first_unknown, 0)",
              "unknown"),
             ("acr", "acr_n", "acr_x", "NULL", "open", "NULL", "unknown"),
             ("repeat_rate", "repeat_n", "repeat_x", *["NULL"] * 4),
             ("one_and_done", "once_n", "fcr_x", *["NULL"] * 4)]]
parts += [f"""
    SELECT 'call_resolution', {LONGEST}, 'any', number, month, coalesce(closed, 0), coalesce(stayed, 0), NULL,
      qualifying - unidentified - coalesce(closed, 0), NULL, unidentified, {none} FROM simple_total""", f"""
    SELECT 'disposition_fcr', NULL, NULL, number, month, said, said_yes, NULL, NULL, NULL, NULL, {none}
    FROM simple_total"""]
parts += [f"""
    SELECT '{measure}', {WINDOWS}[i + 1], 'any', number, month, n, {x}, NULL, NULL, NULL, NULL, {more}
    FROM placebo_total WHERE month = 'all' OR i = {HEADLINE}""" for measure, x, more in [
        ("placebo", "n - y", none), ("adjusted", "NULL", "stays, y, joint")]]
rows = f"""
    WITH counted AS (
      SELECT c.*, nn, xn, xx, fewer, people
      FROM ({" UNION ALL ".join(parts)}) c
      JOIN kept k ON k.measure = c.measure AND k.window_days IS NOT DISTINCT FROM c.window_days
        AND k.match IS NOT DISTINCT FROM c.match
      LEFT JOIN several_total s ON s.place = k.place AND s.number = c.number AND s.month = c.month
      LEFT JOIN people p ON p.bit = k.bit AND p.number = c.number AND p.month = c.month
      UNION ALL BY NAME FROM voc
    ), net AS (
      FROM counted UNION ALL SELECT * REPLACE ('window_fcr_net' AS measure) FROM counted WHERE measure = 'window_fcr'
    )
    SELECT * REPLACE (coalesce(nn, 0) AS nn, coalesce(xn, 0) AS xn, coalesce(xx, 0) AS xx,
      coalesce(fewer, 0) AS fewer, coalesce(people, 0) AS people), group_by, "group", month AS period
    FROM net JOIN label USING (number)
    WHERE n > 0 OR unsettled > 0 OR first_unknown > 0 OR unidentified > 0"""
write(db, rows, options.result)
