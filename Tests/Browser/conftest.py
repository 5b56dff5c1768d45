"""The program as people meet it: built, loaded with the example, served on a free port, seen through Chromium."""

import email
import email.policy
import json
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
KNOTWORK = ROOT / ".build/debug/knotwork"
PROGRAMME = "/programmes/lcr-2021-22"
WIDTHS = [390, 1280]


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class House:
    """One running program with its own database and outbox."""

    def __init__(self, clock, programme=ROOT / "Examples/lcr-2021-22"):
        self.folder = Path(tempfile.mkdtemp(prefix="knotwork-browser-"))
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.environment = dict(
            os.environ, KNOTWORK_DATABASE=str(self.folder / "k.sqlite"), KNOTWORK_ADDRESS=self.address,
            KNOTWORK_MAIL=f"file:{self.folder / 'outbox'}", KNOTWORK_LOG_LEVEL="error")
        self.run("load", str(programme))
        self.process = None
        self.serve(clock)

    def serve(self, clock):
        """Starts the program, or starts it again on another day."""
        self.stop()
        if clock:
            self.environment["KNOTWORK_CLOCK"] = clock
        self.process = subprocess.Popen([KNOTWORK, "serve", "--port", str(self.port)], env=self.environment)
        self.wait()

    def run(self, *arguments):
        done = subprocess.run([KNOTWORK, *arguments], env=self.environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def wait(self):
        for _ in range(150):
            try:
                urllib.request.urlopen(self.address + "/health", timeout=1).read()
                return
            except OSError:
                time.sleep(0.1)
        raise AssertionError("the program does not answer")

    def invite(self, role, email):
        return self.run("invite", email, "--programme", "lcr-2021-22", "--role", role).strip()

    def mailed_link(self, to):
        """The newest link that was mailed to somebody: what they would press."""
        for _ in range(100):
            mails = sorted((self.folder / "outbox").glob("*.eml"), reverse=True)
            for mail in mails:
                text = mail.read_text(errors="replace").replace("=\r\n", "").replace("=\n", "").replace("=3D", "=")
                link = re.search(re.escape(self.address) + r"/sign-in/[0-9a-f]{64}", text)
                # The header may be folded, and an address without a name stands without brackets.
                if re.search(rf"(?m)^To:[^:]*?\b{re.escape(to)}\b", text) and link:
                    return link.group(0)
            time.sleep(0.1)
        raise AssertionError(f"no mail for {to}")

    def wait_for(self, condition):
        """Mail is carried beside the requests: soon after, not within them."""
        for _ in range(100):
            if condition():
                return
            time.sleep(0.1)
        raise AssertionError("waited ten seconds for something that did not come")

    def mails(self, to):
        """What was mailed to somebody, oldest first, as text."""
        letters = [email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
                   for path in sorted((self.folder / "outbox").glob("*.eml"))]
        return [letter.get_body(("plain",)).get_content() for letter in letters if to in str(letter["To"])]

    def stop(self):
        if self.process:
            self.process.terminate()
            self.process.wait(timeout=20)

    def close(self):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


@pytest.fixture(scope="session")
def done():
    """The programme today: everything has happened."""
    house = House(None)
    yield house
    house.close()


@pytest.fixture(scope="session")
def during():
    """The programme on 15 February 2022: applications are open, the webinars are to come."""
    house = House("2022-02-15T10:00:00Z")
    yield house
    house.close()


@pytest.fixture
def edition(tmp_path):
    """The same programme before anybody applied, on the day on which applications are half-way."""
    folder = tmp_path / "edition"
    shutil.copytree(ROOT / "Examples/lcr-2021-22", folder)
    manifest = json.loads((folder / "programme.json").read_text())
    early = ("people/org", "people/stake", "people/insights", "events/", "boards/")
    manifest["files"] = [file for file in manifest["files"] if file["path"].startswith(early)]
    (folder / "programme.json").write_text(json.dumps(manifest))
    house = House("2022-02-15T10:00:00Z", folder)
    yield house
    house.close()


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(params=WIDTHS, ids=[f"{w}px" for w in WIDTHS])
def page(request, chromium):
    context = chromium.new_context(viewport={"width": request.param, "height": 900})
    page = context.new_page()
    yield page
    context.close()


def sign_in(page, link):
    page.goto(link)
    page.get_by_role("button", name="Continue").click()
