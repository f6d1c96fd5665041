"""One window in Polars, the whole table: who comes back within 7 days about the same matter, and what customers said.

    python3 one_window_polars.py DATA_DIR RESULT_CSV

What was tried on the way to conversations is said in polars_conversations.py. From there, what was kept (the
fastest): groups as numbers, a key of group, month and customer in one number against two columns (1.6 times)
and against sorting such keys (same time); customers who were counted once are left out first, by looking at
their neighbours in the order of customers, against counting them and `over` (10 times each); all that is left as
one lazy plan for the streaming engine, against the one in memory (same time or slower).
"""
from intervals import bounds, rate, survival
from polars_conversations import (ORIGIN, answers, col, conversations, located, options, period, pl, places,
                                  window)
from rates import DAY, EPOCH_FROM, EPOCH_TO, HEADLINE_DAYS, TOO_FEW, WHOLE_COLUMNS

AGENT_GROUPS = ["all", "agent", "team", "site"]
GROUPS = [*AGENT_GROUPS, "call_type"]
UNIDENTIFIED, FIRST_UNKNOWN, UNSETTLED, COUNTED = range(1, 5)
EXITS = range(1, HEADLINE_DAYS + 1)
GONE, RETURNS = ([f"{name}{d}" for d in EXITS] for name in ["gone", "returns"])
BESIDE = ["unsettled", "first_unknown", "unidentified"]
SQUARES = ["nn", "xn", "xx", "fewer"]
KEYS = ["group_by", "number", "month"]      # of a row; month 0 is all of them
MONTHS = 8                                  # above all months
CUSTOMERS = 1 << 32                         # above all numbers of customers and, from half of it on, of answers


