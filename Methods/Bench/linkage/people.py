"""Invents person records with the truth about who is who: households, moves, typing errors, missing values.

usage: people.py ROWS OUT.csv [SEED]

Names follow a long-tailed distribution; about 30 % of the people have a second record, some a third. Nothing here was
tuned to a linker, and no row is a real person.
"""
import csv
import itertools
import random
import sys

GIVEN = """oliver george arthur noah muhammad leo oscar harry archie jack henry charlie freddie theo alfie jacob william
thomas joshua james john david michael peter paul mark andrew stephen richard robert christopher daniel matthew anthony
kevin gary ian alan brian graham keith simon martin philip colin stuart neil adam ryan luke samuel benjamin alexander
edward olivia amelia isla ava mia ivy lily isabella rosie sophia grace willow freya florence emily ella poppy evie elsie
charlotte daisy sophie jessica lucy emma chloe hannah sarah susan margaret elizabeth patricia linda christine barbara
helen karen julie jacqueline angela alison jane nicola tracey deborah sharon michelle lisa rebecca laura rachel louise
claire catherine victoria samantha amanda joanne kelly donna jennifer gemma zoe natalie stephanie""".split()
SURNAMES = """smith jones taylor brown williams wilson johnson davies patel robinson wright thompson evans walker white
roberts green hall wood jackson clarke hughes edwards turner hill ward cooper morris moore clark lee king baker harrison
morgan allen scott watson parker davis bennett young price griffiths mitchell kelly cook carter richardson bailey collins
bell shaw murphy miller cox richards khan marshall anderson simpson ellis adams singh begum wilkinson foster chapman
powell webb rogers gray mason ali hunt hussain campbell matthews owen palmer holmes mills barnes knight lloyd butler
russell barker fisher stevens jenkins murray dixon harvey""".split()
SHORT = dict(william=["will", "bill", "liam"], robert=["rob", "bob"], elizabeth=["liz", "beth"], thomas=["tom"],
             margaret=["maggie", "peggy"], james=["jim", "jamie"], michael=["mike"], christopher=["chris"],
             daniel=["dan"], matthew=["matt"], anthony=["tony"], samuel=["sam"], benjamin=["ben"], alexander=["alex"],
             edward=["ed", "ted"], susan=["sue"], patricia=["pat", "trish"], catherine=["kate", "cathy"],
             jennifer=["jen", "jenny"], rebecca=["becky"], victoria=["vicky"], joshua=["josh"], andrew=["andy"],
             stephen=["steve"], richard=["rich", "dick"], nicola=["nicky"], jacqueline=["jackie"], deborah=["debbie"])
FREE = (["gmail.com"] * 40 + ["hotmail.co.uk"] * 15 + ["yahoo.co.uk"] * 12 + ["outlook.com"] * 12 + ["icloud.com"] * 8
        + ["btinternet.com"] * 5)
AREAS = "ab b bn bs cf ch cv de dn e eh ex g gl hd l le ls m n ne ng or pl s se sw w wa wv".split()
ONSET = "b c d f g h j k l m n p r s t v w br cl dr fr gr sh st th tr wh".split()
VOWEL = "a e i o u ea ee oo ai ou".split()
CODA = ["", "n", "m", "s", "t", "r", "l", "d", "ck", "th", "rd", "ll", "ng"]


