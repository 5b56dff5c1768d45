"""The same request solved by OR-tools' CP-SAT: the finish first, then the waiting with that finish held.

Reads what cases.py writes (walking alike everywhere, one seat a station). Prints one JSON line.
"""

import json
import sys
import time

from ortools.sat.python import cp_model

SECONDS = 30.0
THREADS = 2


class Peer:
    """A request in ticks, and its model."""

    def __init__(self, request):
        self.request = request
        self.tick = request["tick_minutes"]
        self.zero = self.minutes(request["day"]["start"])
        self.walk = request["walking"]["minutes"] // self.tick
        self.stations = {s["id"]: s for s in request["stations"]}
        self.model = cp_model.CpModel()
        self.horizon = self.bound_above()
        self.finish = self.model.new_int_var(0, self.horizon, "finish")
        self.at_station = {name: [] for name in self.stations}
        self.waits = []
        self.starts = {}
        for person in request["visitors"]:
            self.add(person)
        for name, intervals in self.at_station.items():
            for closed in self.stations[name].get("closed", []):
                intervals.append(self.fixed(closed))
            self.model.add_no_overlap(intervals)

    def minutes(self, text):
        hours, minutes = text.split(":")
        return int(hours) * 60 + int(minutes)

    def time(self, text):
        return (self.minutes(text) - self.zero) // self.tick

    def bound_above(self):
        total = sum(s["minutes"] // self.tick for s in self.request["stations"])
        return total * (len(self.request["visitors"]) + 4) // 2 + 200

    def fixed(self, span):
        start, end = self.time(span["from"]), self.time(span["to"])
        return self.model.new_fixed_size_interval_var(start, end - start, "away")

    def add(self, person):
        m, name = self.model, person["id"]
        wanted = person.get("visits", list(self.stations))
        wanted = wanted + [s for s, site in self.stations.items() if site["everyone"] and s not in wanted]
        arrives = self.time(person["arrives"]) if "arrives" in person else 0
        leaves = self.time(person["leaves"]) if "leaves" in person else self.horizon
        here, starts, ends, length = [], {}, {}, 0
        for station in wanted:
            duration = self.stations[station]["minutes"] // self.tick
            start = m.new_int_var(arrives, leaves - duration, f"{name} at {station}")
            self.at_station[station].append(m.new_fixed_size_interval_var(start, duration, "visit"))
            # Walking alike everywhere: a visit and the way to the next are one block of the visitor's day.
            here.append(m.new_fixed_size_interval_var(start, duration + self.walk, "visit and way"))
            starts[station], ends[station] = start, start + duration
            length += duration
            m.add(self.finish >= start + duration)
            self.starts[name, station] = start
        first = m.new_int_var(0, self.horizon, "first")
        last = m.new_int_var(0, self.horizon, "last")
        m.add_min_equality(first, list(starts.values()))
        m.add_max_equality(last, list(ends.values()))
        wait = last - first - length - self.walk * (len(wanted) - 1)
        # Visits alone may not meet an absence: the way may lie inside it.
        alone = [m.new_fixed_size_interval_var(starts[s], self.stations[s]["minutes"] // self.tick, "visit")
                 for s in wanted]
        m.add_no_overlap(here)
        absences = person.get("absent", [])
        m.add_no_overlap(alone + [self.fixed(a) for a in absences])
        for away in absences:
            start, end = self.time(away["from"]), self.time(away["to"])
            inside = self.inside(first, last, start, end)
            wait -= (end - start) * inside
        if "lunch" in self.request and person.get("lunch", True):
            wait -= self.lunch(starts, ends, first, last, alone, absences)
        for order in self.request.get("order", []):
            if name in order.get("visitors", [name]) and order["first"] in starts and order["then"] in starts:
                m.add(starts[order["then"]] >= ends[order["first"]])
        waiting = m.new_int_var(0, self.horizon, f"{name} waits")
        m.add(waiting == wait)
        self.waits.append(waiting)

    def inside(self, first, last, start, end):
        """Whether a stretch without visits lies between the first and the last visit."""
        m = self.model
        inside, before, after = (m.new_bool_var(n) for n in ("inside", "before", "after"))
        m.add_exactly_one(inside, before, after)
        m.add(end <= first).only_enforce_if(before)
        m.add(start >= last).only_enforce_if(after)
        m.add(first <= start).only_enforce_if(inside)
        m.add(last >= end).only_enforce_if(inside)
        return inside

    def lunch(self, starts, ends, first, last, alone, absences):
        """Lunch stands clear of visits and absences; inside the day it needs room beside the way."""
        m, lunch = self.model, self.request["lunch"]
        length = lunch["minutes"] // self.tick
        start = m.new_int_var(self.time(lunch["from"]), self.time(lunch["to"]) - length, "lunch")
        m.add_no_overlap(
            alone + [m.new_fixed_size_interval_var(start, length, "lunch")] + [self.fixed(a) for a in absences])
        inside = self.inside(first, last, start, start + length)
        return length * self.gap_with_room(starts, ends, start, length, inside, absences)

    def gap_with_room(self, starts, ends, start, length, inside, absences):
        """Lunch takes its length off the waiting when it is inside and leaves room for the way, before or after it."""
        m = self.model
        counts, walks_first = m.new_bool_var("lunch takes waiting away"), m.new_bool_var("walks first")
        m.add_implication(counts, inside)
        for station in starts:
            before = m.new_bool_var("before lunch")
            m.add(ends[station] + self.walk * walks_first <= start).only_enforce_if(before, counts)
            m.add(starts[station] >= start + length + self.walk - self.walk * walks_first).only_enforce_if(
                before.Not(), counts)
        return counts

    def solver(self, seconds):
        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = seconds
        solver.parameters.num_workers = THREADS
        solver.parameters.random_seed = 1
        return solver

    def run(self, seconds):
        began = time.perf_counter()
        self.model.minimize(self.finish)
        solver = self.solver(seconds)
        status = solver.solve(self.model)
        result = {"status": solver.status_name(status), "finish_seconds": time.perf_counter() - began}
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return result
        result["finish"] = int(solver.objective_value)
        result["finish_bound"] = int(solver.best_objective_bound)
        for variable in self.starts.values():
            self.model.add_hint(variable, solver.value(variable))
        self.model.add(self.finish <= result["finish"])
        self.model.minimize(sum(self.waits))
        began = time.perf_counter()
        solver = self.solver(seconds)
        status = solver.solve(self.model)
        result["waiting_seconds"] = time.perf_counter() - began
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            result["waiting"] = int(solver.objective_value) * self.tick
            result["waiting_bound"] = int(solver.best_objective_bound) * self.tick
        return result


if __name__ == "__main__":
    with open(sys.argv[1]) as file:
        peer = Peer(json.load(file))
    print(json.dumps(peer.run(float(sys.argv[2]) if len(sys.argv) > 2 else SECONDS)))
