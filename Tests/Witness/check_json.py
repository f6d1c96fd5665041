"""Reads the JSON of a published run as somebody else would: check_json.py FOLDER LOG

manifest.json fits docs/manifest.schema.json, and each file that it names has the hash that it says; each table's JSON has the
fields and types that datapackage.json says, and the same rows as its CSV; each line of LOG, the error stream of a run
with --log-format json, fits docs/log.schema.json.
"""

import csv
import decimal
import hashlib
import json
import pathlib
import sys

import jsonschema

DOCS = pathlib.Path(__file__).resolve().parents[2] / "docs"


def schema(name):
    """The published schema of a name, itself checked."""
    found = json.loads((DOCS / name).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(found)
    return jsonschema.Draft202012Validator(found)


def check_log(path, fail):
    lines = path.read_text(encoding="utf-8").splitlines()
    if not lines:
        fail(f"{path.name}: nothing is said")
    validator = schema("log.schema.json")
    for number, line in enumerate(lines, 1):
        for error in validator.iter_errors(json.loads(line)):
            fail(f"{path.name}:{number}: {error.message}")


def check_manifest(folder, fail):
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    for error in schema("manifest.schema.json").iter_errors(manifest):
        fail(f"manifest.json: {error.json_path}: {error.message}")
    for output in manifest["outputs"]:
        found = hashlib.sha256((folder / output["path"]).read_bytes()).hexdigest()
        if found != output["sha256"]:
            fail(f"{output['path']}: is not what the manifest says")


def same(text, value, kind):
    """Whether a cell of a CSV file and a value of the JSON are one."""
    if text == "" or value is None:
        return text == "" and value is None
    if kind == "string":
        # Formulas are kept from spreadsheets by a quote.
        return isinstance(value, str) and value in (text, text.removeprefix("'"))
    if kind == "integer" and not isinstance(value, int):
        return False
    return isinstance(value, (int, decimal.Decimal)) and decimal.Decimal(text) == value


def check_table(folder, resource, fail):
    path = folder / resource["path"]
    other = path.with_suffix(".json")
    if not other.exists():
        return 0
    fields = [(field["name"], field["type"]) for field in resource["schema"]["fields"]]
    objects = json.loads(other.read_text(encoding="utf-8"), parse_float=decimal.Decimal)
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))[1:]
    if len(rows) != len(objects):
        fail(f"{other.name}: {len(objects)} rows, {path.name} has {len(rows)}")
    for number, (row, found) in enumerate(zip(rows, objects), 1):
        if list(found) != [name for name, _ in fields]:
            fail(f"{other.name}: row {number} has other fields")
            break
        wrong = [name for (name, kind), text in zip(fields, row) if not same(text, found[name], kind)]
        if wrong:
            fail(f"{other.name}: row {number}: {', '.join(wrong)}")
            break
    return len(objects)


def main():
    failed = []
    folder, log = map(pathlib.Path, sys.argv[1:])
    check_manifest(folder, failed.append)
    check_log(log, failed.append)
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    tables = [r for r in package["resources"] if r["path"].startswith("tables/")]
    rows = sum(check_table(folder, resource, failed.append) for resource in tables)
    print(f"{folder.name}: manifest, {len(tables)} tables, {rows} rows of JSON")
    for finding in failed:
        print(finding)
    sys.exit(1 if failed else 0)


main()
