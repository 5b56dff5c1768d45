"""An invented programme of the size that is measured, as the folder of files that `knotwork load` reads.

1,000 applications of six answers each, 200 assessors, 3,000 reviews handed in with five scores and remarks. The same
every time it is made.
"""
import csv
import json
import os
import random

SLUG = "bench"
APPLICATIONS, ASSESSORS, REVIEWS_EACH = 1000, 200, 3
# A moment at which applications are open and the programme is judging what came early.
CLOCK = "2026-03-10T10:00:00Z"
QUESTIONS = {
    "idea": "What is your idea?", "people": "Whom does it help, and how do you know?",
    "economy": "How does it contribute to the region's economy?",
    "health": "How does it contribute to the region's health and wellbeing?", "lasting": "How will it last?",
    "medium": "Text or video?",
}
CRITERIA = [("theme", "Answers the theme", 25), ("people", "Good for people", 25), ("economy", "Good for the economy", 15),
            ("doable", "Can be done", 20), ("lasting", "Goes on afterwards", 15)]
THEMES = ["Digital leadership", "Digital literacy", "Systems that talk to each other", "Data linkage",
          "Helping families ask for help", "Services driven by community power"]
WORDS = """people families carers nurses councils schools homes streets records letters visits meetings trust time money
skills training evidence trial partners volunteers transport heating damp asthma care help early late local regional
simple shared open safe better fewer more together before after within without each every some most""".split()


def write(folder):
    chance = random.Random(20260310)
    os.makedirs(folder)
    with open(os.path.join(folder, "programme.json"), "w") as file:
        json.dump(manifest(), file, indent=1)
    table(folder, "applications.csv", applications(chance))
    table(folder, "scores.csv", scores(chance))


def table(folder, name, rows):
    with open(os.path.join(folder, name), "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)


def words(chance, count):
    return " ".join(chance.choice(WORDS) for _ in range(count)).capitalize() + "."


def name(chance, number):
    """No two are alike, so that nobody is taken for somebody else."""
    syllables = "ba ce di fo gu ha le mi no pu ra se ti vo wu".split()
    given = "".join(chance.choice(syllables) for _ in range(3)).capitalize()
    surname, rest = "", number
    for _ in range(4):
        surname, rest = surname + syllables[rest % 15], rest // 15
    return f"{given} {surname.capitalize()}"


def assessor(number):
    return f"assessor{number}@judges.example"


def applications(chance):
    yield ["ID", "Start time", "Completion time", "Email", "Name", "Organisation", "Which themes does your idea answer?",
           "How much do you ask for (£)?", *QUESTIONS.values()]
    for number in range(1, APPLICATIONS + 1):
        day = f"{number % 27 + 1:02}/02/2026"
        person = name(chance, number)
        chosen = chance.sample(THEMES, chance.randint(1, 2))
        answers = [words(chance, 120) for _ in range(5)] + ["Text"]
        yield [number, f"{day} 09:00:00", f"{day} 10:{number % 60:02}:00", f"applicant{number}@org{number}.example",
               person, f"Organisation {person.split()[1]} {number}", ";".join(chosen) + ";",
               chance.randrange(5000, 30000, 100), *answers]


def scores(chance):
    yield ["assessor", "application", "criterion", "score", "comment"]
    for application in range(1, APPLICATIONS + 1):
        for turn in range(REVIEWS_EACH):
            judge = assessor((application * REVIEWS_EACH + turn) % ASSESSORS + 1)
            for key, _, _ in CRITERIA:
                yield [judge, application, key, chance.randint(1, 5), words(chance, 12)]


def manifest():
    return {
        "format": 1, "key": SLUG, "name": "A programme of many", "edition": "2026",
        "strapline": "A thousand answers to three problems", "area": "The region", "host": "The bench",
        "about": "Invented, to measure how long things take.",
        "time_zone": "Europe/London", "currency": "GBP", "pot": 600000,
        "milestones": [milestone("launch", "Launch", "2026-01-20", "2026-01-20"),
                       milestone("expressions", "Expressions of interest open", "2026-02-01", "2026-03-31"),
                       milestone("shortlist", "Shortlist", "2026-03-05", "2026-04-14"),
                       milestone("results", "Results", "2026-05-12", "2026-05-12")],
        "team": [{"name": "Tess Teammate", "email": "team@bench.example", "organisation": "The bench", "role": "lead"}],
        "assessors": [assessor(number) for number in range(1, ASSESSORS + 1)],
        "problems": [{"key": f"p{number}", "title": f"Problem number {number}", "summary": "Nobody has solved it yet."}
                     for number in range(1, 4)],
        "themes": [{"key": f"t{number}", "title": title, "from": ["p1", "p2", "p3"], "why": "It stood on every board."}
                   for number, title in enumerate(THEMES, 1)],
        "eligibility": ["It answers a theme.", "It is of the region."],
        "criteria": [{"key": key, "title": title, "weight": weight, "stage": "assessment", "lowest": 1, "highest": 5}
                     for key, title, weight in CRITERIA],
        "events": [{"key": "launch", "kind": "launch", "title": "Launch", "starts": "2026-01-20T10:00",
                    "ends": "2026-01-20T12:00", "place": "Zoom"},
                   {"key": "webinar", "kind": "webinar", "title": "How to write it down", "starts": "2026-03-17T12:30",
                    "ends": "2026-03-17T13:30", "place": "Zoom"}],
        "application": {"number": "ID", "organisation": "Organisation", "themes": "Which themes does your idea answer?",
                        "asked": "How much do you ask for (£)?",
                        "answers": [{"key": key, "question": question} for key, question in QUESTIONS.items()]},
        "files": [{"path": "applications.csv", "is": "applications", "dates": "day-first"},
                  {"path": "scores.csv", "is": "scores"}],
    }


def milestone(key, label, starts, ends):
    return {"key": key, "name": label, "starts": starts, "ends": ends}
