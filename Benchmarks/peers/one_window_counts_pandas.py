"""One window in pandas, counts alone: who comes back within 7 days about the same matter, and what customers said.

    python3 one_window_counts_pandas.py DATA_DIR RESULT_CSV

What was tried is said in pandas_conversations.py.
"""
from pandas_conversations import ORIGIN, answers, conversations, located, options, pd, places, window
from rates import COLUMNS, EPOCH_FROM, EPOCH_TO, HEADLINE_DAYS, TOO_FEW

COUNTS = ["n", "x", "unsettled", "first_unknown", "unidentified", "said", "yes"]


def totals(frame, group_by, name):
    frame = frame.assign(all="all")
    frames = []
    for monthly in (False, True):
        keys = [name] + (["month"] if monthly else [])
        total = frame.groupby(keys, dropna=False)[COUNTS].sum().reset_index()
        total["period"] = "2026-0" + total["month"].astype("str") if monthly else "all"
        total["group"], total["group_by"] = total[name], group_by
        frames.append(total[["group_by", "group", "period"] + COUNTS])
    return pd.concat(frames)


known, unknown, agents, call_types, merged = conversations()
said = answers(merged).assign(said=1).groupby("contact_id", as_index=False).sum()

first = ~known["preceded"]
full = known["s"] - window >= EPOCH_FROM - ORIGIN
settled = known["e"] + window <= EPOCH_TO - ORIGIN
known["n"] = first & full & settled
known["x"] = known["n"] & (known["gap"] > window)
known["unsettled"], known["first_unknown"], known["unidentified"] = first & full & ~settled, first & ~full, False
for name in COUNTS[:4]:
    unknown[name] = False
unknown["unidentified"] = True
stands, place = places(agents)
shape = ["contact_id", "place", "type", "month"] + COUNTS[:5]
state = pd.concat([located(f, stands)[shape] for f in [known, unknown]]).merge(said, on="contact_id", how="left")
state[COUNTS] = state[COUNTS].fillna(0).astype("int64")

of_places = state.groupby(["place", "month"])[COUNTS].sum().reset_index().join(place, on="place")
of_types = state.groupby(["type", "month"])[COUNTS].sum().reset_index()
of_types["call_type"] = call_types[of_types["type"]]
total = pd.concat([totals(of_places, g, g) for g in ["all", "agent", "team", "site"]]
                  + [totals(of_types, "call_type", "call_type")])

fcr = total[total[["n", "unsettled", "first_unknown", "unidentified"]].sum(axis=1) > 0].assign(
    measure="window_fcr", window_days=str(HEADLINE_DAYS), match="reason").drop(columns=["said", "yes"])
said = total[total["said"] > 0][["group_by", "group", "period", "said", "yes"]].rename(
    columns={"said": "n", "yes": "x"}).assign(measure="voc_resolution")
result = pd.concat([fcr, said])
result["rate"] = (((2_000_000 * result["x"] + result["n"]) // (2 * result["n"].clip(lower=1))) / 1_000_000).where(
    result["n"] >= TOO_FEW)
for name in ["unsettled", "first_unknown", "unidentified"]:
    result[name] = result[name].astype("Int64")
result[COLUMNS].sort_values(COLUMNS[:6]).to_csv(options.result, index=False)
