"""A second computation of window_fcr, acr and repeat_rate, written from the contract alone.

    python3 fcr_duckdb.py SAMPLE_DATA_DIR FCR_CSV [FCR_CSV ...] [--measures window_fcr,acr]

It reads the raw exports of the sample, not what the program made of them: Python reads cells and
times, DuckDB does all that is about sets, Fraction and Decimal divide. Every row of these measures
in each FCR_CSV is compared with its own, cell by cell, to the last digit.
Exit status: 0 all equal, 1 a difference, 2 wrong usage.
"""
import argparse
import csv
import math
import re
import sys
from collections import Counter
from datetime import datetime, timedelta, timezone
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb

DAY = 86_400
WINDOWS = [1, 3, 7, 14, 30]
HEADLINE_DAYS = 7
SHARED_ID_MAX = 30
REASON_BLANK_MAX = Fraction(1, 5)   # above it the headline match is `any`
MIN_PEOPLE = 5
TOO_FEW = 5
LOW_N = 30
Z = Decimal("1.959963984540054")
MEASURES = ["window_fcr", "acr", "repeat_rate"]
# The counts that a measure leaves empty.
EMPTY = {
    "window_fcr": (),
    "acr": ("first_unknown", "km"),
    "repeat_rate": ("unsettled", "first_unknown", "unidentified", "km"),
}
KEYS = ["measure", "window_days", "match", "group_by", "group", "period"]
CELLS = ["n", "x", "rate", "lo", "hi", "km", "unsettled", "first_unknown", "unidentified", "people",
         "flag"]


# Reading: records, and the rows that are none (SPEC 5)

class Bad(Exception):
    """A row that is rejected; the message is its code."""


def records(raw, delimiter):
    """Yields (first line, last line, fields or None); None where the record is no CSV."""
    raw = raw.removeprefix(b"\xef\xbb\xbf").rstrip(b"\x1a\r\n")
    lines = raw.splitlines(keepends=True)
    starts, at = [], 0
    for line in lines:
        starts.append(at)
        at += len(line)
    starts.append(at)
    comma = re.escape(delimiter)
    quoted = re.compile(rb'[ \t]*"([^"]*(?:""[^"]*)*)"[ \t]*(?=' + comma + rb"|[\r\n]|\Z)")
    begins_quoted = re.compile(rb'[ \t]*"')
    plain = re.compile(rb"[^\r\n" + comma + rb"]*")
    i = 1 if lines and lines[0].startswith(b"sep=") else 0
    while i < len(lines):
        if not lines[i].strip():
            i += 1
            continue
        if b'"' not in lines[i]:
            yield i + 1, i + 1, lines[i].rstrip(b"\r\n").split(delimiter)
            i += 1
            continue
        fields, at = [], starts[i]
        while True:
            if begins_quoted.match(raw, at):
                found = quoted.match(raw, at)
                if not found:       # text after the quote, or it never closes
                    fields = None
                    break
                fields.append(found[1].replace(b'""', b'"'))
            else:
                found = plain.match(raw, at)
                fields.append(found[0])
            at = found.end()
            if raw[at:at + 1] != delimiter:
                break
            at += 1
        last = i
        if fields is not None:
            while starts[last + 1] <= at and last + 1 < len(lines):
                last += 1
        yield i + 1, last + 1, fields
        i = last + 1


def name_of(column):
    return " ".join(column.split()).casefold()


def rows(folder, pattern, delimiter, planted, *readings):
    """Rows of the files as the readings make them: one list of rows per reading.

    A reading takes a cell getter, and gives a tuple, None for a row left out, or raises Bad.
    """
    made = [[] for _ in readings]
    for path in sorted((folder / "exports").glob(pattern), key=lambda p: bytes(p)):
        file = f"exports/{path.name}"
        header, own = None, set()
        for first, last, fields in records(path.read_bytes(), delimiter):
            if header is None:
                header = [name_of(f.decode()) for f in fields]
                continue
            marked = planted.get(file, set()) & set(range(first, last + 1))
            try:
                if fields is None or len(fields) != len(header):
                    raise Bad("no record of the header's length")
                if any(b"\0" in f for f in fields):
                    raise Bad("nul_byte")
                try:
                    cells = dict(zip(header, (f.decode().strip() for f in fields)))
                except UnicodeDecodeError:
                    raise Bad("invalid_text") from None
            except Bad:
                own |= marked or {first}
                continue
            for reading, out in zip(readings, made):
                try:
                    row = reading(cells)
                except Bad:
                    own |= marked or {first}
                    continue
                if marked:
                    note(f"{file}:{first}: planted as rejected, read as a good row; left out")
                elif row is not None:
                    out.append(row)
        unplanted = own - planted.get(file, set())
        for line in sorted(unplanted):
            note(f"{file}:{line}: rejected, but TRUTH.md plants nothing there")
    return made if len(made) > 1 else made[0]


