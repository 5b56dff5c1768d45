"""Recomputes the example programme's figures from its files alone, and compares them with the published evaluation.

Written apart from the program and from the generator's knowledge of who is who: this is the second opinion. Who is who,
in this order:

1. the same e-mail address, case apart;
2. the same name and the same organisation, both given: in lower case, accents and punctuation taken off, `&` read as
   `and`, and of an organisation also a leading `the` and trailing `ltd`, `limited`, `plc`, `llp`, `cic`;
3. the team's decisions (`who-is-who.csv`): `together` joins two records, `apart` forbids that 1 and 2 ever bring two
   records into one group, by whatever path.
"""

import csv
import io
import json
import re
import unicodedata
from collections import defaultdict
from datetime import datetime

JOURNEYS = """
o01 |     | joined after |     | yes | yes |
o02 |     | joined after |     |     | yes |
o03 |     |              |     |     | yes |
o04 |     | yes          | 5/5 | yes | yes |
o05 | yes | yes          | 1/5 | yes | yes | yes
o06 |     | yes          |     | yes | yes | yes
o07 |     | yes          |     | yes | yes | yes
o08 |     |              |     |     | yes |
o09 | yes | yes          |     | yes | yes |
o10 |     | joined after |     | yes | yes | yes
o11 |     | yes          | 1/5 | yes | yes |
o12 | yes | yes          |     | yes | yes |
o13 |     | yes          | 5/5 | yes | no  |
o14 |     | yes          |     | yes | no  |
o15 | yes | yes          |     | yes | no  |
"""


# Who is who -----------------------------------------------------------------------------------------------------------

def key(text):
    text = unicodedata.normalize("NFKD", text.replace("&", " and ")).encode("ascii", "ignore").decode().lower()
    return " ".join(re.findall(r"[a-z0-9]+", text.replace("'", "")))


def body_key(text):
    parts = key(text).split()
    if parts[:1] == ["the"]:
        parts = parts[1:]
    while parts and parts[-1] in ("ltd", "limited", "plc", "llp", "cic"):
        parts = parts[:-1]
    return " ".join(parts)


def rule_keys(sighting):
    if sighting["email"]:
        yield "email", sighting["email"].lower()
    if key(sighting["name"]) and body_key(sighting["body"]):
        yield "name and organisation", key(sighting["name"]), body_key(sighting["body"])


def linked_by_rules(sightings):
    """All pairs that rule 1 or rule 2 links, the pairs of rule 1 first."""
    pairs, by_key = [], defaultdict(list)
    for index, sighting in enumerate(sightings):
        for rule in rule_keys(sighting):
            pairs += [(len(rule), other, index) for other in by_key[rule]]
            by_key[rule].append(index)
    seen, unique = set(), []
    for _, a, b in sorted(pairs):
        if (a, b) not in seen:
            seen.add((a, b))
            unique.append((sightings[a], sightings[b]))
    return unique


def groups(sightings, decisions):
    """The records of each person. `decisions` are rows of who-is-who.csv without the header."""
    place = {s["record"]: index for index, s in enumerate(sightings)}
    group = {index: {index} for index in range(len(sightings))}
    apart = defaultdict(set)
    for a, b, decision, *_ in decisions:
        if decision == "apart":
            apart[place[a]].add(place[b])
            apart[place[b]].add(place[a])

    def join(a, b):
        one, two = group[a], group[b]
        if one is two:
            return True
        if any(apart[x] & two for x in one):
            return False
        one |= two
        for index in two:
            group[index] = one
        return True

    for a, b in linked_by_rules(sightings):
        join(place[a["record"]], place[b["record"]])
    for a, b, decision, *_ in decisions:
        if decision == "together" and not join(place[a], place[b]):
            raise SystemExit(f"who-is-who: {a} and {b} are together here and apart elsewhere")
    unique = {id(members): members for members in group.values()}
    return [[sightings[i] for i in sorted(members)] for members in unique.values()]


# Files ----------------------------------------------------------------------------------------------------------------

def table(path, encoding="utf-8-sig", starts="", dialect=","):
    """(line, row as a dictionary) for each row below the header that begins with `starts`."""
    text = path.read_bytes().decode(encoding).replace("\r\n", "\n")
    reader = csv.reader(io.StringIO(text), delimiter=dialect)
    header, before = None, 0
    for row in reader:
        line, before = before + 1, reader.line_num
        if header is None:
            header = row if row and row[0].startswith(starts) else None
        elif row:
            yield line, dict(zip(header, row))


