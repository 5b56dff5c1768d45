"""The figures as a table, and in docs/performance.md."""
import datetime
import os
import platform
import re
import subprocess

import loads

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PAGE = os.path.join(ROOT, "docs", "performance.md")

# What is asked for, in milliseconds of processor a request.
WORKS = {
    "public": ("public page", 0.12), "application": ("one application, team", 0.5),
    "list": ("team list, 1,000 rows", 4), "drafts": ("draft saved durably", 0.6),
    "reviews": ("review saved durably", 0.6), "csv": ("CSV of 3,000 reviews", 8),
}
IDLE, LOADED, START = 40, 80, 100


def table(results):
    hello, houses = results[0], results[1:]
    lines = ["| work | engine | CPU ms | goal | database’s CPU ms | requests/s | p50 ms | p99 ms | failed |",
             "| --- | --- | --- | --- | --- | --- | --- | --- | --- |"]
    lines.append(row("bare Hummingbird “hello”", "–", hello["works"]["hello"], None))
    for key, (name, goal) in WORKS.items():
        lines += [row(name, house["engine"], house["works"][key], goal) for house in houses]
    lines += ["", "| process | start, ms | goal | idle, MB | goal | at most, MB | goal |", "| --- | --- | --- | --- | --- | --- | --- |"]
    lines.append(f"| bare Hummingbird “hello” | {hello['start']:.0f} | | {hello['idle']:.0f} | | {hello['loaded']:.0f} | |")
    for house in houses:
        lines.append(f"| Knotwork on {house['engine']} | {house['start']:.0f} | {START} | {house['idle']:.0f} | {IDLE} "
                     f"| {house['most']:.0f} | {LOADED} |")
    lines += ["", "| what the time of an answer tells | engine | p50 ms | p50 ms | ratio | right guesses |", "| --- | --- | --- | --- | --- | --- |"]
    lines += [f"| {name} | {house['engine']} | {figure(first)} | {figure(second)} | {first / second:.2f} | {told:.0%} |"
              for house in houses for name, first, second, told in house["same"]]
    lines += ["", "Right guesses are by the best single limit between 500 answers of each kind: 50% says nothing, and chance alone "
              "makes it a few more.", "", *(saved(house) for house in houses)]
    return "\n".join(lines)


def row(name, engine, work, goal):
    beside = "" if work["database_cpu"] is None else figure(work["database_cpu"])
    failed = work["failures"] + work.get("lost", 0)
    return (f"| {name} | {engine} | {figure(work['cpu'])} | {goal or ''} | {beside} | {work['rate']:,.0f} "
            f"| {figure(work['p50'])} | {figure(work['p99'])} | {failed} of {work['requests']:,} |")


def figure(value):
    return f"{value:.3f}" if value < 1 else f"{value:.1f}"


def saved(house):
    works = [house["works"][key] for key in ("drafts", "reviews")]
    kept, lost = sum(work["kept"] for work in works), sum(work["lost"] for work in works)
    return f"{house['engine']}: of {kept} forms that were saved over and over, {kept - lost} show what was answered as saved last.  "


def write(results, wishes):
    """Puts the table between the marks of docs/performance.md."""
    words = (f"Taken on {datetime.date.today():%-d %B %Y} at {commit()} with `make bench`: {processor()}, {os.cpu_count()} "
             f"cores, Linux {platform.release().split('-')[0]}; {', '.join(versions())}; 32 connections, {loads.ROUNDS} "
             f"rounds of {wishes.seconds} seconds each.")
    with open(PAGE) as file:
        page = file.read()
    fresh = f"<!-- table -->\n{words}\n\n{table(results)}\n<!-- end of table -->"
    page, count = re.subn(r"<!-- table -->.*<!-- end of table -->", lambda _: fresh, page, flags=re.S)
    if count != 1:
        raise SystemExit("bench: docs/performance.md has no marks for the table")
    with open(PAGE, "w") as file:
        file.write(page)


def commit():
    name = output("git", "-C", ROOT, "rev-parse", "--short", "HEAD").strip()
    changed = output("git", "-C", ROOT, "status", "--porcelain", "--", "Sources", "Package.swift").strip()
    return f"{name} with changes" if changed else name


def processor():
    with open("/proc/cpuinfo") as file:
        return re.search(r"model name\s*: (.*)", file.read()).group(1)


def versions():
    yield re.search(r"Swift version ([\d.]+)", output("swift", "--version")).expand(r"Swift \1")
    yield "Hummingbird " + resolved("hummingbird")
    for name, package in (("SQLite", "libsqlite3-0"), ("libpq", "libpq5"), ("PostgreSQL", "postgresql")):
        found = re.match(r"[\d.]+", output("dpkg-query", "-W", "-f=${Version}", package))
        if found:
            yield f"{name} {found.group(0)}"


def resolved(identity):
    try:
        with open(os.path.join(ROOT, "Package.resolved")) as file:
            return re.search(rf'"identity" : "{identity}".*?"version" : "([\d.]+)"', file.read(), re.S).group(1)
    except (OSError, AttributeError):
        return ""


def output(*command):
    return subprocess.run(command, capture_output=True, text=True).stdout
