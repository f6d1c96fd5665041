"""What both whole tables need in DuckDB beyond counts: groups as numbers, surveys, intervals, and the file.

Customers are the clusters of an interval. One with a single conversation in a group adds 1 to each sum of
squares, which n and x say already; so only those with several are looked at, and only by how much they
differ from as many customers with one each: `nn`, `xn` and `xx` of the squares, and `fewer` customers.
"""
from duckdb_conversations import csv
from rates import RESPONSES, TOO_FEW, WHOLE_COLUMNS

Z = 1.959963984540054


def places(db, contact_groups, agent_groups):
    """Makes ENUM types of all groups and of periods, and `place`, where each agent stands, in these types."""
    for table, names in [("conv", contact_groups), ("position", agent_groups)]:
        for name in names:
            if name != "channel":       # has one
                words = f"SELECT DISTINCT {name} FROM {table} WHERE {name} IS NOT NULL"
                db.execute(f"CREATE TYPE {name} AS ENUM ({words})")
    db.execute(f"""
        CREATE TYPE period AS ENUM (SELECT 'all' UNION ALL SELECT DISTINCT month FROM day);
        CREATE TABLE place AS
        SELECT rowid::INT AS position, agent AS id, since, until,
          {', '.join(f'{a}::{a} AS {a}' for a in agent_groups)}
        FROM position""")


def labels(db, groups):
    """Makes `label`, the number of each group in `state`."""
    parts = " UNION ALL ".join(f"SELECT '{g}', {g}::VARCHAR FROM (SELECT DISTINCT {g} FROM state)" for g in groups)
    db.execute(f"""
        CREATE TABLE label AS
        SELECT (row_number() OVER ())::SMALLINT AS number, *
        FROM (SELECT 'all' AS group_by, 'all' AS "group" UNION ALL {parts})""")


def labeled(g):
    """SQL of a join by `value`, a group of the grouping."""
    return f"""JOIN label ON label.group_by = '{g}' AND label."group" IS NOT DISTINCT FROM value::VARCHAR"""


def value(g):
    """SQL of the group of a conversation."""
    return "'all'" if g == "all" else g


def surveys(db, data, groups, measures):
    """Makes `voc`: what customers said, who are the clusters and the people, by group."""
    answered = {"voc_resolution": ("true", "yes"), "voc_fcr": ("complete", "at_once")}
    counts, sums = [], []
    for i, measure in enumerate(measures):
        n, x = (f"count(*) FILTER ({c}) AS {v}{i}" for c, v in zip(answered[measure], "nx"))
        counts += [n, x]
        n, x = f"n{i}", f"x{i}"
        sums.append(f"""{{measure: '{measure}', n: sum({n}), x: sum({x}), nn: sum({n} * {n} - {n}),
            xn: sum({x} * {n} - {x}), xx: sum({x} * {x} - {x}), fewer: sum(greatest({n} - 1, 0)),
            people: count(*) FILTER ({n} > 0)}}""")
    db.execute(f"""
        CREATE TABLE answer AS
        WITH read AS MATERIALIZED (
          SELECT response_id, contact_id, item, value
          FROM {csv(f"{data}/responses.csv", RESPONSES, {})}
          WHERE instrument = 'voc' AND item IN ('resolved', 'contacts_to_resolve')
        ), response AS (
          SELECT a.response_id, a.contact_id, a.value = '1' AS resolved, b.value = '1' AS once
          FROM (FROM read WHERE item = 'resolved' AND value IN ('0', '1')) a
          LEFT JOIN (FROM read WHERE item = 'contacts_to_resolve') b USING (response_id)
        ), said AS (
          SELECT r, response.resolved, once, row_number() OVER () AS response
          FROM response LEFT JOIN merged_leg m ON m.id = response.contact_id
          JOIN conv ON conv.contact_id = coalesce(m.contact_id, response.contact_id) AND q
        )
        SELECT state.*, CASE WHEN identified THEN customer ELSE response END AS respondent, said.resolved AS yes,
          once IS NOT NULL AS complete, coalesce(said.resolved AND once, false) AS at_once
        FROM (SELECT r, identified, customer, month, {', '.join(g for g in groups if g != 'all')} FROM state) state
        JOIN said USING (r)""")
    db.execute("""CREATE TABLE voc (number SMALLINT, month period, measure VARCHAR, n BIGINT, x BIGINT, nn BIGINT,
        xn BIGINT, xx BIGINT, fewer BIGINT, people BIGINT)""")
    for g in groups:
        db.execute(f"""
            INSERT INTO voc
            SELECT number, c.* EXCLUDE (value) FROM (
              SELECT value, month, unnest([{', '.join(sums)}], recursive := true)
              FROM (
                SELECT value, coalesce(month, 'all') AS month, respondent, {', '.join(counts)}
                FROM (SELECT {value(g)} AS value, * FROM answer)
                GROUP BY GROUPING SETS ((value, respondent), (value, month, respondent)))
              GROUP BY value, month) c
            {labeled(g)} WHERE n > 0""")


def write(db, rows, path):
    """Writes the table; `rows` is SQL of its columns but rate, lo and hi, and of the four differences.

    Where `stays` is given the rate is a ratio, stays / y, of counts over the same n; `joint` are in both.
    """
    shown = ", ".join(f"CASE WHEN n >= {TOO_FEW} THEN {c} END AS {c}" if c in ("rate", "lo", "hi", "km") else f'"{c}"'
                      for c in WHOLE_COLUMNS)
    db.execute(f"""
        SET error_on_division_by_zero = false;
        CREATE MACRO six(v) AS round(round(v * 1e12) / 1e6)::BIGINT / 1000000;
        CREATE MACRO residual(y, x, yy, xy, xx) AS
          (y::HUGEINT * y * xx - 2 * y::HUGEINT * x * xy + x::HUGEINT * x * yy)::DOUBLE;
        COPY (
          WITH sized AS (
            SELECT *, n - fewer AS customers, x / nullif(n, 0) AS p,
              CASE WHEN customers > 1 THEN customers / (customers - 1) END AS factor,
              n / CASE WHEN customers < 2 OR x = 0 OR x = n THEN 1 ELSE greatest(1, factor
                * residual(n, x, n + nn, x + xn, x + xx) / (n::DOUBLE * x * (n - x))) END AS size,
              {Z * Z} / nullif(size, 0) AS z
            FROM ({rows})
          ), bounded AS (
            SELECT *, stays / nullif(y, 0) AS ratio, (p + z / 2) / (1 + z) AS middle,
              {Z} * sqrt(p * (1 - p) / size + z / (4 * size)) / (1 + z) AS half,
              {Z} * sqrt(greatest(0, residual(y, stays, y, joint, stays), CASE WHEN customers > 1 THEN factor
                * residual(y, stays, y + nn, joint + xn, stays + xx) END)) / nullif(y, 0)::DOUBLE ** 2 AS reach
            FROM sized
          ), shown AS (
            SELECT * REPLACE (six(km) AS km, CASE WHEN stays IS NULL THEN x END AS x),
              CASE WHEN stays IS NOT NULL THEN six(ratio) ELSE ((2000000 * x + n) // (2 * n)) / 1000000 END AS rate,
              six(CASE WHEN stays IS NOT NULL THEN ratio - reach WHEN x = 0 THEN 0
                ELSE greatest(0, middle - half) END) AS lo,
              six(CASE WHEN stays IS NOT NULL THEN ratio + reach WHEN x = n THEN 1
                ELSE least(1, middle + half) END) AS hi
            FROM bounded
          )
          SELECT {shown} FROM shown ORDER BY ALL
        ) TO '{path}' (HEADER)""")
