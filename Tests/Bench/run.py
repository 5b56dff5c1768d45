#!/usr/bin/env python3
"""What a request costs: 1,000 applications, 3,000 reviews and 200 assessors, on SQLite and on PostgreSQL.

    Tests/Bench/run.py KNOTWORK HELLO [--only sqlite|postgres] [--seconds N] [--write]

Prints a table; with --write it also stands in docs/performance.md. PostgreSQL is measured when KNOTWORK_TEST_POSTGRES
names one (Scripts/with-postgres). Ends with 1 when an answer was wrong, a save failed or was lost, or the database is
not well afterwards; never because something was slow.
"""
import argparse
import os
import re
import shutil
import statistics
import sys
import tempfile

import loads
import programme
import report
import sameness
from house import Knotwork, PostgresServer, Server

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SITE = f"/programmes/{programme.SLUG}"
STARTS = 5


def main():
    wishes = arguments()
    folder = tempfile.mkdtemp(prefix="knotwork-bench-", dir=os.path.dirname(os.path.abspath(wishes.hello)))
    try:
        results = [hello(wishes, folder)]
        programme.write(os.path.join(folder, "programme"))
        for engine, database in databases(wishes, folder):
            results.append(house(engine, database, wishes, folder))
        print(report.table(results))
        if wishes.write:
            report.write(results, wishes)
        sys.exit(1 if any(result.get("wrong") for result in results) else 0)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("knotwork", type=os.path.abspath)
    parser.add_argument("hello", type=os.path.abspath)
    parser.add_argument("--only", choices=["sqlite", "postgres"])
    parser.add_argument("--seconds", type=int, default=2, help="of each of the three rounds")
    parser.add_argument("--write", action="store_true")
    return parser.parse_args()


def databases(wishes, folder):
    address = os.environ.get("KNOTWORK_TEST_POSTGRES")
    if wishes.only != "postgres":
        yield "SQLite", os.path.join(folder, "bench.sqlite")
    if wishes.only != "sqlite" and address:
        yield "PostgreSQL", address


def hello(wishes, folder):
    server = Server([wishes.hello, "PORT"], folder)
    start = statistics.median(restarts(server))
    idle = server.memory()[0]
    work = loads.read(server, None, ["/hello"], "hello", seconds=wishes.seconds)
    loaded = server.memory()[1]
    server.stop()
    return {"engine": "hello", "works": {"hello": work}, "start": start, "idle": idle, "loaded": loaded}


def restarts(server):
    times = []
    for _ in range(STARTS):
        server.stop()
        times.append(server.start())
    return times


def house(engine, address, wishes, folder):
    server = Knotwork(wishes.knotwork, folder, address, programme.CLOCK)
    server.run("load", os.path.join(folder, "programme"))
    database = PostgresServer(address) if engine == "PostgreSQL" else None
    start = statistics.median(restarts(server))
    idle = server.memory()[0]
    try:
        works = dict(measure(server, database, wishes))
        loaded, most = server.memory()
        same = list(alike(server))
    finally:
        server.stop()
    wrong = [name for name, work in works.items() if work["failures"] or work.get("lost")]
    server.run("doctor")
    return {"engine": engine, "works": works, "start": start, "idle": idle, "loaded": loaded, "most": most, "wrong": wrong,
            "same": same}


def measure(server, database, wishes):
    team = server.session("team@bench.example", "team", programme.SLUG)
    listing = server.get(f"{SITE}/team/applications", team)[1]
    ids = sorted(set(re.findall(rf'{SITE}/team/applications/([0-9a-f-]{{36}})"', listing)))
    loads.check(len(ids) == programme.APPLICATIONS, f"the team's list has {len(ids)} applications")

    def read(paths, text, cookie=None):
        return loads.read(server, database, paths, text, cookie, wishes.seconds)

    yield "public", read([SITE], "A thousand answers to three problems")
    yield "application", read([f"{SITE}/team/applications/{id}" for id in ids], "Whom does it help, and how do you know?", team)
    yield "list", read([f"{SITE}/team/applications"], "EOI-1000", team)
    yield "csv", read([f"{SITE}/team/panel/reviews.csv"], "EOI-1000", team)
    yield "drafts", loads.save(server, database, writers(server), wishes.seconds)
    yield "reviews", loads.save(server, database, judges(server, team), wishes.seconds)


def alike(server):
    """What the time of an answer tells that its words do not."""
    team = server.session("team@bench.example", "team", programme.SLUG)
    listing = server.get(f"{SITE}/team/applications", team)[1]
    ids = sorted(set(re.findall(rf'{SITE}/team/applications/([0-9a-f-]{{36}})"', listing)))
    stranger = server.session("stranger@elsewhere.example", "participant", programme.SLUG)
    known = lambda turn: programme.assessor(turn % programme.ASSESSORS + 1)
    yield from sameness.compare(server, SITE, known, ids, stranger)


def writers(server):
    """Applicants, each with a draft of their own that was begun on the site."""
    return [writer(server, number) for number in range(loads.CONNECTIONS)]


def writer(server, number):
    email = f"writer{number}@draft.example"
    form = {"name": f"Writer Number{number}", "email": email, "organisation": f"Draft {number}", "csrf": ""}
    status = server.ask("POST", f"{SITE}/applications", form)[0]
    loads.check(status == 200, f"beginning an application: {status}")
    cookie = server.session(email, "applicant", programme.SLUG)
    page = server.get(f"{SITE}/applications/new", cookie)[1]
    id = re.search(rf'{SITE}/applications/([0-9a-f-]{{36}})"', page).group(1)
    path = f"{SITE}/applications/{id}/sections/1"
    page = server.get(path, cookie)[1]
    themes = re.findall(r'name="themes"[^>]* value="([0-9a-f-]{36})"', page)[:2]
    loads.check(len(themes) == 2, "the form shows no themes")
    answers = {key: f"{question} " * 20 for key, question in programme.QUESTIONS.items()}
    return loads.Saver(cookie, [(path, {"csrf": token(page), "themes": themes, "go": "later", **answers}, "idea")])


def judges(server, team):
    """Assessors who were each given some more applications to score."""
    page = server.get(f"{SITE}/team/panel", team)[1]
    form = {"csrf": token(page), "each": programme.REVIEWS_EACH + 1, "round": "assessment"}
    status = server.ask("POST", f"{SITE}/team/panel/balancing", form, team)[0]
    loads.check(status == 303, f"sharing out the applications: {status}")
    return [judge(server, number) for number in range(1, loads.CONNECTIONS + 1)]


def judge(server, number):
    cookie = server.session(programme.assessor(number), "assessor", programme.SLUG)
    page = server.get(f"{SITE}/reviews", cookie)[1]
    waiting = [row for row in page.split("<tr") if "Not yet started" in row]
    ids = [re.search(rf'{SITE}/reviews/([0-9a-f-]{{36}})"', row).group(1) for row in waiting]
    loads.check(ids, "an assessor has nothing to score")
    points = {f"points-{key}": number % 5 + 1 for key, _, _ in programme.CRITERIA}
    remarks = {f"remark-{key}": f"{title}: " + "said well, and shown. " * 5 for key, title, _ in programme.CRITERIA}
    fields = {"csrf": token(page), "round": "assessment", "act": "save", "note": "Worth a talk.", **points, **remarks}
    return loads.Saver(cookie, [(f"{SITE}/reviews/{id}/scores", fields, "note") for id in ids])


def token(page):
    return re.search(r'name="csrf" value="([0-9a-f]{64})"', page).group(1)


if __name__ == "__main__":
    main()
