#!/usr/bin/env python3
"""What the analysis of turnover costs: 20,000 people in 2,000 teams over 60 months.

    turnover.py [--runs N] [--people N] [--teams N] [--binary PATH]

It builds the release binary, writes people, assignments and contacts once (canonical headers, the same bytes for the
same numbers), and runs first contact resolution alone and with turnover, in turn. CPU is user and system, of all
threads; what turnover costs with the contacts' tallies at hand is the median difference of the pairs. Beside it the
same models in pyfixest and lifelines, from tables in memory to the result, the best of three calls in one process;
preparing those tables counts for neither side. Prints Markdown. Exit status: 0 done, 70 a program failed.
"""
import argparse
import csv
import datetime
import json
import os
import random
import statistics
import subprocess
import sys
import time
from pathlib import Path

import estimators

ROOT = estimators.ROOT
SCRATCH = ROOT / ".build-bench" / "turnover"
FIRST = datetime.date(2021, 7, 1)
MONTHS = 60
END = datetime.date(2026, 7, 1)
CONTACTS_A_MONTH = 8        # of a team
CALLS = 3
YEAR = 365.25


def month_starts():
    return [datetime.date(2021 + (6 + place) // 12, (6 + place) % 12 + 1, 1) for place in range(MONTHS + 1)]


def write(folder, people, teams):
    """The exports, from one seeded generator."""
    dice = random.Random(20261123)
    folder.mkdir(parents=True, exist_ok=True)
    days = (END - FIRST).days
    # Who is in a team on a day: spans of (from, to, person), in days since FIRST.
    members = [[] for _ in range(teams)]
    hazards = [dice.uniform(0.05, 0.7) / YEAR for _ in range(teams)]
    with open(folder / "people.csv", "w", newline="") as people_file, \
            open(folder / "assignments.csv", "w", newline="") as assignments_file:
        spells, spans = csv.writer(people_file), csv.writer(assignments_file)
        spells.writerow(["person_id", "worker_class", "hired_on", "left_on", "exit_type", "exit_reason", "referred_by"])
        spans.writerow(["person_id", "from", "to", "role_id", "team_id", "supervisor_id", "site", "move"])
        person, seat = 0, 0
        while person < people:
            team, seat = seat % teams, seat + 1
            hired = -dice.randrange(30, 1500)
            while hired < days and person < people:
                start = max(hired, 0)
                left = start + int(dice.expovariate(hazards[team]))
                gone = left < days
                name = f"P{person:06d}"
                kind = "contractor" if dice.random() < 0.06 else "employee"
                exit_type = dice.choices(["voluntary", "involuntary", "other", "unknown"], [65, 20, 10, 5])[0]
                referred = f"P{dice.randrange(people):06d}" if dice.random() < 0.25 else ""
                spells.writerow([name, kind, day(hired), day(left) if gone else "", exit_type if gone else "",
                                 "another job" if gone and exit_type == "voluntary" else "", referred])
                # One in five is promoted, one in ten moves to another team.
                place, since, role, move = team, hired, "csr1", "hire"
                last = min(left, days - 1)
                if last > start + 60 and dice.random() < 0.3:
                    change = dice.randrange(start + 30, last)
                    span(spans, name, since, change - 1, role, place, move, teams)
                    members[place].append((max(since, 0), change - 1, name))
                    if dice.random() < 0.67:
                        role, move = "csr2", "promotion"
                    else:
                        place, move = dice.randrange(teams), "transfer"
                    since = change
                span(spans, name, since, left if gone else None, role, place, move, teams)
                members[place].append((max(since, 0), last, name))
                person += 1
                hired = left + dice.randrange(5, 45)
    with open(folder / "roles.csv", "w") as file:
        file.write("role_id,role_type,level\ncsr1,customer_facing,1\ncsr2,customer_facing,2\n")
    write_contacts(folder, members, dice)


def write_contacts(folder, members, dice):
    starts = month_starts()
    number = 0
    with open(folder / "contacts.csv", "w") as file:
        file.write("contact_id,started_at,customer_id,call_type,agent_id,handle_s\n")
        for first, end in zip(starts, starts[1:]):
            for spans in members:
                for _ in range(CONTACTS_A_MONTH):
                    date = (first - FIRST).days + dice.randrange((end - first).days)
                    there = [name for since, to, name in spans if since <= date <= to]
                    if not there:
                        continue
                    line = f"{day(date)}T{8 + dice.randrange(10):02d}:{dice.randrange(60):02d}:00Z,K{number:08d},service"
                    file.write(f"C{number:08d},{line},{dice.choice(there)},{200 + dice.randrange(400)}\n")
                    there = [name for since, to, name in spans if since <= date + 2 <= to]
                    if dice.random() < 0.25 and there and date + 2 < (END - FIRST).days:
                        again = f"{day(date + 2)}T12:00:00Z,K{number:08d},service"
                        file.write(f"D{number:08d},{again},{dice.choice(there)},{200 + dice.randrange(400)}\n")
                    number += 1


def span(file, name, since, to, role, team, move, teams):
    file.writerow([name, day(since), "" if to is None else day(to), role, f"T{team:04d}", f"S{team // 2:04d}",
                   f"site {team * 20 // teams:02d}", move])


def day(number):
    return (FIRST + datetime.timedelta(days=number)).isoformat()


def pipeline(folder, analyses):
    """A pipeline over the exports; gives its path. Without sites in fcr the unit of the models is the team."""
    path = folder / f"{'-'.join(analyses)}.yaml"
    path.write_text(f"""version: 1
as_of: {(END - datetime.timedelta(days=1)).isoformat()}
inputs:
  - {{table: contacts, source: acd, files: [contacts.csv], covers: {{from: {FIRST}, to: {END}}}}}
  - {{table: people, source: hr, files: [people.csv], covers: {{from: {FIRST}, to: {END}}}}}
  - {{table: assignments, source: hr, files: [assignments.csv]}}
  - {{table: roles, source: hr, files: [roles.csv]}}
analyses: [{', '.join(analyses)}]
parameters:
  fcr: {{windows_days: [7], headline_days: 7, matches: [reason], measures: [window_fcr], group_by: [all, team]}}
""")
    return path


def cpu(binary, path, out):
    """CPU seconds of a run; ends the script where the run does not end well."""
    before = os.times()
    done = subprocess.run([binary, "run", path, "--out", out, "--force", "--quiet"], capture_output=True, text=True)
    after = os.times()
    if done.returncode != 0:
        estimators.say(f"{path.name} ended with {done.returncode}: {done.stderr.strip()[:2000]}")
        sys.exit(70)
    return after.children_user - before.children_user + after.children_system - before.children_system


# The peers: the same models on the same exports; run by the packages' own Python.

def tables(folder):
    """Teams by month, and spells with their groups."""
    import numpy as np
    import pandas as pd
    people = pd.read_csv(folder / "people.csv", parse_dates=["hired_on", "left_on"])
    spans = pd.read_csv(folder / "assignments.csv", parse_dates=["from", "to"])
    origin = pd.Timestamp(FIRST)
    starts = np.array([(date - FIRST).days for date in month_starts()])
    kinds = people.set_index("person_id")["worker_class"]
    spans = spans[spans["person_id"].map(kinds) == "employee"]
    teams = sorted(spans["team_id"].unique())
    team = spans["team_id"].map({name: place for place, name in enumerate(teams)}).to_numpy()
    since = (spans["from"] - origin).dt.days.clip(lower=0).to_numpy()
    to = (spans["to"] - origin).dt.days.fillna(starts[-1] - 1).to_numpy()
    person_days, left = np.zeros((len(teams), MONTHS)), np.zeros((len(teams), MONTHS))
    for month in range(MONTHS):
        inside = np.minimum(to, starts[month + 1] - 1) - np.maximum(since, starts[month]) + 1
        np.add.at(person_days[:, month], team, np.clip(inside, 0, None))
    final = spans.drop_duplicates("person_id", keep="last")
    gone = final[final["to"].notna()]
    months = np.searchsorted(starts, (gone["to"] - origin).dt.days, side="right") - 1
    np.add.at(left, (gone["team_id"].map({name: place for place, name in enumerate(teams)}), months), 1)

    contacts = pd.read_csv(folder / "contacts.csv", usecols=["customer_id", "started_at", "agent_id"])
    firsts = contacts.drop_duplicates("customer_id", keep="first")
    resolved = ~firsts["customer_id"].isin(contacts[contacts["customer_id"].duplicated()]["customer_id"])
    home = final.set_index("person_id")["team_id"]
    cells = pd.DataFrame({"team": firsts["agent_id"].map(home), "x": resolved.astype(int),
                          "month": firsts["started_at"].str.slice(0, 7)}).dropna()
    cells = cells.groupby(["team", "month"])["x"].agg(["size", "sum"]).reset_index()
    cells["month"] = cells["month"].map({date.isoformat()[:7]: place for place, date in enumerate(month_starts())})
    cells["team"] = cells["team"].map({name: place for place, name in enumerate(teams)})
    t, m = cells["team"].to_numpy(), cells["month"].to_numpy()
    rate = np.divide(left, person_days, out=np.full_like(left, np.nan), where=person_days > 0) * YEAR
    panel = {"team": t, "month": m, "n": cells["size"], "y": cells["sum"] / cells["size"]}
    for lag in range(7):
        panel[f"x{lag}"] = np.where(m >= lag, rate[t, m - lag], np.nan)
    panel["lead"] = np.where(m + 1 < MONTHS, rate[t, np.minimum(m + 1, MONTHS - 1)], np.nan)
    year = np.array([left[a, b - 12:b].sum() / max(person_days[a, b - 12:b].sum(), 1) * YEAR if b >= 12 else np.nan
                     for a, b in zip(t, m)])
    panel |= {"turnover": year, "above": year > 0.2, "hinge": np.clip(year - 0.2, 0, None)}
    panel = pd.DataFrame(panel)
    panel["above"] = np.where(panel["turnover"].isna(), np.nan, panel["above"].astype(float))

    entry = (origin - people["hired_on"]).dt.days.clip(lower=0)
    exit = (people["left_on"].fillna(pd.Timestamp(END)) - people["hired_on"]).dt.days + 1
    last = spans.drop_duplicates("person_id", keep="first").set_index("person_id")
    spells = pd.DataFrame({
        "entry": entry, "exit": exit, "event": people["left_on"].notna().astype(int),
        "worker_class": people["worker_class"], "referred": people["referred_by"].notna().astype(str),
        "cohort": people["hired_on"].dt.year.astype(str), "site": people["person_id"].map(last["site"]).fillna("")})
    return panel, spells[spells["exit"] > spells["entry"]]


def time_peers(folder):
    """Prints the seconds of each model as JSON."""
    import contextlib
    import io
    import warnings
    warnings.simplefilter("ignore")
    import pyfixest
    from lifelines import KaplanMeierFitter
    from lifelines.statistics import multivariate_logrank_test
    panel, spells = tables(folder)
    lagged, yearly = panel.dropna(subset=["lead", "x6"]), panel.dropna(subset=["turnover"])

    def fixed(formula, frame):
        pyfixest.feols(formula + " | team + month", frame.copy(), vcov={"CRV1": "team"}, weights="n")

    def retention():
        for column in ["worker_class", "referred", "cohort", "site"]:
            for _, rows in spells.groupby(column):
                KaplanMeierFitter().fit(rows["exit"], rows["event"], entry=rows["entry"])
            multivariate_logrank_test(spells["exit"], spells[column], spells["event"])

    jobs = {
        "pyfixest, contrast": lambda: fixed("y ~ above", yearly),
        "pyfixest, lags and lead": lambda: fixed("y ~ " + " + ".join([f"x{lag}" for lag in range(7)] + ["lead"]), lagged),
        "pyfixest, hinge at 20 %": lambda: fixed("y ~ turnover + hinge", yearly),
        "lifelines, curves and log-rank tests": retention,
    }
    seconds = {}
    with contextlib.redirect_stdout(io.StringIO()):
        for name, job in jobs.items():
            seconds[name] = float("inf")
            for _ in range(CALLS):
                start = time.process_time()
                job()
                seconds[name] = min(seconds[name], time.process_time() - start)
    print(json.dumps(seconds))


def compare(options):
    python = estimators.installed()
    binary = options.binary
    if not binary:
        estimators.run(["swift", "build", "-c", "release", "--product", "firstcontact"], cwd=ROOT, stdout=sys.stderr)
        binary = ROOT / ".build" / "release" / "firstcontact"
    folder = SCRATCH / f"{options.people}-{options.teams}"
    if not (folder / "contacts.csv").is_file():
        estimators.say("writing the exports")
        write(folder, options.people, options.teams)
    alone, both = pipeline(folder, ["fcr"]), pipeline(folder, ["fcr", "turnover"])
    pairs = []
    for number in range(options.runs):
        estimators.say(f"run {number + 1} of {options.runs}")
        pairs.append((cpu(binary, alone, folder / "out"), cpu(binary, both, folder / "out")))
    ours = statistics.median(second - first for first, second in pairs)
    print("| what | CPU, s |\n|---|---|")
    print(f"| first contact resolution alone | {statistics.median(pair[0] for pair in pairs):.2f} |")
    print(f"| with turnover | {statistics.median(pair[1] for pair in pairs):.2f} |")
    print(f"| turnover, the tallies at hand | {ours:.2f} |")
    theirs = json.loads(estimators.run([python, __file__, "--time", folder], capture_output=True, text=True).stdout)
    for name, seconds in theirs.items():
        print(f"| {name} | {seconds:.2f} |")
    print(f"| ours / theirs | {ours / sum(theirs.values()):.3f} |")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--teams", type=int, default=2000)
    parser.add_argument("--binary")
    parser.add_argument("--time")
    options = parser.parse_args()
    if options.time:
        time_peers(Path(options.time))
    else:
        SCRATCH.mkdir(parents=True, exist_ok=True)
        estimators.SCRATCH.mkdir(parents=True, exist_ok=True)
        compare(options)


if __name__ == "__main__":
    main()
