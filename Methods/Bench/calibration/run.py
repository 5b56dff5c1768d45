"""Calibration side by side, on scores whose truth is known: `knotwork calibrate` and the usual ways.

    pip install -r requirements.txt
    python run.py --knotwork ../../../.build/release/knotwork --repetitions 200

Scores are 5.5 - severity + scale x quality + noise, cut to 1 to 10: severity 1.2, scale exp(0.25 z), quality 1.5,
noise 1.0 (standard deviations). Prints tables for docs/methods/calibration.md: Kendall's tau with the truth, the share
of the true best that is found, and how often what is stated as P(in the top k) happens.
"""

import argparse
import csv
import datetime
import json
import platform
import subprocess
import tempfile
import time
from pathlib import Path

import numpy as np
from scipy.stats import kendalltau

DESIGNS = [
    # name, items, judges, each, top, repetitions as a share, blocks
    ("12 x 5, all score all", 12, 5, 5, 4, 1, 1),
    ("12 x 5, 2 each", 12, 5, 2, 4, 1, 1),
    ("12 x 5, 3 each", 12, 5, 3, 4, 1, 1),
    ("40 x 10, 3 each", 40, 10, 3, 8, 1, 1),
    ("200 x 40, 3 each", 200, 40, 3, 40, 1, 1),
    ("200 x 40, weakly linked blocks", 200, 40, 3, 40, 0.25, 4),
    ("2,000 x 300, 3 each", 2000, 300, 3, 200, 0.015, 1),
]


