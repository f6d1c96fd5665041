#!/usr/bin/env python3
"""What the analysis of coaching costs: 5,000 agents, 400 coaches, 36 months, 500,000 sessions.

    coaching.py [--runs N] [--agents N] [--coaches N] [--sessions N] [--binary PATH] [--check]

It builds the release binary, writes people, assignments, sessions, surveys, quality scores and contacts once (canonical
headers, the same bytes for the same numbers), and runs first contact resolution alone and with coaching, in turn. CPU is
user and system, of all threads; what coaching costs with the contacts' tallies at hand is the median difference of the
pairs. Peak memory is that of the whole run, by its manifest. Prints Markdown. With --check the exit status is 1 where
coaching takes more than 10 s of CPU or the run more than 512 MiB. Exit status: 0 done, 70 a program failed.
"""
import argparse
import datetime
import random
import sys

import estimators
import paired
from paired import END, FIRST, day, starts, table

ROOT = estimators.ROOT
SCRATCH = ROOT / ".build-bench" / "coaching"
DAYS = (END - FIRST).days
CONTACTS_A_MONTH = 8        # of an agent
MOST_SECONDS = 10.0
MOST_BYTES = 512 << 20
TRIGGERS = ["scheduled", "development", "low_score", "incident", "complaint", ""]
KINDS = ["one_on_one", "group", "side_by_side", "career", "recognition", "feedback", ""]


def write(folder, agents, coaches, sessions):
    """The exports, from one seeded generator."""
    dice = random.Random(20261123)
    folder.mkdir(parents=True, exist_ok=True)
    people, assignments = [], []
    for coach in range(coaches):
        name, site = f"K{coach:04d}", f"site {coach * 20 // coaches:02d}"
        people.append([name, "employee", day(-2000), "", site])
        assignments.append([name, day(-2000), "", "lead", f"T{coach:04d}", "", site, "hire"])
    for agent in range(agents):
        name, coach = f"A{agent:05d}", agent % coaches
        hired = dice.randrange(-1500, 300)
        gone = dice.random() < 0.3
        left = dice.randrange(max(hired, 0) + 200, DAYS) if gone else None
        site = f"site {coach * 20 // coaches:02d}"
        people.append([name, "employee", day(hired), day(left) if gone else "", site])
        head = [f"T{coach:04d}", f"K{coach:04d}", site]
        if dice.random() < 0.05 and not gone:
            change = dice.randrange(max(hired, 0) + 100, DAYS)
            assignments.append([name, day(hired), day(change - 1), "csr1"] + head + ["hire"])
            assignments.append([name, day(change), "", "csr2"] + head + ["promotion"])
        else:
            assignments.append([name, day(hired), day(left) if gone else "", "csr1"] + head + ["hire"])
    table(folder, "people", ["person_id", "worker_class", "hired_on", "left_on", "site"], people)
    table(folder, "assignments",
          ["person_id", "from", "to", "role_id", "team_id", "supervisor_id", "site", "move"], assignments)
    table(folder, "roles", ["role_id", "role_type", "level"],
          [["csr1", "customer_facing", 1], ["csr2", "customer_facing", 2], ["lead", "supervisor", 3]])

    def log():
        for number in range(sessions):
            agent = dice.randrange(agents)
            # Of most agents reactive sessions begin late enough to be seen beginning.
            when = dice.randrange(DAYS)
            trigger = dice.choice(TRIGGERS if when > 200 + agent % 800 else TRIGGERS[:2])
            yield [f"X{number:07d}", f"K{agent % coaches:04d}", f"A{agent:05d}",
                   f"{day(when)}T{8 + dice.randrange(9):02d}:{dice.randrange(60):02d}:00Z",
                   dice.choice([15, 20, 30, 45, 60, ""]), dice.choice(KINDS), trigger,
                   dice.choices(["held", "missed", "cancelled"], [90, 7, 3])[0]]

    table(folder, "coaching",
          ["session_id", "coach_id", "agent_id", "held_at", "minutes", "kind", "trigger", "status"], log())
    months = list(zip(starts(), starts()[1:]))
    table(folder, "metrics", ["person_id", "period_start", "period_end", "metric", "value", "n"],
          ([f"A{agent:05d}", day(first), day(end - 1), "qa", dice.randrange(60, 100), 4]
           for agent in range(agents) for first, end in months))

    def said():
        for agent in range(agents):
            for quarter in range(4):
                yield [f"P{agent}-{quarter}", "pulse", "helps", dice.randrange(1, 6), 1, 5,
                       day(DAYS - 300 + 90 * quarter) + "T12:00:00Z", "", f"A{agent:05d}", "report"]
        for coach in range(coaches):
            name = f"K{coach:04d}"
            yield [f"S{coach}", "self", "helps", dice.randrange(2, 6), 1, 5, day(DAYS - 40) + "T12:00:00Z", name, name, "self"]
            for rater in range(8):
                yield [f"R{coach}-{rater}", "review360", "helps", dice.randrange(1, 6), 1, 5,
                       day(DAYS - 40) + "T12:00:00Z", name, f"A{(coach + rater * coaches) % agents:05d}", "report"]

    table(folder, "responses",
          ["response_id", "instrument", "item", "value", "scale_min", "scale_max", "answered_at", "subject_id",
           "rater_id", "rater_group"], said())

    def contacts():
        number = 0
        for first, end in months:
            for agent in range(agents):
                for _ in range(CONTACTS_A_MONTH):
                    line = [f"K{number:08d}", "service", f"A{agent:05d}"]
                    when = dice.randrange(first, end)
                    clock = f"T{8 + dice.randrange(10):02d}:{dice.randrange(60):02d}:00Z"
                    yield [f"C{number:08d}", day(when) + clock] + line + [200 + dice.randrange(400)]
                    if dice.random() < 0.25 and when + 2 < DAYS:
                        yield [f"D{number:08d}", day(when + 2) + "T12:00:00Z"] + line + [200 + dice.randrange(400)]
                    number += 1

    table(folder, "contacts",
          ["contact_id", "started_at", "customer_id", "call_type", "agent_id", "handle_s"], contacts())


