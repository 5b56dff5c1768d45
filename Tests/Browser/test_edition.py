"""A whole edition, from the first application to the results, as its people would do it: nothing but pages and mail.

The program is started again on each of the days that matter, on the same database.
"""

from conftest import PROGRAMME, sign_in
from playwright.sync_api import expect
from test_journeys import apply

TEAM = "mandeep.roughleye@mcdc.example"
ASSESSOR, NEIGHBOUR = "zoe.athersuch@ropewalk.example", "helen.horrocksby@mcdc.example"
PANEL = "tomasz.arkwell@clearmarkaccreditation.example"
SMALL, LARGE = "Applied Ideas CIC", "Bridging Ideas Ltd"
PHONE, DESK = {"width": 390, "height": 800}, {"width": 1280, "height": 900}


class Person:
    """Somebody with a browser of their own."""

    def __init__(self, chromium, house, role, email, viewport):
        self.house, self.page = house, chromium.new_context(viewport=viewport).new_page()
        self.role, self.email = role, email
        self.come_in()

    def come_in(self):
        """A session ends after thirty days: who comes back a month later signs in again."""
        sign_in(self.page, self.house.invite(self.role, self.email))

    def at(self, path):
        self.page.goto(f"{self.house.address}{PROGRAMME}{path}")
        return self.page

    def follow(self, name):
        self.page.get_by_role("link", name=name, exact=True).first.click()
        return self.page

    def press(self, name):
        self.page.get_by_role("button", name=name).first.click()
        return self.page


def give(team, organisation, judge, final=False):
    page = team.at("/team/panel" + ("?round=final" if final else ""))
    team.follow(organisation)
    page.get_by_label("Give it to").select_option(label=judge)
    team.press("Give")
    expect(page.get_by_text(judge).first).to_be_visible()


def declare(judge):
    """Nobody reads before they have said to whom they are too near."""
    page = judge.at("/reviews")
    judge.follow("Say to whom you are too near")
    expect(page.get_by_text(LARGE)).to_be_visible()
    judge.press("I have named all of them")
    expect(page.get_by_text("Thank you")).to_be_visible()


def score(judge, organisation, points):
    page = judge.at("/reviews")
    judge.follow(organisation)
    judge.press("Hand in")
    expect(page.get_by_role("alert")).to_be_visible()
    for criterion in page.locator("#scores fieldset").all():
        criterion.get_by_text(f"{points}:").first.click()
    judge.press("Hand in")
    expect(judge.at("/reviews").get_by_text("Handed in").first).to_be_visible()


def decide(team, organisation, outcome, amount=""):
    page = team.at("/team/decisions")
    team.follow(organisation)
    page.locator("label", has_text=outcome).first.click()
    page.get_by_label("Amount").fill(amount)
    page.get_by_label("Reason").fill(f"We talked about {organisation} at length.")
    return team.press("Decide")


def test_an_edition_from_the_first_application_to_the_results(edition, chromium):
    for email, organisation, asks in [("ada@small.example", SMALL, "9,800"), ("lee@large.example", LARGE, "55,000")]:
        apply(chromium.new_context(viewport=PHONE).new_page(), edition, email, organisation, asks)

    edition.serve("2022-03-29T10:00:00Z")
    late = chromium.new_context().new_page()
    late.goto(f"{edition.address}{PROGRAMME}/applications/new")
    expect(late.get_by_role("button", name="Start")).to_have_count(0)
    team = Person(chromium, edition, "team", TEAM, DESK)
    for organisation in (SMALL, LARGE):
        give(team, organisation, "Zoë Athersuch")
    give(team, SMALL, "Helen Horrocksby")
    assessor = Person(chromium, edition, "assessor", ASSESSOR, PHONE)
    declare(assessor)
    score(assessor, SMALL, 4)
    score(assessor, LARGE, 5)
    declare(Person(chromium, edition, "assessor", NEIGHBOUR, PHONE), SMALL)
    for organisation in (SMALL, LARGE):
        shortlist(team, organisation)

    edition.serve("2022-04-28T15:00:00Z")
    team.come_in()
    for organisation in (SMALL, LARGE):
        give(team, organisation, "Tomasz Arkwell", final=True)
    panel = Person(chromium, edition, "panel", PANEL, PHONE)
    declare(panel)
    score(panel, SMALL, 3)
    score(panel, LARGE, 5)
    award_inside_the_pot(team)
    nothing_is_known_yet(edition, chromium)
    tell_in_private(team, edition)

    edition.serve("2022-05-12T11:00:00Z")
    release(team, edition, chromium)


