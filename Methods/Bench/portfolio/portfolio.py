"""Award portfolios: `knotwork portfolio` and OR-tools' CP-SAT on the same random requests, in one run.

    python portfolio.py KNOTWORK [--sizes 12 40 200 1000 5000] [--seeds 3] [--parts]
"""

import argparse
import json
import pathlib
import subprocess
import tempfile
import time

import numpy
from ortools.sat.python import cp_model


def request(size, seed, parts):
    """Scores like panel means, amounts in hundreds, themes of unequal size with caps and a least number."""
    draw = numpy.random.default_rng(seed)
    names = [f"T{number}" for number in range(max(3, min(8, size // 5)))]
    weights = draw.dirichlet(numpy.full(len(names), 2.0))
    asks = 100 * draw.integers(20, 300, size)
    pot = int(asks.sum() * 0.3) // 1000 * 1000
    candidates = [
        {
            "id": f"A{number}",
            "score": round(float(numpy.clip(draw.normal(60, 15), 5, 100)), 1),
            "asks": int(asks[number]),
            "theme": names[draw.choice(len(names), p=weights)],
        }
        for number in range(size)
    ]
    if parts:
        for candidate in candidates:
            if draw.random() < 0.4:
                candidate["least"] = int(numpy.ceil(candidate["asks"] * 0.6 / 500) * 500)
                candidate["least"] = min(candidate["least"], candidate["asks"])
    themes = [
        {
            "name": name,
            "least_awards": min(2 if size >= 100 else 1, sum(c["theme"] == name for c in candidates)),
            "most_amount": int(pot * max(0.3, 1.6 / len(names))),
        }
        for name in names
    ]
    return {"pot": pot, "step": 100, "themes": themes, "candidates": candidates}


def cp_sat(request, seconds):
    """The same problem for CP-SAT; a part award is a whole number of steps below the whole."""
    model = cp_model.CpModel()
    funded, amounts, values = [], [], []
    for candidate in request["candidates"]:
        chosen = model.new_bool_var("")
        score = round(candidate["score"] * 1_000_000)
        steps = (candidate["asks"] - candidate.get("least", candidate["asks"])) // request["step"]
        funded.append(chosen)
        if steps == 0:
            amounts.append(candidate["asks"] * chosen)
            values.append(score * chosen)
        else:
            less = model.new_int_var(0, steps, "")
            model.add(less <= steps * chosen)
            amounts.append(candidate["asks"] * chosen - request["step"] * less)
            values.append(score * chosen - score * request["step"] // candidate["asks"] * less)
    model.add(sum(amounts) <= request["pot"])
    for theme in request["themes"]:
        members = [n for n, c in enumerate(request["candidates"]) if c["theme"] == theme["name"]]
        model.add(sum(funded[n] for n in members) >= theme["least_awards"])
        model.add(sum(amounts[n] for n in members) <= theme["most_amount"])
    model.maximize(sum(values))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 2
    began = time.time()
    status = solver.solve(model)
    return solver.objective_value / 1e6, status == cp_model.OPTIMAL, time.time() - began


def check(request, answer):
    """The score of the awards, or an error when they break a rule."""
    candidates = {candidate["id"]: candidate for candidate in request["candidates"]}
    amounts = {award["id"]: award["amount"] for award in answer["awards"]}
    assert len(amounts) == len(answer["awards"]) and sum(amounts.values()) <= request["pot"]
    for name, amount in amounts.items():
        asks, least = candidates[name]["asks"], candidates[name].get("least", candidates[name]["asks"])
        assert least <= amount <= asks and (asks - amount) % request["step"] == 0, name
    for theme in request["themes"]:
        own = [amount for name, amount in amounts.items() if candidates[name]["theme"] == theme["name"]]
        assert len(own) >= theme["least_awards"] and sum(own) <= theme["most_amount"], theme["name"]
    return sum(candidates[name]["score"] * amount / candidates[name]["asks"] for name, amount in amounts.items())


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("knotwork")
    arguments.add_argument("--sizes", type=int, nargs="+", default=[12, 40, 200, 1000, 5000])
    arguments.add_argument("--seeds", type=int, default=3)
    arguments.add_argument("--seconds", type=float, default=30)
    arguments.add_argument("--parts", action="store_true", help="four in ten can do with 60 %% of what they ask")
    options = arguments.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp())
    print("| candidates | seed | optimum | CP-SAT | Knotwork, solving | whole command | ratio | same |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for size in options.sizes:
        for seed in range(options.seeds):
            asked = request(size, seed, options.parts)
            path = folder / f"{size}-{seed}.json"
            path.write_text(json.dumps(asked, indent=1))
            best, proven, seconds = cp_sat(asked, options.seconds)
            began = time.time()
            run = subprocess.run(
                [options.knotwork, "portfolio", str(path), "--awards-only"], capture_output=True, text=True
            )
            whole = time.time() - began
            if run.returncode != 0:
                print(f"| {size:,} | {seed} | none | {'none' if best == 0 else best} | {run.stderr.strip()} | | | |")
                continue
            ours = json.loads(run.stdout)
            assert abs(check(asked, ours) - ours["score"]) < 1e-2, "the score is not that of the awards"
            same = abs(ours["score"] - best) < 1e-3 if proven else ours["score"] >= best - 1e-3
            print(
                f"| {size:,} | {seed} | {ours['score']:.1f}{'' if ours['proven'] else ' (not proven)'}"
                f" | {seconds:.3f} s{'' if proven else ' (not proven)'} | {ours['seconds']:.4f} s | {whole:.3f} s"
                f" | {seconds / max(ours['seconds'], 1e-6):.0f} | {'yes' if same else f'NO: {best}'} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
