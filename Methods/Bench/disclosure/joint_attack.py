"""An attacker written apart: releases random sequences of tables about invented people with `knotwork protect --ledger`,
then attacks every small figure over the joint table that nobody publishes.

    swift build -c release --product knotwork
    python3 -m venv .venv && .venv/bin/pip install -r Methods/Bench/disclosure/requirements.txt
    .venv/bin/python Methods/Bench/disclosure/joint_attack.py .build/release/knotwork --sequences 250 [--first-seed 1]

Shares no code and no model with Knotwork. People have three or four traits and belong to populations: all of a month, its
shortlisted, its others, all of the month after, that month's shortlisted. A table counts one population by one to three
traits. The attacker's unknowns are how many people there are of every combination of all traits and of every way of
belonging; what is shown are equations; no number is negative, all are whole. Asked is whether a small cell, or a small
number left of a whole beside its parts, can be lower than it is and can reach the threshold, and whether any other hidden
cell is known exactly.

Prints one line of JSON for each breach, and one with the sums. Ends with 1 after a breach.
"""
import argparse
import collections
import csv
import itertools
import json
import multiprocessing
import pathlib
import random
import subprocess
import sys
import tempfile
import time

import numpy
from scipy import optimize, sparse

THRESHOLD = 5
TOTAL = "Total"

# Ways of belonging: one of last month's shortlisted, its others or those who came since; now shortlisted or not.
PAST = ("shortlisted", "others", "new")
POPULATIONS = {
    "march": lambda past, now: past != "new",
    "march shortlisted": lambda past, now: past == "shortlisted",
    "march others": lambda past, now: past == "others",
    "april": lambda past, now: True,
    "april shortlisted": lambda past, now: now,
}


class World:
    """People, and the structure that everybody knows."""

    def __init__(self, seed):
        dice = random.Random(seed)
        self.traits = [f"t{k}" for k in range(dice.choice([3, 3, 3, 4]))]
        most = 3 if len(self.traits) == 3 else 2
        self.codes = [
            [f"{trait}-{code}" for code in range(dice.randint(2, most + (k == 0)))]
            for k, trait in enumerate(self.traits)
        ]
        # Whether this month's shortlisted are known to be none of last month's others.
        self.is_apart = dice.random() < 0.5
        self.ways = [
            (past, now) for past in PAST for now in (False, True) if not (self.is_apart and past == "others" and now)
        ]
        axes = range(len(self.traits))
        weights = [[dice.choice([0.2, 1, 1, 3]) for _ in codes] for codes in self.codes]
        self.people = collections.Counter()
        for _ in range(dice.randint(40, 220)):
            combination = tuple(dice.choices(codes, weight)[0] for codes, weight in zip(self.codes, weights))
            past = dice.choices(PAST, [3, 4, 1])[0]
            now = dice.random() < 0.4 and (past, True) in self.ways
            self.people[combination, (past, now)] += 1
        tables = [
            (dice.choice(list(POPULATIONS)), tuple(sorted(dice.sample(axes, dice.choice([1, 2, 2, 2, 3])))))
            for _ in range(dice.randint(3, 7))
        ]
        self.tables = list(dict.fromkeys(tables))

    def ways_of(self, population):
        return {way for way in self.ways if POPULATIONS[population](*way)}

    def count(self, population, axes, codes):
        """How many people a cell counts; a code `Total` takes all."""
        return sum(
            number
            for (combination, way), number in self.people.items()
            if way in self.ways_of(population) and covers(axes, codes, combination)
        )

    def kinship(self, population, earlier):
        """What a person would say about a population and earlier ones, as options."""
        own = self.ways_of(population)
        for other in earlier:
            if other == population:
                continue
            ways = self.ways_of(other)
            if own <= ways:
                yield "--part-of", other
            elif ways <= own:
                yield "--contains", other
            elif not own & ways:
                yield "--apart-from", other


def covers(axes, codes, combination):
    return all(code in (TOTAL, combination[axis]) for axis, code in zip(axes, codes))


