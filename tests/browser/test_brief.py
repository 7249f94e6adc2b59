"""A brief opened from disk with the network off: on a screen, on a phone and on paper."""

import datetime as dt
import unicodedata

import pytest
from playwright.sync_api import expect
from pypdfium2 import PdfDocument

import geodata
from tests.browser.browsing import PHONE
from ui import brief
from ui.address import event_state, links
from ui.address.state import State
from ui.brief import site
from ui.brief.site.plan import site_pages
from ui.words import verdicts

HOME = "https://gate.example.org/"
VIEWS = [
    ("map", State()),
    *(("map", State(place=place.id)) for place in geodata.places()),
    ("story", State(step=4)),
    ("timeline", State(since=True)),
    ("timeline", event_state("e01")),
    ("claims", State()),
    ("claims", State(claim="c54")),
    *(("borders", State(part=part)) for part in geodata.comparison().parts),
    ("sources", State()),
]
# Pages of places are of one form: of those that are drawn alike, one is printed.
ALIKE = {place.extent.symbol: place.id for place in geodata.places()}
PRINTED = [(page, state) for page, state in VIEWS if not state.place or state.place in ALIKE.values()]
# Before and after stand side by side.
PAIRS = [("borders", State(part="parcels"))]
DESK = {"width": 1280, "height": 900}
A4 = (595.28, 841.89)
# Elements that stick out of the window, but for what moves inside the frame of the map.
WIDE = """() => [...document.querySelectorAll('body *')].filter((one) => !one.closest('.map'))
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 0.5 && one.getBoundingClientRect().width > 1)
  .map((one) => `${one.tagName}.${one.className}: ${one.textContent.slice(0, 40)}`)"""
# Words that the eye cannot see, clipped by an element that does not scroll. Heads of stacked tables are meant to be.
CLIPPED = """() => [...document.querySelectorAll('body *')]
  .filter((one) => ['hidden', 'clip'].includes(getComputedStyle(one).overflowX) && !one.closest('svg, thead'))
  .filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.tagName)"""

LOOK = "(one) => ['borderLeftStyle', 'borderTopStyle', 'fontStyle'].map((name) => getComputedStyle(one)[name])"


class Paper:
    """A window without a network that keeps what went wrong and what was asked for."""

    def __init__(self, browser, viewport):
        self.context = browser.new_context(viewport=viewport, offline=True)
        self.page = self.context.new_page()
        self.errors, self.asked = [], []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda told: self.errors.append(told.text) if told.type == "error" else None)
        self.page.on("request", lambda request: self.asked.append(request.url))

    def open(self, file):
        self.page.goto(file.as_uri())
        assert self.errors == []
        assert [url for url in self.asked if not url.startswith(("file:", "data:"))] == []
        return self.page


@pytest.fixture(scope="module")
def desk(browser):
    paper = Paper(browser, DESK)
    yield paper
    paper.context.close()


@pytest.fixture(scope="module")
def phone(browser):
    paper = Paper(browser, PHONE)
    yield paper
    paper.context.close()


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """The brief of each place and page, and of a step, a claim and an entry, as files."""
    folder = tmp_path_factory.mktemp("briefs")
    for page, state in VIEWS:
        text = brief.document(page, state, links.view(HOME, page, state), dt.date(2026, 5, 1))
        (folder / f"{brief.stem(page, state)}.html").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: brief.stem(*view))
def test_a_brief_is_read_from_disk_without_a_network(view, files, desk, phone):
    name, has_map = brief.stem(*view), brief.picture(*view) is not None
    for paper in (desk, phone):
        page = paper.open(files / f"{name}.html")
        assert page.locator("h1").is_visible()
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
        assert page.evaluate(WIDE) == []
        assert page.evaluate(CLIPPED) == []
        assert page.locator("figure svg").count() == (2 if view in PAIRS else has_map)
        if has_map:
            box = page.locator("figure svg").first.bounding_box()
            assert box["width"] > 300
            assert box["height"] > 150
            # A claim's verdict and check stand before its map, which begins on the first screen all the same.
            assert box["y"] < (page.viewport_size["height"] if view[1].claim else 700)
        if view[1].claim:
            box = page.locator(".claim-head .lead-in").first.bounding_box()
            assert box["y"] + box["height"] < page.viewport_size["height"]


def letters(text):
    """A text as it can be compared: ligatures taken apart, blanks and breaks left out."""
    return "".join(unicodedata.normalize("NFKC", text).split())


@pytest.mark.parametrize("view", PRINTED, ids=lambda view: brief.stem(*view))
def test_a_brief_prints_on_a4(view, files, desk):
    page = desk.open(files / f"{brief.stem(*view)}.html")
    printed = PdfDocument(page.pdf(prefer_css_page_size=True, print_background=True))
    assert all(sheet.get_size() == pytest.approx(A4, abs=1) for sheet in printed)
    words = letters("".join(sheet.get_textpage().get_text_range() for sheet in printed))
    for wanted in (*page.locator("h1, h2, h3").all_inner_texts(), page.locator("footer p").last.inner_text()):
        assert letters(wanted) in words