def panel(rng, items, judges, each, blocks):
    """Which judge scores which item: even loads, each item by different judges, blocks joined by one item in twenty."""
    pairs = []
    for block in range(blocks):
        own = np.arange(block * judges // blocks, (block + 1) * judges // blocks)
        here = range(block * items // blocks, (block + 1) * items // blocks)
        pool = []
        for item in here:
            chosen = []
            while len(chosen) < each:
                if not pool:
                    pool = list(rng.permutation(own))
                judge = pool.pop()
                if judge in chosen:
                    pool.insert(0, judge)
                    judge = rng.choice([j for j in own if j not in chosen])
                chosen.append(int(judge))
            if blocks > 1 and item % 20 == 0:
                chosen[0] = int((own[0] + judges // blocks) % judges)
            pairs += [(item, judge) for judge in chosen]
    return np.array(pairs)


def world(rng, items, judges, each, blocks):
    severity, scale = rng.normal(0, 1.2, judges), np.exp(rng.normal(0, 0.25, judges))
    quality = rng.normal(0, 1.5, items)
    pairs = panel(rng, items, judges, each, blocks)
    item, judge = pairs.T
    scores = 5.5 - severity[judge] + scale[judge] * quality[item] + rng.normal(0, 1, len(pairs))
    return quality, severity, scale, item, judge, np.clip(scores, 1, 10)


def means(values, groups, count):
    return np.bincount(groups, values, count) / np.maximum(1, np.bincount(groups, minlength=count))


def raw(item, judge, scores, items, judges):
    return means(scores, item, items)


def z_score(item, judge, scores, items, judges):
    middle = means(scores, judge, judges)
    spread = np.sqrt(np.maximum(means((scores - middle[judge]) ** 2, judge, judges), 1e-9))
    return means((scores - middle[judge]) / spread[judge], item, items)


def additive(item, judge, scores, items, judges, item_ridge, judge_ridge):
    """Severity plus quality by alternation; ridges shrink both (0: plain least squares)."""
    quality, severity = means(scores, item, items), np.zeros(judges)
    item_count, judge_count = np.bincount(item, minlength=items), np.bincount(judge, minlength=judges)
    centre = scores.mean()
    quality -= centre
    for _ in range(300):
        severity = np.bincount(judge, scores - centre - quality[item], judges) / (judge_count + judge_ridge)
        quality = np.bincount(item, scores - centre - severity[judge], items) / (item_count + item_ridge)
    return quality


def least_squares(*table):
    return additive(*table, 0, 1e-6)


def mixed(*table):
    """Shrunk with the true ratios of variances: the best that an additive model can do."""
    return additive(*table, 1 / 2.25, 1 / 1.44)


def known(quality, severity, scale, item, judge, scores, items):
    """Judges known exactly: the bound on what any calibration can reach."""
    weight = np.bincount(item, scale[judge] * (scores - 5.5 + severity[judge]), items)
    return weight / (np.bincount(item, scale[judge] ** 2, items) + 1 / 2.25)


def ours(knotwork, item, judge, scores, top, seed):
    with tempfile.TemporaryDirectory() as folder:
        file, out = Path(folder) / "scores.csv", Path(folder) / "out.csv"
        with open(file, "w") as handle:
            handle.write("item,judge,score\n")
            handle.writelines(f"{i},j{j},{s}\n" for i, j, s in zip(item, judge, scores))
        done = subprocess.run(
            [knotwork, "calibrate", str(file), "--top", str(top), "--json", "--seed", str(seed), "-o", str(out)],
            capture_output=True, text=True, check=True)
        with open(out) as handle:
            rows = {int(row["item"]): row for row in csv.DictReader(handle)}
    order = sorted(rows)
    score = np.array([-float(rows[i]["rank"]) for i in order])
    return score, np.array([float(rows[i]["in_top"]) for i in order]), json.loads(done.stdout)["seconds"]


def best(values, top):
    return set(np.argsort(-values, kind="stable")[:top])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--knotwork", required=True)
    parser.add_argument("--repetitions", type=int, default=200)
    parser.add_argument("--simulations", type=int, default=1000, help="for the stated probabilities, at 40 x 10")
    options = parser.parse_args()
    print(f"{datetime.date.today()}, {platform.machine()}, numpy {np.__version__}, {options.repetitions} repetitions\n")
    names = ["raw mean", "z-score", "least squares", "mixed, true ratios", "knotwork", "judges known"]
    print("| design | " + " | ".join(names) + " | ours, ms |\n| " + "--- | " * (len(names) + 2))
    for name, items, judges, each, top, share, blocks in DESIGNS:
        taus, hits, times = [], [], []
        for repetition in range(max(3, int(options.repetitions * share))):
            rng = np.random.default_rng([repetition, items, each, blocks])
            quality, severity, scale, item, judge, scores = world(rng, items, judges, each, blocks)
            table = (item, judge, scores, items, judges)
            mine, _, seconds = ours(options.knotwork, item, judge, scores, top, repetition)
            ways = [raw(*table), z_score(*table), least_squares(*table), mixed(*table), mine,
                    known(quality, severity, scale, item, judge, scores, items)]
            taus.append([kendalltau(way, quality).statistic for way in ways])
            hits.append([len(best(way, top) & best(quality, top)) / top for way in ways])
            times.append(seconds)
        tau, hit = np.mean(taus, axis=0), np.mean(hits, axis=0)
        print(f"| {name} | " + " | ".join(f"{t:.3f} / {h:.3f}" for t, h in zip(tau, hit)).replace("0.", ".")
              + f" | {1000 * float(np.median(times)):.1f} |", flush=True)
    stated_and_happened(options)


def stated_and_happened(options):
    stated, happened = [], []
    for repetition in range(options.simulations):
        rng = np.random.default_rng([repetition, 77])
        quality, _, _, item, judge, scores = world(rng, 40, 10, 3, 1)
        _, shares, _ = ours(options.knotwork, item, judge, scores, 8, repetition)
        chosen = best(quality, 8)
        stated += list(shares)
        happened += [i in chosen for i in range(40)]
    stated, happened = np.array(stated), np.array(happened, dtype=float)
    print(f"\nStated P(in the top 8 of 40) against what happened, {options.simulations} simulations:\n")
    print("| stated | happened | items |\n| --- | --- | --- |")
    for low in np.arange(0, 1, 0.1):
        band = (stated >= low) & ((stated < low + 0.1) | (low > 0.85))
        print(f"| {stated[band].mean():.3f} | {happened[band].mean():.3f} | {band.sum()} |")


if __name__ == "__main__":
    main()