def note(text):
    print(f"note: {text}", file=sys.stderr)


def truth(folder):
    """TRUTH.md: coverage, zone, and the lines of each file that a run rejects."""
    text = (folder / "TRUTH.md").read_text(encoding="utf-8")
    covers = re.search(r"from (\d{4}-\d\d-\d\d) to (\d{4}-\d\d-\d\d) \(not included\),"
                       r" ([\w/+-]+)", text)
    if not covers:
        sys.exit("TRUTH.md: no line 'from DATE to DATE (not included), ZONE'")
    table = [[c.strip() for c in line.strip("|").split("|")]
             for line in text.partition("## Planted")[2].splitlines() if line.startswith("|")]
    rejected = {t[0] for t in table if len(t) == 3 and t[2] == "rejected"}
    planted = {}
    for t in table:
        if len(t) == 4 and t[2] in rejected:
            planted.setdefault(t[0], set()).add(int(t[1]))
    return covers[1], covers[2], ZoneInfo(covers[3]), planted


# Cells (profiles of the sample)

def required(value):
    if value is None:
        raise Bad("required_missing")
    return value


def word(value, words):
    if value is None or value in words:
        return words[value] if isinstance(words, dict) and value is not None else value
    raise Bad("unknown_value")


def when(text, formats):
    for f in formats:
        try:
            return datetime.strptime(text, f)
        except ValueError:
            pass
    raise Bad("required_unreadable")


def optional(read, value, *more):
    """An unreadable value of an optional column is missing."""
    try:
        return None if value is None else read(value, *more)
    except (Bad, ValueError):
        return None


