"""One window in Polars: who comes back within 7 days about the same matter, and what customers said.

    python3 one_window_polars.py DATA_DIR RESULT_CSV

What was tried, and what was kept (the fastest):
- instants: `to_datetime` of text with its format; the reader's own parsing is ten times as slow, and
  putting them together from slices is no faster.
- words: Enum where the words are known, Categorical for call types and agents; text for ids.
- duplicates: ids whose hash comes twice, then exactly those, against `unique` over all (2 times).
- customers: the hash of the id, numbered after the sort; `rank` of the ids takes a hundred times as long,
  Categorical thirty times.
- agents: counted by day, then joined with where they stand on it; joining first takes half as long again.
- first and followed: running maxima over the sorted rows, with the customer's number in the high bits
  so that none reaches over to the next, against a join of a customer's contacts with those of the next
  weeks (2 times as slow) and `over` customers (20 times).
"""
import os

from rates import (CHANNELS, COLUMNS, CONTACTS, DAY, DIRECTIONS, EPOCH_FROM, EPOCH_TO, HEADLINE_DAYS, JOINED,
                   OUTCOMES, RESPONSES, SHARED_ID_MAX, SHARED_ID_SPAN, TOO_FEW, arguments)

options = arguments()
os.environ["POLARS_MAX_THREADS"] = str(options.threads)    # read when the library is loaded
import polars as pl
from polars import col

window = HEADLINE_DAYS * DAY
ORIGIN = EPOCH_FROM - 2 * window        # times are counted from here, so that none is negative
HIGH = 1 << 32          # what a customer's number is multiplied by, above all times
WORDS = 1 << 20         # above all codes of words


def instant(name):
    moment = col(name).str.to_datetime("%Y-%m-%dT%H:%M:%SZ", time_unit="ms")
    return moment.dt.epoch("s").cast(pl.Int64) - ORIGIN


def csv(pattern, columns, types={}):
    return pl.scan_csv(options.data / pattern, schema={c: types.get(c, pl.String) for c in columns})


def legs():
    types = {"channel": pl.Enum(CHANNELS), "direction": pl.Enum(DIRECTIONS), "outcome": pl.Enum(OUTCOMES),
             "call_type": pl.Categorical, "agent_id": pl.Categorical, "handle_s": pl.Int64}
    inbound = col("direction") == "inbound"
    frame = csv("contacts-2026-*.csv", CONTACTS, types).select(
        "contact_id", instant("started_at").alias("s"), instant("ended_at").alias("e"), "handle_s",
        pl.when(col("customer_id").is_not_null()).then(col("customer_id").hash()).alias("customer"), inbound.alias("inbound"),
        (inbound & col("channel").is_in(JOINED)).alias("joinable"),
        (col("outcome") == "handled").alias("handled"), (col("outcome") == "abandoned").alias("abandoned"),
        "call_type", col("agent_id").alias("agent"), "updated_at",
    ).with_columns(col("e").fill_null(col("s") + col("handle_s").fill_null(0))).drop("handle_s")
    frame = frame.collect(engine="streaming")

    # Of two rows with one id the later update counts (text of one form is in order), among equals the
    # last one read.
    frame = frame.with_columns(suspect=col("contact_id").hash().is_duplicated())
    suspects = frame.filter("suspect").sort("updated_at", maintain_order=True, nulls_last=False)
    return pl.concat([frame.filter(~col("suspect")), suspects.unique("contact_id", keep="last")]).drop(
        "suspect", "updated_at")


def shared_customers(frame):
    many = frame.group_by("customer").len().filter(col("customer").is_not_null() & (col("len") > SHARED_ID_MAX))
    busy = frame.select("customer", "s").join(many, on="customer", how="semi").sort("customer", "s")
    later = col("s").shift(-SHARED_ID_MAX).over("customer")
    return busy.filter(later - col("s") <= SHARED_ID_SPAN).select("customer").unique()