class Folder:
    def __init__(self, root):
        self.root = root
        self.manifest = json.loads((root / "programme.json").read_text(encoding="utf-8"))
        self.team = {member["email"].lower() for member in self.manifest["team"]}
        self.sightings = []

    def paths(self, kind):
        return [entry for entry in self.manifest["files"] if entry["is"] == kind]

    def rows(self, kind):
        return [row for entry in self.paths(kind) for _, row in table(self.root / entry["path"])]

    def sight(self, stage, entry, line, name, email, body, **more):
        self.sightings.append(dict(
            record=f"{entry['path']}:{line}", stage=stage, name=name, email=email.strip(), body=body,
            event=entry.get("event"), tickets=1, **more))

    def read(self):
        for entry in self.paths("stakeholders"):
            for line, row in table(self.root / entry["path"], "windows-1252"):
                self.sight("stakeholder", entry, line, row["Full name"], row["E-mail address"], row["Organisation"])
        for entry in self.paths("bookings"):
            for line, row in table(self.root / entry["path"]):
                if row["Attendee Status"] != "Attending":
                    continue
                name = f"{row['First Name']} {row.get('Surname') or row.get('Last Name')}"
                self.sight("booking", entry, line, name, row["Email"], row["Organisation"])
        for entry in self.paths("attendance"):
            self.read_zoom(entry)
        form = self.manifest["application"]
        for entry in self.paths("applications"):
            for line, row in table(self.root / entry["path"]):
                body = row[form["organisation"]]
                self.sight("application", entry, line, row["Name"], row["Email"], body)
                if row[form["second_contact_name"]]:
                    self.sight("application", entry, f"{line}:second", row[form["second_contact_name"]],
                               row[form["second_contact_email"]], body)
        return self

    def read_zoom(self, entry):
        """One sighting a person: the joins of one name and address are one; the programme's team is left out."""
        seen = {}
        for line, row in table(self.root / entry["path"], starts="Name"):
            if row["User Email"].lower() in self.team:
                continue
            name, body = row["Name (Original Name)"], ""
            bracket = re.fullmatch(r"(.+?) \(([^()]*[A-Za-z][^()]*)\)", name)
            if bracket:
                name, body = bracket.groups()
            if (name, row["User Email"]) not in seen:
                seen[name, row["User Email"]] = line
                self.sight("attendance", entry, line, re.sub(r" \(\d+\)$", "", name), row["User Email"], body)

    def decisions(self):
        return [list(row.values()) for row in self.rows("who-is-who")]


def published_names(root):
    """The names of the published evaluation that stand in a file, though the README gives each another name."""
    readme = (root / "README.md").read_text(encoding="utf-8")
    mirrored = re.findall(r"^ +\| ([A-Z][^|]+) \| ([A-Z][^|]+) \|", readme, re.MULTILINE)
    texts = [p.read_bytes().decode("latin-1") for p in sorted(root.rglob("*.*")) if p.suffix in (".csv", ".json")]
    if not mirrored or not all(any(name in text for text in texts) for name, _ in mirrored):
        raise SystemExit("README.md: its table of names is not that of the files")
    return [name for _, name in mirrored if any(re.search(rf"\b{name}\b", text) for text in texts)]


# Figures --------------------------------------------------------------------------------------------------------------

def figures(folder, people):
    """Every figure by name; `people` are the groups of records."""
    webinars = [e["key"] for e in folder.manifest["events"] if e["kind"] == "webinar"]

    def of(stage, events=(None,)):
        return [g for g in people if any(s["stage"] == stage and s["event"] in events for s in g)]

    launched = {id(g) for g in of("attendance", ("launch",))}
    tickets = {w: [g for g in people for s in g if s["stage"] == "booking" and s["event"] == w] for w in webinars}
    were_there = {w: sum(id(g) in launched for g in tickets[w]) for w in webinars}
    views = defaultdict(dict)
    for row in folder.rows("page-views"):
        views[row["session"]][row["source"]] = int(row["views"])
    totals = [sum(v.values()) for v in views.values()]
    counts = [len(tickets[w]) for w in webinars]
    booked = sum(counts)
    reached = [g for g in people if any(
        s["stage"] in ("stakeholder", "attendance", "application") or s["stage"] == "booking" and s["event"] in webinars
        for s in g)]
    decisions = folder.rows("decisions")
    awarded = sum(int(r["amount"]) for r in decisions if r["decision"] == "funded")
    submitted = len(folder.rows("applications"))
    stakeholders = len(of("stakeholder"))
    return {
        "stakeholders": stakeholders,
        "launch attended": len(launched),
        "views": sum(totals),
        "views by session": totals,
        "views by source": [list(v.values()) for v in views.values()],
        "bookings": booked,
        "bookings by session": counts,
        "conversion, mean of rates": round(sum(100 * b / v for b, v in zip(counts, totals)) / len(totals), 2),
        "conversion, pooled": round(100 * booked / sum(totals), 2),
        "bookings by people at the launch": [were_there[w] for w in webinars],
        "share at the launch, all": round(100 * sum(were_there.values()) / booked, 1),
        "share at the launch, last": round(100 * were_there[webinars[-1]] / counts[-1]),
        "last share is the lowest": were_there["w5"] / 29 == min(were_there[w] / n for w, n in zip(webinars, counts)),
        "organisations engaged": submitted + len(folder.rows("drafts")),
        "submitted": submitted,
        "shortlisted": sum(r["decision"] == "shortlisted" for r in decisions),
        "funded": sum(r["decision"] == "funded" for r in decisions),
        "awarded": awarded,
        "left in the pot": folder.manifest["pot"] - awarded,
        "raw contacts": stakeholders + len(launched) + booked,
        "reach": len(reached),
        "notes on boards": sum(len((folder.root / e["path"]).read_text().split("\n")) - 1 for e in folder.paths("board")),
        "names that are real": published_names(folder.root),
        "journeys": journeys(folder, people, webinars),
    }


