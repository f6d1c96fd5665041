"""What benchmarks of one analysis beside first contact resolution have in common: 36 months, exports, pairs of runs."""
import csv
import datetime
import json
import shutil
import statistics
import sys

import estimators
from turnover import cpu

FIRST = datetime.date(2023, 7, 1)
END = datetime.date(2026, 7, 1)
MONTHS = 36


def day(number):
    """The date of a day since FIRST."""
    return (FIRST + datetime.timedelta(days=number)).isoformat()


def starts():
    """Days since FIRST on which months begin, and the end."""
    dates = [datetime.date(2023 + (6 + place) // 12, (6 + place) % 12 + 1, 1) for place in range(MONTHS + 1)]
    return [(date - FIRST).days for date in dates]


def table(folder, name, header, rows):
    """Writes a CSV file of the name."""
    with open(folder / f"{name}.csv", "w", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(header)
        lines.writerows(rows)


def built(binary):
    """The program given, else the release binary, built."""
    if binary:
        return binary
    estimators.run(["swift", "build", "-c", "release", "--product", "firstcontact"], cwd=estimators.ROOT, stdout=sys.stderr)
    return estimators.ROOT / ".build" / "release" / "firstcontact"


def pairs(binary, folder, alone, both, runs, name):
    """Runs both pipelines in turn and prints what the analysis costs; gives its CPU seconds and the peak bytes."""
    seconds, peaks = [], []
    for number in range(runs):
        estimators.say(f"run {number + 1} of {runs}")
        # An earlier run would be compared with, which is not what is measured.
        for made in ["out-fcr", "out"]:
            shutil.rmtree(folder / made, ignore_errors=True)
        seconds.append((cpu(binary, alone, folder / "out-fcr"), cpu(binary, both, folder / "out")))
        manifest = json.loads((folder / "out" / "latest" / "manifest.json").read_text())
        peaks.append(manifest["circumstances"]["peak_memory_bytes"])
    ours = statistics.median(second - first for first, second in seconds)
    print("| what | |\n|---|---|")
    print(f"| first contact resolution alone, CPU | {statistics.median(pair[0] for pair in seconds):.2f} s |")
    print(f"| with {name}, CPU | {statistics.median(pair[1] for pair in seconds):.2f} s |")
    print(f"| {name}, its files read and the tallies at hand, CPU | {ours:.2f} s |")
    print(f"| peak memory of the run with {name} | {max(peaks) / (1 << 20):.0f} MiB |")
    return ours, max(peaks)
