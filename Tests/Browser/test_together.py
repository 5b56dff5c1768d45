"""An application written with others: a critical friend reads it, leaves a remark, and writes down the time."""

from axe_playwright_python.sync_playwright import Axe
from conftest import PROGRAMME, sign_in
from playwright.sync_api import expect
from test_axe import TAGS


def is_accessible(page):
    found = Axe().run(page, options=TAGS).response["violations"]
    assert not found, [f"{v['id']} {v['nodes'][0]['html'][:150]}" for v in found]


def begin(page, house, email):
    page.goto(f"{house.address}{PROGRAMME}/applications/new")
    page.get_by_label("Your name").fill("Ada Applicant")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Organisation").fill("Written Together CIC")
    page.get_by_role("button", name="Start").click()
    sign_in(page, house.mailed_link(email))


def test_a_critical_friend_reads_a_draft_and_leaves_a_remark(during, page, chromium):
    width = page.viewport_size["width"]
    begin(page, during, f"ada{width}@together.example")
    page.get_by_role("link", name="Who takes part").click()
    is_accessible(page)
    page.get_by_label("Their e-mail address").fill(f"fay{width}@together.example")
    page.get_by_text("Critical friend", exact=True).last.click()
    page.get_by_role("button", name="Invite").click()
    expect(page.get_by_text("The invitation is on its way", exact=True)).to_be_visible()

    friend = chromium.new_context(viewport=page.viewport_size).new_page()
    sign_in(friend, during.mailed_link(f"fay{width}@together.example"))
    is_accessible(friend)
    friend.get_by_label("Your name").fill("Fay Friend")
    friend.get_by_role("button", name="Yes, I join").click()
    expect(friend.get_by_role("heading", level=1)).to_have_text("A draft to read")
    is_accessible(friend)
    friend.get_by_role("link", name="Your idea").click()
    expect(friend.get_by_role("button", name="Save and continue")).to_have_count(0)
    friend.get_by_label("Your remark on this part").fill("Who pays in the second year?")
    friend.get_by_role("button", name="Leave the remark").click()
    is_accessible(friend)

    page.get_by_role("link", name="Your expression of interest").click()
    expect(page.get_by_text("1 remark to look at")).to_be_visible()
    page.get_by_role("link", name="Your idea").click()
    expect(page.get_by_text("Who pays in the second year?")).to_be_visible()
    page.get_by_role("button", name="Dealt with").click()
    is_accessible(page)
    friend.context.close()
