"""Assignment: `knotwork assign` and OR-tools' SimpleMinCostFlow on the same random files, in one run.

    python assign.py KNOTWORK [--shapes 200x40 2000x300 10000x1500x40 10000x1500] [--seeds 1]

A shape is items x reviewers, and x bids when only the best of each item may be used. Every item needs three reviews,
2 % of pairs are conflicts, loads are 0.6 to 1.25 of the mean. Each side runs in its own process, whose peak memory is
read from the kernel. OR-tools' time is for building and solving alone, its arrays being ready; ours is given both
for solving alone and for the whole command, which reads the CSV files and writes the result.
"""

import argparse
import csv
import json
import multiprocessing
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

import numpy


def instance(items, reviewers, bids, seed):
    """Scores from topics that few share, with noise, 0 to 1,000; and the pairs that may be used."""
    draw = numpy.random.default_rng(seed)
    left, right = draw.gamma(0.3, 1, (items, 24)), draw.gamma(0.3, 1, (reviewers, 24))
    left /= numpy.linalg.norm(left, axis=1, keepdims=True)
    right /= numpy.linalg.norm(right, axis=1, keepdims=True)
    scores = numpy.clip(left @ right.T * 800 + draw.normal(0, 80, (items, reviewers)), 0, 1000).astype(int)
    allowed = draw.random((items, reviewers)) >= 0.02
    if bids:
        ranked = numpy.where(allowed, scores, -1)
        best = numpy.argpartition(-ranked, bids, axis=1)[:, :bids]
        chosen = numpy.zeros_like(allowed)
        numpy.put_along_axis(chosen, best, True, axis=1)
        allowed &= chosen
    mean = 3 * items / reviewers
    return scores, allowed, int(0.6 * mean), int(numpy.ceil(1.25 * mean))


def write(folder, scores, allowed, low, high):
    items, reviewers = scores.shape
    (folder / "I.csv").write_text("item\n" + "".join(f"A{n:05}\n" for n in range(items)))
    lines = (f"R{n:04},{low},{high}\n" for n in range(reviewers))
    (folder / "R.csv").write_text("reviewer,min_load,max_load\n" + "".join(lines))
    with open(folder / "F.csv", "w") as file:
        file.write("item,reviewer,score\n")
        for item in range(items):
            row = scores[item]
            file.write("".join(f"A{item:05},R{other:04},{row[other]}\n" for other in numpy.nonzero(allowed[item])[0]))


def flow(scores, allowed, low, high, answer):
    from ortools.graph.python import min_cost_flow

    items, reviewers = scores.shape
    tails, heads = numpy.nonzero(allowed)
    costs = -scores[allowed]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.time()
    solver = min_cost_flow.SimpleMinCostFlow()
    solver.add_arcs_with_capacity_and_unit_cost(tails, items + heads, numpy.ones(len(tails), dtype=numpy.int64), costs)
    people = numpy.arange(reviewers)
    solver.add_arcs_with_capacity_and_unit_cost(
        items + people, numpy.full(reviewers, items + reviewers), numpy.full(reviewers, high - low), 0 * people
    )
    supplies = numpy.concatenate(
        [numpy.full(items, 3), numpy.full(reviewers, -low), [low * reviewers - 3 * items]]
    )
    solver.set_nodes_supplies(numpy.arange(items + reviewers + 1), supplies)
    status = solver.solve()
    seconds = time.time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    total = -solver.optimal_cost() if status == solver.OPTIMAL else None
    answer.send((total, seconds, (peak - before) / 1024))


def peer(*arguments):
    """Runs the peer in a process of its own; its memory is what it adds to the arrays that it is given."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.Process(target=flow, args=(*arguments, theirs))
    process.start()
    result = ours.recv()
    process.join()
    return result


# A process started from a large one is charged with the memory of the large one, so a small one stands between.
LAUNCHER = """
import resource, subprocess, sys, time
began = time.time()
code = subprocess.run(sys.argv[2:], stdout=open(sys.argv[1], "w")).returncode
print(code, time.time() - began, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
"""


def command(knotwork, folder):
    """Runs the command; returns its report, seconds and peak memory in MB."""
    arguments = [knotwork, "assign", "--items", folder / "I.csv", "--reviewers", folder / "R.csv"]
    arguments += ["--affinity", folder / "F.csv", "--only-bids", "--per-item", "3", "-o", folder / "out.csv", "--json"]
    launch = [sys.executable, "-c", LAUNCHER, str(folder / "report.json"), *map(str, arguments)]
    run = subprocess.run(launch, capture_output=True, text=True, check=True)
    code, seconds, memory = run.stdout.split()
    if int(code) != 0:
        sys.exit("knotwork assign failed")
    return json.loads((folder / "report.json").read_text()), float(seconds), float(memory)


def check(folder, scores, allowed, low, high):
    """The total of the file written, or an error when it breaks a rule."""
    loads, items, total = {}, {}, 0
    for row in csv.DictReader(open(folder / "out.csv")):
        item, reviewer = int(row["item"][1:]), int(row["reviewer"][1:])
        assert allowed[item, reviewer] and int(row["score"]) == scores[item, reviewer]
        loads[reviewer] = loads.get(reviewer, 0) + 1
        items.setdefault(item, set()).add(reviewer)
        total += scores[item, reviewer]
    assert len(items) == scores.shape[0] and all(len(own) == 3 for own in items.values())
    assert all(low <= loads.get(reviewer, 0) <= high for reviewer in range(scores.shape[1]))
    return total


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("knotwork")
    arguments.add_argument("--shapes", nargs="+", default=["200x40", "2000x300", "10000x1500x40", "10000x1500"])
    arguments.add_argument("--seeds", type=int, default=1)
    options = arguments.parse_args()
    print("| shape | seed | pairs | OR-tools | memory | Knotwork, solving | whole command | memory | optimum |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for shape in options.shapes:
        items, reviewers, bids = ([int(part) for part in shape.split("x")] + [0])[:3]
        for seed in range(options.seeds):
            with tempfile.TemporaryDirectory() as name:
                folder = pathlib.Path(name)
                case = instance(items, reviewers, bids, seed)
                write(folder, *case)
                best, seconds, memory = peer(*case)
                report, whole, ours = command(options.knotwork, folder)
                total = check(folder, *case) if best is not None else None
            print(
                f"| {shape} | {seed} | {case[1].sum():,} | {seconds:.3f} s | {memory:,.0f} MB"
                f" | {report['seconds']:.3f} s | {whole:.3f} s | {ours:,.0f} MB"
                f" | {f'{total:,}, the same' if total == best else f'NO: {total}, {best}'} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
