"""From exports to conversations in Polars, for the whole table and for counts alone.

What was tried, and what was kept (the fastest):
- instants: `to_datetime` of text with its format; the reader's own parsing is ten times as slow, and
  putting them together from slices is no faster.
- words: Enum where the words are known, as those of agents are, Categorical for call types; text for ids.
- duplicates: ids whose hash comes twice, then exactly those, against `unique` over all (2 times).
- customers: the hash of the id, numbered after the sort; `rank` of the ids takes a hundred times as long,
  Categorical thirty times.
- shared ids: rows in order beside the one 30 further on, against counting customers first (10 times).
- where agents stand: the place of each agent and day in one column, looked up by position, against a join
  by agent and day (10 times).
- first and followed: running maxima over the sorted rows, with the customer's number in the high bits
  so that none reaches over to the next, against a join of a customer's contacts with those of the next
  weeks (2 times as slow) and `over` customers (20 times).
"""
import os

from rates import (CHANNELS, CONTACTS, DAY, DIRECTIONS, EPOCH_FROM, EPOCH_TO, HEADLINE_DAYS, JOINED, OUTCOMES,
                   RESPONSES, SHARED_ID_MAX, SHARED_ID_SPAN, arguments)

options = arguments()
os.environ["POLARS_MAX_THREADS"] = str(options.threads)    # read when the library is loaded
import polars as pl
from polars import col

window = HEADLINE_DAYS * DAY
ORIGIN = EPOCH_FROM - 2 * window        # times are counted from here, so that none is negative
HIGH = 1 << 32          # what a customer's number is multiplied by, above all times
WORDS = 1 << 20         # above all codes of words
FIRST_DAY, DAYS = EPOCH_FROM // DAY, (EPOCH_TO - EPOCH_FROM) // DAY


def instant(name):
    moment = col(name).str.to_datetime("%Y-%m-%dT%H:%M:%SZ", time_unit="ms")
    return moment.dt.epoch("s").cast(pl.Int64) - ORIGIN


def csv(pattern, columns, types={}):
    return pl.scan_csv(options.data / pattern, schema={c: types.get(c, pl.String) for c in columns})


def people():
    return csv("people.csv", ["person_id", "worker_class", "hired_on", "left_on", "site"])


AGENTS = pl.Enum(people().select("person_id").collect().to_series())


def legs():
    types = {"channel": pl.Enum(CHANNELS), "direction": pl.Enum(DIRECTIONS), "outcome": pl.Enum(OUTCOMES),
             "call_type": pl.Categorical, "agent_id": AGENTS, "handle_s": pl.Int64}
    inbound = col("direction") == "inbound"
    frame = csv("contacts-2026-*.csv", CONTACTS, types).select(
        "contact_id", instant("started_at").alias("s"), instant("ended_at").alias("e"), "handle_s",
        pl.when(col("customer_id").is_not_null()).then(col("customer_id").hash()).alias("customer"),
        inbound.alias("inbound"),
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
    """Those with too many contacts within too few days; the rows are in order."""
    later = (col("customer") == col("customer").shift(-SHARED_ID_MAX)) & (
        col("s").shift(-SHARED_ID_MAX) - col("s") <= SHARED_ID_SPAN)
    return frame.filter(later).select(col("customer").unique().implode()).to_series()


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


def conversations():
    """Qualifying conversations of known customers, those of unknown ones, and which leg went into which.

    What lies between is gone when this returns.
    """
    frame = legs().sort("customer", "s", "contact_id")
    nobody = col("customer").is_null() | col("customer").is_in(shared_customers(frame))
    known, unknown = frame.filter(~nobody), frame.filter(nobody)
    del frame
    known = numbered(known, "customer").rename({"customer": "number"})
    known, merged = joined(known)
    qualifying = col("inbound") & col("handled") & col("agent").is_not_null()
    known = known.filter(col("inbound") & (col("handled") | col("abandoned"))).with_columns(q=qualifying)
    return judged(known).filter("q"), unknown.filter(qualifying), merged


def answers(merged):
    """What customers said, with the conversation instead of the leg."""
    said = csv("responses.csv", RESPONSES).filter(
        (col("instrument") == "voc") & (col("item") == "resolved") & col("value").is_in(["0", "1"])
    ).select("contact_id", "value").collect(engine="streaming")
    return said.join(merged, on="contact_id", how="left").select(
        contact_id=col("conversation").fill_null(col("contact_id")), yes=col("value") == "1")


def places():
    """Where agents stand, each a place: the place of each agent and day in their order, and the places.

    Of two assignments that hold on a day the later one counts.
    """
    dates = {"from": pl.Date, "to": pl.Date}
    agent = col("person_id").cast(AGENTS).alias("agent")
    homes = people().select(agent, "site", team=pl.lit(None, pl.String)).collect()
    held = csv("assignments.csv", ["person_id", "from", "to", "role_id", "team_id", "supervisor_id", "site"], dates)
    held = held.sort("from").select(
        agent, team="team_id", site="site", since=(col("from").cast(pl.Int64) - FIRST_DAY).clip(0, DAYS),
        until=(col("to").cast(pl.Int64) + 1 - FIRST_DAY).fill_null(DAYS).clip(0, DAYS),
    ).collect().join(homes, on="agent").with_columns(col("site").fill_null(col("site_right")))
    at = col("agent").to_physical().cast(pl.Int64) * DAYS
    key = ["agent", "team", "site"]
    place = pl.concat([homes.select(key), held.select(key)]).unique().with_row_index("place")
    homes, held = (f.join(place, on=key, nulls_equal=True, maintain_order="left") for f in [homes, held])
    held = held.select("place", at=pl.int_ranges(at + col("since"), at + col("until"))).explode("at").drop_nulls()
    stands = homes["place"].gather(pl.int_range(len(homes) * DAYS, eager=True) // DAYS)
    return stands.scatter(held["at"], held["place"]), place     # of two the later one is written last


def located(frame, stands):
    """The place of each conversation and its month, 1, 2, … of the year."""
    day = (col("s") + ORIGIN) // DAY - FIRST_DAY
    months = pl.date_range(pl.date(2026, 1, 1), pl.date(2026, 6, 30), eager=True).dt.month().cast(pl.Int64)
    return frame.with_columns(
        place=pl.lit(stands).gather(col("agent").to_physical().cast(pl.Int64) * DAYS + day),
        month=pl.lit(months).gather(day))


def period(month):
    """The name of a month, where it is given, or of all of them."""
    return pl.format("2026-0{}", month).fill_null("all")
