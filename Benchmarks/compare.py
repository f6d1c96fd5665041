"""Whether a peer's table says what firstcontact's tables say, to the last digit.

    python3 compare.py RUN_DIR RESULT_CSV n,x,rate…

Exit status: 0 all equal, 1 a difference; at most 20 are printed.
"""
import csv
import sys
from decimal import Decimal
from pathlib import Path

KEYS = ["measure", "window_days", "match", "group_by", "group", "period"]
COUNTED_ROWS = "unsettled"      # where it is compared, rows with n = 0 are too
WHOLE_TABLE = "people"          # where it is compared, all measures are there


def number(text):
    return Decimal(text) if text else None


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return {tuple(row[k] for k in KEYS): row for row in csv.DictReader(file)}


def differences(run, result, numbers):
    """Yields what differs between the tables of a run's folder and a peer's result.

    Withheld rows say nothing, and are passed over; so are measures that a peer which counts alone does not
    compute. One that does not count the unsettled has no rows with n = 0.
    """
    ours = rows(run / "tables" / "fcr.csv") | rows(run / "individual" / "fcr.csv")
    theirs = rows(result)
    measures = {key[0] for key in (ours if WHOLE_TABLE in numbers else theirs)}
    compared = 0
    for key, row in ours.items():
        if key[0] not in measures or row["flag"] == "withheld":
            continue
        name = ", ".join(part or "''" for part in key)
        if key not in theirs:
            if COUNTED_ROWS in numbers or row["n"] != "0":
                yield f"{name}: missing in the peer's"
            continue
        compared += 1
        for column in numbers:
            if number(row[column]) != number(theirs[key][column]):
                yield f"{name}: {column} is {row[column]!r}, the peer has {theirs[key][column]!r}"
    for key in theirs.keys() - ours.keys():
        yield f"{', '.join(key)}: only in the peer's"
    if compared == 0:
        yield "no row in common"


def main():
    found = list(differences(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3].split(",")))
    for text in found[:20]:
        print(text)
    if len(found) > 20:
        print(f"and {len(found) - 20} more")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
