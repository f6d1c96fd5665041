"""One window in pandas, the whole table: who comes back within 7 days about the same matter, and what customers said.

    python3 one_window_pandas.py DATA_DIR RESULT_CSV

What was tried on the way to conversations is said in pandas_conversations.py. From there, what was kept (the
fastest): for the squares of customers a key of group, month, customer and answer in one number, sorted by
numpy, against `groupby` of such keys (2 to 3 times); customers who were counted once are left out first;
answers merged with all conversations, against those that have one (2 times); distinct agents of call types by
`bincount` of such keys, against `drop_duplicates` and numpy's `unique` (6 times and more).
"""
from intervals import bounds, rate, survival
from pandas_conversations import ORIGIN, answers, conversations, located, np, options, pd, places, window
from rates import DAY, EPOCH_FROM, EPOCH_TO, HEADLINE_DAYS, TOO_FEW, WHOLE_COLUMNS

AGENT_GROUPS = ["all", "agent", "team", "site"]
GROUPS = [*AGENT_GROUPS, "call_type"]
UNIDENTIFIED, FIRST_UNKNOWN, UNSETTLED, COUNTED = range(1, 5)
STATUSES, EXITS = COUNTED + 1, HEADLINE_DAYS + 1
GONE, RETURNS = ([f"{name}{d}" for d in range(1, EXITS)] for name in ["gone", "returns"])
BESIDE = ["unsettled", "first_unknown", "unidentified"]
SQUARES = ["nn", "xn", "xx", "fewer"]
KEYS = ["group_by", "number", "month"]      # of a row; month 0 is all of them
MONTHS = 8                                  # above all months
CUSTOMERS = 1 << 32                         # above all numbers of customers and, from half of it on, of answers


