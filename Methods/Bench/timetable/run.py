"""Timetables side by side: `knotwork timetable` and OR-tools' CP-SAT on the nine kinds of finals day.

    pip install -r requirements.txt
    python run.py --knotwork ../../../.build/release/knotwork --seconds 30 --seeds 1

Prints a table for docs/methods/timetable.md. CP-SAT gets `--seconds` for the finish and again for the waiting, both
sides two threads. Our plan is checked by the code below, which knows nothing of ours.
"""

import argparse
import datetime
import json
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import ortools

import cases
from peer import Peer


def minutes(text):
    hours, rest = text.split(":")
    return int(hours) * 60 + int(rest)


def checked(request, plan):
    """The waiting of a plan in minutes, or an error when it breaks the request."""
    stations = {s["id"]: s for s in request["stations"]}
    walk = request["walking"]["minutes"]
    busy = {}
    waiting = 0
    for visit in plan["visits"]:
        busy.setdefault(visit["station"], []).append((minutes(visit["start"]), minutes(visit["end"])))
    for name, held in busy.items():
        held += [(minutes(c["from"]), minutes(c["to"])) for c in stations[name].get("closed", [])]
        held.sort()
        assert all(a[1] <= b[0] for a, b in zip(held, held[1:])), f"{name} is taken twice"
    lunches = {lunch["visitor"]: (minutes(lunch["start"]), minutes(lunch["end"])) for lunch in plan["lunches"]}
    for person in request["visitors"]:
        name = person["id"]
        own = sorted(
            (minutes(v["start"]), minutes(v["end"]), v["station"]) for v in plan["visits"] if v["visitor"] == name)
        wanted = person.get("visits", list(stations))
        wanted = set(wanted) | {s for s, site in stations.items() if site["everyone"]}
        assert [v[2] for v in own] and set(v[2] for v in own) == wanted and len(own) == len(wanted), name
        assert all(b - a == stations[s]["minutes"] for a, b, s in own), name
        assert all(a[1] + walk <= b[0] for a, b in zip(own, own[1:])), f"{name} cannot walk so fast"
        away = [(minutes(a["from"]), minutes(a["to"])) for a in person.get("absent", [])]
        assert all(b <= x or y <= a for a, b, _ in own for x, y in away), f"{name} is away"
        assert own[0][0] >= minutes(person.get("arrives", "00:00")), name
        assert own[-1][1] <= minutes(person.get("leaves", "47:59")), name
        first, last = own[0][0], own[-1][1]
        idle = last - first - sum(b - a for a, b, _ in own) - walk * (len(own) - 1)
        idle -= sum(y - x for x, y in away if first <= x and y <= last)
        if "lunch" in request:
            a, b = lunches[name]
            assert minutes(request["lunch"]["from"]) <= a and b <= minutes(request["lunch"]["to"]), name
            assert all(b <= x or y <= a for x, y in [(v[0], v[1]) for v in own] + away), f"{name} eats while busy"
            idle -= b - a if first <= a and b <= last else 0
        for order in request.get("order", []):
            at = {s: (x, y) for x, y, s in own}
            if name in order.get("visitors", [name]) and order["first"] in at and order["then"] in at:
                assert at[order["first"]][1] <= at[order["then"]][0], f"{name} keeps no order"
        waiting += idle
    assert waiting == plan["waiting_minutes"], f"waiting is {waiting}, not {plan['waiting_minutes']}"
    return waiting


def ours(knotwork, request):
    with tempfile.TemporaryDirectory() as folder:
        file, out = Path(folder) / "request.json", Path(folder) / "plan.json"
        file.write_text(json.dumps(request))
        began = time.perf_counter()
        done = subprocess.run(
            [knotwork, "timetable", str(file), "-o", str(out), "--json"], capture_output=True, text=True, check=True)
        seconds = time.perf_counter() - began
        figures, plan = json.loads(done.stdout), json.loads(out.read_text())
    start = minutes(request["day"]["start"])
    return {
        "finish": (minutes(plan["finish"]) - start) // 5,
        "bound": (minutes(figures["finish_bound"]) - start) // 5,
        "waiting": checked(request, plan) // 5,
        "seconds": seconds,
    }


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--knotwork", required=True)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--kinds", nargs="*")
    options = parser.parse_args()
    print(f"{datetime.date.today()}, {platform.machine()}, Python {platform.python_version()}, OR-tools "
          f"{ortools.__version__}, CP-SAT {options.seconds:g} s a phase, 2 threads each\n")
    print("| case | our finish (bound) | our waiting | our seconds | CP-SAT finish (bound) | its waiting (bound) | its seconds |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    no_worse = rows = 0
    for kind in cases.KINDS:
        if options.kinds and kind[0] not in options.kinds:
            continue
        for seed in range(1, options.seeds + 1):
            request = cases.request(kind, seed)
            mine = ours(options.knotwork, request)
            peer = Peer(request).run(options.seconds)
            shown = "none found"
            if "finish" in peer:
                waits = peer.get("waiting")
                shown = f"{peer['finish']} ({peer['finish_bound']}) | "
                shown += "none found" if waits is None else f"{waits // 5} ({peer['waiting_bound'] // 5})"
                better = (mine["finish"], mine["waiting"]) <= (peer["finish"], (waits or 10**9) // 5 if waits != 0 else 0)
                no_worse += better
            else:
                shown = f"{peer['status']} | -"
                no_worse += 1
            rows += 1
            spent = peer["finish_seconds"] + peer.get("waiting_seconds", 0)
            print(f"| {kind[0]} seed {seed} | {mine['finish']} ({mine['bound']}) | {mine['waiting']} | "
                  f"{mine['seconds']:.2f} | {shown} | {spent:.1f} |")
            sys.stdout.flush()
    print(f"\nNo worse than CP-SAT in {no_worse} of {rows}. Times and waiting in ticks of five minutes.")


if __name__ == "__main__":
    main()
