#!/usr/bin/env python3
"""Five estimators beside the Python packages that analysts use for them, on the same numbers, in turn.

    estimators.py [--runs N]

Group-time effects beside csdid and diff-diff, two-way fixed effects with clustered errors beside pyfixest (of two
columns, and of turnover with lags and a lead), the log-rank test and curves with delayed entry beside lifelines. Each side reads a CSV file and times the estimate alone, from numbers in memory to
the result, the best of five calls (a package that compiles does so in the first). It builds our laboratory,
installs the packages into a folder of their own, holds the figures against each other, and prints Markdown.
Exit status: 0 done, 1 a figure differs, 70 a program failed.
"""
import argparse
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
SCRATCH = ROOT / ".build-bench" / "statistics"
PACKAGES = ["csdid==0.4.3", "diff-diff==3.13.0", "lifelines==0.30.3", "pyfixest==0.60.0"]
CALLS = 5
# How a package is called, where its function here has another name.
NAMES = {"diff_diff": "diff-diff", "pyfixest_lags": "pyfixest", "lifelines_curves": "lifelines"}
# How far two sides may be apart, as a share.
NEAR = 1e-7

JOBS = {
    "effects": ("ATT(g, t), 5,000 agents × 24 months", ["csdid", "diff_diff"]),
    "panel": ("two-way fixed effects, 2,000 teams × 36 months", ["pyfixest"]),
    "spells": ("log-rank of four groups, 1 million spells", ["lifelines"]),
    "lags": ("turnover with 6 lags and a lead, 2,000 teams × 60 months", ["pyfixest_lags"]),
    "curves": ("Kaplan–Meier of 12 groups, 20,000 spells", ["lifelines_curves"]),
}


# The data, with the same numbers every time; run by the packages' own Python.

def write_effects(path):
    import numpy as np
    random = np.random.default_rng(1)
    agents, months = 5000, 24
    first = np.where(random.random(agents) < 0.3, 0, random.integers(3, months + 1, agents))
    period = np.arange(1, months + 1)
    since = period - first[:, None]
    y = random.normal(0.7, 0.07, agents)[:, None] + 0.002 * period + random.normal(0, 0.06, (agents, months))
    y += np.where((first[:, None] > 0) & (since >= 0), 0.02 + 0.001 * since, 0)
    save(path, unit=np.repeat(np.arange(agents), months), period=np.tile(period, agents),
         first_treated=np.repeat(first, months), y=y.ravel().round(6))


def write_panel(path):
    import numpy as np
    random = np.random.default_rng(2)
    teams, months = 2000, 36
    team, month = np.repeat(np.arange(teams), months), np.tile(np.arange(months), teams)
    own, season = random.normal(0, 0.05, teams)[team], random.normal(0, 0.03, months)[month]
    x1 = 0.5 * own + 0.5 * season + random.normal(0, 0.1, team.size)
    x2 = random.gamma(2, 0.1, team.size)
    # The errors of a team depend on each other, and a row in ten is missing.
    error = np.cumsum(random.normal(0, 0.01, (teams, months)), axis=1).ravel()
    y = 0.7 + own + season - 0.15 * x1 + 0.05 * x2 + error
    there = random.random(team.size) >= 0.1
    save(path, team=team[there], month=month[there], x1=x1[there], x2=x2[there], y=y[there])


def write_spells(path):
    import numpy as np
    random = np.random.default_rng(3)
    count = 1_000_000
    group = random.integers(0, 4, count)
    tenure = np.ceil(random.exponential(400 * (1 + 0.005 * group))).astype(int)
    followed = random.integers(1, 1096, count)
    # lifelines' test knows no delayed entry.
    save(path, group=group, entry=0 * group, exit=np.minimum(tenure, followed), event=(tenure <= followed) * 1)


def write_lags(path):
    import numpy as np
    random = np.random.default_rng(4)
    teams, months, lags = 2000, 60, 6
    team, month = np.repeat(np.arange(teams), months), np.tile(np.arange(months), teams)
    # Separations a head and year of teams of ten, with months before the first and one after the last.
    yearly = random.uniform(0.05, 0.6, teams)[:, None]
    left = random.binomial(10, np.broadcast_to(1 - np.exp(-yearly / 12), (teams, lags + months + 1))) * 1.2
    columns = {f"x{lag}": left[:, lags - lag:lags - lag + months].ravel() for lag in range(lags + 1)}
    columns["lead"] = left[:, lags + 1:].ravel()
    n = random.integers(20, 120, team.size)
    p = (0.75 + random.normal(0, 0.03, teams)[team] + random.normal(0, 0.01, months)[month]
         - 0.02 * columns["x0"] - 0.01 * columns["x1"])
    save(path, team=team, month=month, n=n, y=random.binomial(n, p.clip(0.01, 0.99)) / n, **columns)


def write_curves(path):
    import numpy as np
    random = np.random.default_rng(5)
    count = 20_000
    group = random.integers(0, 12, count)
    tenure = np.ceil(random.exponential(500 + 20 * group)).astype(int)
    entry = np.where(random.random(count) < 0.3, random.integers(0, 400, count), 0)
    # Who left before the export began is not in it; the risk sets of early days stay filled.
    entry = np.where(tenure > entry, entry, 0)
    end = entry + random.integers(1, 1800, count)
    save(path, group=group, entry=entry, exit=np.minimum(tenure, end), event=(tenure <= end) * 1)


