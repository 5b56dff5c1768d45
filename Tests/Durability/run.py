#!/usr/bin/env python3
"""What was answered as saved is there, and what cannot be saved is not said to be: whatever happens to the process, the disk, the
database's server, and whoever is at the other end of the line.

    Tests/Durability/run.py path/to/knotwork [postgres://…]

crash.py     Sixteen people at a time register while a backup is made; then the server is killed without warning. Then
             applications are sent, and the server is killed again.
outages.py   The disk is full, or may only be read; PostgreSQL stands still, and starts again; a copy should take the place of a
             database that people use.
clients.py   Hundreds of slow clients, and bad requests.
race.py      Two processes serve one database, and two people save the same form at the same moment, again and again.

With the address of an empty PostgreSQL database it is all done there as well, where it makes a difference. Loopback only; bounded
in time; leaves nothing behind. Where no disk may be mounted, it says what it left out.
"""
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.parse

import clients
import crash
import outages
import race
from house import ROOT, House, ask

FEBRUARY = "2022-02-01T10:00:00Z"
OPEN = "2022-02-15T10:00:00Z"


def tell(story, on, said, began):
    if said is None:
        print(f"durability, left out: {story} on {on}: no disk may be mounted here", flush=True)
    else:
        print(f"durability: {said} on {on} ({time.monotonic() - began:.0f} s)", flush=True)


def perform(binary, folder, story, clock, database=None):
    began = time.monotonic()
    house = House(binary, folder, clock, database)
    try:
        said = story(house)
    finally:
        house.end(signal.SIGKILL)
    tell(story.__name__, "PostgreSQL" if database else "SQLite", said, began)


def new_database(address, name):
    """Another database of the same server."""
    ask(address, f"CREATE DATABASE {name}")
    return urllib.parse.urlparse(address)._replace(path=f"/{name}").geturl()


def on_a_small_disk(binary, folder):
    """A PostgreSQL server of its own, whose files are on a small disk: this script again, inside Scripts/with-postgres."""
    began = time.monotonic()
    os.chmod(folder, 0o711)  # The server has an account of its own, which must find its files.
    with outages.small_disk(os.path.join(folder, "disk"), 320) as disk:
        if not disk:
            return tell("full_disk_postgres", "PostgreSQL", None, began)
        command = [os.path.join(ROOT, "Scripts", "with-postgres"), sys.executable, __file__, binary, "--small-disk", folder]
        done = subprocess.run(command, env=dict(os.environ, TMPDIR=disk, POSTGRES_DURABLE="1"))
        if done.returncode != 0:
            sys.exit(done.returncode)


def main():
    if sys.argv[2:3] == ["--small-disk"]:
        [_, binary, _, folder] = sys.argv
        address = os.environ["KNOTWORK_TEST_POSTGRES"]
        return perform(binary, f"{folder}/9", outages.full_disk_postgres, FEBRUARY, address)
    if len(sys.argv) not in (2, 3):
        print(__doc__, file=sys.stderr)
        sys.exit(64)
    binary, folder = os.path.abspath(sys.argv[1]), tempfile.mkdtemp(prefix="knotwork-durability-")
    try:
        perform(binary, f"{folder}/1", crash.registering, FEBRUARY)
        perform(binary, f"{folder}/2", crash.sending, OPEN)
        perform(binary, f"{folder}/3", outages.replacing, FEBRUARY)
        perform(binary, f"{folder}/4", outages.full_disk_sqlite, FEBRUARY)
        perform(binary, f"{folder}/5", clients.slow_clients, FEBRUARY)
        perform(binary, f"{folder}/10", race.two_processes, FEBRUARY)
        if len(sys.argv) == 3:
            address = sys.argv[2]
            perform(binary, f"{folder}/6", crash.registering, FEBRUARY, address)
            perform(binary, f"{folder}/7", outages.replacing, FEBRUARY, new_database(address, "replaced"))
            perform(binary, f"{folder}/8", outages.frozen_and_restarted, FEBRUARY, new_database(address, "frozen"))
            perform(binary, f"{folder}/11", race.two_processes, FEBRUARY, new_database(address, "raced"))
            on_a_small_disk(binary, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