def states(known, unknown, stands):
    """What each conversation is to the measure, and on which day it was gone: returned, or no longer seen."""
    status = pl.when("preceded").then(0).when(col("s") - window < EPOCH_FROM - ORIGIN).then(FIRST_UNKNOWN).when(
        col("e") + window > EPOCH_TO - ORIGIN).then(UNSETTLED).otherwise(COUNTED)
    return_day = ((col("later") - col("e")).clip(1, None) + DAY - 1) // DAY
    last_day = pl.min_horizontal((EPOCH_TO - ORIGIN - col("e")) // DAY, HEADLINE_DAYS)
    shape = ["contact_id", "agent", "call_type", "s"]
    return located(pl.concat([
        known.lazy().select(
            *shape, customer="number", status=status.cast(pl.UInt8),
            returned=(return_day <= last_day).fill_null(False),
            exit_day=pl.min_horizontal(return_day, last_day).clip(0, None).cast(pl.UInt8)),
        unknown.lazy().select(
            *shape, customer=pl.lit(None, pl.Int64), status=pl.lit(UNIDENTIFIED, pl.UInt8),
            returned=pl.lit(False), exit_day=pl.lit(0, pl.UInt8)),
    ]), stands).drop("agent", "s").collect()


def named(numbers, words, g):
    """The names of a grouping's numbers."""
    return pl.DataFrame({"group_by": g, "number": numbers, "group": words.cast(pl.String)})


def counts(state, key):
    """Counts by the key and month, with how many were gone on each day, and how many of these returned."""
    c, status, returned = col("c"), col("status"), col("returned")
    cells = state.filter(status > 0).group_by(key, "month", "status", "returned", "exit_day").agg(
        c=pl.len().cast(pl.Int64))
    gone = [(status >= UNSETTLED) & (col("exit_day") == d) for d in EXITS]
    return cells.group_by(key, "month").agg(
        n=c.filter(status == COUNTED).sum(), x=c.filter((status == COUNTED) & ~returned).sum(),
        unsettled=c.filter(status == UNSETTLED).sum(), first_unknown=c.filter(status == FIRST_UNKNOWN).sum(),
        unidentified=c.filter(status == UNIDENTIFIED).sum(),
        **{name: c.filter(left).sum() for name, left in zip(GONE, gone)},
        **{name: c.filter(left & returned).sum() for name, left in zip(RETURNS, gone)})


def grouped(frame, g, monthly):
    month = col("month") if monthly else pl.lit(0, pl.Int64)
    return frame.group_by(group_by=pl.lit(g), number=g, month=month)


def totals(frame, g, monthly):
    return grouped(frame, g, monthly).agg(col("n", "x", *BESIDE, *GONE, *RETURNS).sum())


def people(frame, g, monthly):
    """How many agents are behind the counted."""
    return grouped(frame, g, monthly).agg(people=col("agent").n_unique().cast(pl.Int64))


def clusters(frame, g, monthly):
    """Counts and sums of squares over the customers of each group: see intervals.py."""
    n, x, key = col("n"), col("x"), col("key")
    month = col("month") if monthly else 0
    each = frame.group_by(key=(col(g) * MONTHS + month) * CUSTOMERS + col("customer")).agg(
        n=pl.len().cast(pl.Int64), x=x.sum().cast(pl.Int64))
    sums = each.group_by(key=key // CUSTOMERS).agg(
        n=n.sum(), x=x.sum(), nn=(n * n - n).sum(), xn=(x * n - x).sum(), xx=(x * x - x).sum(), fewer=(n - 1).sum())
    return sums.select(pl.lit(g).alias("group_by"), "n", "x", *SQUARES, number=key // MONTHS, month=key % MONTHS)


def every(function, of_agents, of_types):
    """One plan for all groups, and for all months together and each alone."""
    return pl.concat(function((of_types if g == "call_type" else of_agents).lazy(), g, monthly)
                     for g in GROUPS for monthly in (False, True))


# Where agents stand, and conversations, with groups as numbers.
stands, place = places()
place = place.with_columns(all=pl.lit("all"))
numbered = place.with_columns(
    col(g).cast(pl.String).fill_null("").rank("dense").cast(pl.Int64) for g in AGENT_GROUPS)
known, unknown, merged = conversations()
state = states(known, unknown, stands)
del known, unknown
words = state["call_type"].unique()
state = state.with_columns(col("call_type").to_physical().cast(pl.Int64).fill_null(-1))
names = pl.concat([named(numbered[g], place[g], g).unique() for g in AGENT_GROUPS]
                  + [named(words.to_physical().cast(pl.Int64).fill_null(-1), words, "call_type")])

# Those that are counted are in the order of customers.
counted = state.lazy().filter(status=COUNTED)
customer = col("customer")
several = counted.filter((customer == customer.shift(1)) | (customer == customer.shift(-1))).select(
    "customer", "month", "place", "call_type", x=~col("returned"))
of_places, of_types, of_both, several = pl.collect_all([
    counts(state.lazy(), "place").join(numbered.lazy(), on="place"), counts(state.lazy(), "call_type"),
    counted.select("call_type", "month", "place").unique().join(numbered.lazy(), on="place"),
    several.join(numbered.lazy(), on="place"),
], engine="streaming")
said = answers(merged).join(state, on="contact_id").join(numbered, on="place").with_row_index("answer").with_columns(
    x="yes", customer=customer.fill_null(col("answer") + CUSTOMERS // 2))

total = every(totals, of_places, of_types)
behind = every(people, of_places.filter(col("n") > 0), of_both)
squares = every(clusters, several, several).drop("n", "x")
fcr = total.join(behind, on=KEYS, how="left").join(squares, on=KEYS, how="left").with_columns(
    col("people", *SQUARES).fill_null(0), measure=pl.lit("window_fcr"), window_days=pl.lit(HEADLINE_DAYS),
    match=pl.lit("reason"), km=survival([col(c) for c in GONE], [col(c) for c in RETURNS]))
voc = every(clusters, said, said).with_columns(
    people=col("n") - col("fewer"), measure=pl.lit("voc_resolution"))

lo, hi = bounds(*(col(c) for c in ["n", "x", *SQUARES]))
shown = {"rate": rate(col("n"), col("x")), "lo": lo, "hi": hi, "km": col("km")}
pl.concat([fcr, voc], how="diagonal").join(names.lazy(), on=["group_by", "number"]).with_columns(
    period=period(pl.when(col("month") > 0).then("month")),
    **{name: pl.when(col("n") >= TOO_FEW).then(value) for name, value in shown.items()},
).select(WHOLE_COLUMNS).sort(WHOLE_COLUMNS[:6]).collect(engine="streaming").write_csv(options.result)
