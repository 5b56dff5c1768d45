"""The measured peer: the exact cell suppression problem by cutting planes with HiGHS through Python.

A 0/1 master with cuts is solved to its optimum by HiGHS; warm linear programmes of the attacker look for broken cells
and give new cuts from their duals (Fischetti and Salazar 2000); until nothing is broken. Prints one JSON line a table.

    python highs_cuts.py [--seconds 60] [--contributors] TABLE.csv[=AREAS.csv]...

Safe means: every primary cell's interval reaches down to its count - 1 and up to the threshold, no other hidden cell
is known exactly; with --contributors also for everybody who knows of their own inner cell that it counts 1.
"""
import csv
import itertools
import json
import sys
import time

import highspy
import numpy as np

INF = highspy.kHighsInf
THRESHOLD = 5


class Table:
    """Cells with margins, sums as (total, parts), costs 1, 3 and 1000."""

    def __init__(self, path, areas=None):
        with open(path, newline="") as file:
            rows = list(csv.DictReader(file))
        names = [name for name in rows[0] if name != "count"]
        parent = {}
        if areas:
            with open(areas, newline="") as file:
                parent = {row["child"]: row["parent"] for row in csv.DictReader(file)}
        trees = []
        for name in names:
            leaves = list(dict.fromkeys(row[name] for row in rows))
            groups = {}
            if name == "area" and parent:
                for leaf in leaves:
                    groups.setdefault(parent[leaf], []).append(leaf)
                tree = {**groups, "Total": list(groups)}
            else:
                tree = {"Total": leaves}
            trees.append((leaves + [code for code in tree], tree, set(leaves)))
        self.codes = list(itertools.product(*(tree[0] for tree in trees)))
        number = {code: index for index, code in enumerate(self.codes)}
        value = {tuple(row[name] for name in names): int(row["count"]) for row in rows}

        def count(codes):
            for d, code in enumerate(codes):
                if code in trees[d][1]:
                    return sum(count(codes[:d] + (child,) + codes[d + 1 :]) for child in trees[d][1][code])
            return value[codes]

        self.truth = [count(codes) for codes in self.codes]
        self.sums = []
        self.cost = []
        self.inner = []
        for codes in self.codes:
            margins = [code not in trees[d][2] for d, code in enumerate(codes)]
            self.inner.append(not any(margins))
            self.cost.append(1 if not any(margins) else 1000 if all(code == "Total" for code in codes) else 3)
            for d, code in enumerate(codes):
                if code in trees[d][1]:
                    parts = [number[codes[:d] + (child,) + codes[d + 1 :]] for child in trees[d][1][code]]
                    self.sums.append((number[codes], parts))
        self.primary = [i for i, v in enumerate(self.truth) if 1 <= v < THRESHOLD]

    @property
    def size(self):
        return len(self.truth)


class Attacker:
    """One linear programme over the changes of all cells; bounds follow what is hidden."""

    def __init__(self, table):
        self.table = table
        self.lp = highspy.Highs()
        self.lp.setOptionValue("output_flag", False)
        self.lp.setOptionValue("threads", 1)
        for _ in range(table.size):
            self.lp.addVar(0, 0)
        self.column = [{} for _ in range(table.size)]
        for row, (total, parts) in enumerate(table.sums):
            self.lp.addRow(0, 0, 1 + len(parts), np.array([total] + parts), np.array([1.0] + [-1.0] * len(parts)))
            self.column[total][row] = 1.0
            for part in parts:
                self.column[part][row] = -1.0
        self.hidden = set()

    def set_hidden(self, hidden):
        for cell in self.hidden - hidden:
            self.lp.changeColBounds(cell, 0, 0)
        for cell in hidden - self.hidden:
            self.lp.changeColBounds(cell, -self.table.truth[cell], INF)
        self.hidden = set(hidden)

    def broken(self, cell, sign, need, known=()):
        """None when the cell can move by need in that direction, else what each cell lets pass."""
        for other in known:
            self.lp.changeColBounds(other, 0, 0)
        low, high = -self.table.truth[cell], INF
        self.lp.changeColBounds(cell, -need if sign < 0 else 0, need if sign > 0 else 0)
        self.lp.changeColCost(cell, -sign)
        self.lp.run()
        reach = -self.lp.getInfo().objective_function_value
        duals = np.array(self.lp.getSolution().row_dual) if reach < need - 1e-6 else None
        self.lp.changeColCost(cell, 0)
        self.lp.changeColBounds(cell, low, high)
        for other in known:
            self.lp.changeColBounds(other, -self.table.truth[other], INF)
        if duals is None:
            return None
        own = sum(duals[row] * s for row, s in self.column[cell].items())
        passes = {}
        for other in range(self.table.size):
            if other == cell or other in known:
                continue
            weight = sum(duals[row] * s for row, s in self.column[other].items()) * -sign / own
            if weight > 1e-7:
                passes[other] = float(need)
            elif weight < -1e-7 and self.table.truth[other]:
                passes[other] = min(float(need), -weight * self.table.truth[other])
        return passes


