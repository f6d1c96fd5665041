"""One window in pandas: who comes back within 7 days about the same matter, and what customers said.

    python3 one_window_pandas.py DATA_DIR RESULT_CSV

What was tried, and what was kept (the fastest):
- reading: the C parser; the parser of pyarrow stops at line ends within quotes. Text backed by pyarrow.
- instants: `to_datetime` with ISO8601 afterwards; a written format takes 17 times as long, and
  `parse_dates` while reading four times the whole reading.
- first and followed: running maxima of numpy over sorted rows, with the customer's number in the high
  bits so that none reaches over to the next, as in Polars.
pandas works with one thread.
"""

import numpy as np
import pandas as pd

from rates import (CHANNELS, COLUMNS, DAY, DIRECTIONS, EPOCH_FROM, EPOCH_TO, HEADLINE_DAYS, JOINED, OUTCOMES,
                   SHARED_ID_MAX, SHARED_ID_SPAN, TOO_FEW, arguments)

options = arguments()
window = HEADLINE_DAYS * DAY
ORIGIN = EPOCH_FROM - 2 * window        # times are counted from here, so that none is negative
HIGH = 1 << 32                          # what a customer's number is multiplied by, above all times
COUNTS = ["n", "x", "unsettled", "first_unknown", "unidentified", "said", "yes"]


def csv(path, types, **more):
    return pd.read_csv(path, usecols=list(types), dtype=types, keep_default_na=False, na_values=[""], **more)


def seconds(text):
    """Seconds from the origin, and where there are none."""
    moments = pd.to_datetime(text, format="ISO8601").dt.tz_localize(None).astype("datetime64[s]")
    return moments.to_numpy().astype(np.int64) - ORIGIN, moments.isna().to_numpy()


def legs():
    types = {"contact_id": "str", "started_at": "str", "ended_at": "str", "customer_id": "str",
             "channel": pd.CategoricalDtype(CHANNELS), "direction": pd.CategoricalDtype(DIRECTIONS),
             "call_type": "str", "agent_id": "str", "outcome": pd.CategoricalDtype(OUTCOMES),
             "handle_s": "float64", "updated_at": "str"}
    files = sorted(options.data.glob("contacts-2026-*.csv"))
    frame = pd.concat([csv(f, types) for f in files], ignore_index=True)

    # Of two rows with one id the later update counts (text of one form is in order), among equals the
    # last one read.
    twice = frame["contact_id"].duplicated(keep=False)
    suspects = frame[twice].sort_values("updated_at", kind="stable", na_position="first")
    lost = suspects.index[suspects["contact_id"].duplicated(keep="last")]
    frame = frame.drop(index=lost).drop(columns="updated_at")

    s, _ = seconds(frame.pop("started_at"))
    e, open_end = seconds(frame.pop("ended_at"))
    handle = frame.pop("handle_s").fillna(0).to_numpy().astype(np.int64)
    frame["s"], frame["e"] = s, np.where(open_end, s + handle, e)
    inbound = frame["direction"] == "inbound"
    frame["joinable"] = inbound & frame["channel"].isin(JOINED)
    frame["handled"], frame["abandoned"] = frame["outcome"] == "handled", frame["outcome"] == "abandoned"
    frame["inbound"] = inbound
    frame["number"], _ = pd.factorize(frame.pop("customer_id"))
    frame["agent"], agents = pd.factorize(frame.pop("agent_id"))
    frame["type"], call_types = pd.factorize(frame.pop("call_type"))
    return frame.drop(columns=["channel", "direction", "outcome"]), agents, call_types


def shared_customers(frame):
    counts = np.bincount(frame["number"].to_numpy() + 1)
    counts[0] = 0
    busy = frame.loc[counts[frame["number"].to_numpy() + 1] > SHARED_ID_MAX, ["number", "s"]]
    busy = busy.sort_values(["number", "s"])
    number, s = busy["number"].to_numpy(), busy["s"].to_numpy()
    near = (number[SHARED_ID_MAX:] == number[:-SHARED_ID_MAX]) & (
        s[SHARED_ID_MAX:] - s[:-SHARED_ID_MAX] <= SHARED_ID_SPAN)
    return np.unique(number[SHARED_ID_MAX:][near])


def before(values):
    """The highest of the values before each row, 0 before the first."""
    return np.concatenate(([0], np.maximum.accumulate(values)[:-1]))


def after(values):
    """The lowest of the values after each row."""
    lowest = np.minimum.accumulate(values[::-1])[::-1]
    return np.concatenate((lowest[1:], [np.iinfo(np.int64).max]))


def joined(frame):
    """Conversations of the sorted legs, and which leg went into which conversation."""
    high = frame["number"].to_numpy() * HIGH + HIGH
    joinable = frame["joinable"].to_numpy()
    over = joinable & (before(np.where(joinable, high + frame["e"], high)) > high + frame["s"])
    place = np.arange(len(frame))
    frame["first"] = np.maximum.accumulate(np.where(joinable & ~over, place, 0))
    leaders = np.unique(frame["first"].to_numpy()[over])
    several = frame[joinable & np.isin(frame["first"].to_numpy(), leaders)]
    groups = several.groupby("first")
    credited = several[several["handled"] & (several["agent"] >= 0)].groupby("first")["agent"].last()
    for name, values in [("e", groups["e"].max()), ("handled", groups["handled"].any()),
                         ("abandoned", groups["abandoned"].any()),
                         ("agent", credited.reindex(leaders, fill_value=-1))]:
        column = frame[name].to_numpy(copy=True)
        column[leaders] = values.to_numpy()
        frame[name] = column
    names = pd.Series(frame["contact_id"].to_numpy()[several["first"]], index=several["contact_id"])
    return frame[~over].drop(columns=["first", "joinable"]), names