class Town:
    def __init__(self, rows, seed):
        self.r = random.Random(seed)
        self.given = GIVEN + [self.word(self.r.choice([1, 2, 2])) for _ in range(1400)]
        many = 20000 if rows > 50000 else 9000
        self.surnames = SURNAMES + [self.word(self.r.choice([1, 2, 2, 3])) for _ in range(many)]
        self.given_weights = list(itertools.accumulate(1 / (i + 6) ** .95 for i in range(len(self.given))))
        self.surname_weights = list(itertools.accumulate(1 / (i + 8) ** .88 for i in range(len(self.surnames))))
        kinds = ["street", "road", "lane", "avenue", "close", "drive", "way", "court"]
        self.streets = [self.word(2) + " " + self.r.choice(kinds) for _ in range(6000)]

    def word(self, n):
        return "".join(self.r.choice(ONSET) + self.r.choice(VOWEL) for _ in range(n)) + self.r.choice(CODA)

    def surname(self):
        return self.r.choices(self.surnames, cum_weights=self.surname_weights)[0]

    def email(self, given, surname, year):
        r = self.r
        domain = r.choice(FREE) if r.random() < .8 else self.word(2) + r.choice([".co.uk", ".org.uk", ".com"])
        k = r.random()
        box = (given + "." + surname if k < .35 else given + surname if k < .5 else given[0] + surname if k < .62
               else given + "_" + surname if k < .7 else surname + given[0] if k < .76 else self.word(3) if k < .9
               else given + str(year)[2:])
        return box + (str(r.randint(1, 999)) if r.random() < .45 else "") + "@" + domain

    def typo(self, t):
        if len(t) < 3: return t
        r, i = self.r, self.r.randrange(len(t) - 1)
        c = r.choice("0123456789" if t[i].isdigit() else "abcdefghijklmnopqrstuvwxyz")
        k = r.random()
        if k < .35: return t[:i] + c + t[i + 1:]
        if k < .6: return t[:i] + t[i + 1:]
        if k < .8: return t[:i] + c + t[i:]
        return t[:i] + t[i + 1] + t[i] + t[i + 2:]

    def home(self):
        r, letters = self.r, "abdefghjlnpqrstuwxyz"
        postcode = f"{r.choice(AREAS)}{r.randint(1, 29)} {r.randint(1, 9)}{r.choice(letters)}{r.choice(letters)}"
        return str(r.randint(1, 180)), r.choice(self.streets), postcode

    def phone(self):
        return "07" + "".join(self.r.choice("0123456789") for _ in range(9))

    def person(self, surname=None, home=None, child=False):
        r = self.r
        year = r.randint(1990, 2012) if child else int(r.triangular(1935, 2006, 1975))
        given = r.choices(self.given, cum_weights=self.given_weights)[0]
        surname = surname or self.surname()
        return dict(given=given, surname=surname, born=f"{year}{r.randint(1, 12):02}{r.randint(1, 28):02}", year=year,
                    home=home or self.home(), email=self.email(given, surname, year), phone=self.phone())

    def household(self):
        first = self.person()
        family = [first]
        if self.r.random() < .35:
            family.append(self.person(first["surname"] if self.r.random() < .8 else None, first["home"]))
            while self.r.random() < .4: family.append(self.person(first["surname"], first["home"], child=True))
        return family

    def record(self, p, later):
        r = self.r
        given, surname, born, home, email, phone = (p[k] for k in ("given", "surname", "born", "home", "email", "phone"))
        if later:
            if r.random() < .12 and given in SHORT: given = r.choice(SHORT[given])
            if r.random() < .10: given = self.typo(given)
            if r.random() < .10: surname = self.typo(surname)
            if r.random() < .03: surname = self.surname()
            if r.random() < .02: given, surname = surname, given
            if r.random() < .07: born = self.typo(born)
            if r.random() < .12: home = self.home()
            if r.random() < .05: home = (home[0], self.typo(home[1]), home[2])
            if r.random() < .06: home = (home[0], home[1], self.typo(home[2]))
            if r.random() < .22: email = self.email(p["given"], p["surname"], p["year"])
            if r.random() < .05: email = self.typo(email)
            if r.random() < .2: phone = self.phone()
        known = lambda value, missing: "" if r.random() < missing else value
        return [given if r.random() > .02 else given[0], surname, known(born, .25), known(home[0], .15),
                known(home[1], .15), known(home[2], .15), known(phone, .55), known(email, .35)]


def main():
    rows, out, seed = int(sys.argv[1]), sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 1
    town, records, number = Town(rows, seed), [], 0
    while len(records) < rows:
        for p in town.household():
            number += 1
            times = 1 + (town.r.random() < .30) + (town.r.random() < .12) + (town.r.random() < .05)
            records += [town.record(p, later) + [number] for later in range(times)]
    records = records[:rows]
    town.r.shuffle(records)
    with open(out, "w", newline="") as f:
        w = csv.writer(f)
        w.writerow("rec_id given_name surname date_of_birth street_number address postcode phone email cluster".split())
        w.writerows([f"r{i}"] + r for i, r in enumerate(records))


if __name__ == "__main__":
    main()