def judge(known, unknown):
    """Adds what each conversation is to the measure, and the day it was gone: returned, or no longer seen."""
    s, e = known["s"].to_numpy(), known["e"].to_numpy()
    known["status"] = np.where(
        known["preceded"], 0, np.where(s - window < EPOCH_FROM - ORIGIN, FIRST_UNKNOWN,
                                       np.where(e + window > EPOCH_TO - ORIGIN, UNSETTLED, COUNTED)))
    return_day = (known["gap"].to_numpy().clip(1, window + DAY) + DAY - 1) // DAY
    last_day = np.minimum((EPOCH_TO - ORIGIN - e) // DAY, HEADLINE_DAYS)
    known["returned"] = return_day <= last_day
    known["exit_day"] = np.minimum(return_day, last_day).clip(0)
    unknown["number"], unknown["status"], unknown["returned"], unknown["exit_day"] = -1, UNIDENTIFIED, False, 0


def counts(state, key):
    """Counts by the key and month, with how many were gone on each day, and how many of these returned."""
    size = state[key].max() + 1
    at = state[key] * MONTHS + state["month"]
    for name, above in [("status", STATUSES), ("exit_day", EXITS), ("returned", 2)]:
        at = at * above + state[name]
    cells = np.bincount(at, minlength=size * MONTHS * STATUSES * EXITS * 2).reshape(-1, STATUSES, EXITS, 2)
    by_status, gone = cells.sum(axis=(2, 3)), cells[:, UNSETTLED:].sum(axis=1)
    columns = {"n": by_status[:, COUNTED], "x": cells[:, COUNTED, :, 0].sum(axis=1),
               **{name: by_status[:, s] for name, s in zip(BESIDE, [UNSETTLED, FIRST_UNKNOWN, UNIDENTIFIED])}}
    columns |= {name: gone[:, d].sum(axis=1) for d, name in enumerate(GONE, 1)}
    columns |= {name: gone[:, d, 1] for d, name in enumerate(RETURNS, 1)}
    found = np.flatnonzero(by_status[:, 1:].sum(axis=1))
    return pd.DataFrame({key: found // MONTHS, "month": found % MONTHS, **{c: v[found] for c, v in columns.items()}})


def grouped(frame, g, monthly):
    month = frame["month"] if monthly else 0
    return frame.assign(group_by=g, number=frame[g], month=month).groupby(KEYS)


def totals(frame, g, monthly):
    return grouped(frame, g, monthly)[["n", "x", *BESIDE, *GONE, *RETURNS]].sum().reset_index()


def people(frame, g, monthly):
    return grouped(frame, g, monthly)["agent"].nunique().rename("people").reset_index()


def clusters(frame, g, monthly):
    """Counts and sums of squares over the customers of each group: see intervals.py."""
    month = frame["month"].to_numpy() if monthly else 0
    key = (frame[g].to_numpy() * MONTHS + month) * CUSTOMERS + frame["customer"].to_numpy()
    rows = np.sort(key * 2 + frame["x"].to_numpy())
    begins = np.flatnonzero(np.concatenate(([True], rows[1:] // 2 != rows[:-1] // 2)))
    n, x = np.diff(np.append(begins, len(rows))), np.add.reduceat(rows % 2, begins)
    each = rows[begins] // 2 // CUSTOMERS
    begins = np.flatnonzero(np.concatenate(([True], each[1:] != each[:-1])))
    sums = {"n": n, "x": x, "nn": n * n - n, "xn": x * n - x, "xx": x * x - x, "fewer": n - 1}
    return pd.DataFrame({"group_by": g, "number": each[begins] // MONTHS, "month": each[begins] % MONTHS,
                         **{name: np.add.reduceat(v, begins) for name, v in sums.items()}})


def every(function, *frames):
    """One frame for all groups, of the first frame that has them, and for all months together and each alone."""
    return pd.concat(function(next(f for f in frames if g in f), g, monthly)
                     for g in GROUPS for monthly in (False, True))

known, unknown, agents, call_types, merged = conversations()
stands, place = places(agents)
place.insert(0, "all", "all")
judge(known, unknown)
shape = ["contact_id", "number", "type", "status", "returned", "exit_day", "place", "month"]
state = pd.concat([located(frame, stands)[shape] for frame in [known, unknown]], ignore_index=True)
del known, unknown

# Groups are numbers from here on.
state = state.rename(columns={"number": "customer", "type": "call_type"})
state["call_type"] %= len(call_types)       # a missing one is -1, and the last
names, numbers = [("call_type", call_types)], place[[]].copy()
for g in AGENT_GROUPS:
    numbers[g], words = pd.factorize(place[g], use_na_sentinel=False)
    names.append((g, words))
names = pd.concat(pd.DataFrame({"group_by": g, "number": range(len(w)), "group": w}) for g, w in names)

of_places, of_types = counts(state, "place").join(numbers, on="place"), counts(state, "call_type")
counted = state.loc[state["status"] == COUNTED, ["customer", "month", "place", "call_type", "returned"]]
key = np.flatnonzero(np.bincount((counted["call_type"] * MONTHS + counted["month"]) * len(place) + counted["place"]))
of_both = pd.DataFrame({"call_type": key // len(place) // MONTHS, "month": key // len(place) % MONTHS,
                        "agent": numbers["agent"].to_numpy()[key % len(place)]})

# Those that are counted are in the order of customers.
again = counted["customer"].to_numpy()[1:] == counted["customer"].to_numpy()[:-1]
several = counted[np.append(again, False) | np.append(False, again)]
several = several.assign(x=~several["returned"]).join(numbers, on="place")
said = answers(merged).merge(state, on="contact_id").join(numbers, on="place").rename(columns={"yes": "x"})
said["customer"] = said["customer"].where(said["customer"] >= 0, CUSTOMERS // 2 + said.index)

fcr = every(totals, of_places, of_types).assign(measure="window_fcr", window_days=HEADLINE_DAYS, match="reason")
fcr = fcr.merge(every(people, of_places[of_places["n"] > 0], of_both), on=KEYS, how="left")
fcr = fcr.merge(every(clusters, several).drop(columns=["n", "x"]), on=KEYS, how="left")
fcr[["people", *SQUARES]] = fcr[["people", *SQUARES]].fillna(0).astype("int64")
fcr["km"] = survival([fcr[c] for c in GONE], [fcr[c] for c in RETURNS])
voc = every(clusters, said).assign(measure="voc_resolution")
voc["people"] = voc["n"] - voc["fewer"]

result = pd.concat([fcr, voc]).merge(names, on=["group_by", "number"])
result["period"] = ("2026-0" + result["month"].astype("str")).where(result["month"] > 0, "all")
result["rate"] = rate(result["n"], result["x"])
result["lo"], result["hi"] = bounds(*(result[c] for c in ["n", "x", *SQUARES]))
shown, whole = ["rate", "lo", "hi", "km"], ["window_days", *BESIDE]
result[shown] = result[shown].where(result["n"] >= TOO_FEW)
result[whole] = result[whole].astype("Int64")
result[WHOLE_COLUMNS].sort_values(WHOLE_COLUMNS[:6]).to_csv(options.result, index=False)