def judged(frame):
    """Whether each conversation has an earlier qualifying one of its matter, and a later trigger.

    The rows are in order, and all are triggers.
    """
    s, e, q = (frame[c].to_numpy() for c in ["s", "e", "q"])
    kind = frame["type"].to_numpy()
    blank = kind < 0
    high = (frame["number"].to_numpy() + 1) * HIGH
    never = np.iinfo(np.int64).max
    earlier = np.where(blank, before(np.where(q, high + e, high)),
                       before(np.where(q & blank, high + e, high))) - high
    later = np.where(blank, after(high + s), after(np.where(blank, high + s, never))) - high
    matter = frame["number"].to_numpy() * (kind.max() + 2) + kind + 1
    order = np.argsort(matter, kind="stable")
    matter = matter[order]
    high = (1 + np.cumsum(np.concatenate(([0], matter[1:] != matter[:-1])))) * HIGH
    earlier[order] = np.maximum(earlier[order], before(np.where(q[order], high + e[order], high)) - high)
    later[order] = np.minimum(later[order], after(high + s[order]) - high)
    frame["preceded"] = (earlier > 0) & (earlier >= s - window)
    frame["followed"] = later <= e + window
    return frame


def positions(agents):
    """Team and site of each agent on each day; of two assignments the later counts."""
    words = {c: "str" for c in ["person_id", "from", "to", "team_id", "site"]}
    assignments = csv(options.data / "assignments.csv", words)
    people = csv(options.data / "people.csv", {"person_id": "str", "site": "str"})
    days = pd.DataFrame({"date": pd.date_range("2026-01-01", "2026-06-30")})
    days["day"] = (days["date"].astype("datetime64[s]").astype("int64") // DAY)
    days["month"] = days["date"].dt.strftime("%Y-%m")
    assignments["from"] = pd.to_datetime(assignments["from"])
    assignments["to"] = pd.to_datetime(assignments["to"]).fillna(pd.Timestamp("2200-01-01"))
    held = assignments.merge(days, how="cross")
    held = held[(held["from"] <= held["date"]) & (held["date"] <= held["to"])].sort_values("from", kind="stable")
    held = held.drop_duplicates(["person_id", "day"], keep="last")[["person_id", "day", "team_id", "site"]]
    where = people.merge(days, how="cross").merge(held, on=["person_id", "day"], how="left",
                                                  suffixes=("_home", ""))
    where["site"] = where["site"].fillna(where["site_home"])
    where["agent"] = pd.Index(agents).get_indexer(where["person_id"])
    return where[["agent", "day", "month", "team_id", "site"]].rename(columns={"team_id": "team"}), days


def totals(frame, group_by, name):
    frame = frame.assign(all="all")
    frames = []
    for monthly in (False, True):
        keys = [name] + (["month"] if monthly else [])
        total = frame.groupby(keys, dropna=False)[COUNTS].sum().reset_index()
        total["period"] = total["month"] if monthly else "all"
        total["group"], total["group_by"] = total[name], group_by
        frames.append(total[["group_by", "group", "period"] + COUNTS])
    return pd.concat(frames)


frame, agents, call_types = legs()
shared = shared_customers(frame)
unknown = (frame["number"] < 0) | frame["number"].isin(shared)
known = frame[~unknown].sort_values(["number", "s", "contact_id"], ignore_index=True)
unknown = frame[unknown]
del frame
known, merged = joined(known)
known = known[known["inbound"] & (known["handled"] | known["abandoned"])].copy()
known["q"] = known["handled"] & (known["agent"] >= 0)
known = judged(known)
known = known[known["q"]].copy()
unknown = unknown[unknown["inbound"] & unknown["handled"] & (unknown["agent"] >= 0)].copy()

answers = csv(options.data / "responses.csv",
              {c: "str" for c in ["instrument", "item", "value", "contact_id"]})
answers = answers[(answers["instrument"] == "voc") & (answers["item"] == "resolved")
                  & answers["value"].isin(["0", "1"])]
ids = answers["contact_id"]
answers = pd.DataFrame({"contact_id": ids.map(merged).fillna(ids), "said": 1,
                        "yes": (answers["value"] == "1").astype("int64")})
answers = answers.groupby("contact_id", as_index=False).sum()

first = ~known["preceded"]
full = known["s"] - window >= EPOCH_FROM - ORIGIN
settled = known["e"] + window <= EPOCH_TO - ORIGIN
known["n"] = first & full & settled
known["x"] = known["n"] & ~known["followed"]
known["unsettled"], known["first_unknown"], known["unidentified"] = first & full & ~settled, first & ~full, False
for name in COUNTS[:4]:
    unknown[name] = False
unknown["unidentified"] = True
shape = ["contact_id", "agent", "type", "s"] + COUNTS[:5]
state = pd.concat([known[shape], unknown[shape]]).merge(answers, on="contact_id", how="left")
state["day"] = (state.pop("s") + ORIGIN) // DAY
state[COUNTS] = state[COUNTS].fillna(0).astype("int64")

where, days = positions(agents)
of_agents = state.groupby(["agent", "day"])[COUNTS].sum().reset_index().merge(where, on=["agent", "day"])
of_agents["agent"] = np.asarray(agents)[of_agents["agent"]]
of_types = state.groupby(["type", "day"])[COUNTS].sum().reset_index().merge(days[["day", "month"]], on="day")
of_types["call_type"] = np.append(np.asarray(call_types, dtype=object), None)[of_types["type"]]
total = pd.concat([totals(of_agents, g, g) for g in ["all", "agent", "team", "site"]]
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
