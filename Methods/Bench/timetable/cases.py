"""The nine kinds of finals day, made by seed: requests as `knotwork timetable` reads them.

Everyone pitches to the panel while 1-2-1 stations go on beside it; walking takes a tick between any two stations;
everyone lunches. Some kinds have stations that close, people who come late, leave early or are away in between, and
order rules. Times are minutes, the step is five minutes.
"""

import json
import random
import sys
from pathlib import Path

START = 9 * 60
TICK = 5

KINDS = [
    # name, visitors, stations, equal durations, absences, choice
    ("seed-4x3", 4, 3, False, False, False),
    ("equal-4x3", 4, 3, True, False, False),
    ("12x4", 12, 4, False, False, False),
    ("12x4-absences", 12, 4, False, True, False),
    ("12x6-choice", 12, 6, False, False, True),
    ("20x5-absences", 20, 5, False, True, False),
    ("30x6", 30, 6, False, False, False),
    ("30x6-absences", 30, 6, False, True, False),
    ("60x8-absences", 60, 8, False, True, False),
]


def clock(tick):
    minutes = START + tick * TICK
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def span(start, end):
    return {"from": clock(start), "to": clock(end)}


def durations(rng, visitors, stations, equal):
    """Ticks at each station; the panel, first, takes longest, so that its load bounds the day."""
    if equal:
        return [4] * stations
    panel = 6 if visitors <= 20 else 5 if visitors <= 30 else 4
    return [panel] + [rng.choice([panel - 2, panel - 1, panel]) for _ in range(stations - 1)]


def request(kind, seed):
    name, visitors, stations, equal, absences, choice = kind
    rng = random.Random(f"{name}/{seed}")
    ticks = durations(rng, visitors, stations, equal)
    length = visitors * ticks[0]
    names = ["panel"] + [f"talk {n}" for n in range(1, stations)]
    sites = [
        {"id": names[i], "minutes": TICK * ticks[i], "everyone": i == 0} for i in range(stations)
    ]
    people = []
    for index in range(visitors):
        person = {"id": f"team {index + 1:02d}"}
        if choice:
            wanted = sorted(rng.sample(range(1, stations), rng.randint(2, stations - 1)))
            person["visits"] = [names[i] for i in wanted]
        if absences:
            lot = rng.random()
            if lot < 0.12:
                person["arrives"] = clock(rng.randint(1, length // 4))
            elif lot < 0.24:
                person["leaves"] = clock(rng.randint(3 * length // 4, length))
            elif lot < 0.4:
                away = rng.randint(length // 6, 5 * length // 6)
                person["absent"] = [span(away, away + rng.randint(3, max(4, length // 10)))]
        people.append(person)
    if absences:
        for site in rng.sample(sites, max(1, stations // 3)):
            away = rng.randint(length // 6, length // 2)
            site["closed"] = [span(away, away + rng.randint(3, 9))]
    lunch_from = max(4, length // 2 - 12)
    made = {
        "tick_minutes": TICK,
        "day": {"start": clock(0)},
        "stations": sites,
        "visitors": people,
        "walking": {"minutes": TICK},
        "lunch": {"from": clock(lunch_from), "to": clock(lunch_from + 24), "minutes": 30},
        "seed": 1,
    }
    if stations >= 5:
        # The last talk is about the pitch: it comes after the panel, for a third of the teams.
        made["order"] = [
            {"first": "panel", "then": names[-1], "visitors": [p["id"] for p in people[::3]]}
        ]
    if visitors <= 4:
        del made["lunch"]
    return made


def main():
    folder = Path(sys.argv[1])
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    folder.mkdir(parents=True, exist_ok=True)
    for kind in KINDS:
        (folder / f"{kind[0]}.json").write_text(json.dumps(request(kind, seed), indent=1) + "\n")


if __name__ == "__main__":
    main()
