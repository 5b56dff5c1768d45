"""Load: many people who read, through wrk; many people who save, each in a session of their own."""
import asyncio
import json
import os
import re
import subprocess
import time
import urllib.parse

CONNECTIONS = 32
# Of these the middle one counts: a neighbour on the machine, or the database tidying up, makes one of them dear.
ROUNDS = 3
HERE = os.path.dirname(os.path.abspath(__file__))


def check(holds, words):
    if not holds:
        raise SystemExit(f"bench: {words}")


def measured(server, database, work):
    """What `work` says of itself, with the processor time that a request cost the server and the database's own."""
    before, beside = server.cpu(), database.cpu() if database else 0
    result = work()
    used, used_beside = server.cpu() - before, database.cpu() - beside if database else 0
    requests = max(result["requests"], 1)
    result["cpu"] = used / requests * 1000
    result["database_cpu"] = used_beside / requests * 1000 if database else None
    result["rate"] = result["requests"] / result["seconds"]
    return result


def middle(rounds):
    """The round with the middle processor time, with the requests and the failures of all."""
    result = dict(sorted(rounds, key=lambda one: one["cpu"])[len(rounds) // 2])
    for all_of in ("requests", "failures"):
        result[all_of] = sum(one[all_of] for one in rounds)
    return result


def read(server, database, paths, text, cookie=None, seconds=2):
    """Reads these addresses in turn over 32 connections, in rounds of so many seconds. Each must hold `text`: looked at first, and in every answer."""
    for path in paths[:2]:
        status, body = server.get(path, cookie)
        check(status == 200 and text in body, f"GET {path}: {status}, and “{text}” is {'' if text in body else 'not '}there")
    listing = os.path.join(server.folder, "paths.txt")
    with open(listing, "w") as file:
        file.write("\n".join(paths) + "\n")

    def wrk(duration):
        command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{duration}s", "--timeout", "30s", "-s",
                   os.path.join(HERE, "read.lua"), f"http://127.0.0.1:{server.port}", "--", listing, cookie or "-", text]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        return json.loads(said.strip().splitlines()[-1])

    wrk(1)
    return middle([measured(server, database, lambda: wrk(seconds)) for _ in range(ROUNDS)])


class Saved:
    """One form that is saved over and over with a few texts in turn, each over the one before.

    A save carries along what its page showed (`form.shown`): so pages are opened beforehand, each with another text kept,
    and what is measured is saving alone. A save that was answered and is not there makes the next one fail.
    """
    TEXTS = 4

    def __init__(self, path, fields, name):
        self.path, self.fields, self.name, self.turn, self.kept = path, fields, name, 0, None

    def open(self, server, cookie):
        """Saves each text once, and opens the page after each."""
        texts = [{**self.fields, self.name: f"{self.fields[self.name]} (text {number} of {self.path[-45:]})"}
                 for number in range(self.TEXTS)]
        shown = []
        for text in texts:
            form = {**text, "form.shown": self.shown(server, cookie)}
            status = server.ask("POST", self.path, form, cookie)[0]
            check(status == 303, f"saving at {self.path}: {status}")
            shown.append(self.shown(server, cookie))
        # Each is sent from the page that shows the one before; the first from the page that shows the last.
        self.ready = [{**text, "form.shown": shown[number - 1]} for number, text in enumerate(texts)]

    def shown(self, server, cookie):
        body = server.get(self.path.removesuffix("/scores"), cookie)[1]
        form = body.partition(f' action="{self.path}"')[2].partition("</form>")[0]
        found = re.search(r' name="form.shown" value="([0-9a-f]*)"', form)
        check(found, f"the page of {self.path} does not say what it shows")
        return found.group(1)

    def next(self):
        """The form as it is sent next, with its words."""
        form = self.ready[self.turn % self.TEXTS]
        self.turn += 1
        return form, form[self.name]


class Saver:
    """One person who saves again and again over one connection, one form after the other in turn."""

    def __init__(self, cookie, forms):
        self.cookie, self.forms, self.turn = cookie, [Saved(*form) for form in forms], 0
        self.took, self.failures = [], []

    def open(self, server):
        for form in self.forms:
            form.open(server, self.cookie)

    async def work(self, port, until):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while time.monotonic() < until:
            form = self.forms[self.turn % len(self.forms)]
            self.turn += 1
            fields, words = form.next()
            began = time.monotonic()
            status, location = await self.post(reader, writer, form.path, fields)
            self.took.append(time.monotonic() - began)
            if status == 303 and location.startswith("/programmes/"):
                form.kept = words
            else:
                self.failures.append(status)
        writer.close()

    async def post(self, reader, writer, path, fields):
        body = urllib.parse.urlencode(fields, doseq=True).encode()
        head = (f"POST {path} HTTP/1.1\r\nHost: bench\r\nCookie: {self.cookie}\r\n"
                f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n")
        writer.write(head.encode() + body)
        answer = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        length = re.search(r"\r\ncontent-length: *(\d+)", answer, re.I)
        check(length, "an answer without a length")
        await reader.readexactly(int(length.group(1)))
        location = re.search(r"\r\nlocation: *(\S+)", answer, re.I)
        return int(answer.split(" ", 2)[1]), location.group(1) if location else ""


def save(server, database, savers, seconds=2):
    """All savers at once. What was answered as saved must be what is there afterwards."""

    async def together(duration):
        until = time.monotonic() + duration
        await asyncio.gather(*(saver.work(server.port, until) for saver in savers))

    def work():
        for saver in savers:
            saver.took = []
        began = time.monotonic()
        asyncio.run(together(seconds))
        took = sorted(t for saver in savers for t in saver.took)
        return {"requests": len(took), "seconds": time.monotonic() - began, "failures": 0,
                "p50": took[len(took) // 2] * 1000, "p99": took[len(took) * 99 // 100] * 1000}

    for saver in savers:
        saver.open(server)
    asyncio.run(together(1))
    result = middle([measured(server, database, work) for _ in range(ROUNDS)])
    result["failures"] = sum(len(saver.failures) for saver in savers)
    result["lost"] = sum(lost(server, saver) for saver in savers)
    result["kept"] = sum(form.kept is not None for saver in savers for form in saver.forms)
    return result


def lost(server, saver):
    """How many forms do not show again what was answered as saved last."""
    count = 0
    for form in saver.forms:
        if form.kept is None:
            continue
        status, body = server.get(form.path.removesuffix("/scores"), saver.cookie)
        count += status != 200 or form.kept not in body
    return count