def numbered(frame, key):
    """The sorted rows with their keys replaced by 1, 2, …"""
    return frame.with_columns((col(key) != col(key).shift(1)).fill_null(True).cum_sum().cast(pl.Int64))


def joined(frame):
    """Conversations of the sorted legs, and which leg went into which conversation."""
    high = col("number") * HIGH
    ends = pl.when("joinable").then(high + col("e")).otherwise(high)
    frame = frame.with_row_index("leg").with_columns(
        over=col("joinable") & (ends.cum_max().shift(1, fill_value=0) > high + col("s")))
    frame = frame.with_columns(
        first=pl.when(col("joinable") & ~col("over")).then(col("leg")).forward_fill())
    leaders = frame.filter("over").select("first").unique()
    several = frame.filter("joinable").join(leaders, on="first", how="semi", maintain_order="left")
    merged = several.group_by("first").agg(
        col("e").max(), col("handled").any(), col("abandoned").any(),
        col("agent").filter(col("handled") & col("agent").is_not_null()).last())
    frame = frame.filter(~col("over")).drop("over", "first").update(
        merged.rename({"first": "leg"}), on="leg", include_nulls=True)
    names = several.select("contact_id", "first").join(
        several.filter(~col("over")).select("first", col("contact_id").alias("conversation")), on="first")
    return frame, names.select("contact_id", "conversation")


def judged(frame):
    """Whether each conversation has an earlier qualifying one of its matter, and a later trigger.

    The rows are in order, and all are triggers.
    """
    def before(key):
        high = col(key) * HIGH
        end = pl.when("q").then(high + col("e")).otherwise(high)
        return end.cum_max().shift(1, fill_value=0) - high

    def after(key):
        return (col(key) * HIGH + col("s")).shift(-1) - col(key) * HIGH

    high, blank = col("number") * HIGH, col("call_type").is_null()
    of_blank = pl.when(blank & col("q")).then(high + col("e")).otherwise(high)
    next_blank = pl.when(blank).then(high + col("s")).backward_fill().shift(-1) - high
    frame = frame.with_columns(
        matter=col("number") * WORDS + col("call_type").to_physical().cast(pl.Int64).fill_null(WORDS - 1),
        earlier=pl.when(blank).then(before("number"))
        .otherwise(of_blank.cum_max().shift(1, fill_value=0) - high),
        later=pl.when(blank).then(after("number")).otherwise(next_blank))
    frame = numbered(frame.sort("matter", maintain_order=True), "matter").with_columns(
        earlier=pl.max_horizontal("earlier", before("matter")),
        later=pl.min_horizontal("later", after("matter")))
    return frame.with_columns(
        preceded=(col("earlier") > 0) & (col("earlier") >= col("s") - window),
        followed=(col("later") <= col("e") + window).fill_null(False))


def positions():
    """Team and site of each agent on each day; of two assignments the later counts."""
    dates = {"from": pl.Date, "to": pl.Date}
    assignments = csv("assignments.csv", ["person_id", "from", "to", "role_id", "team_id", "supervisor_id",
                                          "site"], dates)
    people = csv("people.csv", ["person_id", "worker_class", "hired_on", "left_on", "site"])
    days = pl.LazyFrame({"day": pl.date_range(pl.date(2026, 1, 1), pl.date(2026, 6, 30), eager=True)}).with_columns(
        month=col("day").dt.strftime("%Y-%m"))
    held = assignments.join(days, how="cross").filter(
        (col("from") <= col("day")) & (col("to").is_null() | (col("to") >= col("day")))
    ).sort("from").unique(["person_id", "day"], keep="last").select("person_id", "day", "team_id", "site")
    return people.join(days, how="cross").join(held, on=["person_id", "day"], how="left").select(
        agent=col("person_id").cast(pl.Categorical),
        day=col("day").cast(pl.Int32), month="month", team=col("team_id"), site=col("site_right").fill_null(col("site"))).collect()


