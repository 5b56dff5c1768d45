#!/usr/bin/env python3
"""What was answered as saved is there: after kill -9 in the middle of a burst, and in a copy made during it.

    Tests/Durability/run.py path/to/knotwork

Sixteen people at a time register for an event, each with an address of their own. While they do, a backup is made; then
the server is killed without warning and started again. Everybody who was answered must be registered, with their mail;
the copy must hold everybody who was answered before the backup began; doctor must find both databases well.
Loopback only; bounded in time; leaves nothing behind.
"""
import http.client
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

THREADS = 16
BEFORE_BACKUP = 200
AFTER_BACKUP = 400
BURST_SECONDS = 25
PROGRAMME = "/programmes/lcr-2021-22"
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


class House:
    """One installation in a folder of its own."""

    def __init__(self, binary, folder):
        self.binary, self.folder, self.server = os.path.abspath(binary), folder, None
        self.database = os.path.join(folder, "house.sqlite")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]

    def run(self, *words, database=None, expect=0):
        command = [self.binary, *words, "--database", database or self.database]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, timeout=60)
        said = f"{' '.join(words)}: exit code {done.returncode}\n{done.stdout}{done.stderr}"
        check(done.returncode == expect, said)
        return done.stdout

    def start(self):
        command = [self.binary, "serve", "--database", self.database, "--port", str(self.port), "--log-level", "error"]
        command += ["--mail", "file:outbox", "--clock", "2022-02-01T10:00:00Z"]
        with open(os.path.join(self.folder, "serve.log"), "ab") as log:
            self.server = subprocess.Popen(command, cwd=self.folder, stdout=log, stderr=log)
        deadline = time.monotonic() + 15
        while time.monotonic() < deadline:
            check(self.server.poll() is None, "the server ended at once: see serve.log")
            try:
                return self.get(f"{PROGRAMME}/events")
            except OSError:
                time.sleep(0.05)
        raise SystemExit("durability: the server did not answer within 15 seconds")

    def get(self, path):
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            link.request("GET", path)
            answer = link.getresponse()
            check(answer.status == 200, f"GET {path}: {answer.status}")
            return answer.read().decode()
        finally:
            link.close()

    def end(self, how):
        if self.server and self.server.poll() is None:
            self.server.send_signal(how)
            self.server.wait(timeout=20)


class Burst:
    """Threads that register people until the server is gone or the time is up."""

    def __init__(self, house, event):
        self.house, self.path = house, f"{PROGRAMME}/events/{event}/registrations"
        self.acknowledged, self.asked, self.cut_off = [], 0, 0
        self.lock, self.stop = threading.Lock(), threading.Event()
        self.threads = [threading.Thread(target=self.work, args=(n,), daemon=True) for n in range(THREADS)]
        for thread in self.threads:
            thread.start()

    def work(self, number):
        link = http.client.HTTPConnection("127.0.0.1", self.house.port, timeout=20)
        for turn in range(2000):
            if self.stop.is_set():
                return
            email = f"person-{number}-{turn}@burst.example"
            form = {"name": f"Person {number} {turn}", "email": email, "organisation": "Burst", "csrf": ""}
            with self.lock:
                self.asked += 1
            try:
                headers = {"Content-Type": "application/x-www-form-urlencoded"}
                link.request("POST", self.path, urllib.parse.urlencode(form), headers)
                answer = link.getresponse()
                answer.read()
            except (OSError, http.client.HTTPException):
                with self.lock:
                    self.cut_off += 1
                return
            if answer.status in (200, 303):
                with self.lock:
                    self.acknowledged.append(email)

    def so_far(self):
        with self.lock:
            return list(self.acknowledged)

    def until(self, count, deadline):
        while len(self.so_far()) < count and time.monotonic() < deadline:
            time.sleep(0.01)
        return self.so_far()


def check(holds, words):
    if not holds:
        raise SystemExit(f"durability: {words}")


def registered(database):
    """Who has a place, and to whom a mail was written."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as link:
        check(link.execute("PRAGMA integrity_check").fetchall() == [("ok",)], f"{database} is damaged")
        people = link.execute(
            "SELECT s.email FROM registration r JOIN sighting s ON s.id = r.sighting_id WHERE r.state <> 'cancelled'")
        mail = link.execute("SELECT to_address FROM message")
        return {row[0] for row in people}, {row[0] for row in mail}


def missing(database, emails):
    places, mails = registered(database)
    return [email for email in emails if email not in places or email not in mails]


def story(house):
    began = time.monotonic()
    house.run("load", os.path.join(ROOT, "Examples", "lcr-2021-22"))
    page = house.start()
    event = re.search(PROGRAMME + r'/events/([a-z0-9-]+)"', page).group(1)

    deadline = time.monotonic() + BURST_SECONDS
    burst = Burst(house, event)
    before = burst.until(BEFORE_BACKUP, deadline)
    copy, again = os.path.join(house.folder, "copy.sqlite"), os.path.join(house.folder, "again.sqlite")
    house.run("backup", copy)
    after = len(burst.so_far())
    check(after > len(before), "nobody was answered while the backup was made: it was not made during the burst")
    burst.until(after + AFTER_BACKUP, deadline)
    os.kill(house.server.pid, signal.SIGKILL)
    house.server.wait(timeout=10)
    burst.stop.set()
    for thread in burst.threads:
        thread.join(timeout=25)
    acknowledged = burst.so_far()
    check(len(before) >= THREADS and len(acknowledged) > after, "the burst was too small to say anything")
    check(burst.cut_off > 0, "nobody was cut off: the kill was not in the middle of the burst")

    house.start()
    lost = missing(house.database, acknowledged)
    check(not lost, f"{len(lost)} of {len(acknowledged)} answered registrations are gone after the kill: {lost[:3]}")
    house.run("doctor")
    house.end(signal.SIGTERM)
    check(house.server.returncode == 0, f"after SIGTERM the server ended with {house.server.returncode}")

    house.run("restore", copy, database=again)
    house.run("doctor", database=again)
    lost = missing(again, before)
    check(not lost, f"{len(lost)} of {len(before)} registrations answered before the backup are not in it: {lost[:3]}")
    house.run("restore", copy, database=again, expect=2)
    print(
        f"durability: {len(acknowledged)} registrations answered, {burst.cut_off} cut off by the kill, none lost; "
        f"{len(before)} answered before the backup, all in it ({time.monotonic() - began:.0f} s)")


def main():
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        sys.exit(64)
    folder = tempfile.mkdtemp(prefix="knotwork-durability-")
    house = House(sys.argv[1], folder)
    try:
        story(house)
    finally:
        house.end(signal.SIGKILL)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
