"""A server that is measured: how it starts, what its process costs, and how people sign in to it."""
import http.client
import os
import re
import socket
import subprocess
import time
import urllib.parse

TICKS = os.sysconf("SC_CLK_TCK")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """One process that answers on a port."""

    def __init__(self, command, folder, environment=None):
        self.port = free_port()
        self.command = [word.replace("PORT", str(self.port)) for word in command]
        self.folder, self.environment, self.process = folder, {**os.environ, **(environment or {})}, None

    def start(self):
        """Milliseconds from the start of the process to its first answer."""
        began = time.monotonic()
        with open(os.path.join(self.folder, "server.log"), "ab") as log:
            self.process = subprocess.Popen(
                self.command, cwd=self.folder, env=self.environment, stdout=log, stderr=log)
        while time.monotonic() - began < 30:
            if self.process.poll() is not None:
                raise SystemExit(f"bench: {self.command[0]} ended at once: see {self.folder}/server.log")
            try:
                if self.get("/health")[0] == 200:
                    return (time.monotonic() - began) * 1000
            except OSError:
                time.sleep(0.001)
        raise SystemExit("bench: no answer within 30 seconds")

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=30)

    def get(self, path, cookie=None):
        return self.ask("GET", path, cookie=cookie)[:2]

    def ask(self, method, path, form=None, cookie=None):
        """Status, body and headers of one request."""
        headers = {"Cookie": cookie} if cookie else {}
        body = None
        if form is not None:
            headers["Content-Type"], body = "application/x-www-form-urlencoded", urllib.parse.urlencode(form, doseq=True)
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            link.request(method, path, body, headers)
            answer = link.getresponse()
            return answer.status, answer.read().decode("utf-8", "replace"), answer.headers
        finally:
            link.close()

    def cpu(self):
        """Seconds of processor that the whole process has used, in user and kernel mode."""
        fields = stat(self.process.pid)
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory(self):
        """Megabytes held now and at most so far."""
        with open(f"/proc/{self.process.pid}/status") as file:
            status = file.read()
        now, most = (int(re.search(rf"{name}:\s+(\d+) kB", status).group(1)) / 1024 for name in ("VmRSS", "VmHWM"))
        return now, most


class Knotwork(Server):
    """Knotwork on one database."""

    def __init__(self, binary, folder, database, clock):
        self.binary = binary
        # All requests come from one address: how many may is not what is measured.
        settings = {"KNOTWORK_DATABASE": database, "KNOTWORK_MAIL": "file:outbox", "KNOTWORK_CLOCK": clock,
                    "KNOTWORK_STRANGERS": "1000000"}
        super().__init__([binary, "serve", "--port", "PORT"], folder, settings)

    def run(self, *words):
        done = subprocess.run(
            [self.binary, *words], cwd=self.folder, env=self.environment, capture_output=True, text=True, timeout=600)
        if done.returncode != 0:
            raise SystemExit(f"bench: knotwork {' '.join(words)} ended with {done.returncode}\n{done.stderr}")
        return done.stdout

    def session(self, email, role, programme):
        """Somebody signs in with a link from the operator, as a browser does; the cookie that they get."""
        link = self.run("invite", email, "--role", role, "--programme", programme).strip()
        status, _, headers = self.ask("POST", urllib.parse.urlsplit(link).path, form={})
        cookie = headers.get("Set-Cookie", "").split(";")[0]
        if status != 303 or not cookie.startswith("knotwork="):
            raise SystemExit(f"bench: {email} could not sign in: {status}")
        return cookie


class PostgresServer:
    """The processes of the PostgreSQL server on this machine that listens where an address says."""

    def __init__(self, address):
        port = str(urllib.parse.urlsplit(address).port or 5432)
        masters = [process for process in processes() if f"\0-p\0{port}\0" in command_line(process)]
        self.master = masters[0] if masters else None

    def cpu(self):
        """Seconds of processor that they have used, those that have ended included; 0 for a server elsewhere."""
        return sum(self.share(process) for process in processes())

    def share(self, process):
        fields = stat(process)
        if not fields or self.master not in (process, int(fields[1])):
            return 0
        return sum(int(field) for field in fields[11:15]) / TICKS


def processes():
    return [int(name) for name in os.listdir("/proc") if name.isdigit()]


def command_line(process):
    try:
        with open(f"/proc/{process}/cmdline") as file:
            return file.read()
    except OSError:
        return ""


def stat(process):
    """The fields of /proc/PID/stat after the name: state, parent, …; None when it has ended."""
    try:
        with open(f"/proc/{process}/stat") as file:
            return file.read().rsplit(")", 1)[1].split()
    except OSError:
        return None
