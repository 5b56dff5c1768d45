#!/usr/bin/env python3
"""Makes Examples/lcr-2021-22: the Liverpool City Region programme of 2021-22 as the files that its team would have.

The facts are those of the published evaluation; people, organisations, addresses and words are invented (see the
folder's README).
The same files come out on every run: nothing but the seed decides.

    make-lcr-2021-22.py            write the folder
    make-lcr-2021-22.py --check    read the folder from disk and recompute every figure; exit code 1 when one is wrong

Standard library only.
"""

import csv
import io
import json
import random
import sys
import unicodedata
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

import lcr_2021_22_check as check
import lcr_2021_22_words as words

FOLDER = Path(__file__).resolve().parent / "lcr-2021-22"
DICE = random.Random(20220127)

LAUNCH = datetime(2022, 1, 27, 10, 0)
WEBINARS = [
    # key, title, start, tickets, (discovery, direct link, e-mail)
    ("w1", "Regulatory overview and requirements", datetime(2022, 2, 22, 12, 30), 13, (150, 20, 1)),
    ("w2", "Building your ROI and evidence", datetime(2022, 3, 1, 12, 30), 4, (0, 32, 3)),
    ("w3", "Stakeholder engagement and value proposition", datetime(2022, 3, 8, 12, 30), 6, (82, 17, 0)),
    ("w4", "A guide to information governance", datetime(2022, 3, 10, 12, 30), 6, (44, 9, 0)),
    ("w5", "Supporting businesses in LCR", datetime(2022, 3, 17, 12, 30), 29, (105, 14, 1)),
]
THEMES = [
    "Digital leadership", "Digital literacy", "Helping digital systems talk to each other", "Data linkage",
    "Helping families ask for help", "Help services be driven by community power",
]


# People ---------------------------------------------------------------------------------------------------------------

def plain(text):
    """Lower-case ASCII letters and digits only, as the part of an address before the @ is made of."""
    text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "".join(c for c in text if c.isalnum())


@dataclass(eq=False)
class Person:
    """Somebody, in truth. The files show sightings of them."""
    given: str
    surname: str
    body: str
    kind: str
    domain: str
    # list -> how that list shows them, where it differs from the truth: given, surname, email, body
    shown: dict = field(default_factory=dict)
    sightings: list = field(default_factory=list)

    @property
    def name(self):
        return f"{self.given} {self.surname}"

    @property
    def email(self):
        return f"{plain(self.given)}.{plain(self.surname)}@{self.domain}.example"

    @property
    def private(self):
        return f"{plain(self.surname)}.{plain(self.given)}@post.example"

    def seen(self, where):
        """(given, surname, email, body) as a list shows this person."""
        other = self.shown.get(where, {})
        return tuple(other.get(key, getattr(self, key)) for key in ("given", "surname", "email", "body"))


LEFT_OUT = {"the", "borough", "ltd", "cic", "trust", "foundation", "community", "association", "&", "federation", "services"}


class Names:
    """Given names and surnames without end; each surname once."""

    def __init__(self):
        self.given = words.GIVEN * 3
        self.surnames = list(words.SURNAMES)
        DICE.shuffle(self.given)
        DICE.shuffle(self.surnames)

    def person(self, body=None, kind=None, domain=None, given=None):
        if body is None:
            body, kind = DICE.choice(words.BODIES)
        domain = domain or "".join(plain(w) for w in body.split() if w.lower() not in LEFT_OUT)
        return Person(given or self.given.pop(), self.surnames.pop(), body, kind, domain)


