#!/usr/bin/env python3
"""firstcontact beside the tools one would use instead: the same job on the same files, in turn.

    bench.py [--contacts N] [--runs N] [--jobs one-window,everything]
             [--peers duckdb,duckdb-counts,polars,polars-counts,pandas,pandas-counts]
             [--variant NAME=ARGUMENTS]... [--binary PATH]

It builds firstcontact and the generator, writes the exports once, installs the peers into a folder of
their own, runs each pair in turn, holds every number of a peer against ours, and prints Markdown.
Exit status: 0 done, 1 a number or a file differs, 2 wrong usage, 70 a program failed.
"""
import argparse
import hashlib
import json
import os
import platform
import shlex
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple, Optional

import dialect

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
SCRATCH = ROOT / ".build-bench"
BYTES_PER_CONTACT = 182     # with responses; what the generator needs on the disk
MIB = 1 << 20
MILLION = 1_000_000


# The columns that are held against a peer's.
COUNTS = ["n", "x", "rate"]
BESIDE = ["unsettled", "first_unknown", "unidentified"]
WHOLE = [*COUNTS, "lo", "hi", "km", *BESIDE, "people"]


class Job(NamedTuple):
    pipeline: str
    title: str
    peers: dict         # those that have a script for it, and the columns that each computes


JOBS = {
    "one-window": Job("one-window.yaml", "one window",
                      {"duckdb": WHOLE, "duckdb-counts": COUNTS + BESIDE, "polars": WHOLE,
                       "polars-counts": COUNTS + BESIDE, "pandas": WHOLE, "pandas-counts": COUNTS + BESIDE}),
    "everything": Job("everything.yaml", "everything", {"duckdb": WHOLE, "duckdb-counts": COUNTS}),
}


class Peer(NamedTuple):
    title: str
    script: str         # its end
    package: str
    largest: int        # with more contacts it is not run


PEERS = {
    "duckdb": Peer("DuckDB, the whole table", "duckdb", "duckdb", 10 * MILLION),
    "duckdb-counts": Peer("DuckDB, counts alone", "counts_duckdb", "duckdb", 10 * MILLION),
    "polars": Peer("Polars, the whole table", "polars", "polars", 10 * MILLION),
    "polars-counts": Peer("Polars, counts alone", "counts_polars", "polars", 10 * MILLION),
    "pandas": Peer("pandas, the whole table", "pandas", "pandas", MILLION),
    "pandas-counts": Peer("pandas, counts alone", "counts_pandas", "pandas", MILLION),
}
# Wall time of ours over that of the peer: target and stretch, where one was set. One that does the same is
# their measure; it is printed beside those that count alone, too.
TARGETS = {
    ("one-window", "duckdb", 10 * MILLION): (0.25, 0.15),
    ("one-window", "duckdb-counts", 10 * MILLION): (0.25, 0.15),
    ("one-window", "polars", 10 * MILLION): (0.15, 0.10),
    ("one-window", "polars-counts", 10 * MILLION): (0.15, 0.10),
    ("one-window", "pandas", MILLION): (0.12, 0.06),
    ("one-window", "pandas-counts", MILLION): (0.12, 0.06),
    ("everything", "duckdb", 10 * MILLION): (0.12, 0.06),
    ("everything", "duckdb-counts", 10 * MILLION): (0.12, 0.06),
}
# Other ways to run the first job; one that the binary refuses (64) is left out with a note.
VARIANTS = {
    "one worker": (["--jobs", "1"], "≥ 1.7 × the time, stretch 1.9"),
    "128 MiB allowed": (["--memory", "128MiB"], "≤ 256 MiB, ≤ 1.1 × the time"),
    "libcsv alone": (["--parser", "libcsv"], "≤ 0.6 of DuckDB's time"),
}


class Measured(NamedTuple):
    wall: float
    cpu: float
    peak: float     # MiB


class Failed(Exception):
    pass


