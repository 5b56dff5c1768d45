"""kill -9 in the middle of a burst: what was answered is there."""
import http.client
import os
import re
import signal
import threading
import time
import urllib.parse

from house import EXAMPLE, PROGRAMME, ask, check, headers

THREADS = 16
BEFORE_BACKUP = 200
AFTER_BACKUP = 400
BURST_SECONDS = 25
APPLICATIONS = 160


class Burst:
    """Threads that send one form after another until the server is gone or there is nothing left to send."""

    def __init__(self, house, forms):
        """`forms(thread)` gives (who, path, form, cookie) one by one."""
        self.house, self.forms = house, forms
        self.acknowledged, self.cut_off = [], 0
        self.lock, self.stop = threading.Lock(), threading.Event()
        self.threads = [threading.Thread(target=self.work, args=(n,), daemon=True) for n in range(THREADS)]
        for thread in self.threads:
            thread.start()

    def work(self, number):
        link = http.client.HTTPConnection("127.0.0.1", self.house.port, timeout=20)
        for who, path, form, cookie in self.forms(number):
            if self.stop.is_set():
                return
            try:
                link.request("POST", path, urllib.parse.urlencode(form), headers(cookie))
                answer = link.getresponse()
                answer.read()
            except (OSError, http.client.HTTPException):
                with self.lock:
                    self.cut_off += 1
                return
            if answer.status in (200, 303):
                with self.lock:
                    self.acknowledged.append(who)

    def kill(self):
        """The server goes without warning; what was answered by then is what counts."""
        os.kill(self.house.server.pid, signal.SIGKILL)
        self.house.server.wait(timeout=10)
        self.stop.set()
        for thread in self.threads:
            thread.join(timeout=25)
        check(self.cut_off > 0, "nobody was cut off: the kill was not in the middle of the burst")
        return self.so_far()

    def so_far(self):
        with self.lock:
            return list(self.acknowledged)

    def until(self, count, deadline):
        while len(self.so_far()) < count and time.monotonic() < deadline:
            time.sleep(0.01)
        return self.so_far()


def unregistered(database, emails):
    """Who of these has no place, or no mail about it."""
    places = ask(
        database,
        "SELECT s.email FROM registration r JOIN sighting s ON s.id = r.sighting_id WHERE r.state <> 'cancelled'")
    mails = ask(database, "SELECT to_address FROM message")
    both = {row[0] for row in places} & {row[0] for row in mails}
    return [email for email in emails if email not in both]


def registrations(event):
    def forms(number):
        for turn in range(2000):
            email = f"person-{number}-{turn}@burst.example"
            form = {"name": f"Person {number} {turn}", "email": email, "organisation": "Burst", "csrf": ""}
            yield email, f"{PROGRAMME}/events/{event}/registrations", form, ""
    return forms


def registering(house):
    house.run("load", EXAMPLE)
    house.start()
    is_file = not house.database.startswith("postgres")

    deadline = time.monotonic() + BURST_SECONDS
    burst = Burst(house, registrations(house.event))
    before = burst.until(BEFORE_BACKUP, deadline)
    copy, again = os.path.join(house.folder, "copy.sqlite"), os.path.join(house.folder, "again.sqlite")
    if is_file:
        house.run("backup", copy)
    after = len(burst.so_far())
    check(not is_file or after > len(before), "nobody was answered while the backup was made: it was not made in the burst")
    burst.until(after + AFTER_BACKUP, deadline)
    acknowledged = burst.kill()
    check(len(before) >= THREADS and len(acknowledged) > after, "the burst was too small to say anything")

    house.start()
    lost = unregistered(house.database, acknowledged)
    check(not lost, f"{len(lost)} of {len(acknowledged)} answered registrations are gone after the kill: {lost[:3]}")
    house.run("doctor")
    house.end(signal.SIGTERM)
    check(house.server.returncode == 0, f"after SIGTERM the server ended with {house.server.returncode}")

    if is_file:
        house.run("restore", copy, database=again)
        house.run("doctor", database=again)
        lost = unregistered(again, before)
        check(not lost, f"{len(lost)} of {len(before)} answered before the backup are not in it: {lost[:3]}")
        house.run("restore", copy, database=again, expect=2)
    in_copy = f"; {len(before)} answered before the backup, all in it" if is_file else ""
    return f"{len(acknowledged)} registrations answered, {burst.cut_off} cut off by the kill, none lost{in_copy}"