class Cast:
    """Everybody, in the groups whose sizes the evaluation gives or implies.

    stakeholders 75, at the launch 94, in both 34; 33 people who were not at the launch booked webinars, of whom 28
    appear nowhere else; 11 people appear on applications only: 75 + 94 - 34 + 28 + 11 = 174.
    """

    def __init__(self):
        names = Names()
        self.engaged = {
            key: names.person(name, kind, domain) for key, name, kind, domain, _ in words.ENGAGED}
        lead = self.engaged
        nicknamed = ["Anthony", "Deborah", "Oluwaseun", "Philippa", "Theodora", "Gillian"]
        marrowby = words.BODIES[0]
        both = [lead[key] for key in ("o05", "o09", "o12", "o15")]
        both += [names.person(given=given) for given in nicknamed]
        both += [names.person() for _ in range(6)]
        both += [names.person(*marrowby) for _ in range(3)]
        both += [names.person() for _ in range(34 - len(both))]
        second_of_redfell = names.person(lead["o07"].body, lead["o07"].kind, lead["o07"].domain)
        launch_only = [lead[key] for key in ("o04", "o06", "o07", "o11", "o13", "o14")] + [second_of_redfell]
        launch_only += [names.person() for _ in range(60 - len(launch_only))]
        self.stakeholders_only = [names.person() for _ in range(41)]
        self.both, self.launch_only = both, launch_only
        self.bookers = [names.person() for _ in range(28)]
        self.seconds = {
            key: names.person(lead[key].body, lead[key].kind, lead[key].domain)
            for key in ("o04", "o05", "o06", "o09", "o11", "o12")}
        self.seconds["o07"] = second_of_redfell
        self.outsiders = [names.person() for _ in range(18)]
        self.team = [
            names.person(*words.HOST) for _ in range(3)
        ] + [names.person(*words.PARTNER) for _ in range(2)]
        panel = [("Tidegate Ventures", "ventures"), ("Ropeyard Medical Centre", "general practice"),
                 ("Clearmark Accreditation", "accreditation"), words.HOST,
                 ("University of Northquay", "university")]
        self.panel = [names.person(*body) for body in panel]
        self.experts = [names.person() for _ in range(9)]
        self.speakers = {"w3": names.person(*words.PARTNER),
                         "w4": names.person(*words.HOST),
                         "w5": names.person("Tidegate Ventures", "ventures")}
        self.twist()

    @property
    def stakeholders(self):
        return self.both + self.stakeholders_only

    @property
    def at_launch(self):
        return self.both + self.launch_only

    def twist(self):
        """What makes "who is who" hard, each kind of difficulty by hand."""
        nicks = dict(Anthony="Tony", Deborah="Debs", Oluwaseun="Seun", Philippa="Pip", Theodora="Thea", Gillian="Gill")
        for person in self.both[4:10]:  # nickname, private address, no organisation
            person.shown["launch"] = dict(given=nicks[person.given], email=person.private, body="")
        for person in self.both[10:16]:  # private address, but the same name and organisation
            person.shown["launch"] = dict(email=person.private)
        for person, body in zip(self.both[16:19], ["Marrowby Council", "Marrowby MBC", "MARROWBY BOROUGH COUNCIL"]):
            person.shown["launch"] = dict(email=person.private, body=body)  # one organisation in three spellings
        married = self.both[20]
        married.shown["launch"] = dict(
            surname="Yewdalesby", email=f"{plain(married.given)}.yewdalesby@{married.domain}.example")
        turned = self.both[21]  # first name and surname in each other's field
        turned.shown["launch"] = dict(given=turned.surname, surname=turned.given, email=turned.private, body="")
        # Two people of one name in one organisation, and two of one name in different organisations.
        first, second = self.both[22], self.stakeholders_only[0]
        second.given, second.surname, second.body, second.kind = first.given, first.surname, first.body, first.kind
        second.domain = first.domain
        second.shown["stakeholders"] = dict(email=second.email.replace("@", "2@"))
        other = self.launch_only[20]
        other.given, other.surname = self.stakeholders_only[1].given, self.stakeholders_only[1].surname
        other.body, other.kind, other.domain = "Coracle Labs", "sme", "coraclelabs"
        # A couple with one address.
        her, him = self.launch_only[21:23]
        him.surname, him.body, him.domain, him.kind = her.surname, her.body, her.domain, her.kind
        for person in (her, him):
            person.shown["launch"] = dict(email=f"the.{plain(her.surname)}s@post.example", body="")
        # A stakeholder who could not come gave the link to a colleague, who joined with the stakeholder's address.
        giver, taker = self.stakeholders_only[2], self.launch_only[23]
        taker.body, taker.kind, taker.domain = giver.body, giver.kind, giver.domain
        taker.shown["zoom"] = dict(email=giver.email)
        # Webinars: other addresses, misspelt names, no organisation.
        webinar = {"email": None, "body": ""}
        for person, where, more in [
            (self.both[25], "w3", {}), (self.engaged["o04"], "w4", {"body": "Open Quay"}),
            (self.launch_only[31], "w5", {"surname": misspelt(self.launch_only[31].surname)}),
            (self.bookers[1], "w5", {}), (self.stakeholders_only[6], "w5", {}),
            (self.stakeholders_only[7], "w5", {"surname": misspelt(self.stakeholders_only[7].surname)}),
        ]:
            person.shown[where] = {**webinar, "email": person.private, **more}
        self.bookers[0].shown["w2"] = dict(email=self.bookers[0].private)
        self.engaged["o13"].shown["w3"] = dict(body="Bracken Fold Care")
        # Applications come from the organisation's address.
        self.engaged["o04"].shown["eoi"] = dict(email="hello@openquay.example")
        self.engaged["o06"].shown["eoi"] = dict(email="office@kittiwakenw.example", body="Kittiwake NW")
        self.engaged["o12"].shown["eoi"] = dict(email="bids@quillstone.example")


def misspelt(surname):
    """The surname with two letters in each other's place."""
    at = next(i for i in range(2, len(surname) - 1) if surname[i] != surname[i + 1])
    return surname[:at] + surname[at + 1] + surname[at] + surname[at + 2:]


# Files ----------------------------------------------------------------------------------------------------------------

def write(path, rows, preamble="", encoding="utf-8", newline="\n", trailing=""):
    """Writes rows as CSV below a preamble and returns the line on which each begins, counted from 1."""
    text, lines = preamble, []
    for row in rows:
        out = io.StringIO()
        csv.writer(out, lineterminator="").writerow(row)
        lines.append(text.count("\n") + 1)
        text += out.getvalue() + trailing + "\n"
    target = FOLDER / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(text.replace("\n", newline).encode(encoding))
    return lines


