"""Invents a programme's exports with the truth about who is who: tickets, video calls, forms and a list of contacts.

usage: programme.py PEOPLE OUT.csv [--seed N] [--events N] [--style tickets|meetings]

Two styles, so that nothing is tuned to one: `tickets` has a ticket file and a call file for every event; `meetings`
has attendance lists under other names, longer names, shared mailboxes, and fewer e-mail addresses.
All names are made up from syllables and common given names; no row is a real person.
"""
import argparse
import csv
import random

GIVEN = """oliver george arthur noah muhammad leo oscar harry jack henry charlie theo jacob william thomas joshua james
john david michael peter paul mark andrew stephen richard robert christopher daniel matthew anthony kevin gary ian alan
brian graham keith simon martin philip colin stuart neil adam ryan luke samuel benjamin alexander edward raymond
kenneth gerald frederick timothy nicholas patrick olivia amelia isla ava mia ivy lily isabella grace emily ella evie
charlotte daisy sophie jessica lucy emma chloe hannah sarah susan margaret elizabeth patricia linda christine barbara
helen karen julie jacqueline angela alison jane nicola tracey deborah sharon michelle lisa rebecca laura rachel louise
claire catherine victoria samantha amanda joanne kelly donna jennifer gemma zoe natalie stephanie dorothy kathleen
theresa veronica judith priya aisha fatima mohammed imran wei mei chidi ngozi agnieszka piotr maria ana joão zoë
siân rhys owain eilidh ewan callum niamh aoife ciarán""".split()
NICK = dict(william="will bill billy", robert="rob bob bobby", elizabeth="liz beth lizzie", margaret="maggie peggy meg",
            thomas="tom tommy", james="jim jamie", michael="mike mick", christopher="chris", daniel="dan danny",
            matthew="matt", anthony="tony", samuel="sam", benjamin="ben", alexander="alex sandy", edward="ed ted eddie",
            susan="sue", patricia="pat trish", catherine="kate cathy", jennifer="jen jenny", rebecca="becky",
            victoria="vicky", joshua="josh", andrew="andy", stephen="steve", richard="rich dick", nicola="nicky",
            jacqueline="jackie", deborah="debbie", john="jack johnny jon", david="dave", raymond="ray", kenneth="ken",
            gerald="gerry", frederick="fred", timothy="tim", nicholas="nick", patrick="paddy pat", samantha="sam",
            amanda="mandy", joanne="jo", theresa="terry tess", dorothy="dot", judith="judy", charlotte="lottie")
NICK = {k: v.split() for k, v in NICK.items()}
FREE = ["gmail.com"] * 8 + ["hotmail.co.uk"] * 3 + ["yahoo.co.uk"] * 2 + ["outlook.com"] * 3 + ["icloud.com", "btinternet.com"]
ONSET = "b c d f g h j k l m n p r s t v w br ch cl cr dr fl fr gr pr sh sl sp st th tr wh".split()
VOWEL = "a e i o u a e i o ea ee ai oo ou".split()
CODA = ["", "n", "m", "s", "t", "r", "l", "d", "ck", "th", "ll", "ng", "nd", "rt", "x"]