def journeys(folder, people, webinars):
    """The table of organisations as the evaluation has it, one line an organisation, in the order of organisations.csv."""
    known, launch = {}, next(e for e in folder.manifest["events"] if e["kind"] == "launch")["starts"][:10]
    rows = folder.rows("organisations")
    for row in rows:
        for name in [row["organisation"], *row["also_written"].split(";")]:
            known[body_key(name)] = row["organisation"]
    form = folder.manifest["application"]
    numbers = {r[form["number"]]: known[body_key(r[form["organisation"]])] for r in folder.rows("applications")}
    shortlisted = {numbers[r["application"]] for r in folder.rows("decisions") if r["decision"] == "shortlisted"}
    drafts = {r["organisation"] for r in folder.rows("drafts")}
    helped = {r["organisation"] for r in folder.rows("help-log")}
    marks = defaultdict(set)
    for group in people:
        bodies = {known.get(body_key(s["body"])) for s in group if s["body"]} - {None}
        for body in bodies:
            marks[body] |= {(s["stage"], s["event"]) for s in group}
    lines = []
    for row in rows:
        body = row["organisation"]
        if body not in numbers.values() and body not in drafts:
            continue
        sessions = sum(("booking", w) in marks[body] for w in webinars)
        at_launch = "yes" if ("attendance", "launch") in marks[body] else (
            "joined after" if row["first_contact"] > launch else "")
        lines.append([
            "yes" if ("stakeholder", None) in marks[body] else "", at_launch, f"{sessions}/5" if sessions else "",
            "yes" if body in helped else "", "no" if body in drafts else "yes", "yes" if body in shortlisted else ""])
    return lines


EXPECTED = {
    "stakeholders": 75, "launch attended": 94, "views": 478, "views by session": [171, 35, 99, 53, 120],
    "views by source": [[150, 20, 1], [0, 32, 3], [82, 17, 0], [44, 9, 0], [105, 14, 1]],
    "bookings": 58, "bookings by session": [13, 4, 6, 6, 29], "conversion, mean of rates": 12.12,
    "conversion, pooled": 12.13, "share at the launch, all": 32.8, "share at the launch, last": 17,
    "last share is the lowest": True, "organisations engaged": 15, "submitted": 12, "shortlisted": 4, "funded": 3,
    "awarded": 52940, "left in the pot": 7060, "raw contacts": 227, "reach": 174,
    "names that are real": [],
    "journeys": [[cell.strip() for cell in line.split("|")[1:]] + [""] * (7 - len(line.split("|")))
                 for line in JOURNEYS.strip().split("\n")],
}


def main(root):
    folder = Folder(root).read()
    decisions = folder.decisions()
    found = figures(folder, groups(folder.sightings, decisions))
    without = figures(folder, groups(folder.sightings, []))
    wrong = [name for name, value in EXPECTED.items() if found[name] != value]
    for name, value in found.items():
        if name == "journeys":
            for number, line in enumerate(value, 1):
                print(f"{name:34}{number:>3} " + " | ".join(f"{cell:12}" for cell in line))
            continue
        note = f"   without the team's decisions {without[name]}" if without[name] != value else ""
        print(f"{name:34}{value!s:>12}{note}{'   WRONG, expected ' + str(EXPECTED[name]) if name in wrong else ''}")
    together = sum(d[2] == "together" for d in decisions)
    print(f"{'records':34}{len(folder.sightings):>12}   decisions: {together} together, {len(decisions) - together} apart")
    if "journeys" in wrong:
        print("journeys are WRONG")
    if without["reach"] == found["reach"]:
        wrong.append("the decisions change nothing")
    print("All figures are as published." if not wrong else f"Wrong: {', '.join(wrong)}")
    return 1 if wrong else 0
