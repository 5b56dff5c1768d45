"""Whether the time that an answer takes tells what its words must not: who is known here, and what is there but hidden."""
import random
import statistics
import time
import uuid

TIMES = 500


def compare(server, site, known, hidden, stranger):
    """Two rows: name, median milliseconds of each kind, and how often the time alone tells one from the other."""
    yield "link asked for by somebody known, unknown", *pair(
        lambda turn: asked(server, known(turn)), lambda turn: asked(server, f"nobody{turn}@nowhere.example"))
    path = f"{site}/applications/"
    yield "page of somebody else’s application, of none", *pair(
        lambda turn: missing(server, path + hidden[turn % len(hidden)], stranger),
        lambda turn: missing(server, path + str(uuid.uuid4()), stranger))


def asked(server, email):
    expect(server.ask("POST", "/sign-in", {"email": email, "next": "/my", "csrf": ""})[0], 200)


def missing(server, path, cookie):
    expect(server.get(path, cookie)[0], 404)


def expect(status, wanted):
    if status != wanted:
        raise SystemExit(f"bench: {status} instead of {wanted}")


def pair(first, second):
    """500 requests of each kind, in an order that chance decides: what the machine does beside meets both alike."""
    works, times = {True: first, False: second}, {True: [], False: []}
    order = [kind for kind in works for _ in range(TIMES)]
    random.Random(1).shuffle(order)
    for turn, kind in enumerate(order):
        began = time.perf_counter()
        works[kind](turn)
        times[kind].append((time.perf_counter() - began) * 1000)
    return statistics.median(times[True]), statistics.median(times[False]), told(times[True], times[False])


def told(first, second):
    """The share of right guesses by the best single limit: a half says nothing, and chance alone adds a few hundredths."""
    marked = sorted([(value, 1) for value in first] + [(value, -1) for value in second])
    ahead, furthest = 0, 0
    for _, side in marked:
        ahead += side
        furthest = max(furthest, abs(ahead))
    return 0.5 + furthest / len(marked)