def pipeline(folder, analyses):
    """A pipeline over the exports; gives its path."""
    path = folder / f"{'-'.join(analyses)}.yaml"
    others = ["assignments", "roles", "metrics", "responses"]
    inputs = "".join(f"  - {{table: {name}, source: hr, files: [{name}.csv]}}\n" for name in others)
    path.write_text(f"""version: 1
as_of: {(END - datetime.timedelta(days=1)).isoformat()}
inputs:
  - {{table: contacts, source: acd, files: [contacts.csv], covers: {{from: {FIRST}, to: {END}}}}}
  - {{table: people, source: hr, files: [people.csv]}}
  - {{table: coaching, source: hr, files: [coaching.csv], covers: {{from: {FIRST}, to: {END}}}}}
{inputs}analyses: [{', '.join(analyses)}]
parameters:
  fcr: {{windows_days: [7], headline_days: 7, matches: [reason], measures: [window_fcr], group_by: [all]}}
""")
    return path


def measure(options):
    binary = paired.built(options.binary)
    folder = SCRATCH / f"{options.agents}-{options.coaches}-{options.sessions}"
    if not (folder / "contacts.csv").is_file():
        estimators.say("writing the exports")
        write(folder, options.agents, options.coaches, options.sessions)
    alone, both = pipeline(folder, ["fcr"]), pipeline(folder, ["fcr", "coaching"])
    ours, peak = paired.pairs(binary, folder, alone, both, options.runs, "coaching")
    if options.check and (ours > MOST_SECONDS or peak > MOST_BYTES):
        sys.exit(1)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--agents", type=int, default=5000)
    parser.add_argument("--coaches", type=int, default=400)
    parser.add_argument("--sessions", type=int, default=500_000)
    parser.add_argument("--binary")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    SCRATCH.mkdir(parents=True, exist_ok=True)
    measure(options)


if __name__ == "__main__":
    main()
