"""axe with the WCAG 2.2 AA tags finds nothing, on any page of any role, narrow and wide; and nothing scrolls sideways."""

import re
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import PROGRAMME, WIDTHS, sign_in

TAGS = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
ROLES = {
    "nobody": None,
    "applicant": "lucia.formbywell@ferrywheel.example",
    "assessor": "zoe.athersuch@ropewalk.example",
    "panel": "tomasz.arkwell@clearmarkaccreditation.example",
    "mentor": "hamza.standishby@tidegateventures.example",
    "team": "mandeep.roughleye@mcdc.example",
}
# Of pages that are alike (one a person, one a theme) a few stand for all.
ALIKE = 2


def shape(path):
    """The address with ids taken out, so that pages of one kind are known as such."""
    path = re.sub(r"\?.*\b(order|about|who|before)=.*", r"?\1", path)
    pieces = [":id" if len(p) == 36 and p.count("-") == 4 else p for p in path.split("/")]
    if len(pieces) > 4 and pieces[3] in ("themes", "problems", "events"):
        pieces[4] = ":name"
    if len(pieces) > 5 and pieces[3] == "team" and pieces[4] in ("events", "evaluation", "problems", "themes"):
        pieces[5] = pieces[5] if pieces[4] == "evaluation" else ":name"
        if len(pieces) > 6 and pieces[4] == "evaluation":
            pieces[6] = ":name"
    return "/".join(pieces)


def crawl(page, address):
    """Every page that can be reached by links, a few of each kind."""
    seen, kinds, queue = set(), {}, ["/", "/my", PROGRAMME]
    while queue:
        path = queue.pop(0)
        if path in seen or kinds.get(shape(path), 0) >= ALIKE:
            continue
        seen.add(path)
        response = page.goto(address + path)
        if response is None or "text/html" not in response.headers.get("content-type", ""):
            continue
        kinds[shape(path)] = kinds.get(shape(path), 0) + 1
        yield path
        for link in page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))"):
            target = urldefrag(urljoin(address + path, link)).url
            parts = urlsplit(target)
            is_file = parts.path.rsplit(".", 1)[-1] in ("csv", "html", "json", "ics", "txt", "css", "svg")
            if target.startswith(address + "/") and not is_file and not parts.path.startswith("/sign-in/"):
                queue.append(parts.path + (f"?{parts.query}" if parts.query else ""))


@pytest.mark.parametrize("role", ROLES)
def test_every_page_is_accessible(done, chromium, role):
    context = chromium.new_context(viewport={"width": WIDTHS[1], "height": 900})
    page = context.new_page()
    if ROLES[role]:
        sign_in(page, done.invite(role, ROLES[role]))
    axe, found, pages = Axe(), [], 0
    for path in crawl(page, done.address):
        pages += 1
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
            result = axe.run(page, options=TAGS)
            found += [f"{path} at {width}: {v['id']} {v['nodes'][0]['html'][:150]}" for v in result.response["violations"]]
            if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                found.append(f"{path} at {width}: scrolls sideways")
    context.close()
    print(f"{role}: {pages} pages")
    assert pages > 8
    assert not found, "\n".join(found)
