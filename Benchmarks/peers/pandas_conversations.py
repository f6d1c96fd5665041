"""From exports to conversations in pandas, for the whole table and for counts alone.

What was tried, and what was kept (the fastest):
- reading: by pyarrow itself, which makes instants, too. With the C parser of pandas, and `to_datetime` with
  ISO8601 afterwards, the whole script takes 1.45 times as long (with a written format, or `parse_dates` while
  reading, still longer). The way of pandas to pyarrow's parser stops at line ends within quotes.
- order: a number of customer and start, sorted by numpy, then ids among equals; `sort_values` of the three
  columns takes twice as long.
- where agents stand: the place of each agent and day in one column, looked up by position, against a merge
  of counts by agent and day.
- first and followed: running maxima of numpy over sorted rows, with the customer's number in the high
  bits so that none reaches over to the next, as in Polars.
pandas works with one thread, but for reading.
"""

import numpy as np
import pandas as pd
import pyarrow as pa
from pyarrow.csv import ConvertOptions, ParseOptions, read_csv

from rates import DAY, EPOCH_FROM, EPOCH_TO, HEADLINE_DAYS, JOINED, SHARED_ID_MAX, SHARED_ID_SPAN, arguments

options = arguments()
pa.set_cpu_count(options.threads)
window = HEADLINE_DAYS * DAY
ORIGIN = EPOCH_FROM - 2 * window        # times are counted from here, so that none is negative
HIGH = 1 << 32                          # what a customer's number is multiplied by, above all times
FIRST_DAY, DAYS = EPOCH_FROM // DAY, (EPOCH_TO - EPOCH_FROM) // DAY


def csv(path, types, **more):
    return pd.read_csv(path, usecols=list(types), dtype=types, keep_default_na=False, na_values=[""], **more)


def legs():
    text, word, moment = pa.string(), pa.dictionary(pa.int32(), pa.string()), pa.timestamp("s")
    types = {"contact_id": text, "started_at": moment, "ended_at": moment, "customer_id": text, "channel": word,
             "direction": word, "call_type": word, "agent_id": word, "outcome": word, "handle_s": pa.int64(),
             "updated_at": moment}
    lines = ParseOptions(newlines_in_values=True)
    cells = ConvertOptions(column_types=types, include_columns=list(types), null_values=[""],
                           strings_can_be_null=True, timestamp_parsers=["%Y-%m-%dT%H:%M:%SZ"])
    tables = [read_csv(f, parse_options=lines, convert_options=cells)
              for f in sorted(options.data.glob("contacts-2026-*.csv"))]
    frame = pa.concat_tables(tables).to_pandas(split_blocks=True, self_destruct=True)
    del tables

    # Of two rows with one id the later update counts, among equals the last one read.
    twice = frame["contact_id"].duplicated(keep=False)
    suspects = frame[twice].sort_values("updated_at", kind="stable", na_position="first")
    lost = suspects.index[suspects["contact_id"].duplicated(keep="last")]
    frame = frame.drop(index=lost).drop(columns="updated_at")

    s, e = (frame[c].to_numpy().astype(np.int64) - ORIGIN for c in ["started_at", "ended_at"])
    open_end = frame["ended_at"].isna().to_numpy()
    handle = frame.pop("handle_s").fillna(0).to_numpy().astype(np.int64)
    frame["s"], frame["e"] = s, np.where(open_end, s + handle, e)
    inbound = frame["direction"] == "inbound"
    frame["joinable"] = inbound & frame["channel"].isin(JOINED)
    frame["handled"], frame["abandoned"] = frame["outcome"] == "handled", frame["outcome"] == "abandoned"
    frame["inbound"] = inbound
    frame["number"], _ = pd.factorize(frame.pop("customer_id"))
    frame["agent"], agents = pd.factorize(frame.pop("agent_id"))
    frame["type"], call_types = pd.factorize(frame.pop("call_type"))
    return frame.drop(columns=["channel", "direction", "outcome", "started_at", "ended_at"]), agents, call_types


def shared_customers(frame):
    counts = np.bincount(frame["number"].to_numpy() + 1)
    counts[0] = 0
    busy = frame.loc[counts[frame["number"].to_numpy() + 1] > SHARED_ID_MAX, ["number", "s"]]
    busy = busy.sort_values(["number", "s"])
    number, s = busy["number"].to_numpy(), busy["s"].to_numpy()
    near = (number[SHARED_ID_MAX:] == number[:-SHARED_ID_MAX]) & (
        s[SHARED_ID_MAX:] - s[:-SHARED_ID_MAX] <= SHARED_ID_SPAN)
    return np.unique(number[SHARED_ID_MAX:][near])