class Master:
    def __init__(self, table):
        self.table = table
        self.primary = set(table.primary)
        self.mip = highspy.Highs()
        self.mip.setOptionValue("output_flag", False)
        self.mip.setOptionValue("threads", 1)
        self.mip.setOptionValue("mip_rel_gap", 0.0)
        self.mip.setOptionValue("mip_abs_gap", 0.999)
        for cell in range(table.size):
            self.mip.addVar(1 if cell in self.primary else 0, 1)
            self.mip.changeColCost(cell, table.cost[cell])
            self.mip.changeColIntegrality(cell, highspy.HighsVarType.kInteger)

    def add(self, passes, need, besides=None):
        need = need - sum(v for cell, v in passes.items() if cell in self.primary)
        if need <= 1e-9:
            return
        passes = {cell: min(v, need) / need for cell, v in passes.items() if cell not in self.primary}
        if besides is not None:
            passes[besides] = -1.0
        self.mip.addRow(0 if besides is not None else 1, INF, len(passes), np.array(list(passes)), np.array(list(passes.values())))

    def solve(self, seconds):
        self.mip.setOptionValue("time_limit", self.mip.getRunTime() + max(seconds, 0.01))
        self.mip.run()
        info = self.mip.getInfo()
        done = self.mip.getModelStatus() == highspy.HighsModelStatus.kOptimal
        values = self.mip.getSolution().col_value
        return done, info.mip_dual_bound, {cell for cell, v in enumerate(values) if v > 0.5}


def own_cells(table, single):
    """What the one person of an inner cell of 1 is counted in alone."""
    own = {single}
    grown = True
    while grown:
        grown = False
        for total, parts in table.sums:
            if total not in own and table.truth[total] == 1 and own & set(parts):
                own.add(total)
                grown = True
    return own


def duties(table, cell):
    if cell in table.primary_set:
        return [(-1, 1), (1, THRESHOLD - table.truth[cell])]
    return None


def solve(table, seconds, contributors):
    table.primary_set = set(table.primary)
    began = time.perf_counter()
    master, attacker = Master(table), Attacker(table)
    for total, parts in table.sums:
        line = [total] + parts
        for cell in line:
            # A hidden cell needs another one hidden in its line.
            others = {other: 1.0 for other in line if other != cell}
            if cell in table.primary_set:
                for sign, need in duties(table, cell):
                    passes = {}
                    for other in line:
                        if other != cell:
                            rises = ((other == total) != (cell == total)) == (sign > 0)
                            rises = rises if (other == total) != (cell == total) else sign < 0
                            passes[other] = float(need) if rises else float(min(need, table.truth[other]))
                    master.add({k: v for k, v in passes.items() if v}, need)
            else:
                master.add(others, 1, besides=cell)
    attackers = [((), set())]
    if contributors:
        for cell in range(table.size):
            if table.inner[cell] and table.truth[cell] == 1:
                attackers.append(((cell,), own_cells(table, cell)))
    rounds = lps = 0
    while True:
        rounds += 1
        done, bound, hidden = master.solve(seconds - (time.perf_counter() - began))
        if not done:
            return dict(cost=None, bound=bound, optimal=False, rounds=rounds, lps=lps, seconds=time.perf_counter() - began)
        attacker.set_hidden(hidden)
        found = 0
        for known, exempt in attackers:
            for cell in sorted(hidden):
                if cell in exempt or time.perf_counter() - began > seconds:
                    continue
                if cell in table.primary_set:
                    for sign, need in duties(table, cell):
                        lps += 1
                        passes = attacker.broken(cell, sign, need, known)
                        if passes is not None:
                            master.add(passes, need)
                            found += 1
                elif known:
                    union = {}
                    for sign in (1, -1):
                        if sign < 0 and table.truth[cell] == 0:
                            continue
                        lps += 1
                        passes = attacker.broken(cell, sign, 1, known)
                        if passes is None:
                            union = None
                            break
                        union.update({k: 1.0 for k in passes})
                    if union is not None:
                        union.pop(cell, None)
                        master.add(union, 1, besides=cell)
                        found += 1
            if found > 400:
                break
        if time.perf_counter() - began > seconds:
            return dict(cost=None, bound=bound, optimal=False, rounds=rounds, lps=lps, seconds=time.perf_counter() - began)
        if not found:
            cost = sum(table.cost[cell] for cell in hidden)
            return dict(cost=cost, bound=cost, optimal=True, rounds=rounds, lps=lps, seconds=time.perf_counter() - began)


def main(arguments):
    seconds, contributors, files = 60.0, False, []
    arguments = iter(arguments)
    for argument in arguments:
        if argument == "--seconds":
            seconds = float(next(arguments))
        elif argument == "--contributors":
            contributors = True
        else:
            files.append(argument)
    for file in files:
        table = Table(*file.split("="))
        result = solve(table, seconds, contributors)
        print(json.dumps({"table": file.split("=")[0], "cells": table.size, "primary": len(table.primary), **result}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