def totals(frame, group_by, key, monthly):
    keys = ([key] if key else []) + (["month"] if monthly else [])
    counts = [col(c).sum() for c in ["n", "x", "unsettled", "first_unknown", "unidentified", "said", "yes"]]
    total = frame.group_by(keys).agg(counts) if keys else frame.select(counts)
    return total.select(
        pl.lit(group_by).alias("group_by"), (col(key).cast(pl.String) if key else pl.lit("all")).alias("group"),
        (col("month") if monthly else pl.lit("all")).alias("period"),
        "n", "x", "unsettled", "first_unknown", "unidentified", "said", "yes")


legs = legs()
shared = shared_customers(legs)
known = legs.filter(col("customer").is_not_null()).join(shared, on="customer", how="anti")
unknown = legs.filter(col("customer").is_null() | col("customer").is_in(shared["customer"].implode()))
del legs
known = numbered(known.sort("customer", "s", "contact_id"), "customer").rename({"customer": "number"})
known, merged = joined(known)
qualifying = col("inbound") & col("handled") & col("agent").is_not_null()
known = known.filter(col("inbound") & (col("handled") | col("abandoned"))).with_columns(q=qualifying)
known = judged(known).filter("q")
unknown = unknown.filter(qualifying)

answers = csv("responses.csv", RESPONSES).filter(
    (col("instrument") == "voc") & (col("item") == "resolved") & col("value").is_in(["0", "1"])
).select("contact_id", "value").collect(engine="streaming")
answers = answers.join(merged, on="contact_id", how="left").group_by(
    col("conversation").fill_null(col("contact_id")).alias("contact_id")).agg(
    said=pl.len().cast(pl.Int64), yes=(col("value") == "1").sum().cast(pl.Int64))

first = ~col("preceded")
full = col("s") - window >= EPOCH_FROM - ORIGIN
settled = col("e") + window <= EPOCH_TO - ORIGIN
shape = ["contact_id", "agent", "call_type", ((col("s") + ORIGIN) // DAY).cast(pl.Int32).alias("day")]
state = pl.concat([
    known.select(*shape, n=first & full & settled, x=first & full & settled & ~col("followed"),
                 unsettled=first & full & ~settled, first_unknown=first & ~full, unidentified=pl.lit(False)),
    unknown.select(*shape, n=pl.lit(False), x=pl.lit(False), unsettled=pl.lit(False),
                   first_unknown=pl.lit(False), unidentified=pl.lit(True)),
]).join(answers, on="contact_id", how="left")
counts = [col(c).sum().cast(pl.Int64) for c in ["n", "x", "unsettled", "first_unknown", "unidentified", "said", "yes"]]
position = positions()
of_agents = state.group_by("agent", "day").agg(counts).join(position, on=["agent", "day"])
of_types = state.group_by("call_type", "day").agg(counts).join(
    position.select("day", "month").unique(), on="day")

total = pl.concat(
    [totals(of_agents, g, k, m) for g, k in [("all", None), ("agent", "agent"), ("team", "team"), ("site", "site")]
     for m in (False, True)] + [totals(of_types, "call_type", "call_type", m) for m in (False, True)])
fcr = total.filter(col("n") + col("unsettled") + col("first_unknown") + col("unidentified") > 0).select(
    pl.lit("window_fcr").alias("measure"), pl.lit(HEADLINE_DAYS).alias("window_days"),
    pl.lit("reason").alias("match"), "group_by", "group", "period", "n", "x", "unsettled", "first_unknown",
    "unidentified")
said = total.filter(col("said") > 0).select(
    pl.lit("voc_resolution").alias("measure"), "group_by", "group", "period", n="said", x="yes")
rate = pl.when(col("n") >= TOO_FEW).then(((2_000_000 * col("x") + col("n")) // (2 * col("n"))) / 1_000_000).round(6)
pl.concat([fcr, said], how="diagonal").with_columns(rate.alias("rate")).select(COLUMNS).sort(
    COLUMNS[:6]).write_csv(options.result)
