"""Two processes on one database, and a person at each: of what two write into one form at the same moment, nothing is lost unseen."""
import concurrent.futures
import html
import html.parser
import http.client
import random
import signal
import threading
import time
import urllib.parse

from house import EXAMPLE, PROGRAMME, House, check, headers

ROUNDS = 60
FORM = f"{PROGRAMME}/team/edition"


class Form(html.parser.HTMLParser):
    """What a browser would send of the form of a page that leads to an address."""

    def __init__(self, page, action):
        super().__init__()
        self.action, self.is_inside, self.area, self.fields = action, False, None, {}
        self.feed(page)
        check("form.shown" in self.fields, f"there is no form for {action}, or it does not say what it shows")

    def handle_starttag(self, tag, pairs):
        said = dict(pairs)
        if tag == "form":
            self.is_inside = said.get("action") == self.action
        elif self.is_inside and tag == "textarea":
            self.area = said["name"]
            self.fields[self.area] = ""
        elif self.is_inside and tag == "input" and said.get("type") not in ("checkbox", "radio", "file"):
            self.fields[said["name"]] = said.get("value") or ""

    def handle_data(self, text):
        if self.area:
            self.fields[self.area] += text

    def handle_endtag(self, tag):
        if tag == "textarea" and self.area:
            # The newline after the tag is none of the text.
            self.fields[self.area] = self.fields[self.area].removeprefix("\n")
            self.area = None
        self.is_inside = self.is_inside and tag != "form"


class Person:
    """Somebody of the team, signed in at one of the processes, over one connection."""

    def __init__(self, house, email):
        link = house.run("invite", email, "--role", "team", "--programme", PROGRAMME.rpartition("/")[2]).strip()
        answer = house.post(urllib.parse.urlsplit(link).path, {"csrf": ""})
        self.headers = headers(answer.headers["Set-Cookie"].split(";")[0])
        self.link = http.client.HTTPConnection("127.0.0.1", house.port, timeout=20)
        self.chance = random.Random(email)

    def ask(self, method, form=None):
        self.link.request(method, FORM, form and urllib.parse.urlencode(form), self.headers)
        answer = self.link.getresponse()
        return answer.status, answer.read().decode()

    def open(self):
        status, page = self.ask("GET")
        check(status == 200, f"GET {FORM}: {status}")
        return Form(page, FORM).fields

    def save(self, fields, together):
        """Sends the form at the same moment as the other, give or take a thousandth of a second."""
        together.wait(timeout=20)
        time.sleep(self.chance.uniform(0, 0.001))
        return self.ask("POST", fields)


def save_both(people, forms, pool):
    together = threading.Barrier(len(people))
    return [one.result() for one in [pool.submit(person.save, form, together) for person, form in zip(people, forms)]]


def same_field(people, number, pool):
    """Both write into one field: one text is kept, and the other comes back beside it. Gives whose was first."""
    texts = [f"What {name} wrote in round {number}." for name in ("the first", "the second")]
    forms = [{**person.open(), "about": text} for person, text in zip(people, texts)]
    answers = save_both(people, forms, pool)
    statuses = [status for status, _ in answers]
    check(sorted(statuses) == [303, 422], f"two who write into one field are answered {statuses} in round {number}")
    first = statuses.index(303)
    late, page = 1 - first, answers[1 - first][1]
    for text in texts:
        check(html.escape(text) in page, f"“{text}” is not on the page that comes back")
    check(people[late].open()["about"] == texts[first], f"“{texts[first]}” was answered as saved and is not kept")
    back = Form(page, FORM).fields
    check(back["about"] == texts[late], f"“{texts[late]}” is not in its field any more")
    status, _ = people[late].ask("POST", back)
    check(status == 303 and people[first].open()["about"] == texts[late], f"having seen both, one cannot save: {status}")
    return first


def two_fields(people, number, pool):
    """Each writes into a field of their own: both texts are kept."""
    texts = {"host": f"Host {number}", "area": f"Area {number}"}
    forms = [{**person.open(), name: text} for person, (name, text) in zip(people, texts.items())]
    statuses = [status for status, _ in save_both(people, forms, pool)]
    check(statuses == [303, 303], f"two who write into fields of their own are answered {statuses} in round {number}")
    kept = people[number % 2].open()
    lost = [text for name, text in texts.items() if kept[name] != text]
    check(not lost, f"lost without a word in round {number}: {lost}")


def two_processes(house):
    house.run("load", EXAMPLE)
    other = House(house.binary, f"{house.folder}-other", house.clock, house.database)
    try:
        house.start()
        other.start()
        people = [Person(house, "first@race.example"), Person(other, "second@race.example")]
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            ahead = 0
            for number in range(ROUNDS):
                ahead += same_field(people, number, pool)
                two_fields(people, number, pool)
        check(0 < ahead < ROUNDS, "one of the two was always first: they did not race")
        house.run("doctor")
    finally:
        other.end(signal.SIGKILL)
    return f"two processes, {2 * ROUNDS} times two people at one form: all that they wrote is kept or was shown"