def cells(world, axes):
    return itertools.product(*([*world.codes[axis], TOTAL] for axis in axes))


class Releases:
    """What `knotwork protect` makes of the tables of a world, one after the other."""

    def __init__(self, world, options, folder):
        self.shown = {}
        self.hidden = set()
        self.published = []
        self.refused = 0
        self.cost = 0
        self.not_joined = 0
        self.seconds = 0.0
        earlier = []
        for index, (population, axes) in enumerate(world.tables):
            kinship = list(world.kinship(population, dict.fromkeys(earlier)))
            answer = self.release(world, population, axes, index, kinship, options, folder)
            if answer is None:
                self.refused += 1
                continue
            earlier.append(population)
            self.published.append((population, axes))
            self.cost += answer["cost"]
            self.not_joined += bool(answer["cut_otherwise"])
            self.take(population, axes, f"{folder}/{index}.out.csv")

    def release(self, world, population, axes, index, kinship, options, folder):
        table = f"{folder}/{index}.csv"
        with open(table, "w", newline="") as file:
            rows = csv.writer(file)
            rows.writerow([world.traits[axis] for axis in axes] + ["count"])
            for codes in itertools.product(*(world.codes[axis] for axis in axes)):
                rows.writerow([*codes, world.count(population, axes, codes)])
        command = [
            options.knotwork, "protect", table, "--count", "count", "--threshold", str(THRESHOLD),
            "--seconds", str(options.seconds), "--ledger", f"{folder}/ledger.json", "--release", str(index),
            "-o", f"{folder}/{index}.out.csv", "--json",
        ]
        if not options.guess:
            command += ["--population", population]
            command += [word for pair in kinship if pair[0] not in options.unsaid for word in pair]
        began = time.monotonic()
        result = subprocess.run(command, capture_output=True, text=True)
        self.seconds += time.monotonic() - began
        if result.returncode == 2 and "tells too much already" in result.stderr:
            return None
        if result.returncode != 0:
            sys.exit(f"{' '.join(command)}: {result.stderr or result.stdout}")
        return json.loads(result.stdout)

    def take(self, population, axes, path):
        with open(path, newline="") as file:
            for row in csv.reader(file):
                if row[-1] == "status":
                    continue
                figure = (population, axes, tuple(row[: len(axes)]))
                if row[-2] == "":
                    self.hidden.add(figure)
                else:
                    self.shown[figure] = int(row[-2])


class Attacker:
    """Knows what is shown and the structure; the unknowns are the joint table of all traits and ways of belonging."""

    def __init__(self, world, releases):
        self.world = world
        self.unknowns = [
            (combination, way) for combination in itertools.product(*world.codes) for way in world.ways
        ]
        self.rows = {figure: self.row(figure) for figure in [*releases.shown, *releases.hidden]}
        shown = list(releases.shown)
        self.equations = optimize.LinearConstraint(
            sparse.csr_matrix(numpy.array([self.rows[figure] for figure in shown])),
            [releases.shown[figure] for figure in shown],
            [releases.shown[figure] for figure in shown],
        )

    def row(self, figure):
        population, axes, codes = figure
        ways = self.world.ways_of(population)
        return numpy.array(
            [float(way in ways and covers(axes, codes, combination)) for combination, way in self.unknowns]
        )

    def is_possible(self, row, least, most, whole=True):
        """Whether some joint table agrees with all that is shown and has this figure between two numbers."""
        answer = optimize.milp(
            numpy.zeros(len(row)),
            constraints=[self.equations, optimize.LinearConstraint(row, least, most)],
            integrality=numpy.full(len(row), int(whole)),
            bounds=optimize.Bounds(0, numpy.inf),
        )
        if answer.status not in (0, 2):
            sys.exit(f"the attacker's solver stopped: {answer.message}")
        return answer.status == 0


def key(figure):
    """What a cell counts beside its population: the codes that are not margins."""
    return frozenset((axis, code) for axis, code in zip(*figure[1:]) if code != TOTAL)