def declare(judge, *organisations):
    """Before anything is read: whom they are too near to."""
    page = judge.at("/reviews/declarations")
    for organisation in organisations:
        page.locator("label", has_text=organisation).click()
    judge.press("I have named all of them")
    for organisation in organisations:
        expect(judge.at("/reviews").get_by_text(organisation)).to_have_count(0)


def shortlist(team, organisation):
    page = team.at("/team/panel")
    team.follow(organisation)
    page.locator("label", has_text="Yes").first.click()
    page.get_by_label("Reason").fill("Answers the theme.")
    team.press("Decide")


def award_inside_the_pot(team):
    decide(team, LARGE, "Funded in full", "55,000")
    page = decide(team, SMALL, "Funded in full", "9,800")
    expect(page.get_by_role("alert")).to_contain_text("5,000")
    expect(page.get_by_label("Reason")).to_have_value(f"We talked about {SMALL} at length.")
    decide(team, SMALL, "Funded in part", "5,000")
    expect(team.at("/team/decisions").get_by_text("£60,000").nth(1)).to_be_visible()


def nothing_is_known_yet(edition, chromium):
    visitor = chromium.new_context(viewport=PHONE).new_page()
    visitor.goto(f"{edition.address}{PROGRAMME}/results")
    expect(visitor.get_by_text("There are no results yet")).to_be_visible()
    expect(visitor.get_by_text(LARGE)).to_have_count(0)
    applicant = Person(chromium, edition, "applicant", "ada@small.example", PHONE)
    expect(applicant.at("").get_by_text("5,000")).to_have_count(0)
    applicant.page.goto(f"{edition.address}/my")
    expect(applicant.page.get_by_text("Sent: we are reading it")).to_be_visible()


def tell_in_private(team, edition):
    page = team.at("/team/decisions")
    team.press("Write to them")
    expect(page.get_by_text("Not yet")).to_be_visible()
    assert not any("5,000" in mail for mail in edition.mails("ada@small.example")), "mailed before its release"
    team.at("/team/outbox")
    while page.get_by_role("button", name="Release to").count():
        team.press("Release to")
    for email, amount in (("ada@small.example", "£5,000"), ("lee@large.example", "£55,000")):
        edition.wait_for(lambda: any(amount in mail for mail in edition.mails(email)))
    assert not any("£55,000" in mail for mail in edition.mails("ada@small.example")), "told of somebody else's award"


def release(team, edition, chromium):
    page = team.at("/team/decisions/release")
    for words in (LARGE, SMALL, "£55,000", "£5,000"):
        expect(page.get_by_text(words).first).to_be_visible()
    team.press("Release the results")
    expect(page.get_by_role("alert")).to_contain_text("Tick that you want everybody to see this")
    page.get_by_text("Show this to everybody now", exact=True).click()
    team.press("Release the results")
    visitor = chromium.new_context(viewport=PHONE).new_page()
    visitor.goto(f"{edition.address}{PROGRAMME}/results")
    for words in (LARGE, SMALL, "£55,000", "£5,000", "£60,000"):
        expect(visitor.get_by_text(words).first).to_be_visible()
    figures = team.at("/team/evaluation").locator("main").inner_text()
    for figure in ("2\norganisations applied", "2\norganisations funded", "£60,000\nawarded of £60,000"):
        assert figure in figures, figures