class World:
    def __init__(self, seed, people, style):
        self.r = random.Random(seed)
        self.style = style
        surnames = [self.syllables(self.r.choice([1, 2, 2, 3])) for _ in range(max(300, people * 2))]
        given = GIVEN + [self.syllables(self.r.choice([1, 2, 2])) for _ in range(150 + people // 10)]
        self.r.shuffle(given)
        self.surnames, self.surname_weights = surnames, [1 / (i + 12) ** 0.9 for i in range(len(surnames))]
        self.given, self.given_weights = given, [1 / (i + 8) ** 0.85 for i in range(len(given))]
        self.bodies = [self.body(i) for i in range(max(12, int(people * 0.28) if people < 400 else people // 8 + 60))]
        self.people = [self.person(i) for i in range(people)]

    def syllables(self, n):
        return "".join(self.r.choice(ONSET) + self.r.choice(VOWEL) for _ in range(n)) + self.r.choice(CODA)

    def body(self, i):
        place = self.syllables(self.r.choice([1, 2])).capitalize() + self.r.choice(
            ["ton", "ham", "ford", "bury", "wick", "pool", "worth", "dale", "mere", "by", "field", "gate"])
        word = self.r.choice("North Green River Moss Blue Anchor Fable Civic Bright Pebble Quarry Harbour".split())
        second = self.r.choice("Data Digital Labs Tech Care Analytics Solutions Places".split())
        kind = self.r.choice(["council", "university", "nhs", "housing", "charity", "company", "company"])
        low = place.lower()
        if kind == "council":
            forms, domain = [f"{place} Borough Council", f"{place} Council", f"{place} MBC", f"{place} Metropolitan Borough Council", f"Adult Social Care, {place} Council"], f"{low}.gov.uk"
        elif kind == "university":
            forms, domain = [f"University of {place}", f"{place} University", f"Univ. of {place}", f"Uni of {place}"], f"{low}.ac.uk"
        elif kind == "nhs":
            forms, domain = [f"{place} Hospitals NHS Foundation Trust", f"{place} Hospitals", f"{place} NHS Trust", f"{place} Hospital NHS FT", f"NHS - {place} Hospitals"], f"{low}hospitals.nhs.uk"
        elif kind == "housing":
            forms, domain = [f"{place} Housing Association", f"{place} Housing", f"{place} Housing Group", f"{place} HA"], f"{low}housing.org.uk"
        elif kind == "charity":
            forms, domain = [f"{place} Community Trust", f"The {place} Community Trust", f"{place} Comm. Trust", f"{place} Community Trust CIC"], f"{low}trust.org.uk"
        else:
            name = f"{word}{i if self.r.random() < .0 else ''} {second}"
            forms, domain = [f"{name} Ltd", name, name.replace(" ", ""), f"{name} Limited", name.lower()], f"{name.replace(' ', '').lower()}{self.r.choice(['.co.uk', '.io', '.com'])}"
        return dict(id=f"o{i}", forms=forms, domain=domain, style=self.r.choice(["f.l", "f.l", "f.l", "fl", "f"]))

    def person(self, i):
        given = self.r.choices(self.given, self.given_weights)[0]
        surname = self.r.choices(self.surnames, self.surname_weights)[0]
        if self.r.random() < .05:
            surname += "-" + self.r.choices(self.surnames, self.surname_weights)[0]
        body = self.r.choice(self.bodies) if self.r.random() < .85 else None
        plain = self.plain(given), self.plain(surname)
        p = dict(id=f"p{i}", given=given, surname=surname, body=body, title=self.r.random() < .06)
        p["nick"] = self.r.choice(NICK[given]) if given in NICK and self.r.random() < .35 else None
        styles = {"f.l": "{}.{}".format(*plain), "fl": plain[0][0] + plain[1], "f": plain[0]}
        number = self.r.randint(2, 99)
        p["work"] = f"{styles[body['style']]}@{body['domain']}" if body else None
        local = self.r.choice(["{0}{1}", "{0}.{1}", "{0}_{1}{2}", "{0}.{1}{2}", "{1}{0}{2}", "{0}{1}{2}"]).format(*plain, number)
        if self.r.random() < .12:
            local = self.syllables(2) + str(number)
        p["private"] = f"{local}@{self.r.choice(FREE)}"
        # Who uses a private address at times, and who always does.
        p["privacy"] = 1 if body is None else self.r.choice([0, 0, 0, .1, .5, 1])
        p["keen"] = self.r.paretovariate(1.3)
        return p

    @staticmethod
    def plain(name):
        import unicodedata
        return "".join(c for c in unicodedata.normalize("NFD", name) if c.isascii() and (c.isalnum() or c == "-"))

    def typo(self, t):
        if len(t) < 4: return t
        i, k, c = self.r.randrange(1, len(t) - 1), self.r.random(), self.r.choice("abcdefghijklmnopqrstuvwxyz")
        if k < .3: return t[:i] + t[i + 1] + t[i] + t[i + 2:]
        if k < .6: return t[:i] + t[i + 1:]
        if k < .8: return t[:i] + c + t[i:]
        return t[:i] + c + t[i + 1:]

    def email(self, p, missing=0.0):
        if self.r.random() < missing: return ""
        e = p["private"] if self.r.random() < p["privacy"] else p["work"]
        if self.r.random() < .01: e = self.typo(e)
        return e.capitalize() if self.r.random() < .05 else e

    def organisation(self, p, missing):
        if p["body"] is None or self.r.random() < missing: return ""
        o = p["body"]["forms"][0] if self.r.random() < .5 else self.r.choice(p["body"]["forms"])
        if self.r.random() < .04: o = self.typo(o)
        return o.upper() if self.r.random() < .02 else o

    def names(self, p):
        g = p["nick"] if p["nick"] and self.r.random() < .4 else p["given"]
        s = p["surname"]
        if "-" in s and self.r.random() < .3: s = s.split("-")[self.r.randrange(2)]
        if self.r.random() < .02: g = self.typo(g)
        if self.r.random() < .025: s = self.typo(s)
        g, s = g.capitalize(), "-".join(x.capitalize() for x in s.split("-"))
        return g, s

    def ticket(self, p):
        g, s = self.names(p)
        if self.r.random() < .02: g, s = s, g
        if self.r.random() < .04: g, s = g.lower(), s.lower()
        return g, s, "", self.email(p), self.organisation(p, .25)

    def call(self, p):
        g, s = self.names(p)
        k, body = self.r.random(), p["body"]
        name = f"{g} {s}"
        if k < .18 and body: name = f"{name} ({self.organisation(p, 0)})"
        elif k < .24 and body: name = f"{self.organisation(p, 0)} - {name}"
        elif k < .27: name = f"{s}, {g}"
        elif k < .31: name = f"{g} {s[0]}"
        elif k < .36: name = g
        elif k < .41: name = f"{g}'s {self.r.choice(['iPhone', 'iPad', 'MacBook'])}"
        elif k < .43: name = f"{self.plain(p['given'])}.{self.plain(p['surname'])}"
        elif k < .45 and self.style == "meetings": name = self.r.choice(["iPhone", "Galaxy S9", "Guest"])
        if p["title"]: name = "Dr " + name
        return "", "", name, self.email(p, .45), ""

    def form(self, p, missing):
        g, s = self.names(p)
        return "", "", f"{g} {s}", self.email(p, missing), self.organisation(p, .12)

    def rows(self, events):
        r, rows = self.r, []
        keen = [p["keen"] for p in self.people]
        for e in range(events):
            size = max(5, int(len(self.people) * r.uniform(.08, .3)))
            going = {p["id"]: p for p in r.choices(self.people, keen, k=size)}
            tickets, call = (f"eventbrite_{e:02}", f"zoom_{e:02}") if self.style == "tickets" else (
                f"Workshop {e + 1} registrations", f"Workshop {e + 1} who came")
            for p in going.values():
                for _ in range(1 + (r.random() < .025)): rows.append((tickets, p, self.ticket(p)))
                if r.random() < .62:
                    row = self.call(p)
                    for _ in range(1 + (r.random() < .15) + (r.random() < .04)): rows.append((call, p, row))
        for p in self.people:
            if r.random() < .12: rows.append(("form_interest", p, self.form(p, 0)))
            if r.random() < .17: rows.append(("form_feedback", p, self.form(p, .4)))
            if r.random() < .42: rows.append(("contacts", p, self.form(p, .05)))
        return rows


def main():
    a = argparse.ArgumentParser()
    a.add_argument("people", type=int); a.add_argument("out"); a.add_argument("--seed", type=int, default=1)
    a.add_argument("--events", type=int, default=8); a.add_argument("--style", default="tickets")
    a = a.parse_args()
    world = World(a.seed, a.people, a.style)
    rows, counts = world.rows(a.events), {}
    with open(a.out, "w", newline="") as f:
        w = csv.writer(f)
        w.writerow("row_id source first_name last_name full_name email organisation person_gold organisation_gold".split())
        for source, p, (g, s, name, email, organisation) in rows:
            counts[source] = counts.get(source, 0) + 1
            w.writerow([f"{source}:{counts[source]}", source, g, s, name or f"{g} {s}", email, organisation, p["id"],
                        p["body"]["id"] if p["body"] else ""])


if __name__ == "__main__":
    main()
