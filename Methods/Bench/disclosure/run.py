"""Both sides in one run on the practice tables: `disclosure-bench` and the cutting-plane loop with HiGHS.

    swift build -c release --product disclosure-bench          (in Methods/Bench/)
    python3 -m venv .venv && .venv/bin/pip install -r disclosure/requirements.txt
    .venv/bin/python disclosure/run.py --bench .build/release/disclosure-bench [--seconds 60]

Prints a Markdown table for docs/methods/disclosure.md; tables are made on the way. Times are of solving alone, reading
and building the model included, process start left out on both sides.
"""
import argparse
import json
import pathlib
import platform
import subprocess
import sys
import tempfile

import make_tables

HERE = pathlib.Path(__file__).parent


def line(command):
    result = subprocess.run(command, capture_output=True, text=True)
    try:
        return json.loads(result.stdout.splitlines()[-1])
    except (IndexError, ValueError):
        sys.exit(f"{command}: {result.stderr or result.stdout}")


def said(result):
    if result["cost"] is None:
        return f"≥ {result['bound']:.0f}"
    return f"{result['cost']}" if result["optimal"] else f"{result['cost']} (≥ {result['bound']})"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bench", required=True)
    parser.add_argument("--seconds", default="60")
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    print(f"{platform.machine()}, Python {platform.python_version()}, {options.seconds} s a table\n")
    print("| table | cells | small | HiGHS cuts: cost, s | Knotwork: cost, s | ratio | audit, s | with contributors: cost, s |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        make_tables.main(folder)
        for entry in json.loads((pathlib.Path(folder) / "index.json").read_text()):
            if options.only not in entry["name"]:
                continue
            table = f"{folder}/{entry['name']}.csv"
            if entry["areas"]:
                table += f"={folder}/{entry['areas']}"
            peer = line([sys.executable, str(HERE / "highs_cuts.py"), "--seconds", options.seconds, table])
            own = line([options.bench, "--outsiders", "--seconds", options.seconds, table])
            full = line([options.bench, "--seconds", options.seconds, table])
            ratio = f"{peer['seconds'] / own['seconds']:.0f}" + ("" if peer["optimal"] else "+")
            print(
                f"| {entry['name'].replace('_', ' ')} | {own['cells']} | {own['primary']} "
                f"| {said(peer)}, {peer['seconds']:.3g} | {said(own)}, {own['seconds']:.3g} | {ratio} "
                f"| {own['audit_seconds']:.2g} | {said(full)}, {full['seconds']:.3g} |",
                flush=True,
            )
            if peer["optimal"] and own["optimal"] and peer["cost"] != own["cost"]:
                sys.exit(f"{entry['name']}: the two optima differ")
            if own["breaches"] or full["breaches"]:
                sys.exit(f"{entry['name']}: breached")


if __name__ == "__main__":
    main()