def mailed_links(house, count):
    """The links that sign people in, by address, from the mail that landed in the folder."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        names = [n for n in os.listdir(os.path.join(house.folder, "outbox")) if n.endswith(".eml")]
        if len(names) >= count:
            break
        time.sleep(0.1)
    links = {}
    for name in names:
        with open(os.path.join(house.folder, "outbox", name), newline="") as file:
            text = file.read().replace("=\r\n", "").replace("=\n", "").replace("=3D", "=")
        to = re.search(r"^To:[^<]*<([^>]+)>", text, re.M)
        link = re.search(r"/sign-in/[0-9a-f]{64}", text)
        if to and link:
            links[to.group(1)] = link.group(0)
    return links


def filled_in(page):
    """A form as somebody fills it in: every text written, the first of each choice taken."""
    form = {"csrf": re.search(r'name="csrf" value="([^"]*)"', page).group(1), "go": "on"}
    for name in re.findall(r'<textarea[^>]* name="([^"]+)"', page):
        form[name] = "We would try it on one street, and ask who benefits."
    for tag in re.findall(r"<input[^>]*>", page):
        name = re.search(r' name="([^"]+)"', tag).group(1)
        kind = re.search(r' type="([^"]+)"', tag)
        value = re.search(r' value="([^"]*)"', tag)
        if kind and kind.group(1) in ("checkbox", "radio"):
            form.setdefault(name, value.group(1))
        elif name not in form:
            form[name] = "9,800"
    return form


def prepared(house, count):
    """Applications of as many people, ready to be sent: (reference in the burst, path, form, cookie)."""
    people = [f"applicant-{number}@burst.example" for number in range(count)]
    for email in people:
        house.post(f"{PROGRAMME}/applications", {"name": "A", "email": email, "organisation": f"Of {email.partition('@')[0]}", "csrf": ""})
    links = mailed_links(house, count)
    ready = []
    for email in people:
        check(email in links, f"no mail came for {email}")
        answer = house.post(links[email], {"csrf": ""})
        cookie, path = answer.headers["Set-Cookie"].split(";")[0], answer.headers["Location"]
        tasks = house.get(path, cookie)
        for section in sorted(set(re.findall(re.escape(path) + r"/sections/\d+", tasks))):
            form = filled_in(house.get(section, cookie))
            house.post(section, form, cookie)
        token = filled_in(house.get(f"{path}/check", cookie))["csrf"]
        ready.append((path.rsplit("/", 1)[1], f"{path}/submission", {"csrf": token}, cookie))
    return ready


def unsent(database, ids):
    """Which of these applications is not there as it was answered."""
    rows = ask(
        database,
        """SELECT a.id, a.number, a.fingerprint FROM application a
           WHERE a.stage = 'submitted' AND a.submitted_at IS NOT NULL AND a.fingerprint <> ''
             AND EXISTS (SELECT 1 FROM message m WHERE m.about_kind = 'application' AND m.about_id = a.id
                         AND m.subject LIKE 'We have your application%')""")
    numbers = [row[1] for row in rows]
    check(len(set(numbers)) == len(numbers), "two applications have the same number")
    whole = {row[0] for row in rows}
    return [id for id in ids if id not in whole]


def sending(house):
    house.run("load", EXAMPLE)
    house.start()
    ready = prepared(house, APPLICATIONS)
    burst = Burst(house, lambda number: iter(ready[number::THREADS]))
    burst.until(APPLICATIONS // 3, time.monotonic() + BURST_SECONDS)
    answered = burst.kill()
    check(THREADS < len(answered) < APPLICATIONS, f"{len(answered)} of {APPLICATIONS} were answered before the kill")
    house.start()
    lost = unsent(house.database, answered)
    check(not lost, f"{len(lost)} of {len(answered)} applications that were answered are not whole: {lost[:3]}")
    house.run("doctor")
    house.end(signal.SIGTERM)
    return f"{len(answered)} of {APPLICATIONS} applications got a receipt before the kill, none lost"