def save(path, **columns):
    import pandas
    pandas.DataFrame(columns).to_csv(path, index=False, float_format="%.17g")


# What each package computes: a function of the data frame that gives figures.

def csdid(frame):
    from csdid.att_gt import ATTgt
    fit = ATTgt(yname="y", tname="period", idname="unit", gname="first_treated", data=frame,
                control_group=["notyettreated"], xformla="y ~ 1").fit(est_method="reg", bstrap=False)
    fit.aggte("dynamic", bstrap=False, cband=False)
    simple = fit.aggte("simple", bstrap=False, cband=False).atte
    return {"att": simple["overall_att"], "se": simple["overall_se"]}


def diff_diff(frame):
    from diff_diff import CallawaySantAnna
    fit = CallawaySantAnna(control_group="not_yet_treated", estimation_method="reg").fit(
        frame, outcome="y", unit="unit", time="period", first_treat="first_treated", aggregate="event_study")
    return {"att": fit.overall_att, "se": fit.overall_se}


def pyfixest(frame):
    import pyfixest as package
    fit = package.feols("y ~ x1 + x2 | team + month", frame, vcov={"CRV1": "team"})
    return {kind + name: value for kind, values in [("b_", fit.coef()), ("se_", fit.se())]
            for name, value in values.items()}


def lifelines(frame):
    from lifelines.statistics import multivariate_logrank_test
    test = multivariate_logrank_test(frame["exit"], frame["group"], frame["event"])
    return {"chi2": test.test_statistic, "p": test.p_value}


def pyfixest_lags(frame):
    import pyfixest as package
    names = [f"x{lag}" for lag in range(7)] + ["lead"]
    fit = package.feols(f"y ~ {' + '.join(names)} | team + month", frame, vcov={"CRV1": "team"}, weights="n")
    return {kind + name: value for kind, values in [("b_", fit.coef()), ("se_", fit.se())]
            for name, value in values.items()}


def lifelines_curves(frame):
    from lifelines import KaplanMeierFitter
    figures = {}
    for group, rows in frame.groupby("group"):
        fit = KaplanMeierFitter().fit(rows["exit"], rows["event"], entry=rows["entry"])
        figures[f"s{group}"] = fit.predict(365)
    return figures


def time_package(name, path):
    """Prints the seconds and figures of a package as JSON."""
    import contextlib
    import io
    import warnings
    import pandas
    warnings.simplefilter("ignore")
    frame, best = pandas.read_csv(path), float("inf")
    with contextlib.redirect_stdout(io.StringIO()):
        for _ in range(CALLS):
            copy = frame.copy()
            start = time.perf_counter()
            figures = globals()[name](copy)
            best = min(best, time.perf_counter() - start)
    print(json.dumps({"seconds": best, **{key: float(value) for key, value in figures.items()}}))


# The comparison.

def installed():
    """The Python of the packages."""
    python = SCRATCH / "python" / "bin" / "python"
    mark = SCRATCH / "installed.txt"
    if not mark.is_file() or mark.read_text().split() != PACKAGES:
        say("installing the packages")
        run([sys.executable, "-m", "venv", "--clear", SCRATCH / "python"])
        run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PACKAGES])
        mark.write_text("\n".join(PACKAGES))
    return python


def prepare():
    """The Python of the packages, and our program."""
    python = installed()
    run(["swift", "build", "-c", "release", "--product", "laboratory"], cwd=ROOT, stdout=sys.stderr)
    return python, ROOT / ".build" / "release" / "laboratory"


def compare(runs):
    python, laboratory = prepare()
    wrong = []
    print("| estimate | ours, s | beside | s | ours / theirs |\n|---|---|---|---|---|")
    for job, (title, names) in JOBS.items():
        path = SCRATCH / (job + ".csv")
        if not path.is_file():
            run([python, __file__, "--write", job, path])
        for name in names:
            ours, theirs = [], []
            for number in range(runs):
                say(f"{job} beside {name}, run {number + 1} of {runs}")
                ours.append(figures([laboratory, "time", job, path]))
                theirs.append(figures([python, __file__, "--time", name, path]))
            wrong += [f"{job}: {key} is {ours[0][key]!r}, {name} says {value!r}" for key, value in theirs[0].items()
                      if key != "seconds" and abs(ours[0][key] - value) > NEAR * max(abs(value), 1e-300)]
            ratio = statistics.median(a["seconds"] / b["seconds"] for a, b in zip(ours, theirs))
            middle = [statistics.median(side["seconds"] for side in sides) for sides in (ours, theirs)]
            print(f"| {title} | {middle[0]:.4f} | {NAMES.get(name, name)} | {middle[1]:.4f} | {ratio:.3f} |", flush=True)
    for text in wrong:
        say(text)
    return 1 if wrong else 0


def figures(command):
    return json.loads(run(command, capture_output=True, text=True).stdout)


def run(command, **more):
    try:
        return subprocess.run([str(part) for part in command], check=True, **more)
    except subprocess.CalledProcessError as error:
        say(error.stderr or error)
        sys.exit(70)


def say(text):
    print(f"bench: {text}", file=sys.stderr, flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--write", nargs=2)
    parser.add_argument("--time", nargs=2)
    options = parser.parse_args()
    if options.write:
        globals()["write_" + options.write[0]](options.write[1])
    elif options.time:
        time_package(*options.time)
    else:
        SCRATCH.mkdir(parents=True, exist_ok=True)
        sys.exit(compare(options.runs))


if __name__ == "__main__":
    main()
