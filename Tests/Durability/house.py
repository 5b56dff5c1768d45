"""One installation to do things to, and how to ask it."""
import contextlib
import http.client
import os
import re
import socket
import sqlite3
import subprocess
import time
import urllib.parse

PROGRAMME = "/programmes/lcr-2021-22"
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
EXAMPLE = os.path.join(ROOT, "Examples", "lcr-2021-22")


class House:
    """One installation in a folder of its own."""

    def __init__(self, binary, folder, clock, database=None):
        self.binary, self.folder, self.server, self.clock = os.path.abspath(binary), folder, None, clock
        self.database = database or os.path.join(folder, "house.sqlite")
        os.makedirs(folder, exist_ok=True)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]

    def run(self, *words, database=None, expect=0, says=""):
        command = [self.binary, *words, "--database", database or self.database]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, timeout=60)
        said = f"{' '.join(words)}: exit code {done.returncode}\n{done.stdout}{done.stderr}"
        check(done.returncode == expect and says in done.stdout + done.stderr, said)
        return done.stdout

    def start(self, around=()):
        """Serves; `around` is a command that runs the program, such as one that sets a limit."""
        command = [*around, self.binary, "serve", "--database", self.database, "--port", str(self.port)]
        command += ["--log-level", "error", "--mail", "file:outbox", "--clock", self.clock]
        with open(os.path.join(self.folder, "serve.log"), "ab") as log:
            # All of them come from one address here.
            environment = dict(os.environ, KNOTWORK_STRANGERS="1000000")
            self.server = subprocess.Popen(command, cwd=self.folder, env=environment, stdout=log, stderr=log)
        deadline = time.monotonic() + 15
        while time.monotonic() < deadline:
            check(self.server.poll() is None, "the server ended at once: see serve.log")
            try:
                page = self.get(f"{PROGRAMME}/events")
                self.event = re.search(PROGRAMME + r'/events/([a-z0-9-]+)"', page).group(1)
                return
            except OSError:
                time.sleep(0.05)
        raise SystemExit("durability: the server did not answer within 15 seconds")

    def get(self, path, cookie=""):
        return self.ask("GET", path, None, cookie, (200,))[1]

    def post(self, path, form, cookie=""):
        return self.ask("POST", path, form, cookie, (200, 303))[0]

    def register(self, email, expected=(200,)):
        """Somebody registers for an event; gives the answer's status."""
        form = {"name": "Ann", "email": email, "organisation": "Full house", "csrf": ""}
        return self.ask("POST", f"{PROGRAMME}/events/{self.event}/registrations", form, "", expected)[0].status

    def health(self, expected, says, seconds=30):
        """Waits until health is what it should be: it is looked at again after some seconds."""
        def is_so():
            answer, text = self.ask("GET", "/health", None, "", (200, 503))
            check(answer.status == 200 or answer.headers["Retry-After"], "503 without Retry-After")
            check("/" not in text and "127.0.0.1" not in text, f"health tells what nobody should know: {text}")
            return answer.status == expected and says in text
        until(seconds, f"health {expected} {says}", is_so)

    def ask(self, method, path, form, cookie, expected, timeout=10):
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            link.request(method, path, form and urllib.parse.urlencode(form), headers(cookie))
            answer = link.getresponse()
            text = answer.read().decode()
            check(answer.status in expected, f"{method} {path}: {answer.status}")
            return answer, text
        finally:
            link.close()

    def end(self, how):
        if self.server and self.server.poll() is None:
            self.server.send_signal(how)
            self.server.wait(timeout=20)


def check(holds, words):
    if not holds:
        raise SystemExit(f"durability: {words}")


def headers(cookie):
    return {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie}


def ask(database, question):
    """Rows of a database, asked beside the program."""
    if database.startswith("postgres"):
        said = subprocess.run(["psql", "-XAtq", "-d", database, "-c", question], capture_output=True, text=True)
        check(said.returncode == 0, said.stderr)
        return [tuple(line.split("|")) for line in said.stdout.splitlines()]
    with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as link:
        check(link.execute("PRAGMA integrity_check").fetchall() == [("ok",)], f"{database} is damaged")
        return [tuple(str(value) for value in row) for row in link.execute(question)]


def until(seconds, what, holds):
    """Waits for something, and says what did not come."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if holds():
            return
        time.sleep(0.1)
    raise SystemExit(f"durability: {what}: not within {seconds} seconds")