def remainders(world, releases):
    """What is left of a whole beside its parts that share nobody, wherever all of them are published."""
    keys = collections.defaultdict(set)
    for figure in [*releases.shown, *releases.hidden]:
        keys[key(figure)].add(figure)
    for figures in keys.values():
        one = {}
        for figure in sorted(figures, key=str):
            one.setdefault(figure[0], figure)
        for whole in one:
            parts = [part for part in one if part != whole and world.ways_of(part) <= world.ways_of(whole)]
            for size in (1, 2):
                for some in itertools.combinations(parts, size):
                    ways = [world.ways_of(part) for part in some]
                    if size == 1 or not ways[0] & ways[1]:
                        yield one[whole], [one[part] for part in some]


def attack(job):
    seed, options = job
    world = World(seed)
    with tempfile.TemporaryDirectory() as folder:
        releases = Releases(world, options, folder)
    attacker = Attacker(world, releases) if releases.shown else None
    # A later table may show what an earlier one hid for the sake of others.
    shown = {(figure[0], key(figure)) for figure in releases.shown}
    targets = {}
    for figure in sorted(releases.hidden, key=str):
        is_hidden = (figure[0], key(figure)) not in shown
        targets[" ".join([figure[0], *figure[2]])] = (attacker.rows[figure], world.count(*figure), is_hidden)
    for whole, parts in remainders(world, releases):
        row = attacker.rows[whole] - sum(attacker.rows[part] for part in parts)
        count = world.count(*whole) - sum(world.count(*part) for part in parts)
        name = f"{' '.join([whole[0], *whole[2]])} without {' and '.join(part[0] for part in parts)}"
        targets[name] = (row, count, False)
    breaches = []
    small = 0
    for name, (row, count, is_secret) in targets.items():
        if 1 <= count < THRESHOLD:
            small += 1
            asked = [(0, count - 1, "below"), (THRESHOLD, numpy.inf, "above")]
            found = [finding(attacker, row, *question) for question in asked]
        else:
            sides = [(0, count - 1), (count + 1, numpy.inf)] if is_secret else []
            is_open = any(attacker.is_possible(row, *side) for side in sides)
            found = [] if is_open or not is_secret else ["known exactly"]
        breaches += [{"seed": seed, "figure": name, "count": count, "finding": what} for what in found if what]
    return {
        "breaches": breaches, "small": small, "hidden": len(releases.hidden), "refused": releases.refused,
        "releases": len(releases.published), "cost": releases.cost, "not_joined": releases.not_joined,
        "seconds": releases.seconds,
    }


def finding(attacker, row, least, most, side):
    if attacker.is_possible(row, least, most):
        return None
    return f"never {side}" + ("" if not attacker.is_possible(row, least, most, whole=False) else ", in whole numbers only")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("knotwork", type=lambda path: str(pathlib.Path(path).resolve()))
    parser.add_argument("--sequences", type=int, default=250)
    parser.add_argument("--first-seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=2, help="for each release, as protect has it")
    parser.add_argument("--guess", action="store_true", help="say nothing of the populations; all is read from the counts")
    parser.add_argument("--unsaid", action="append", default=[], help="an option that is left out, as --apart-from")
    parser.add_argument("--processes", type=int, default=1)
    options = parser.parse_args()
    sums = collections.Counter()
    breached = set()
    jobs = [(seed, options) for seed in range(options.first_seed, options.first_seed + options.sequences)]
    with multiprocessing.Pool(options.processes) as pool:
        for result in pool.imap(attack, jobs):
            for breach in result.pop("breaches"):
                breached.add(breach["seed"])
                sums["breaches"] += 1
                print(json.dumps(breach), flush=True)
            sums.update(result)
    print(json.dumps({"sequences": options.sequences, "breached_sequences": len(breached), "breaches": 0, **sums}))
    sys.exit(1 if breached else 0)


if __name__ == "__main__":
    main()