def test_on_paper_nothing_is_wider_than_the_sheet(files, desk):
    desk.page.set_viewport_size({"width": 680, "height": 1000})
    desk.page.emulate_media(media="print")
    for view in VIEWS:
        page = desk.open(files / f"{brief.stem(*view)}.html")
        assert page.evaluate(WIDE) == [], view
        if brief.picture(*view):
            for drawn in page.locator("figure svg").all():
                box = drawn.bounding_box()
                assert box["x"] + box["width"] <= 680.5
                assert box["height"] < 640
    desk.page.emulate_media(media="screen")
    desk.page.set_viewport_size(DESK)


def test_voices_and_what_came_later_look_different(files, desk, tmp_path):
    def drawn(page, state, selector):
        text = brief.document(page, state, links.view(HOME, page, state), dt.date(2026, 5, 1))
        file = tmp_path / "view.html"
        file.write_text(text, encoding="utf-8")
        return desk.open(file).locator(selector).first.evaluate(LOOK)

    fact, judgement, speculation = (
        drawn("timeline", State(since=True), f".voice-{voice}") for voice in ("fact", "judgement", "speculation")
    )
    assert fact == ["none", "none", "normal"]
    assert judgement == ["solid", "none", "normal"]
    assert speculation == ["dashed", "none", "italic"]
    since = next(claim.id for claim in geodata.claims() if claim.since)
    assert drawn("claims", State(claim=since), ".since")[0] == "double"
    assert drawn("timeline", event_state("e01"), ".later")[1] == "dashed"


def test_on_a_phone_the_map_moves_within_its_frame(files, phone):
    page = phone.open(files / "gate-unguarded-lyaur.html")
    frame = page.locator("figure")
    assert frame.evaluate("(one) => one.scrollWidth > one.clientWidth")
    frame.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('figure').scrollLeft > 0")


def test_on_a_phone_the_rows_of_the_ledger_are_stacked(files, desk, phone):
    """Seven columns would leave a word a line."""
    lefts = "(row) => [...row.children].slice(0, 2).map((cell) => Math.round(cell.getBoundingClientRect().left))"
    for paper, stacked in ((phone, True), (desk, False)):
        row = paper.open(files / "gate-unguarded-claims.html").locator(".ledger tbody tr").first
        number, claim = row.evaluate(lefts)
        assert (number == claim) is stacked


def test_the_verdict_stands_above_the_claim_on_the_first_screen_of_its_page(desk, phone, tmp_path, monkeypatch):
    claim = next(claim for claim in geodata.claims() if claim.verdict == "contradicted")
    found = tuple(one for one in site_pages() if one.path in ("index.html", f"claims/{claim.id}.html"))
    monkeypatch.setattr("ui.brief.site.made.site_pages", lambda: found)
    site.build(tmp_path / "gate", "https://atlas.example.org/", HOME)
    for paper in (desk, phone):
        page = paper.open(tmp_path / f"gate/claims/{claim.id}.html")
        lead, heading = page.locator("h1 .lead-in"), page.locator("h1")
        expect(lead).to_have_text(f"× {verdicts.told(claim)[0]}")
        above, whole = lead.bounding_box(), heading.bounding_box()
        assert 0 < above["y"] <= whole["y"] + 1
        assert above["y"] + above["height"] < whole["y"] + whole["height"] - 20, "the claim goes on below"
        assert whole["y"] + whole["height"] < page.viewport_size["height"] * 0.6
        assert page.locator(".claim-head").evaluate("(one) => getComputedStyle(one).borderLeftWidth") == "7px"


def test_pages_of_the_site_are_read_from_disk_too(desk, phone, tmp_path, monkeypatch):
    chosen = ("index.html", "places/lyaur.html", "story/4.html", "claims/c54.html", "sources.html", "timeline.html")
    found = tuple(one for one in site_pages() if one.path in chosen)
    monkeypatch.setattr("ui.brief.site.made.site_pages", lambda: found)
    site.build(tmp_path / "gate", "https://atlas.example.org/", HOME)
    for paper in (desk, phone):
        for path in (*chosen, "404.html"):
            page = paper.open(tmp_path / "gate" / path)
            assert page.evaluate(WIDE) == [], path
            for picture in page.locator("img").all():
                assert picture.evaluate("(one) => one.complete && one.naturalWidth > 300")
    page = desk.open(tmp_path / "gate/places/lyaur.html")
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Story").click(trial=True)
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Claims").hover()
    page.get_by_role("navigation", name="Where this page is").get_by_role("link", name="Map").click()
    assert page.url.endswith("index.html")
    page.get_by_role("cell", name="Training ground near Dushanbe").locator("xpath=..").get_by_role("link").click()
    assert page.url.endswith("places/lyaur.html")