def say(text):
    print(f"bench: {text}", file=sys.stderr, flush=True)


def run(command, **more):
    if subprocess.run(command, **more).returncode != 0:
        raise Failed(f"failed: {shlex.join(map(str, command))}")


def measure(command, log) -> Optional[Measured]:
    """Runs the command to its end. Nothing where it refuses its arguments (64)."""
    with open(log, "wb") as output:
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=output, stderr=output, stdin=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode == 64:
        return None
    if process.returncode != 0:
        sys.stderr.write(Path(log).read_text(errors="replace")[-2000:])
        raise Failed(f"ended with {process.returncode}: {shlex.join(map(str, command))}")
    unit = 1 if sys.platform == "darwin" else 1024      # of ru_maxrss, in bytes
    return Measured(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * unit / MIB)


def median(runs):
    return Measured(*(statistics.median(column) for column in zip(*runs)))


class Bench:
    def __init__(self, options, contacts):
        self.options = options
        self.contacts = contacts
        self.data = SCRATCH / "data" / str(contacts)
        self.python = SCRATCH / "python" / "bin" / "python"
        self.binary = options.binary or ROOT / ".build" / "release" / "firstcontact"
        self.wrong = []

    # Preparation

    def prepare(self):
        if not self.options.binary:
            run(["swift", "build", "-c", "release", "--product", "firstcontact"], cwd=ROOT, stdout=sys.stderr)
        run(["swift", "build", "-c", "release"], cwd=HERE, stdout=sys.stderr)
        self.generate()
        self.install()

    def generate(self):
        """Writes the exports, unless the same generator wrote them before."""
        sources = sorted((HERE / "Sources" / "generate").glob("*.swift"))
        maker = hashlib.sha256(b"".join(s.read_bytes() for s in sources)).hexdigest()
        mark = self.data / "made-by"
        if not mark.is_file() or mark.read_text() != maker:
            shutil.rmtree(self.data, ignore_errors=True)
            self.data.mkdir(parents=True)
            needed, free = self.contacts * BYTES_PER_CONTACT, shutil.disk_usage(self.data).free
            if needed * 1.5 > free:
                raise Failed(f"{needed * 1.5 / MIB:.0f} MiB of disk needed, {free / MIB:.0f} free")
            say(f"writing {self.contacts:,} contacts into {self.data}")
            run([HERE / ".build/release/generate", str(self.contacts), self.data])
            mark.write_text(maker)
        shutil.copytree(HERE / "pipelines", self.data, dirs_exist_ok=True)

    def install(self):
        wanted = HERE / "peers" / "requirements-bench.txt"
        installed = SCRATCH / "python" / "installed.txt"
        if not installed.is_file() or installed.read_bytes() != wanted.read_bytes():
            say("installing the peers")
            shutil.rmtree(SCRATCH / "python", ignore_errors=True)
            run([sys.executable, "-m", "venv", SCRATCH / "python"])
            run([self.python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", wanted])
            shutil.copy(wanted, installed)

    def warm(self):
        for path in sorted(self.data.glob("*.csv")):
            with open(path, "rb") as file:
                while file.read(MIB):
                    pass

    # Running

    def ours(self, job, arguments=("--individual",), pipeline=None):
        out = SCRATCH / "out"
        shutil.rmtree(out, ignore_errors=True)
        command = [self.binary, "run", self.data / (pipeline or JOBS[job].pipeline), "--out", out]
        if "--jobs" not in arguments:
            command += ["--jobs", "2"]
        return measure(command + list(arguments), SCRATCH / "firstcontact.log")

    def peer(self, job, name):
        script = HERE / "peers" / f"{job.replace('-', '_')}_{PEERS[name].script}.py"
        (SCRATCH / "result.csv").unlink(missing_ok=True)
        return measure([self.python, script, self.data, SCRATCH / "result.csv"], SCRATCH / f"{name}.log")

    def manifest(self):
        return json.loads((SCRATCH / "out" / "latest" / "manifest.json").read_text())

    def hold(self, job, name):
        """Every number of the peer against ours of the run before it."""
        # In a process of its own: the peak memory of a process is at least that of the one that started it.
        columns = ",".join(JOBS[job].peers[name])
        command = [sys.executable, HERE / "compare.py", SCRATCH / "out" / "latest", SCRATCH / "result.csv", columns]
        if subprocess.run(command, stdout=sys.stderr).returncode != 0:
            self.wrong.append(f"numbers of {name} differ ({job})")

    def pairs(self, job):
        """Runs the job beside each peer in turn, and prints a row for each."""
        every, lines = [], []
        for name in JOBS[job].peers:
            if name not in self.options.peers:
                continue
            if self.contacts > PEERS[name].largest:
                lines.append(f"| {PEERS[name].title} | not run with so many | | | | | |")
                continue
            ours, theirs = [], []
            for number in range(self.options.runs):
                say(f"{job} beside {name}, run {number + 1} of {self.options.runs}")
                ours.append(self.ours(job))
                theirs.append(self.peer(job, name))
                if number == 0:
                    self.hold(job, name)
            every += ours
            ratio = statistics.median(a.wall / b.wall for a, b in zip(ours, theirs))
            target, stretch = TARGETS.get((job, name, self.contacts), ("", ""))
            lines.append(row(PEERS[name].title, median(theirs), f"{ratio:.3f}", target, stretch))
            self.walls[job, name] = median(theirs).wall
        if not every:
            every = [self.ours(job) for _ in range(self.options.runs)]
        self.stages = self.manifest()["circumstances"]["stages"]
        self.walls[job, "ours"] = median(every).wall
        memory = "≤ 640 MiB" if self.contacts >= 10 * MILLION else ""
        return [row("firstcontact", median(every), "1", memory, ""), *lines]

    def outputs(self):
        return {(o["path"], o["sha256"]) for o in self.manifest()["outputs"]}

    def variants(self, job):
        """Runs the job in other ways, each in turn with the usual one; the files must be the same."""
        lines, plain = [], []
        for name, (arguments, target) in self.options.variants.items():
            usual, other = [], []
            for number in range(self.options.runs):
                say(f"{job}, {name}, run {number + 1} of {self.options.runs}")
                usual.append(self.ours(job))
                files = self.outputs()
                measured = self.ours(job, ["--individual", *arguments])
                if measured is None:
                    break
                other.append(measured)
                if self.outputs() != files:
                    self.wrong.append(f"other files with {shlex.join(arguments)}")
            plain += usual
            title = f"{name} (`{shlex.join(arguments)}`)"
            if not other:
                lines.append(f"| {title} | refused by this binary | | | | | |")
                continue
            ratio = statistics.median(a.wall / b.wall for a, b in zip(other, usual))
            duck = self.walls.get((job, "duckdb"))
            of_duck = f"{median(other).wall / duck:.3f}" if duck else ""
            lines.append(row(title, median(other), f"{ratio:.3f}", of_duck, target))
        return [row("two workers", median(plain), "1", "", ""), *lines] if plain else []

    def through_profile(self):
        """Runs the first job on the same contacts in a vendor's dialect, each in turn with the canonical ones."""
        if not list(self.data.glob("vendor-*.csv")):
            say("writing the contacts in a vendor's dialect")
            dialect.write(self.data)
        usual, other, reading = [], [], []
        for number in range(self.options.runs):
            say(f"through a profile, run {number + 1} of {self.options.runs}")
            usual.append(self.ours("one-window"))
            tables, before = self.tables(), self.reading()
            other.append(self.ours("one-window", pipeline="through-profile.yaml"))
            reading.append(self.reading() / before)
            if self.tables() != tables:
                self.wrong.append("other tables through a profile")
        size = lambda kind: sum(f.stat().st_size for f in self.data.glob(f"{kind}-*.csv")) / MIB
        ratio = statistics.median(a.wall / b.wall for a, b in zip(other, usual))
        return [row(f"canonical header, {size('contacts'):,.0f} MiB", median(usual), "1", "1", ""),
                row(f"through a profile, {size('vendor'):,.0f} MiB", median(other), f"{ratio:.3f}",
                    f"{statistics.median(reading):.3f}", "≤ 1.3 × the reading")]

    def all_measures(self):
        """Runs everything in turn with the same of window_fcr alone, whose rows must be the same.

        Without rows of single agents, which only a run that is told so writes.
        """
        alone, every = [], []
        for number in range(self.options.runs):
            say(f"all measures, run {number + 1} of {self.options.runs}")
            alone.append(self.ours("everything", [], "window-fcr.yaml"))
            rows = self.rows("window_fcr")
            every.append(self.ours("everything", []))
            if self.rows("window_fcr") != rows:
                self.wrong.append("other numbers of window_fcr beside other measures")
        ratio = statistics.median(a.wall / b.wall for a, b in zip(every, alone))
        return [row("window_fcr alone", median(alone), "1", ""),
                row("all measures", median(every), f"{ratio:.3f}", "≤ 1.5")]

    def rows(self, measure):
        """The lines of a measure in the tables of the last run."""
        files = sorted((SCRATCH / "out" / "latest").glob("*/fcr.csv"))
        return [line for file in files for line in file.open() if line.startswith(measure + ",")]

    def reading(self):
        """Seconds of work in the stages that bring rows from files into partitions."""
        stages = self.manifest()["circumstances"]["stages"]
        return sum(stages[name]["busy_s"] for name in ["parse", "hash", "normalize", "partition"])

    def tables(self):
        return {(path, digest) for path, digest in self.outputs() if path.endswith("fcr.csv")}

    def limits(self):
        lines = []
        files = sorted(self.data.glob("contacts-*.csv"))
        size = sum(f.stat().st_size for f in files)
        for name, title in [("lines", "line ends counted, as `wc -l` does"), ("scan", "scanned into fields, one thread"),
                            ("libcsv", "libcsv, one thread")]:
            command = [HERE / ".build/release/limits", name, *files]
            used = median([measure(command, SCRATCH / "limits.log") for _ in range(self.options.runs)])
            lines.append(f"| {title} | {used.wall:.2f} | {size / used.wall / 1e9:.2f} |"
                         f" {self.contacts / used.wall / 1e6:.1f} |")
        return lines

    # Printing

    def report(self):
        self.walls, self.stages = {}, {}
        self.warm()
        data = sum(f.stat().st_size for f in self.data.glob("*.csv") if not f.name.startswith("vendor"))
        print(f"## {self.contacts / MILLION:g} million contacts\n")
        print(f"{machine()}. {data / MIB:,.0f} MiB of CSV, in the cache; two workers each; medians of"
              f" {self.options.runs} runs in turn. {self.versions()}.\n")
        for job in self.options.jobs:
            lines = self.pairs(job)
            table([JOBS[job].title, "wall s", "CPU s", "peak MiB", "ours / theirs", "target", "stretch"], lines)
            table(["stage of ours", "busy s", "million rows/s"], self.stage_lines())
        if "everything" in self.options.jobs:
            table(["everything", "wall s", "CPU s", "peak MiB", "of window_fcr alone", "target"], self.all_measures())
        if "one-window" in self.options.jobs and self.options.variants:
            lines = self.variants("one-window")
            table(["one window, otherwise", "wall s", "CPU s", "peak MiB", "of two workers", "of DuckDB", "target"],
                  lines)
        if "one-window" in self.options.jobs:
            table(["one window", "wall s", "CPU s", "peak MiB", "of canonical", "reading alone", "target"],
                  self.through_profile())
        table(["limit", "wall s", "GB/s", "million rows/s"], self.limits())

    def stage_lines(self):
        stages = sorted(self.stages.items(), key=lambda s: s[1]["begin_s"])
        return [f"| {name} | {s['busy_s']:.2f} | {self.contacts / MILLION / s['busy_s']:.1f} |"
                for name, s in stages if s["busy_s"] > 0]

    def versions(self):
        wanted = (HERE / "peers" / "requirements-bench.txt").read_text().splitlines()
        version = subprocess.run([self.binary, "--version"], capture_output=True, text=True).stdout.strip()
        packages = {PEERS[name].package for name in self.options.peers}
        pinned = [line.replace("==", " ") for line in wanted if line.split("==")[0] in packages]
        return ", ".join([f"firstcontact {version}", *pinned])


def row(name, used, ratio, *more):
    cells = [name, f"{used.wall:.2f}", f"{used.cpu:.2f}", f"{used.peak:.0f}", ratio, *map(str, more)]
    return f"| {' | '.join(cells)} |"


def table(head, lines):
    if lines:
        print(f"| {' | '.join(head)} |\n|{'---|' * len(head)}")
        print("\n".join(lines), end="\n\n", flush=True)


def machine():
    model = platform.processor() or platform.machine()
    if Path("/proc/cpuinfo").is_file():
        names = [line.split(":", 1)[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
                 if line.startswith("model name")]
        model = names[0] if names else model
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / (1 << 30)
    return f"{os.cpu_count()} cores of {model}, {memory:.0f} GiB"


def arguments():
    parser = argparse.ArgumentParser(description="Benchmarks firstcontact beside its peers.")
    listed = lambda text: [t for t in text.split(",") if t]
    parser.add_argument("--big", default="", help="1: 10 million contacts; 100: 100 million")
    parser.add_argument("--contacts", type=int, help="how many contacts; default 1 million")
    parser.add_argument("--runs", type=int, default=3, help="runs of each pair; default %(default)s")
    parser.add_argument("--jobs", type=listed, default=list(JOBS), help=f"default {','.join(JOBS)}")
    parser.add_argument("--peers", type=listed, default=list(PEERS), help=f"default {','.join(PEERS)}")
    parser.add_argument("--variant", action="append", metavar="NAME=ARGUMENTS",
                        help="instead of the usual variants; an empty one for none")
    parser.add_argument("--binary", type=Path, help="a firstcontact that is built already")
    options = parser.parse_args()
    if options.contacts is None:
        sizes = {"": MILLION, "1": 10 * MILLION, "100": 100 * MILLION}
        if options.big not in sizes:
            parser.error("--big is 1 or 100")
        options.contacts = sizes[options.big]
    for given, known in [(options.jobs, JOBS), (options.peers, PEERS)]:
        for name in given:
            if name not in known:
                parser.error(f"unknown {name!r}; there are {', '.join(known)}")
    options.variants = VARIANTS
    if options.variant is not None:
        named = [v.partition("=") for v in options.variant if v]
        options.variants = {name: (shlex.split(text), "") for name, _, text in named}
    return options


def main():
    options = arguments()
    try:
        bench = Bench(options, options.contacts)
        bench.prepare()
        if options.contacts > 10 * MILLION:
            options.jobs = ["one-window"]
            smaller = Bench(options, 10 * MILLION)
            smaller.generate()
            smaller.report()
            bench.report()
            ratio = bench.walls["one-window", "ours"] / smaller.walls["one-window", "ours"]
            print(f"{options.contacts / MILLION:g} million take {ratio:.1f} × the time of 10 million (target ≤ 12).")
            bench.wrong += smaller.wrong
        else:
            bench.report()
    except Failed as failure:
        say(failure)
        sys.exit(70)
    for text in bench.wrong:
        say(text)
    if not bench.wrong:
        say("all numbers are equal to the last digit")
    sys.exit(1 if bench.wrong else 0)


if __name__ == "__main__":
    main()