def instant(moment, zone):
    """UTC seconds. A local time in a spring gap moves forward; of a fold it is the first."""
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone, fold=0)
    return int((moment - datetime(1970, 1, 1, tzinfo=timezone.utc)) // timedelta(seconds=1))


def iso(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def clock(text):
    found = re.fullmatch(r"(\d+):([0-5]\d):([0-5]\d)", text)
    if not found:
        raise Bad("unreadable_value")
    return int(found[1]) * 3600 + int(found[2]) * 60 + int(found[3])


def seconds(text):
    if not re.fullmatch(r"\d+(\.\d+)?", text):
        raise Bad("unreadable_value")
    return int(Decimal(text).to_integral_value(ROUND_HALF_UP))


def us_date(text):
    return when(text, ["%m/%d/%Y"]).date().isoformat()


def iso_date(text):
    return when(text, ["%Y-%m-%d"]).date().isoformat()


def cell(cells, *names, null=("",)):
    for name in names:
        if name in cells:
            return None if cells[name] in null else cells[name]
    return None


CHANNELS = {"voice", "chat", "email", "message", "video", "task"}
DIRECTIONS = {"inbound", "outbound", "internal"}
OUTCOMES = {"handled", "abandoned", "voicemail", "self_served", "missed"}


def leg(source, start, end, handle, **kept):
    if end is not None and end < start:
        raise Bad("end_before_start")
    if end is None:
        end = start + (handle or 0)
    return (source, kept["contact"], kept.get("chain"), start, end, kept["channel"],
            kept["direction"], kept["outcome"], kept.get("customer"), kept.get("case"),
            kept.get("queue"), kept.get("call_type"), kept.get("lob"), kept.get("agent"),
            kept.get("updated"))


def call(zone):
    null = ("", "[None]", "[Deleted]", "anonymous")

    def read(cells):
        def get(*names):
            return cell(cells, *names, null=null)
        kind = get("call type")
        if kind not in ("Inbound", "Outbound"):
            return None
        start = instant(when(required(get("timestamp")),
                             ["%m/%d/%Y %H:%M:%S", "%Y-%m-%d %H:%M:%S"]), zone)
        far_end = get("ani") if kind == "Inbound" else get("dnis")
        return leg(
            "acd", start, None, optional(clock, get("handle time")),
            contact=required(get("call id", "interaction id")), chain=get("session id"),
            channel="voice", direction=kind.lower(),
            outcome=word(get("call result"),
                         {"Answered": "handled", "Abandoned": "abandoned",
                          "Voicemail": "voicemail", "IVR Contained": "self_served",
                          "No Answer": "missed"}) or "handled",
            customer=get("customer no") or far_end, case=get("case"), queue=get("skill"),
            call_type=get("reason"), lob=get("lob"), agent=get("agent"))
    return read


def chat(zone):
    def read(cells):
        def get(name):
            return cell(cells, name, null=("", "-"))
        start = instant(when(required(get("begin")), ["%d.%m.%Y %H:%M"]), zone)
        day, time = get("closed on"), get("closed at")
        closed = None
        if day and time:
            closed = optional(lambda t: when(t, ["%d.%m.%Y %H:%M"]), f"{day} {time}")
        site, session = get("site code"), get("session")
        return leg(
            "chat", start, closed and instant(closed, zone), optional(seconds, get("duration (s)")),
            contact=required(get("chat id")),
            chain=f"{site}-{session}" if site and session else None,
            channel=word(get("kind"), {"Chat": "chat", "Video": "video"}) or "voice",
            direction="inbound",
            outcome=word(get("result"), {"Closed": "handled", "Lost": "abandoned"}) or "handled",
            customer=get("customer"), case=get("case"), queue="Chat", call_type=get("topic"),
            agent=get("agent"))
    return read


def ticket(zone):
    def read(cells):
        def get(name):
            return cell(cells, name)

        def time(text):
            try:
                return instant(iso(text), zone)
            except ValueError:
                raise Bad("required_unreadable") from None
        return leg(
            "tickets", time(required(get("started_at"))), optional(time, get("ended_at")),
            optional(seconds, get("handle_s")),
            contact=required(get("contact_id")), chain=get("chain_id"),
            channel=word(get("channel"), CHANNELS) or "voice",
            direction=word(get("direction"), DIRECTIONS) or "inbound",
            outcome=word(get("outcome"), OUTCOMES) or "handled",
            customer=get("customer_id"), case=get("case_id"), queue=get("queue"),
            call_type=get("call_type"), lob=get("line_of_business"), agent=get("agent_id"),
            updated=optional(time, get("updated_at")))
    return read


def changed(cells):
    return optional(lambda t: when(t, ["%Y-%m-%d %H:%M:%S"]).isoformat(),
                    cell(cells, "last changed"))


def span(start, end):
    if end is not None and end < start:
        raise Bad("end_before_start")
    return start, end


def spell(cells):
    def get(name):
        return cell(cells, name)
    hired, _ = span(us_date(required(get("hire date"))), optional(us_date, get("termination date")))
    word(get("termination category"),
         {"Terminate_Employee_Voluntary", "Terminate_Employee_Involuntary", "Terminate_Other",
          "Unknown"})
    kind = word(required(get("worker type")),
                {"Employee": "employee", "Contractor": "contractor", "Agency Worker": "agency"})
    return required(get("worker id")), hired, kind, get("location"), changed(cells)


def position(cells):
    def get(name):
        return cell(cells, name)
    start, end = span(us_date(required(get("position start"))),
                      optional(us_date, get("position end")))
    return (required(get("worker id")), start, end, required(get("job code")),
            required(get("team")), get("manager id"), get("location"), changed(cells))


def role(cells):
    return (required(cell(cells, "role_id")),
            word(required(cell(cells, "role_type")),
                 {"customer_facing", "back_office", "sales", "supervisor", "gig_customer_facing",
                  "gig_back_office"}))


def alias(cells):
    def get(name):
        return cell(cells, name)
    start, end = optional(iso_date, get("from")), optional(iso_date, get("to"))
    return (word(required(get("kind")), {"person", "customer"}), required(get("source")),
            required(get("alias")), required(get("id")), start, end)


# Sets

def fill(db, table, columns, data):
    """A table of the rows, in their order; `seq` numbers them."""
    types = dict(c.split() for c in columns)
    columns_of = list(zip(*data)) if data else [()] * len(types)
    picks = ", ".join(f"unnest(?::{t}[]) AS {c}" for c, t in types.items())
    db.execute(f"CREATE TABLE {table} AS"
               f" SELECT *, row_number() OVER () AS seq FROM (SELECT {picks})",
               [list(c) for c in columns_of])


SETS = """
-- Of one key the later updated_at, among equals the last one read. One after as_of loses.
CREATE TABLE leg AS
WITH kept AS (
  SELECT * FROM legs
  QUALIFY row_number() OVER (PARTITION BY source, contact
    ORDER BY coalesce(updated > $covers_to, false), updated DESC NULLS LAST, seq DESC) = 1
), inside AS (
  SELECT k.*, d.day FROM kept k JOIN days d ON d.start = k.start
  WHERE k.start BETWEEN $covers_from AND $covers_to
), alias AS (
  SELECT * FROM aliases
  QUALIFY row_number() OVER (PARTITION BY kind, alias, since ORDER BY seq DESC) = 1
), known AS (
  SELECT i.source, i.contact, a.kind,
    arg_max(a.id, (coalesce(a.since, DATE '0001-01-01'), a.seq)) AS id
  FROM inside i JOIN alias a ON a.source = i.source
    AND a.alias = CASE a.kind WHEN 'person' THEN i.agent ELSE i.customer END
    AND (a.since IS NULL OR a.since <= i.day) AND (a.until IS NULL OR a.until >= i.day)
  GROUP BY ALL
), named AS (
  SELECT i.* REPLACE (coalesce(p.id, i.agent) AS agent, coalesce(c.id, i.customer) AS customer),
         row_number() OVER (ORDER BY i.start, i.source, i.contact) AS r
  FROM inside i
  LEFT JOIN known p ON p.kind = 'person' AND p.source = i.source AND p.contact = i.contact
  LEFT JOIN known c ON c.kind = 'customer' AND c.source = i.source AND c.contact = i.contact
)
SELECT *, CASE WHEN chain IS NULL THEN r ELSE min(r) OVER (PARTITION BY source, chain) END AS first
FROM named;

-- A chain is known by the order of its first leg.
CREATE TABLE chain AS
SELECT first, min(start) AS start, max("end") AS "end",
       arg_min(customer, r) FILTER (customer IS NOT NULL) AS customer,
       first(channel ORDER BY r) AS channel, first(direction ORDER BY r) AS direction
FROM leg GROUP BY first;

CREATE TABLE shared AS
SELECT DISTINCT customer FROM (
  SELECT customer, count(*) OVER (PARTITION BY customer ORDER BY start
    RANGE BETWEEN CURRENT ROW AND 2592000 FOLLOWING) AS chains
  FROM chain WHERE customer IS NOT NULL)
WHERE chains > $shared_id_max;

CREATE TABLE joined AS
WITH open AS (
  SELECT *, max("end") OVER (PARTITION BY customer ORDER BY first
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS running
  FROM chain
  WHERE direction = 'inbound' AND channel IN ('voice', 'chat', 'video') AND customer IS NOT NULL
    AND customer NOT IN (FROM shared)
), numbered AS (
  SELECT first, customer, count(*) FILTER (running IS NULL OR start >= running)
    OVER (PARTITION BY customer ORDER BY first) AS number
  FROM open
)
SELECT first, min(first) OVER (PARTITION BY customer, number) AS r FROM numbered;

CREATE TABLE conversation AS
WITH l AS (
  SELECT leg.* EXCLUDE (first), coalesce(joined.r, leg.first) AS conv
  FROM leg LEFT JOIN joined USING (first)
), c AS (
  SELECT conv, min(start) AS start, max("end") AS "end",
    arg_min(customer, r) FILTER (customer IS NOT NULL) AS customer,
    arg_min("case", r) FILTER ("case" IS NOT NULL) AS "case",
    first(direction ORDER BY r) AS direction, first(channel ORDER BY r) AS channel,
    first(queue ORDER BY r) AS queue, first(call_type ORDER BY r) AS call_type,
    first(lob ORDER BY r) AS line_of_business,
    arg_max(agent, r) FILTER (outcome = 'handled' AND agent IS NOT NULL) AS agent,
    bool_or(outcome = 'handled') AS handled, bool_or(outcome = 'abandoned') AS abandoned
  FROM l GROUP BY conv
)
SELECT * REPLACE (CASE WHEN customer IN (FROM shared) THEN NULL ELSE customer END AS customer),
  direction = 'inbound' AND handled AND agent IS NOT NULL AS qualifying,
  direction = 'inbound' AND (handled OR abandoned) AS trigger
FROM c;

-- The shortest gaps to a later trigger and from an earlier qualifying conversation of the key.
CREATE TABLE gap AS
WITH pair AS (
  SELECT a.conv AS earlier, b.conv AS later, a.qualifying AS back, b.trigger AS ahead,
    greatest(0, b.start - a."end") AS gap, m.match
  FROM conversation a JOIN conversation b ON b.customer = a.customer AND b.conv > a.conv
  CROSS JOIN (VALUES ('any'), ('reason'), ('case')) m(match)
  WHERE CASE m.match WHEN 'any' THEN true
    WHEN 'reason' THEN a.call_type IS NULL OR b.call_type IS NULL OR a.call_type = b.call_type
    ELSE a."case" = b."case" END
), ahead AS (SELECT earlier AS conv, match, min(gap) AS ahead FROM pair WHERE ahead GROUP BY ALL),
back AS (SELECT later AS conv, match, min(gap) AS back FROM pair WHERE back GROUP BY ALL)
SELECT c.conv, m.match, ahead, back,
  c.customer IS NOT NULL AND (m.match <> 'case' OR c."case" IS NOT NULL) AS identified
FROM conversation c CROSS JOIN (VALUES ('any'), ('reason'), ('case')) m(match)
LEFT JOIN ahead USING (conv, match) LEFT JOIN back USING (conv, match)
WHERE c.qualifying;

-- Groups by the credited agent's assignment on the local day of the start.
CREATE TABLE grouped AS
WITH position AS (
  SELECT * FROM positions
  QUALIFY row_number() OVER (PARTITION BY person, since
    ORDER BY updated DESC NULLS LAST, seq DESC) = 1
), spell AS (
  SELECT * FROM spells
  QUALIFY row_number() OVER (PARTITION BY person, hired
    ORDER BY updated DESC NULLS LAST, seq DESC) = 1
), role AS (
  SELECT * FROM roles QUALIFY row_number() OVER (PARTITION BY role ORDER BY seq DESC) = 1
), held AS (
  SELECT c.conv, p.* FROM conversation c JOIN days d ON d.start = c.start
  JOIN position p ON p.person = c.agent
    AND p.since <= d.day AND (p.until IS NULL OR p.until >= d.day)
  QUALIFY row_number() OVER (PARTITION BY c.conv ORDER BY p.since DESC) = 1
), employed AS (
  SELECT c.conv, s.*, date_diff('day', s.hired, d.day) AS tenure
  FROM conversation c JOIN days d ON d.start = c.start JOIN spell s ON s.person = c.agent
  QUALIFY row_number() OVER (PARTITION BY c.conv ORDER BY s.hired > d.day,
    CASE WHEN s.hired <= d.day THEN s.hired END DESC, s.hired) = 1
), wide AS (
  SELECT c.conv, strftime(d.day, '%Y-%m') AS month, c.channel, c.queue, c.call_type,
    c.line_of_business, c.agent, coalesce(h.site, e.site) AS site, h.team, h.supervisor,
    r.role_type, e.worker_class,
    CASE WHEN h.person IS NULL OR e.tenure < 0 THEN NULL WHEN e.tenure <= 90 THEN '0-90d'
      WHEN e.tenure <= 365 THEN '91-365d' WHEN e.tenure <= 730 THEN '1-2y'
      WHEN e.tenure <= 1095 THEN '2-3y' WHEN e.tenure > 1095 THEN '3y+' END AS tenure_band
  FROM conversation c JOIN days d ON d.start = c.start
  LEFT JOIN held h ON h.conv = c.conv LEFT JOIN employed e ON e.conv = c.conv
  LEFT JOIN role r ON r.role = h.role
  WHERE c.qualifying
)
SELECT conv, month, g.by AS group_by, coalesce(g.value, '') AS "group"
FROM wide, LATERAL (SELECT unnest([
  {'by': 'all', 'value': 'all'}, {'by': 'channel', 'value': channel},
  {'by': 'queue', 'value': queue}, {'by': 'call_type', 'value': call_type},
  {'by': 'line_of_business', 'value': line_of_business},
  {'by': 'site', 'value': site}, {'by': 'team', 'value': team},
  {'by': 'supervisor', 'value': supervisor}, {'by': 'agent', 'value': agent},
  {'by': 'role_type', 'value': role_type}, {'by': 'worker_class', 'value': worker_class},
  {'by': 'tenure_band', 'value': tenure_band}]) AS g);

-- A group's number, and those of clusters and agents: counting numbers is quick.
CREATE TABLE label AS
SELECT row_number() OVER (ORDER BY group_by, "group")::INT AS number, group_by, "group"
FROM (SELECT DISTINCT group_by, "group" FROM grouped);

CREATE TABLE member AS
SELECT conv, month, number FROM grouped JOIN label USING (group_by, "group");

CREATE TABLE numbered AS
SELECT conv, start, "end",
  CASE WHEN customer IS NULL THEN -conv ELSE min(conv) OVER (PARTITION BY customer) END AS cluster,
  min(conv) OVER (PARTITION BY agent) AS agent
FROM conversation WHERE qualifying;
"""

MEASURE = """
-- What each qualifying conversation is to the measure. `result` counts where the status is n.
CREATE OR REPLACE TABLE part AS
WITH seen AS (
  SELECT g.*, w.days, c."end", c.cluster, c.agent,
    coalesce(g.ahead <= w.days * 86400, false) AS followed,
    coalesce(g.back <= w.days * 86400, false) AS preceded,
    c.start - w.days * 86400 >= $covers_from AS full_look_back,
    c."end" + w.days * 86400 <= $covers_to AS settled,
    -- Day 1 is the first, also at no gap; without a return it is null.
    CASE WHEN g.ahead = 0 THEN 1 ELSE (g.ahead + 86399) // 86400 END AS return_day,
    ($covers_to - c."end") // 86400 AS seen_days
  FROM gap g JOIN numbered c USING (conv) CROSS JOIN (SELECT unnest($windows) AS days) w
)
SELECT days, match, conv, agent, cluster,
  (CASE
    WHEN $measure = 'repeat_rate'
      THEN CASE WHEN NOT identified OR NOT full_look_back THEN 'out' ELSE 'n' END
    WHEN NOT identified THEN 'unidentified'
    WHEN $measure = 'window_fcr' AND preceded THEN 'out'
    WHEN $measure = 'window_fcr' AND NOT full_look_back THEN 'first_unknown'
    WHEN NOT settled THEN 'unsettled' ELSE 'n'
  END)::ENUM ('n', 'unsettled', 'first_unknown', 'unidentified', 'out') AS status,
  CASE $measure WHEN 'repeat_rate' THEN preceded ELSE NOT followed END AS result,
  -- Kaplan-Meier: the last day at risk, and whether it is a return. `least` passes over a null.
  least(days, return_day, seen_days) AS exit_day,
  coalesce(return_day <= least(days, seen_days), false) AS returned
FROM seen;

CREATE OR REPLACE VIEW placed AS
SELECT p.*, m.number, x.period
FROM part p JOIN member m USING (conv) CROSS JOIN LATERAL (SELECT unnest(
  CASE WHEN p.days = HEADLINE_DAYS AND p.match = 'HEADLINE_MATCH' THEN ['all', m.month]
    ELSE ['all'] END) AS period) x
WHERE p.status <> 'out';

CREATE OR REPLACE TABLE cell AS
WITH clusters AS (
  SELECT days, match, number, period, cluster,
    count(*)::HUGEINT AS n, count_if(result)::HUGEINT AS x
  FROM placed WHERE status = 'n' GROUP BY ALL
), spread AS (
  SELECT days, match, number, period, count(*) AS clusters,
    sum(n * n) AS nn, sum(n * x) AS nx, sum(x * x) AS xx
  FROM clusters GROUP BY ALL
), counts AS (
  SELECT days, match, number, period,
    count(*) FILTER (status = 'n') AS n, count(*) FILTER (status = 'n' AND result) AS x,
    count(*) FILTER (status = 'unsettled') AS unsettled,
    count(*) FILTER (status = 'first_unknown') AS first_unknown,
    count(*) FILTER (status = 'unidentified') AS unidentified,
    count(DISTINCT agent) FILTER (status = 'n') AS people
  FROM placed GROUP BY ALL
)
SELECT days, match, group_by, "group", period, n, x, unsettled, first_unknown, unidentified, people,
  clusters, nn, nx, xx
FROM counts LEFT JOIN spread USING (days, match, number, period) JOIN label USING (number);

CREATE OR REPLACE TABLE risk AS
SELECT days, match, group_by, "group", period, exit_day, returns, exits
FROM (
  SELECT days, match, number, period, exit_day, count_if(returned) AS returns, count(*) AS exits
  FROM placed
  WHERE $measure = 'window_fcr' AND status IN ('n', 'unsettled') AND exit_day >= 1 GROUP BY ALL
) JOIN label USING (number);
"""


def compute(folder, measures):
    """All rows of the measures by their key, before privacy."""
    since, until, zone, planted = truth(folder)
    covers_from, covers_to = (instant(datetime.fromisoformat(d), zone) for d in (since, until))
    legs = (rows(folder, "acd-*.csv", b",", planted, call(zone))
            + rows(folder, "chat-*.csv", b";", planted, chat(zone))
            + rows(folder, "tickets.csv", b",", planted, ticket(zone)))
    spells, positions = rows(folder, "hr-positions.csv", b",", planted, spell, position)
    db = duckdb.connect(":memory:", config={"threads": 2, "memory_limit": "512MB"})
    fill(db, "legs",
         ["source VARCHAR", "contact VARCHAR", "chain VARCHAR", "start BIGINT", '"end" BIGINT',
          "channel VARCHAR", "direction VARCHAR", "outcome VARCHAR", "customer VARCHAR",
          '"case" VARCHAR', "queue VARCHAR", "call_type VARCHAR", "lob VARCHAR", "agent VARCHAR",
          "updated BIGINT"], legs)
    starts = sorted({row[3] for row in legs})
    fill(db, "days", ["start BIGINT", "day DATE"],
         [(s, datetime.fromtimestamp(s, zone).date().isoformat()) for s in starts])
    fill(db, "spells",
         ["person VARCHAR", "hired DATE", "worker_class VARCHAR", "site VARCHAR",
          "updated VARCHAR"],
         spells)
    fill(db, "positions",
         ["person VARCHAR", "since DATE", "until DATE", "role VARCHAR", "team VARCHAR",
          "supervisor VARCHAR", "site VARCHAR", "updated VARCHAR"], positions)
    fill(db, "roles", ["role VARCHAR", "role_type VARCHAR"],
         rows(folder, "roles.csv", b",", planted, role))
    fill(db, "aliases",
         ["kind VARCHAR", "source VARCHAR", "alias VARCHAR", "id VARCHAR", "since DATE",
          "until DATE"],
         rows(folder, "aliases.csv", b",", planted, alias))
    values = {"covers_from": covers_from, "covers_to": covers_to, "shared_id_max": SHARED_ID_MAX,
              "windows": WINDOWS}
    execute(db, SETS, values)
    blank, qualifying = db.execute("SELECT count(*) FILTER (call_type IS NULL), count(*)"
                                   " FROM conversation WHERE qualifying").fetchone()
    match = "any" if blank > REASON_BLANK_MAX * qualifying else "reason"
    script = MEASURE.replace("HEADLINE_DAYS", str(HEADLINE_DAYS)).replace("HEADLINE_MATCH", match)
    table = {}
    for measure in measures:
        execute(db, script, values | {"measure": measure})
        risk = {}
        for *key, day, returns, exits in db.execute("SELECT * FROM risk ORDER BY ALL").fetchall():
            risk.setdefault(tuple(key), []).append((day, returns, exits))
        found = db.execute("SELECT * FROM cell ORDER BY ALL")
        names = [d[0] for d in found.description]
        for cells in found.fetchall():
            key = cells[:5]
            table[(measure, str(key[0]), *key[1:])] = numbers(
                measure, dict(zip(names, cells)), risk.get(key, []))
    return table


def execute(db, script, values):
    """Runs the statements, each with the values it names."""
    for statement in script.split(";\n"):
        if statement.strip():
            db.execute(statement, {k: v for k, v in values.items()
                                   if re.search(rf"\${k}\b", statement)})


# Division, once

def six(value):
    """At most 6 decimals, halves up, no trailing zeros."""
    if isinstance(value, Fraction):
        value = Decimal(math.floor(value * 10**6 + Fraction(1, 2))) / 10**6
    else:
        value = value.quantize(Decimal("0.000001"), ROUND_HALF_UP)
    return plain(value)


def plain(value):
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def design_effect(c):
    """Linearized variance of x/n with customers as clusters, over p(1 - p)/n."""
    n, x, clusters = c["n"], c["x"], c["clusters"]
    if x in (0, n) or clusters < 2:
        return Fraction(1)
    squares = n * n * c["xx"] - 2 * n * x * c["nx"] + x * x * c["nn"]
    return Fraction(clusters, clusters - 1) * Fraction(squares, n * x * (n - x))


def wilson(c):
    with localcontext() as context:
        context.prec = 50
        size = Fraction(c["n"]) / max(Fraction(1), design_effect(c))
        size = Decimal(size.numerator) / Decimal(size.denominator)
        share = Decimal(c["x"]) / Decimal(c["n"])
        scale = 1 + Z * Z / size
        middle = (share + Z * Z / (2 * size)) / scale
        half = Z / scale * (share * (1 - share) / size + Z * Z / (4 * size * size)).sqrt()
        return six(max(Decimal(0), middle - half)), six(min(Decimal(1), middle + half))


def survival(exits):
    share, left = Fraction(1), sum(e for _, _, e in exits)
    for _, returns, gone in exits:
        share *= Fraction(left - returns, left)
        left -= gone
    return share


def numbers(measure, c, exits):
    row = {name: str(c[name]) for name in
           ("n", "x", "unsettled", "first_unknown", "unidentified", "people")}
    row |= {"rate": "", "lo": "", "hi": "", "km": "", "flag": ""}
    if c["n"] < TOO_FEW:
        row["flag"] = "too_few"
    else:
        row["rate"] = six(Fraction(c["x"], c["n"]))
        row["lo"], row["hi"] = wilson(c)
        if measure == "window_fcr":
            row["km"] = six(survival(exits))
        if c["n"] < LOW_N:
            row["flag"] = "low_n"
    for name in EMPTY[measure]:
        row[name] = ""
    return row


# Comparison

def normal(name, text):
    if name == "flag" or text == "":
        return text
    try:
        return plain(Decimal(text))
    except ArithmeticError:
        return text


def guarded(text):
    """A text that a spreadsheet would run is written with a quote before it."""
    return "'" + text if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def expected_rows(table, individual):
    """Rows as a file writes them: agents in individual/ alone, small groups withheld elsewhere."""
    rows_of = {}
    for key, row in table.items():
        if (key[3] == "agent") != individual:
            continue
        if not any(row[name] not in ("", "0") for name in
                   ("n", "unsettled", "first_unknown", "unidentified")):
            continue
        if not individual and int(row["people"]) < MIN_PEOPLE:
            row = dict.fromkeys(CELLS, "") | {"flag": "withheld"}
        rows_of[(*key[:4], guarded(key[4]), key[5])] = row
    return rows_of


def compare(path, table, measures):
    """Prints what differs, and a line per measure. Gives whether all is equal."""
    with open(path, encoding="utf-8", newline="") as file:
        written = list(csv.DictReader(file))
    given, twice = {}, 0
    for row in written:
        if row["measure"] in measures:
            key = tuple(row[k] for k in KEYS)
            twice += key in given
            given[key] = row
    agents = {key[3] == "agent" for key in given}
    if len(agents) == 2:
        print(f"{path}: agents and groups in one file")
        return False
    own = expected_rows(table, agents == {True})
    none = [m for m in measures if not any(key[0] == m for key in given)]
    own = {key: row for key, row in own.items() if key[0] not in none}
    said = []
    rows_of, cells, bad, absent, extra, hidden = (Counter() for _ in range(6))
    for key in sorted(own.keys() | given.keys()):
        name = ", ".join(key)
        if key not in given:
            absent[key[0]] += 1
            said.append(f"missing in the file: {name}")
        elif key not in own:
            extra[key[0]] += 1
            said.append(f"only in the file: {name}")
        else:
            rows_of[key[0]] += 1
            if given[key]["flag"] == "withheld" != own[key]["flag"] and agents != {True}:
                # Withheld for what it would tell of another one: nothing of it may be there.
                hidden[key[0]] += 1
                if any(given[key][c] for c in CELLS if c != "flag"):
                    said.append(f"{name}: withheld, but not empty")
                continue
            for c in CELLS:
                if normal(c, given[key][c]) == own[key][c]:
                    cells[key[0]] += 1
                else:
                    bad[key[0]] += 1
                    said.append(f"{name}: {c} is {given[key][c]!r}, here {own[key][c]!r}")
    print(path)
    for line in said[:20]:
        print(f"  {line}")
    if len(said) > 20:
        print(f"  and {len(said) - 20} more")
    if twice:
        print(f"  {twice} rows come twice")
    for m in measures:
        if m in none:
            print(f"  {m}: no row in the file")
        else:
            print(f"  {m}: {rows_of[m]} rows compared, {cells[m]} cells equal, {bad[m]} differ,"
                  f" {absent[m]} rows missing, {extra[m]} rows too many,"
                  f" {hidden[m]} withheld beside others")
    return not said and not twice and not none


def main():
    parser = argparse.ArgumentParser(description="Compares fcr.csv with a second computation.")
    parser.add_argument("sample_data", type=Path)
    parser.add_argument("fcr_csv", nargs="+", type=Path)
    parser.add_argument("--measures", default=",".join(MEASURES), help="default: %(default)s")
    options = parser.parse_args()
    measures = options.measures.split(",")
    if unknown := [m for m in measures if m not in MEASURES]:
        parser.error(f"unknown measure {unknown[0]!r}; there are {', '.join(MEASURES)}")
    for path in [options.sample_data / "TRUTH.md", *options.fcr_csv]:
        if not path.is_file():
            parser.error(f"no file {path}")
    table = compute(options.sample_data, measures)
    equal = [compare(path, table, measures) for path in options.fcr_csv]
    print("all equal" if all(equal) else "different")
    sys.exit(0 if all(equal) else 1)


if __name__ == "__main__":
    main()
