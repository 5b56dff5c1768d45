#!/usr/bin/env python3
"""How the cost of an edition's figures grows with its people: the example with N more at the launch, half of whom book a
webinar, and with 2 N.

    Tests/Bench/figures.py KNOTWORK [--people N]

Prints the processor time of `knotwork figures --json` for both and their ratio, less what the example alone costs: 2 is linear,
4 quadratic. It never fails because something was slow.
"""
import argparse
import os
import resource
import shutil
import sqlite3
import subprocess
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SLUG = "lcr-2021-22"
ROUNDS = 3


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("knotwork", type=os.path.abspath)
    parser.add_argument("--people", type=int, default=20_000)
    wishes = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="knotwork-figures-")
    try:
        alone, once, twice = [seconds(wishes.knotwork, folder, count * wishes.people) for count in (0, 1, 2)]
        ratio = (twice - alone) / max(once - alone, 0.001)
        print(f"figures: {wishes.people:,} people {once:.2f} s, {2 * wishes.people:,} people {twice:.2f} s, ratio {ratio:.2f}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def seconds(knotwork, folder, people):
    path = os.path.join(folder, f"{people}.sqlite")
    environment = {**os.environ, "KNOTWORK_DATABASE": path}
    subprocess.run([knotwork, "load", os.path.join(ROOT, "Examples", SLUG)], env=environment, check=True,
                   capture_output=True)
    crowd(path, people)
    return min(one(knotwork, environment) for _ in range(ROUNDS))


def one(knotwork, environment):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([knotwork, "figures", SLUG, "--json"], env=environment, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def crowd(path, people):
    """Writes records straight into the tables: to import them would take longer than what is measured."""
    database = sqlite3.connect(path)
    programme, = database.execute("SELECT id FROM programme").fetchone()
    launch, = database.execute("SELECT id FROM event WHERE kind = 'launch'").fetchone()
    webinar, = database.execute("SELECT id FROM event WHERE kind = 'webinar' ORDER BY starts_at LIMIT 1").fetchone()
    for number in range(people):
        person = f"bench-{number:07d}"
        database.execute("INSERT INTO person (id, created_at) VALUES (?, '2022-01-27T10:00:00.000Z')", (person,))
        kinds = [("attendance", launch, "attended")] + ([("booking", webinar, "booked")] if number % 2 else [])
        for kind, event, status in kinds:
            database.execute(
                """INSERT INTO sighting (id, programme_id, event_id, line, kind, name, email, organisation, status, raw,
                    excluded, email_key, name_key, person_id, created_at)
                VALUES (?, ?, ?, 1, ?, ?, '', ?, ?, '', '', '', '', ?, '2022-01-27T10:00:00.000Z')""",
                (f"{person}-{kind}", programme, event, kind, f"Person {number}", f"Body {number % 500}", status, person))
    database.commit()
    database.close()


if __name__ == "__main__":
    main()
