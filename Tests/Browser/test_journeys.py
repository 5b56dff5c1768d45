"""What people came to do, done as they would."""

import re
import time

import pytest
from conftest import PROGRAMME, sign_in
from playwright.sync_api import expect


def test_somebody_registers_for_a_webinar_and_finds_the_way_in(during, page):
    width = page.viewport_size["width"]
    email = f"visitor{width}@home.example"
    page.goto(during.address + PROGRAMME)
    page.get_by_role("link", name="Events", exact=True).click()
    page.get_by_role("link", name="Supporting businesses in LCR").click()
    page.get_by_label("Your name").fill("Vera Visitor")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_role("button", name="Register").click()
    expect(page.get_by_text("is on its way to")).to_be_visible()
    sign_in(page, during.mailed_link(email))
    expect(page.get_by_text("You have a place")).to_be_visible()


def test_a_form_with_a_mistake_keeps_what_was_typed(during, page):
    page.goto(f"{during.address}{PROGRAMME}/events/w5")
    page.get_by_label("Your name").fill("Vera <b>Visitor</b>")
    page.get_by_role("button", name="Register").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter an e-mail address")
    expect(page.get_by_label("Your name")).to_have_value("Vera <b>Visitor</b>")
    assert page.title().startswith("Error:")


def apply(page, house, email, organisation="Applied Ideas CIC", asks="9,800"):
    page.goto(f"{house.address}{PROGRAMME}/how-to-apply")
    page.get_by_role("link", name="Start an expression of interest").click()
    page.get_by_label("Your name").fill("Ada Applicant")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Organisation").fill(organisation)
    page.get_by_role("button", name="Start").click()
    sign_in(page, house.mailed_link(email))
    expect(page.get_by_role("heading", level=1)).to_have_text("Your expression of interest")
    page.get_by_role("link", name="Your idea").click()
    page.get_by_text("Digital leadership", exact=True).first.click()
    for field in page.get_by_role("textbox").all():
        field.fill("We would try it on one street, and ask who benefits.")
    page.get_by_role("button", name="Save and come back later").click()
    page.get_by_role("link", name="What it costs").click()
    page.get_by_role("textbox").first.fill(asks)
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("link", name="Check and send").click()
    expect(page.get_by_text("We would try it on one street").first).to_be_visible()
    page.get_by_role("button", name="Send the application").click()
    expect(page.get_by_text(re.compile(r"EOI-\d{4}")).first).to_be_visible()


def test_somebody_applies(during, page):
    apply(page, during, f"applicant{page.viewport_size['width']}@ideas.example")


def test_somebody_applies_without_javascript(during, chromium):
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    apply(context.new_page(), during, "plain@ideas.example")
    context.close()


def test_the_keyboard_is_enough_to_sign_in(done, chromium):
    page = chromium.new_context().new_page()
    page.goto(done.address + PROGRAMME)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    page.goto(done.invite("team", "mandeep.roughleye@mcdc.example"))
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == "Continue":
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your programmes")


def test_the_team_decides_who_is_who_and_takes_it_back(done, chromium):
    page = chromium.new_context().new_page()
    sign_in(page, done.invite("team", "mandeep.roughleye@mcdc.example"))
    page.goto(f"{done.address}{PROGRAMME}/team/people/doubts")
    waiting = page.get_by_role("button", name="One person").count()
    if waiting == 0:
        pytest.skip("nothing is in doubt")
    page.get_by_role("button", name="One person").first.click()
    expect(page.get_by_role("button", name="One person")).to_have_count(waiting - 1)
    page.get_by_role("button", name=re.compile("Undo")).first.click()
    # Who is who is worked out anew beside the requests; the page says so, and has it when it is loaded again.
    for _ in range(60):
        if page.get_by_role("button", name="One person").count() == waiting:
            break
        time.sleep(0.5)
        page.reload()
    expect(page.get_by_role("button", name="One person")).to_have_count(waiting)


def test_the_team_brings_a_file_sees_what_is_in_it_and_takes_it_back(during, page):
    width = page.viewport_size["width"]
    sign_in(page, during.invite("team", "mandeep.roughleye@mcdc.example"))
    page.goto(f"{during.address}{PROGRAMME}/team/imports")
    rows = f"Name,E-mail,Organisation\nWalter Wide,walter{width}@wide.example,Wide Ltd\n,,Nobody Ltd\n"
    page.get_by_label("The file").set_input_files(
        {"name": f"guests-{width}.csv", "mimeType": "text/csv", "buffer": rows.encode()})
    page.get_by_role("button", name="Look at it").click()
    expect(page.get_by_text(f"walter{width}@wide.example")).to_be_visible()
    page.get_by_role("button", name=re.compile("Take")).first.click()
    page.goto(f"{during.address}{PROGRAMME}/team/people?q=Walter")
    expect(page.get_by_role("link", name="Walter Wide").first).to_be_visible()
    page.goto(f"{during.address}{PROGRAMME}/team/imports")
    page.get_by_role("link", name=f"guests-{width}.csv").click()
    page.get_by_role("button", name="Undo").click()
    page.goto(f"{during.address}{PROGRAMME}/team/people?q=Walter")
    expect(page.get_by_role("link", name="Walter Wide")).to_have_count(0)