def note(person, path, line, where):
    """Remembers, for the team's decisions, who it is in truth that a row shows."""
    given, surname, email, body = person.seen(where)
    person.sightings.append(dict(record=f"{path}:{line}", name=f"{given} {surname}", email=email, body=body, where=where))


def stakeholders(cast):
    path = "people/stakeholders.csv"
    order = list(cast.stakeholders)
    DICE.shuffle(order)
    rows, met = [["Full name", "E-mail address", "Organisation", "Kind of organisation", "Date met", "Met by"]], []
    for number, person in enumerate(order):
        given, surname, email, body = person.seen("stakeholders")
        day = date(2021, 9, 13) + timedelta(days=number * 90 // 75)
        rows.append([f"{given} {surname}", email, body, person.kind, f"{day:%d/%m/%Y}", DICE.choice(cast.team).email])
    for person, line in zip(order, write(path, rows, encoding="windows-1252", newline="\r\n")[1:]):
        note(person, path, line, "stakeholders")
    rows = [["from", "kind", "about", "text", "attributable"]]
    for number, (kind, about, text) in enumerate(words.INSIGHTS):
        person = order[number % len(order)]
        rows.append([person.seen("stakeholders")[2], kind, about, text, "yes" if number % 3 == 0 else "no"])
    write("people/insights.csv", rows)


BRITISH = ["Order no.", "Order Date", "First Name", "Surname", "Email", "Quantity", "Ticket Type", "Order Type",
           "Total Paid", "Eventbrite Fees", "Eventbrite Payment Processing", "Attendee Status"]
AMERICAN = ["Order #", "Order Date", "First Name", "Last Name", "Email", "Quantity", "Price Tier", "Ticket Type",
            "Attendee #", "Group", "Order Type", "Currency", "Total Paid", "Fees Paid", "Eventbrite Fees",
            "Eventbrite Payment Processing", "Attendee Status"]


def eventbrite(path, tickets, where, opened, days, american=False, dates="%d/%m/%Y %H:%M", questions=("Organisation",)):
    """An attendee report: `tickets` holds (person, status) or (person, status, order shared with the one before)."""
    header = list(AMERICAN if american else BRITISH) + list(questions)
    moments = sorted(
        opened.replace(hour=7) + timedelta(days=DICE.randrange(days), minutes=DICE.randrange(15 * 60)) for _ in tickets)
    number, rows = 2_390_000_000 + DICE.randrange(10_000_000), [header]
    for index, (ticket, moment) in enumerate(zip(tickets, moments)):
        person, status, shared = (*ticket, False)[:3]
        number += 0 if shared else DICE.randrange(1_000, 90_000)
        given, surname, email, body = person.seen(where)
        row = [number, moment.strftime(dates), given, surname, email, 1]
        row += ["", "Free place", 100 + index, "", "Free Order", "GBP", "0.00", "0.00", "0.00", "0.00", status] if american \
            else ["Free place", "Free Order", "0.00", "0.00", "0.00", status]
        rows.append(row + [body] + [DICE.choice(["E-mail", "A colleague", "Social media", ""]) for _ in questions[1:]])
    for (person, *_), line in zip(tickets, write(path, rows)[1:]):
        note(person, path, line, where)


def launch_bookings(cast):
    walked_in = cast.launch_only[40:45] + [cast.launch_only[59], cast.launch_only[23]]
    tickets = [(p, "Attending") for p in cast.at_launch if p not in walked_in and p is not cast.launch_only[22]]
    tickets += [(p, "Attending") for p in cast.stakeholders_only[2:10] + cast.bookers[5:9]]
    tickets += [(p, "Not Attending" if i < 3 else "Attending") for i, p in enumerate(cast.outsiders)]
    DICE.shuffle(tickets)
    couple = next(i for i, t in enumerate(tickets) if t[0] is cast.launch_only[21])
    tickets.insert(couple + 1, (cast.launch_only[22], "Attending", True))
    eventbrite("events/launch-eventbrite.csv", tickets, "launch", datetime(2022, 1, 5, 9), 21,
               questions=("Organisation", "How did you hear of us?"))


class Room:
    """The Zoom report of the launch: who is shown how, and each of their joins."""

    def __init__(self, cast):
        self.cast, self.rows = cast, []
        self.style = {}
        plain_names = cast.both[26:32] + cast.launch_only[45:53]
        brackets = cast.both[10:13] + cast.launch_only[24:39]
        for person in plain_names:
            self.style[person] = "name"
        for person in brackets:
            self.style[person] = "bracket"
        for person, device in zip(cast.launch_only[53:56], ["iPhone", "Galaxy S9", "iPad (2)"]):
            self.style[person] = device
        self.style[cast.both[23]] = "07700900461"
        self.style[cast.launch_only[59]] = "441514960188"  # nobody ever found out who this was
        for person in cast.launch_only[56:59]:  # joined under an address that nobody had on a list
            person.shown["zoom"] = dict(email=f"{plain(person.given)}{DICE.randrange(60, 99)}@otherpost.example", body="")

    def shown(self, person):
        style = self.style.get(person, "email")
        given, surname, email, body = person.seen("zoom" if "zoom" in person.shown else "launch")
        if style == "email":
            return f"{given} {surname}", email, ""
        if style == "bracket":
            return f"{given} {surname} ({body})", "", body
        return (f"{given} {surname}" if style == "name" else style), "", ""

    def joins(self, person):
        """One to three stretches of presence; some overlap, as with a second device."""
        start = LAUNCH + timedelta(seconds=DICE.randrange(-420, 1500))
        end = LAUNCH + timedelta(seconds=DICE.randrange(4800, 7380))
        if self.style.get(person, "email") not in ("email", "bracket") or DICE.random() > 0.22:
            return [(start, end)]
        middle = start + (end - start) / 2
        pause = timedelta(seconds=DICE.choice([-300, 45, 180, 600]))
        return [(start, middle), (max(start, middle + pause), end)]

    def write(self):
        for person in self.cast.at_launch:
            name, email, body = self.shown(person)
            for number, (start, end) in enumerate(self.joins(person)):
                self.rows.append((start, end, name, email, "Yes", person, number, body))
        # Two who watched on one device and spoke on another.
        for person, device in zip(self.cast.launch_only[10:12], ["iPhone", "MacBook Air"]):
            end = LAUNCH + timedelta(minutes=DICE.randrange(30, 110))
            self.rows.append((LAUNCH, end, f"{person.given}'s {device}", "", "Yes", person, 0, ""))
        for number, person in enumerate(self.cast.team):
            start = LAUNCH - timedelta(minutes=20 - number)
            self.rows.append(
                (start, LAUNCH + timedelta(minutes=121), person.name, person.email, "No", person, None, ""))
        self.rows.sort(key=lambda row: (row[0], row[2]))
        self.save("events/launch-zoom.csv")

    def save(self, path):
        host = self.cast.team[0]
        first, last = min(r[0] for r in self.rows), max(r[1] for r in self.rows)
        clock = "%m/%d/%Y %I:%M:%S %p"
        length = -(-(last - first).seconds // 60)
        preamble = "\ufeffMeeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants,\n"
        preamble += (f"812 5550 0142,\"What's your problem? Launch\",{first:{clock}},{last:{clock}},{host.email},"
                     f"{length},{len(self.rows)},\n\n")
        rows = [["Name (Original Name)", "User Email", "Join Time", "Leave Time", "Duration (Minutes)", "Guest"]]
        for start, end, name, email, guest, *_ in self.rows:
            rows.append([name, email, f"{start:{clock}}", f"{end:{clock}}", -(-(end - start).seconds // 60), guest])
        for row, line in zip(self.rows, write(path, rows, preamble, newline="\r\n")[1:]):
            name, email, person, body = row[2], row[3], row[5], row[7]
            name = name.removesuffix(f" ({body})")
            known = any(s["where"] == "zoom" and s["name"] == name for s in person.sightings)
            if person not in self.cast.team and not known:
                person.sightings.append(
                    dict(record=f"{path}:{line}", name=name, email=email, body=body, where="zoom"))


def webinar_tickets(cast):
    """Who booked what. At the launch were 6 of 13, 3 of 4, 3 of 6, 2 of 6 and 5 of 29; the rest were not."""
    e, both, only, new, stake = cast.engaged, cast.both, cast.launch_only, cast.bookers, cast.stakeholders_only
    regulars = [e["o04"], e["o13"]]
    q1, q2, q3, q4, q5 = new[0], stake[3], new[1], stake[4], new[2]
    single = iter(new[3:] + [])
    take = lambda count: [next(single) for _ in range(count)]
    tickets = {
        "w1": regulars + [e["o05"], both[24], both[25], only[30]] + [q1, q2] + take(5),
        "w2": regulars + [both[24]] + [q1],
        "w3": regulars + [both[25]] + [q1, q3] + take(1),
        "w4": regulars + [q2, q4] + take(2),
        "w5": regulars + [e["o11"], only[31], only[32]] + [q3, q4, q5] + take(17) + stake[5:8],
    }
    assert next(single, None) is None
    return tickets, q5


def webinar_bookings(cast):
    tickets, guest_of = webinar_tickets(cast)
    shapes = {
        "w1": {}, "w2": {}, "w3": dict(american=True, dates="%Y-%m-%d %H:%M:%S+00:00"),
        "w4": dict(american=True, dates="%m/%d/%y %H:%M"), "w5": {},
    }
    for key, _, start, count, _ in WEBINARS:
        people = list(tickets[key])
        DICE.shuffle(people)
        rows = [(person, "Attending") for person in people]
        if key == "w5":  # two tickets in one name: the second is for somebody who was never named
            at = next(i for i, row in enumerate(rows) if row[0] is guest_of)
            rows.insert(at + 1, (guest_of, "Attending", True))
        assert len(rows) == count
        # The second file has no day after the twelfth: nothing in it says whether the day or the month comes first.
        opened, days = (datetime(2022, 2, 2, 8), 10) if key == "w2" else (start - timedelta(days=19), 18)
        eventbrite(f"events/{key}-eventbrite.csv", rows, key, opened, days, **shapes[key])
    rows = [["session", "source", "views", "tickets"]]
    for _, title, _, count, views in WEBINARS:
        for number, (source, seen) in enumerate(zip(["discovery", "direct link", "e-mail"], views)):
            rows.append([title, source, seen, count if number == 0 else ""])
    write("events/webinar-views.csv", rows)


def boards():
    """Three boards as Miro exports them, and which note went into which theme."""
    sorted_notes = [["board", "line", "theme", "note"]]
    for problem, ideas in words.BOARDS.items():
        path = f"boards/{problem}-miro.csv"
        notes = [(text, idea[0]) for idea in ideas for text in idea[1:]]
        DICE.shuffle(notes)
        lines = write(path, [[text] for text, _ in notes])
        for (text, theme), line in zip(notes, lines):
            sorted_notes.append([path, line, theme or "", text])
    write("boards/notes-to-themes.csv", sorted_notes)


QUESTIONS = [
    "Organisation", "What kind of organisation are you?", "Which themes does your idea answer?",
    "How much do you ask for (£)?", "What is your idea?", "Whom does it help, and how do you know?",
    "How does it contribute to the region's economy?", "How does it contribute to the region's health and wellbeing?",
    "How will it last?", "Text or video?", "Second contact: name", "Second contact: e-mail",
]


def applications(cast):
    path = "applications/eoi-microsoft-forms.csv"
    rows = [["ID", "Start time", "Completion time", "Email", "Name"] + QUESTIONS]
    order = sorted(words.APPLICATIONS, key=lambda a: DICE.random())
    finished = datetime(2022, 3, 9, 16, 20)
    numbers = {}
    for number, (key, themes, amount, idea, who, economy, health, lasting) in enumerate(order, 1):
        person, second = cast.engaged[key], cast.seconds.get(key)
        given, surname, email, body = person.seen("eoi")
        finished += timedelta(hours=DICE.randrange(12, 46), minutes=DICE.randrange(60))
        begun = finished - timedelta(minutes=DICE.randrange(25, 190))
        rows.append(
            [number, f"{begun:%d/%m/%Y %H:%M:%S}", f"{finished:%d/%m/%Y %H:%M:%S}", email, f"{given} {surname}", body,
             person.kind, "".join(THEMES[t - 1] + ";" for t in themes), amount or "", idea, who, economy, health, lasting,
             DICE.choice(["Text", "Text", "Video and text"]), second.name if second else "", second.email if second else ""])
        numbers[key] = number
    lines = write(path, rows, preamble="\ufeff")[1:]
    for (key, *_), line in zip(order, lines):
        note(cast.engaged[key], path, line, "eoi")
        if key in cast.seconds:
            note(cast.seconds[key], path, f"{line}:second", "second")
    assert finished < datetime(2022, 3, 27, 23, 59)
    return numbers


def organisations():
    first = {"o01": "2022-02-08", "o02": "2022-02-15", "o10": "2022-02-03"}
    rows = [["organisation", "kind", "also_written", "first_contact"]]
    for key, name, kind, _, others in words.ENGAGED:
        insights = key in ("o05", "o09", "o12", "o15")
        at_launch = key in ("o04", "o06", "o07", "o11", "o13", "o14")
        rows.append([name, kind, ";".join(others),
                     first.get(key) or ("2021-10-19" if insights else "2022-01-27" if at_launch else "")])
    for name, kind in words.BODIES:
        rows.append([name, kind, "Marrowby Council;Marrowby MBC" if name.startswith("Marrowby") else "", ""])
    write("people/organisations.csv", rows)


def help_and_drafts(cast):
    helped = ["o01", "o04", "o05", "o06", "o07", "o09", "o10", "o11", "o12", "o13", "o14", "o15"]
    entries = []
    for key in helped:
        for _ in range(DICE.choice([1, 1, 2, 3])):
            day = date(2022, 2, 10) + timedelta(days=DICE.randrange(5, 40))
            entries.append([f"{day}", cast.engaged[key].body, cast.engaged[key].name, DICE.choice(cast.team).email,
                            DICE.choice([15, 20, 30, 45, 60]), DICE.choice(words.HELP)])
    write("applications/help-log.csv", [["date", "organisation", "person", "by", "minutes", "what"]] + sorted(entries))
    rows = [["organisation", "contact", "started", "last_saved", "theme", "why_not_submitted"]]
    for key, theme, why in words.DRAFTS:
        person = cast.engaged[key]
        rows.append([person.body, person.email, "2022-02-21", "2022-03-18", THEMES[theme - 1], why])
    write("applications/drafts.csv", rows)


SHORTLIST = ["o05", "o06", "o07", "o10"]
AWARDS = {"o06": 20000, "o10": 16700, "o05": 16240}
CRITERIA = [
    ("theme", "Answers the theme", 25), ("people", "Good for people", 25), ("economy", "Good for the economy", 15),
    ("doable", "Can be done", 20), ("lasting", "Goes on afterwards", 15),
]
FINAL_CRITERIA = [("idea", "The idea", 40), ("team", "The team", 30), ("after", "After the money", 30)]


def scores(cast, numbers):
    rows = [["assessor", "application", "criterion", "score", "comment"]]
    assessors = cast.team[:4]
    for key, number in sorted(numbers.items(), key=lambda item: item[1]):
        for assessor in DICE.sample(assessors, 3):
            base = 4.1 if key in SHORTLIST else DICE.choice([2.4, 2.8, 3.1])
            for criterion, _, _ in CRITERIA:
                score = min(5, max(1, round(base + DICE.uniform(-0.9, 0.9))))
                rows.append([assessor.email, number, criterion, score, DICE.choice(words.COMMENTS)])
    write("applications/scores.csv", rows)
    ventures, practice, accreditation, host, university = cast.panel
    conflicts = [
        [accreditation.email, numbers["o05"], "ran webinar w1, which the applicant attended", "no", "2022-04-20"],
        [university.email, numbers["o05"], "ran webinar w2; did not meet the applicant there", "no", "2022-04-20"],
        [ventures.email, numbers["o10"], "the same organisation runs a 1-2-1 table and advised the applicant", "yes", "2022-04-21"],
        [host.email, numbers["o06"], "helped with the application in February", "yes", "2022-04-21"],
    ]
    write("finals/conflicts.csv", [["person", "application", "reason", "recused", "declared_on"]] + conflicts)
    aside = {(row[0], row[1]) for row in conflicts if row[3] == "yes"}
    rows = [["panel_member", "application", "criterion", "score", "comment"]]
    for key in sorted(SHORTLIST, key=numbers.get):
        for member in cast.panel:
            if (member.email, numbers[key]) in aside:
                continue
            for criterion, _, _ in FINAL_CRITERIA:
                rows.append([member.email, numbers[key], criterion,
                             DICE.choice([4, 4, 5] if key in AWARDS else [3, 3, 4]), ""])
    write("finals/panel-scores.csv", rows)


def decisions(cast, numbers):
    rows = [["application", "stage", "decision", "amount", "decided_on", "decided_by", "told_in_private_on",
             "announced_on", "reason"]]
    for key, number in sorted(numbers.items(), key=lambda item: item[1]):
        on = key in SHORTLIST
        rows.append([number, "shortlist", "shortlisted" if on else "not shortlisted", "", "2022-04-06",
                     cast.team[0].email, "2022-04-07", "2022-04-14", "" if on else "Others answered the theme more closely."])
    for key in sorted(SHORTLIST, key=numbers.get):
        amount = AWARDS.get(key)
        rows.append([numbers[key], "award", "funded" if amount else "not funded", amount or "", "2022-04-28",
                     cast.panel[3].email, "2022-04-29", "2022-05-12",
                     "Funded in full." if amount else "The panel could not fund all four."])
    write("finals/decisions.csv", rows)
    rows = [["application", "offered_on", "taken_up", "signposted_to"]]
    for key, number in sorted(numbers.items(), key=lambda item: item[1]):
        if key not in SHORTLIST:
            rows.append([number, "2022-04-08", DICE.choice(["yes", "yes", "no"]),
                         DICE.choice(["business growth service", "innovation network", "next edition's mailing"])])
    write("finals/feedback.csv", rows)


def survey():
    """The anonymous diversity survey: no row can be tied to an application, and nothing tries to."""
    rows = [["ID", "Start time", "Completion time", "Email", "Name", "Age", "Gender", "Ethnic group",
             "Do you consider yourself disabled?", "Where do you live?"]]
    moment = datetime(2022, 2, 14, 9)
    for number in range(1, 24):
        moment += timedelta(hours=DICE.randrange(8, 50))
        rows.append([number, f"{moment:%d/%m/%Y %H:%M:%S}", f"{moment + timedelta(minutes=3):%d/%m/%Y %H:%M:%S}",
                     "anonymous", "", DICE.choice(["25-34", "35-44", "45-54", "55-64", "Prefer not to say"]),
                     DICE.choice(["Woman", "Woman", "Man", "Man", "Non-binary", "Prefer not to say"]),
                     DICE.choice(["White", "White", "Asian or Asian British", "Black, African or Caribbean", "Mixed", "Prefer not to say"]),
                     DICE.choice(["No", "No", "No", "Yes", "Prefer not to say"]),
                     DICE.choice(["Liverpool City Region", "Liverpool City Region", "North West", "Elsewhere"])])
    write("applications/diversity-survey.csv", rows)


# Who is who -----------------------------------------------------------------------------------------------------------

def who_is_who(cast):
    """The team's decisions: those that the two rules need to find the truth, and no others."""
    people = (cast.stakeholders + cast.launch_only + cast.bookers + cast.outsiders + list(cast.engaged.values())
              + list(cast.seconds.values()))
    unique = list(dict.fromkeys(people))
    sightings = [dict(s, person=index) for index, person in enumerate(unique) for s in person.sightings]
    rows = [["record_a", "record_b", "decision", "reason", "decided_by", "decided_on"]]
    decided = [cast.team[3].email, "2022-06-08"]
    for a, b in check.linked_by_rules(sightings):
        if a["person"] != b["person"]:
            rows.append([a["record"], b["record"], "apart", why_apart(a, b), *decided])
    groups = check.groups(sightings, rows[1:])
    for index in range(len(unique)):
        mine = []
        for group in groups:
            own = [s for s in group if s["person"] == index]
            if own:
                mine.append(own[0])
        for other in mine[1:]:
            rows.append([mine[0]["record"], other["record"], "together", why_together(mine[0], other), *decided])
    write("people/who-is-who.csv", rows)
    return sightings


def why_apart(a, b):
    if a["name"] == b["name"]:
        return "Two people of the same name in one organisation; both answered."
    if "zoom" in (a["where"], b["where"]) and a["email"].endswith("@post.example") is False:
        return "A colleague joined with the other's invitation."
    return "A couple with one address."


def why_together(a, b):
    names = {a["name"], b["name"]}
    if any(c.isdigit() for c in a["name"] + b["name"]) or any("iP" in name or "MacBook" in name for name in names):
        return "Telephone or device; the person said so in the chat."
    if len(names) == 1 and not (a["email"] and b["email"]):
        return "Only guest of that name; on the list of bookings."
    if len(names) == 1:
        return "The same person under another address; confirmed by them."
    if a["name"].split()[::-1] == b["name"].split():
        return "First name and surname in each other's field."
    if a["name"].split()[0] == b["name"].split()[0]:
        return "Surname misspelt or changed; confirmed by them."
    return "Short form of the first name; known to the team."


# The manifest ---------------------------------------------------------------------------------------------------------

def manifest(cast):
    def human(person, **more):
        return {"name": person.name, "email": person.email, "organisation": person.body, **more}

    def span(start, minutes):
        return {"starts": f"{start:%Y-%m-%dT%H:%M}", "ends": f"{start + timedelta(minutes=minutes):%Y-%m-%dT%H:%M}"}

    speakers = {"w1": cast.panel[2], "w2": cast.panel[4], **cast.speakers}
    problems = [
        ("p1", "Reducing childhood asthma through better environments and awareness",
         "Children miss school and spend nights in hospital for want of dry homes, clean streets and a plan that everybody around them knows."),
        ("p2", "Increasing family support to stop children entering the care system",
         "Help comes late, because asking for it feels dangerous and the signs are spread over many services."),
        ("p3", "Making digital feel doable in local-authority social-care teams",
         "Tools arrive faster than the confidence, time and connections that make them useful."),
    ]
    lineage = {1: ["p3", "p2", "p1"], 2: ["p3", "p1", "p2"], 3: ["p3", "p2", "p1"], 4: ["p1", "p2", "p3"],
               5: ["p2", "p1", "p3"], 6: ["p1", "p2", "p3"]}
    why = {
        1: "On all three boards people said that nothing moves until somebody senior goes first and makes time.",
        2: "Notes about skills, plain words and practice came from families as well as from staff.",
        3: "The same record typed twice was the most frequent annoyance on the third board and stood on the others.",
        4: "Each problem had notes on signs that sit in several places and are never added up, with consent.",
        5: "Fear of asking was the heart of the second board and the reason for silence about damp on the first.",
        6: "Residents, carers and young people who are doing it already were named on every board.",
    }
    backlog = ["Communication across internal siloed teams", "Improving environments for population health",
               "Co-production with service users in statutory services", "Improving poor housing stock",
               "Poor educational outcomes", "Community mobilisation via data and tech"]
    document = {
        "format": 1,
        "key": "lcr-2021-22",
        "name": "What's your problem?",
        "formal_name": "Design Thinking for Health",
        "edition": "2021-22",
        "strapline": "Public problems of the Liverpool City Region, and the people who can do something about them",
        "area": "Liverpool City Region",
        "host": words.HOST[0],
        "partner": words.PARTNER[0],
        "time_zone": "Europe/London",
        "currency": "GBP",
        "pot": 60000,
        "milestones": [
            {"key": "engagement", "name": "Listening to stakeholders", "starts": "2021-09-13", "ends": "2021-12-17"},
            {"key": "launch", "name": "Launch", "starts": "2022-01-27", "ends": "2022-01-27"},
            {"key": "expressions", "name": "Expressions of interest open", "starts": "2022-02-10", "ends": "2022-03-27"},
            {"key": "webinars", "name": "Webinars", "starts": "2022-02-22", "ends": "2022-03-17"},
            {"key": "shortlist", "name": "Shortlist", "starts": "2022-04-06", "ends": "2022-04-14"},
            {"key": "finals", "name": "Finals", "starts": "2022-04-28", "ends": "2022-04-28"},
            {"key": "results", "name": "Results", "starts": "2022-05-12", "ends": "2022-05-12"},
            {"key": "evaluation", "name": "Evaluation published", "starts": "2022-06-30", "ends": "2022-06-30"},
        ],
        "team": [human(person, role="lead" if i == 0 else "team") for i, person in enumerate(cast.team)],
        "assessors": [person.email for person in cast.team[:4]],
        "panel": [human(person, kind=person.kind) for person in cast.panel],
        "mentors": [
            human(cast.speakers["w5"], table="Routes to funding"),
            human(cast.experts[0], table="Needs assessment and technology assessment"),
        ],
        "experts": [human(person) for person in cast.experts],
        "problems": [{"key": key, "title": title, "summary": summary} for key, title, summary in problems],
        "themes": [
            {"key": f"t{n}", "title": title, "from": lineage[n], "why": why[n]} for n, title in enumerate(THEMES, 1)],
        "backlog": [{"title": title} for title in backlog],
        "eligibility": [
            "It answers at least one of the six themes.", "It contributes to the economy of the region.",
            "It contributes to the health and wellbeing of the region."],
        "criteria": [
            {"key": key, "title": title, "weight": weight, "stage": stage, "lowest": 1, "highest": 5}
            for stage, group in (("assessment", CRITERIA), ("final", FINAL_CRITERIA)) for key, title, weight in group],
        "events": [
            {"key": "launch", "kind": "launch", "title": "Launch", **span(LAUNCH, 120), "place": "Zoom",
             "organiser": words.HOST[0], "planned": {"minutes": 300, "place": "in person"},
             "changed_because": "COVID-19",
             "rooms": [{"name": title, "problem": key} for key, title, _ in problems]},
            *({"key": key, "kind": "webinar", "title": title, **span(start, 60), "place": "Zoom",
               "organiser": speakers[key].body, "speakers": [speakers[key].email]} for key, title, start, _, _ in WEBINARS),
            {"key": "finals", "kind": "finals", "title": "Finals", **span(datetime(2022, 4, 28, 10), 300),
             "place": "In person", "organiser": words.HOST[0],
             "rooms": [{"name": "Pitches"}, {"name": "Routes to funding"},
                       {"name": "Needs assessment and technology assessment"}]},
            {"key": "roundtable", "kind": "roundtable", "title": "Roundtable", **span(datetime(2022, 4, 28, 15, 15), 75),
             "place": "In person", "organiser": words.HOST[0]},
        ],
        "application": {
            "number": "ID", "organisation": QUESTIONS[0], "organisation_kind": QUESTIONS[1], "themes": QUESTIONS[2],
            "asked": QUESTIONS[3],
            "answers": [{"key": key, "question": QUESTIONS[i]} for key, i in (
                ("idea", 4), ("people", 5), ("economy", 6), ("health", 7), ("lasting", 8), ("medium", 9))],
            "second_contact_name": QUESTIONS[10], "second_contact_email": QUESTIONS[11],
        },
        "reach": {
            "counts": ["stakeholders", "launch attendance", "webinar bookings", "applications"],
            "leaves_out": ["the programme's team", "the panel", "mentors and experts", "bookings of the launch that were not used"],
        },
        "files": [
            {"path": "people/organisations.csv", "is": "organisations"},
            {"path": "people/stakeholders.csv", "is": "stakeholders"},
            {"path": "people/insights.csv", "is": "insights"},
            {"path": "events/launch-eventbrite.csv", "is": "bookings", "event": "launch"},
            {"path": "events/launch-zoom.csv", "is": "attendance", "event": "launch"},
            *({"path": f"events/{key}-eventbrite.csv", "is": "bookings", "event": key,
               **({"dates": "day-first"} if key == "w2" else {})} for key, *_ in WEBINARS),
            {"path": "events/webinar-views.csv", "is": "page-views"},
            *({"path": f"boards/{key}-miro.csv", "is": "board", "problem": key, "event": "launch"} for key, *_ in problems),
            {"path": "boards/notes-to-themes.csv", "is": "note-themes"},
            {"path": "applications/eoi-microsoft-forms.csv", "is": "applications"},
            {"path": "applications/drafts.csv", "is": "drafts"},
            {"path": "applications/help-log.csv", "is": "help-log"},
            {"path": "applications/diversity-survey.csv", "is": "survey"},
            {"path": "applications/scores.csv", "is": "scores"},
            {"path": "finals/conflicts.csv", "is": "conflicts"},
            {"path": "finals/panel-scores.csv", "is": "panel-scores"},
            {"path": "finals/decisions.csv", "is": "decisions"},
            {"path": "finals/feedback.csv", "is": "feedback"},
            {"path": "people/who-is-who.csv", "is": "who-is-who"},
        ],
    }
    (FOLDER / "programme.json").write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def make():
    cast = Cast()
    organisations()
    stakeholders(cast)
    launch_bookings(cast)
    Room(cast).write()
    webinar_bookings(cast)
    boards()
    numbers = applications(cast)
    help_and_drafts(cast)
    scores(cast, numbers)
    decisions(cast, numbers)
    survey()
    who_is_who(cast)
    manifest(cast)


if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        sys.exit(check.main(FOLDER))
    if sys.argv[1:]:
        sys.exit(__doc__)
    make()
    sys.exit(check.main(FOLDER))
