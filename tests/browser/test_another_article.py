"""The dashboard of another article in a real browser: every page there is, with nothing of this article in it."""

import re
import tomllib

import pytest
from playwright.sync_api import expect

from tests.browser.browsing import Reader, Server
from tests.fixtures import BETRAYING, FERRY, records

ATLAS = tomllib.loads((FERRY / "article/atlas.toml").read_text(encoding="utf-8"))
PAINT = """(id) => {
  const found = [];
  map.eachLayer((l) => l.feature && l.feature.properties.id === id && l._path && found.push(getComputedStyle(l._path)));
  return found.flatMap((style) => [style.fill, style.stroke]);
}"""


@pytest.fixture(scope="module")
def ferry():
    started = Server(environment={"GATE_ARTICLE": str(FERRY)})
    yield started
    started.stop()


@pytest.fixture
def window(browser, ferry):
    opened = Reader(browser, ferry, color_scheme="light")
    yield opened
    opened.close()
    assert opened.errors == []
    assert opened.outside == []


def title(window, words):
    expect(
        window.page.locator('[class*="st-key-panel"]:not(.gate-ahead) h2, [class*="st-key-claim-"] h2').first
    ).to_have_text(words, timeout=15_000)


def whole(window):
    """All that the page says, map included, and its address."""
    maps = [frame.locator("body").inner_text() for frame in window.page.frames if "streamlit_folium" in frame.url]
    return "\n".join([window.page.title(), window.page.url, window.page.locator("body").inner_text(), *maps])


def painted(name):
    red, green, blue = bytes.fromhex(ATLAS["colours"][name][0].removeprefix("#"))
    return f"rgb({red}, {green}, {blue})"


def test_every_page_that_it_offers_opens_and_no_other_is_offered(window):
    window.open()
    row = window.page.locator(".st-key-navigation a")
    names = [one.strip() for one in row.all_inner_texts()]
    assert names == ["Map", "Story", "Timeline", "Claims", "Sources and data"]
    for name in names:
        window.page.locator(".st-key-navigation").get_by_role("link", name=name, exact=True).click()
        expect(window.page.locator(".st-key-navigation [aria-current]")).to_have_text(name, timeout=15_000)
        window.page.locator(".st-key-footer").wait_for()
        window.idle()
        assert window.page.locator('[data-testid="stAlert"]').count() == 0
        assert not BETRAYING.search(whole(window)), name


def test_a_page_that_is_not_offered_says_so(window):
    window.visit("/borders")
    expect(window.page.locator('[data-testid="stAlert"]')).to_have_text(
        "The page “Borders” is empty: there is nothing to show on it for this article."
    )
    assert window.page.locator(".st-key-navigation a").count() == 5


PLACES = {
    "puerto-tilo": ("Puerto Tilo", "harbour"),
    "ash-shoal": ("Ash Shoal", "hazard"),
    "quirel-ferry": ("The Quirel ferry", "route"),
}


def test_its_places_are_drawn_in_their_own_colours_and_open_with_a_click(window):
    window.open()
    legend = window.page.get_by_role("list", name="Legend")
    for switch in ATLAS["switch"]:
        for row in switch["legend"]:
            expect(legend).to_contain_text(row["words"])
    dot = legend.locator(".swatch.point.landing")
    assert dot.evaluate("one => getComputedStyle(one).backgroundColor") == painted("harbour")
    assert window.map().locator("path.gate-lake").count() == 1
    window.settle()
    for place, (_, colour) in PLACES.items():
        assert painted(colour) in window.map().evaluate(PAINT, place), place
    for place, (name, _) in PLACES.items():
        window.click(place)
        title(window, re.compile(f"^{name}: known"))
        window.settle()
        assert window.shape(place)["selected"]
        assert window.query()["place"] == place


def test_a_claim_opens_with_its_figure_filled_in(window):
    window.visit("/claims?claim=k2")
    title(window, "× Contradicted: the article says that the crossing is 21 km long.")
    expect(window.page.locator(".st-key-claim-k2")).to_contain_text("From shore to shore it is 19.8 km")
    assert not BETRAYING.search(whole(window))


def test_the_story_is_stepped_through(window):
    window.open("/story")
    window.settle()
    following = window.page.get_by_role("button", name="Next")
    for step in records("steps", "step"):
        expect(window.page.get_by_role("heading", name=step["title"])).to_be_in_viewport()
        expect(window.page.locator(".gate-steps [aria-current]")).to_have_text(str(step["number"]))
        if step["number"] < 3:
            following.click()
    expect(following).to_have_attribute("aria-disabled", "true")
    assert window.query()["step"] == "3"


def test_a_date_and_what_came_later_are_chosen(window):
    window.open("/timeline")
    box = window.page.get_by_role("combobox", name=re.compile("Entries"))
    box.click()
    window.page.get_by_role("option", name=re.compile("runs aground")).click()
    title(window, "The ferry runs aground")
    window.page.get_by_role("radio", name="Since then").click()
    window.page.locator(".st-key-timeline-later").wait_for()
    window.idle()
    box = window.page.get_by_role("combobox", name=re.compile("Entries"))
    box.click()
    window.page.get_by_role("option", name=re.compile("A buoy on the shoal")).click()
    title(window, "A buoy on the shoal")
    window.settle()
    assert window.shape("n1")["selected"]
    assert window.query() == {"event": "n1", "since": "1"}


def test_a_file_arrives_under_the_name_of_the_article(window):
    window.visit("/sources")
    name, content = window.download("Places (CSV)")
    assert name == "quirel-ferry-mapped-places.csv"
    assert content.count(b"\r\n") == 4
    assert not BETRAYING.search(content.decode("utf-8"))