def in_order(frame):
    """By customer and start, and by id where both are equal."""
    key = frame["number"].to_numpy() * HIGH + frame["s"].to_numpy()
    order = np.argsort(key)
    same = key[order[1:]] == key[order[:-1]]
    tied = np.append(same, False) | np.append(False, same)
    rows = order[tied]
    ties = pd.DataFrame({"key": key[rows], "id": frame["contact_id"].iloc[rows].to_numpy(), "row": rows})
    order[tied] = ties.sort_values(["key", "id"])["row"].to_numpy()
    return frame.take(order).reset_index(drop=True)


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
    """Whether each conversation has an earlier qualifying one of its matter, and how long after it a trigger comes.

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
    frame["gap"] = later - e
    return frame


def conversations():
    """Qualifying conversations of known customers, those of unknown ones, names of codes, and joined legs.

    What lies between is gone when this returns.
    """
    frame, agents, call_types = legs()
    shared = shared_customers(frame)
    nobody = (frame["number"] < 0) | frame["number"].isin(shared)
    known = in_order(frame[~nobody])
    unknown = frame[nobody]
    del frame
    known, merged = joined(known)
    known = known[known["inbound"] & (known["handled"] | known["abandoned"])].copy()
    known["q"] = known["handled"] & (known["agent"] >= 0)
    known = judged(known)
    unknown = unknown[unknown["inbound"] & unknown["handled"] & (unknown["agent"] >= 0)]
    call_types = np.append(np.asarray(call_types, dtype=object), None)      # -1 is missing, and the last
    return known[known["q"]].copy(), unknown.copy(), np.asarray(agents), call_types, merged


def answers(merged):
    """What customers said, with the conversation instead of the leg."""
    read = csv(options.data / "responses.csv", {c: "str" for c in ["instrument", "item", "value", "contact_id"]})
    read = read[(read["instrument"] == "voc") & (read["item"] == "resolved") & read["value"].isin(["0", "1"])]
    ids = read["contact_id"]
    return pd.DataFrame({"contact_id": ids.map(merged).fillna(ids), "yes": read["value"] == "1"})


def places(agents):
    """Where agents stand, each a place: the place of each agent and day in their order, and the places.

    Of two assignments that hold on a day the later one counts.
    """
    held = csv(options.data / "assignments.csv", {c: "str" for c in ["person_id", "from", "to", "team_id", "site"]})
    homes = csv(options.data / "people.csv", {"person_id": "str", "site": "str"})
    homes = homes.set_index("person_id")["site"]
    held = held[held["person_id"].isin(agents)].sort_values("from", kind="stable")
    first = pd.Timestamp(EPOCH_FROM, unit="s")
    since = (pd.to_datetime(held["from"]) - first).dt.days.clip(0, DAYS)
    until = (pd.to_datetime(held["to"]) - first).dt.days.add(1).fillna(DAYS).clip(0, DAYS).astype("int64")
    lengths = (until - since).clip(0, None).to_numpy()
    every = pd.concat([
        pd.DataFrame({"agent": agents, "team": None, "site": homes.reindex(agents).to_numpy()}),
        pd.DataFrame({"agent": held["person_id"], "team": held["team_id"],
                      "site": held["site"].fillna(held["person_id"].map(homes))})], ignore_index=True)
    number = every.groupby(["agent", "team", "site"], dropna=False, sort=False).ngroup().to_numpy()
    place = every[~pd.Series(number).duplicated()].reset_index(drop=True)
    stands = np.repeat(number[:len(agents)], DAYS)
    begins = pd.Index(agents).get_indexer(held["person_id"]) * DAYS + since.to_numpy()
    at = np.repeat(begins - np.cumsum(lengths) + lengths, lengths) + np.arange(lengths.sum())
    stands[at] = np.repeat(number[len(agents):], lengths)       # of two the later one is written last
    return stands, place


def located(frame, stands):
    """Gives conversations their place and their month, 1, 2, … of the year."""
    day = (frame["s"].to_numpy() + ORIGIN) // DAY - FIRST_DAY
    frame["place"] = stands[frame["agent"].to_numpy() * DAYS + day]
    frame["month"] = pd.date_range("2026-01-01", "2026-06-30").month.to_numpy()[day]
    return frame
