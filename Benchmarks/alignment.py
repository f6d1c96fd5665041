#!/usr/bin/env python3
"""What the analysis of alignment costs: 5,000 agents in two roles, 36 months, 12 metrics on each scorecard, 1,000 draws.

    alignment.py [--runs N] [--agents N] [--leads N] [--binary PATH] [--check]

It builds the release binary, writes people, assignments, scorecards, metrics and contacts once (canonical headers, the
same bytes for the same numbers), and runs first contact resolution alone and with alignment, in turn. Handle time and
the outcome (acr) come from the contacts, eleven metrics from the table of metrics; the kind of work and both roles have a
model of twelve metrics each, and supervisors have theirs. CPU is user and system, of all threads; what alignment costs
with its files read and the contacts' tallies at hand is the median difference of the pairs. Prints Markdown. With --check
the exit status is 1 where alignment takes more than 5 s of CPU, or where it told no importance (then nothing was
measured). Exit status: 0 done, 70 a program failed.
"""
import argparse
import csv
import datetime
import random
import sys

import estimators
import paired
from paired import END, FIRST, day, starts, table

ROOT = estimators.ROOT
SCRATCH = ROOT / ".build-bench" / "alignment"
CONTACTS_A_MONTH = 8        # of an agent
METRICS = 12                # on a scorecard of agents, handle time among them
MOST_SECONDS = 5.0
CLASSES = ["outcome", "quality", "compliance", "people"]


def write(folder, agents, leads):
    """The exports, from one seeded generator."""
    dice = random.Random(20261123)
    folder.mkdir(parents=True, exist_ok=True)
    people, assignments = [], []
    for lead in range(leads):
        name, site = f"K{lead:04d}", f"site {lead * 20 // leads:02d}"
        people.append([name, "employee", day(-2000), "", site])
        assignments.append([name, day(-2000), "", "lead", f"T{lead:04d}", "", site, "hire"])
    for agent in range(agents):
        name, lead = f"A{agent:05d}", agent % leads
        site = f"site {lead * 20 // leads:02d}"
        people.append([name, "employee", day(-400), "", site])
        role = "csr2" if agent % 10 < 3 else "csr1"
        assignments.append([name, day(-400), "", role, f"T{lead:04d}", f"K{lead:04d}", site, "hire"])
    # Somebody left, or the roster would show those alone who are here.
    people.append(["Z", "employee", day(-900), day(-500), "site 00"])
    table(folder, "people", ["person_id", "worker_class", "hired_on", "left_on", "site"], people)
    table(folder, "assignments",
          ["person_id", "from", "to", "role_id", "team_id", "supervisor_id", "site", "move"], assignments)
    table(folder, "roles", ["role_id", "role_type", "level"],
          [["csr1", "customer_facing", 1], ["csr2", "customer_facing", 2], ["lead", "supervisor", 3]])
    names = [f"metric {place:02d}" for place in range(1, METRICS)]
    cards = []
    for role in ["csr1", "csr2"]:
        cards.append([role, role, FIRST, "handle_s", "efficiency", 0.12, 300, "down"])
        for place, name in enumerate(names):
            cards.append([role, role, FIRST, name, CLASSES[place % 4], 0.08, 60 if place < 3 else "", "up"])
    cards.append(["lead", "lead", FIRST, "coaching", "people", 0.4, "", "up"])
    cards.append(["lead", "lead", FIRST, "handle_s", "efficiency", 0.6, "", "down"])
    table(folder, "scorecards",
          ["scorecard_id", "role_id", "from", "metric", "metric_class", "weight", "target", "direction"], cards)
    months = list(zip(starts(), starts()[1:]))
    # By agent and month, how well it went: what metrics tell and what keeps customers from coming back.
    fortune = [[dice.gauss(0, 1) for _ in months] for _ in range(agents)]

    def delivered():
        for agent in range(agents):
            for place, (first, end) in enumerate(months):
                luck = fortune[agent][place]
                for number, name in enumerate(names):
                    value = 60 + 4 * (luck / (number + 1) + dice.gauss(0, 1))
                    yield [f"A{agent:05d}", day(first), day(end - 1), name, f"{value:.1f}", 20]
        for lead in range(leads):
            for first, end in months:
                yield [f"K{lead:04d}", day(first), day(end - 1), "coaching", dice.randrange(4, 20), ""]

    table(folder, "metrics", ["person_id", "period_start", "period_end", "metric", "value", "n"], delivered())

    def contacts():
        number = 0
        for place, (first, end) in enumerate(months):
            for agent in range(agents):
                back = min(0.9, max(0.02, 0.25 - 0.12 * fortune[agent][place]))
                for _ in range(CONTACTS_A_MONTH):
                    line = [f"K{number:08d}", "service", f"A{agent:05d}"]
                    when = dice.randrange(first, end - 2)
                    clock = f"T{8 + dice.randrange(10):02d}:{dice.randrange(60):02d}:00Z"
                    yield [f"C{number:08d}", day(when) + clock] + line + [200 + dice.randrange(400)]
                    if dice.random() < back:
                        yield [f"D{number:08d}", day(when + 2) + "T12:00:00Z"] + line + [200 + dice.randrange(400)]
                    number += 1

    table(folder, "contacts",
          ["contact_id", "started_at", "customer_id", "call_type", "agent_id", "handle_s"], contacts())


def pipeline(folder, analyses):
    """A pipeline over the exports; gives its path."""
    path = folder / f"{'-'.join(analyses)}.yaml"
    others = ["assignments", "roles", "scorecards", "metrics"]
    inputs = "".join(f"  - {{table: {name}, source: hr, files: [{name}.csv]}}\n" for name in others)
    path.write_text(f"""version: 1
as_of: {(END - datetime.timedelta(days=1)).isoformat()}
inputs:
  - {{table: contacts, source: acd, files: [contacts.csv], covers: {{from: {FIRST}, to: {END}}}}}
  - {{table: people, source: hr, files: [people.csv], covers: {{from: {FIRST}, to: {END}}}}}
{inputs}analyses: [{', '.join(analyses)}]
parameters:
  fcr: {{windows_days: [7], headline_days: 7, matches: [reason], measures: [window_fcr], group_by: [all]}}
""")
    return path


def importance(folder):
    """How many rows of importance the last run told."""
    with open(folder / "out" / "latest" / "tables" / "alignment_importance.csv", newline="") as file:
        return sum(1 for row in csv.DictReader(file) if row["importance"] and row["lo"])


def measure(options):
    binary = paired.built(options.binary)
    folder = SCRATCH / f"{options.agents}-{options.leads}"
    if not (folder / "contacts.csv").is_file():
        estimators.say("writing the exports")
        write(folder, options.agents, options.leads)
    alone, both = pipeline(folder, ["fcr"]), pipeline(folder, ["fcr", "alignment"])
    ours, _ = paired.pairs(binary, folder, alone, both, options.runs, "alignment")
    rows = importance(folder)
    print(f"| metrics with an importance and its interval | {rows} |")
    # Kind of work and both roles, twelve metrics each.
    if options.check and (ours > MOST_SECONDS or rows < 3 * METRICS):
        sys.exit(1)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--agents", type=int, default=5000)
    parser.add_argument("--leads", type=int, default=400)
    parser.add_argument("--binary")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    SCRATCH.mkdir(parents=True, exist_ok=True)
    measure(options)


if __name__ == "__main__":
    main()
