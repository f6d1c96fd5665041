"""One window in Polars, counts alone: who comes back within 7 days about the same matter, and what customers said.

    python3 one_window_counts_polars.py DATA_DIR RESULT_CSV

What was tried is said in polars_conversations.py.
"""
from polars_conversations import (ORIGIN, answers, col, conversations, located, options, period, pl, places,
                                  window)
from rates import COLUMNS, EPOCH_FROM, EPOCH_TO, HEADLINE_DAYS, TOO_FEW


def totals(frame, group_by, key, monthly):
    keys = ([key] if key else []) + (["month"] if monthly else [])
    counts = [col(c).sum() for c in ["n", "x", "unsettled", "first_unknown", "unidentified", "said", "yes"]]
    total = frame.group_by(keys).agg(counts) if keys else frame.select(counts)
    return total.select(
        pl.lit(group_by).alias("group_by"), (col(key).cast(pl.String) if key else pl.lit("all")).alias("group"),
        period(col("month") if monthly else pl.lit(None, pl.Int64)).alias("period"),
        "n", "x", "unsettled", "first_unknown", "unidentified", "said", "yes")


known, unknown, merged = conversations()
said = answers(merged).group_by("contact_id").agg(
    said=pl.len().cast(pl.Int64), yes=col("yes").sum().cast(pl.Int64))

first = ~col("preceded")
full = col("s") - window >= EPOCH_FROM - ORIGIN
settled = col("e") + window <= EPOCH_TO - ORIGIN
shape = ["contact_id", "agent", "call_type", "s"]
stands, place = places()
state = located(pl.concat([
    known.select(*shape, n=first & full & settled, x=first & full & settled & ~col("followed"),
                 unsettled=first & full & ~settled, first_unknown=first & ~full, unidentified=pl.lit(False)),
    unknown.select(*shape, n=pl.lit(False), x=pl.lit(False), unsettled=pl.lit(False),
                   first_unknown=pl.lit(False), unidentified=pl.lit(True)),
]), stands).join(said, on="contact_id", how="left")
counts = [col(c).sum().cast(pl.Int64) for c in ["n", "x", "unsettled", "first_unknown", "unidentified", "said", "yes"]]
of_agents = state.group_by("place", "month").agg(counts).join(place, on="place")
of_types = state.group_by("call_type", "month").agg(counts)

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
