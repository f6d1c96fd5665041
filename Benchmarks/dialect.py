"""Writes generated contacts once more, in the dialect that pipelines/profiles/bench-vendor.yaml reads."""
import csv
from pathlib import Path

HEADER = ["Call ID", "Timestamp", "Call Type", "ANI", "DNIS", "Skill", "Campaign", "Agent", "End", "Media", "Result",
          "Wrap-up", "Business", "Case", "Resolved", "Handle Time", "Updated", "Notes"]
RESULTS = {"handled": "Answered", "abandoned": "Abandoned", "voicemail": "Voicemail", "self_served": "Contained",
           "missed": "Missed", "": ""}
TRUTHS = {"true": "Y", "false": "N", "": ""}


def write(folder: Path):
    """One `vendor-*.csv` for each `contacts-*.csv`, with the same contacts in the same order."""
    for path in sorted(folder.glob("contacts-*.csv")):
        with open(path, newline="") as old, open(folder / path.name.replace("contacts", "vendor"), "w", newline="") as new:
            rows, writer = csv.DictReader(old), csv.writer(new, lineterminator="\n")
            writer.writerow(HEADER)
            writer.writerows(map(vendor, rows))


def vendor(row):
    is_outbound = row["direction"] == "outbound"
    customer = row["customer_id"] or "[None]"
    return [row["contact_id"], moment(row["started_at"]), row["direction"].capitalize(), "" if is_outbound else customer,
            customer if is_outbound else "", row["queue"], "", row["agent_id"] or "[None]", moment(row["ended_at"]),
            row["channel"].capitalize(), RESULTS[row["outcome"]], row["call_type"], row["line_of_business"],
            row["case_id"], TRUTHS[row["resolved"]], clock(row["handle_s"]), moment(row["updated_at"]), row["notes"]]


def moment(text):
    """`2026-01-31T06:07:08Z` as `01/31/2026 06:07:08`."""
    return f"{text[5:7]}/{text[8:10]}/{text[:4]} {text[11:19]}" if text else ""


def clock(seconds):
    """Seconds as `H:mm:ss`."""
    if not seconds:
        return ""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"
