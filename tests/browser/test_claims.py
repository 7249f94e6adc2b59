"""The Claims page as a reader meets it, in a real browser, with no network but the server itself."""

import csv
import io
import itertools
import json
import re
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

import geodata
from tests.browser.browsing import PHONE
from ui.address.state import State
from ui.ledger import listing as ledger
from ui.ledger import opened as ledger_claim
from ui.ledger import records
from ui.words import verdicts

CLAIMS = geodata.claims()
FIRST, SECOND = (claim.id for claim in CLAIMS[:2])
NOWHERE = next(claim.id for claim in CLAIMS if not claim.places)
WAIT = 15_000


def expect_claim(window, claim):
    heading = window.page.locator('[class*="st-key-claim-c"] h2')
    one = geodata.claim(claim)
    expect(heading).to_have_text(f"{verdicts.LOOKS[one.verdict].mark} {verdicts.sentence(one)}", timeout=WAIT)


def expect_address(window, words):
    window.page.wait_for_function("words => location.search.includes(words)", arg=words, timeout=WAIT)


def expect_count(window, state):
    expect(window.page.get_by_text(records.counted(state), exact=True)).to_be_visible(timeout=WAIT)


def choose(window, name, words):
    window.page.get_by_role("combobox", name=name).click()
    window.page.keyboard.type(words)
    window.page.get_by_role("option", name=words).first.click()
    window.page.keyboard.press("Escape")


def click_row(window, row, across=200):
    """Click in a row of the table as drawn; the first row is 0."""
    height = ledger.HEADER_HEIGHT + ledger.ROW_HEIGHT * row + 40
    window.page.get_by_test_id("stDataFrame").click(position={"x": across, "y": height})


def address(window):
    return window.page.url.removeprefix(window.server.url)


def test_filters_and_search_narrow_the_table_and_the_address_restores_them(reader, look):
    reader.visit("/claims")
    expect_count(reader, State())
    reader.page.get_by_role("button", name="× Contradicted").click()
    expect_count(reader, State(verdict=("contradicted",)))
    choose(reader, "Voice", "Stated as fact")
    expect_count(reader, State(verdict=("contradicted",), voice=("fact",)))
    reader.page.get_by_role("searchbox", name="Search the claims").fill("independence")
    reader.page.keyboard.press("Enter")
    wanted = State(words="independence", verdict=("contradicted",), voice=("fact",))
    expect_count(reader, wanted)
    expect_address(reader, "q=independence")

    copy = look(address(reader))
    expect_count(copy, wanted)
    assert copy.query() == {"q": "independence", "verdict": "contradicted", "voice": "fact"}


def test_a_bar_filters_by_its_verdict_and_lets_go_again_by_pointer_and_by_key(look):
    window = look("/claims")
    bar = window.page.get_by_role("button", name="× Contradicted")
    expect(bar).to_have_attribute("aria-pressed", "false")
    wanted = State(verdict=("contradicted",))
    for press in (bar.click, lambda: window.page.keyboard.press("Enter")):
        bar.focus()
        press()
        expect_count(window, wanted)
        expect(bar).to_have_attribute("aria-pressed", "true")
        press()
        expect_count(window, State())
        expect(bar).to_have_attribute("aria-pressed", "false")


@pytest.mark.parametrize(
    "size", [{"width": 1440, "height": 900}, {"width": 390, "height": 844}], ids=lambda s: s["width"]
)
def test_the_verdict_stands_above_the_claim_on_the_first_screen(look, size):
    claim = next(claim for claim in CLAIMS if claim.verdict == "contradicted")
    window = look(f"/claims?claim={claim.id}", viewport=size)
    expect_claim(window, claim.id)
    head = window.page.locator(f".st-key-claim-{claim.id} .claim.verdict-contradicted")
    lead, heading = head.locator("h2 .lead-in"), head.locator("h2")
    expect(lead).to_have_text(f"× {verdicts.told(claim)[0]}")
    above, whole = lead.bounding_box(), heading.bounding_box()
    assert above["y"] + above["height"] < whole["y"] + whole["height"] - 20, "the claim goes on below"
    assert whole["y"] + whole["height"] < size["height"] * 0.6
    assert head.evaluate("(one) => getComputedStyle(one).borderLeftWidth") == "6px"
    expect(window.page).to_have_title(re.compile(f"^{verdicts.told(claim)[0]} "))


def test_the_claim_of_a_link_is_marked_in_the_table_and_in_sight_there(look):
    window = look("/claims?claim=c54")
    expect_claim(window, "c54")
    number = [claim.id for claim in CLAIMS].index("c54")
    scrolled = "([row, height]) => { const s = document.querySelector('.dvn-scroller');"
    scrolled += "return s && s.scrollTop <= row * height && s.scrollTop + s.clientHeight >= (row + 1) * height; }"
    window.page.wait_for_function(scrolled, arg=[number, ledger.ROW_HEIGHT])
    row = window.page.locator(f'[data-testid="stDataFrame"] tr[aria-rowindex="{number + 2}"]')
    expect(row).to_have_attribute("aria-selected", "true")


def test_no_column_of_the_table_up_to_the_places_is_cut_off_on_a_desk(look):
    window = look("/claims", viewport={"width": 1440, "height": 900})
    table = window.page.get_by_test_id("stDataFrame")
    # Columns out of sight are not drawn.
    expect(table.locator("canvas th").last).to_have_text(re.compile("Places|Kind"), timeout=WAIT)
    seen, whole = table.locator(".dvn-scroller").evaluate("(one) => [one.clientWidth, one.scrollWidth]")
    kind = 84
    assert whole - seen <= kind


def test_a_row_opens_its_claim_and_its_link_restores_it(reader, look):
    reader.visit("/claims")
    assert reader.page.locator('iframe[title^="Map of"]').count() == 0
    click_row(reader, 1)
    expect_claim(reader, SECOND)
    expect_address(reader, f"claim={SECOND}")
    reader.map()
    for place in geodata.claim(SECOND).places:
        assert reader.shape(place)["count"] > 0

    copy = look(address(reader))
    expect_claim(copy, SECOND)
    copy.map()


def test_the_box_of_a_row_opens_and_closes_its_claim(look):
    window = look("/claims?verdict=outdated")
    claim = records.shown(State(verdict=("outdated",)))[0].id
    click_row(window, 0, across=16)
    expect_claim(window, claim)
    click_row(window, 0, across=16)
    expect(window.page.get_by_role("heading", name="Every claim, checked")).to_be_visible(timeout=WAIT)
    window.page.wait_for_function("() => !location.search.includes('claim')")


def test_only_the_places_of_the_claim_are_drawn_and_all_are_in_sight(look):
    claim = geodata.claim("c54")
    window = look("/claims?claim=c54")
    for place in geodata.places():
        assert (window.shape(place.id)["count"] > 0) == (place.id in claim.places), place.id
    west, south, east, north = geodata.place("chinese-border").bounds
    seen = window.map().evaluate("() => map.getBounds().toBBoxString()")
    left, bottom, right, top = (float(number) for number in seen.split(","))
    assert left < west
    assert bottom < south
    assert right > east
    assert top > north
    assert top - bottom < 1.7 * (north - south)


def test_the_map_stays_mounted_from_claim_to_claim(look):
    pair = next((a, b) for a, b in itertools.pairwise(CLAIMS) if a.places and b.places and a.places != b.places)
    window = look(f"/claims?claim={pair[0].id}")
    window.map().evaluate("() => { window.marked = true; }")
    window.page.get_by_role("button", name="Next", exact=True).click()
    expect_claim(window, pair[1].id)
    assert window.map().evaluate("() => window.marked === true")
    for place in pair[1].places:
        window.map().wait_for_function(SHOWN, arg=place)


SHOWN = """(id) => { let found = false;
  map.eachLayer((l) => { if (l.feature && l.feature.properties.id === id) found = true; }); return found; }"""


def test_a_place_clicked_on_the_small_map_filters_the_ledger(look):
    window = look("/claims?claim=c54")
    window.page.locator('iframe[title^="Map of"]').scroll_into_view_if_needed()
    window.click("chinese-border")
    expect_count(window, State(place="chinese-border"))
    expect_claim(window, "c54")
    expect_address(window, "place=chinese-border")


def test_a_claim_about_no_place_says_so_and_has_no_map(look):
    window = look(f"/claims?claim={NOWHERE}")
    expect_claim(window, NOWHERE)
    expect(window.page.get_by_text(ledger_claim.NOT_MAPPABLE)).to_be_visible()
    assert window.page.locator("iframe").count() == 0


def test_to_the_map_and_back(reader):
    reader.visit("/claims?claim=c54&verdict=outdated")
    expect_claim(reader, "c54")
    reader.page.get_by_role("link", name=re.compile("Show on the Map page")).first.click()
    panel = reader.page.locator('[class*="st-key-panel"]:not(.gate-ahead)').first
    expect(panel.get_by_role("heading", level=2)).to_have_text(
        re.compile(f"^{geodata.panel('chinese-border').title}: known"), timeout=WAIT
    )
    expect(panel).to_contain_text(verdicts.sentence(geodata.claim("c54")))
    assert reader.query() == {"place": "chinese-border", "claim": "c54"}
    reader.settle()
    assert reader.shape("chinese-border")["selected"]
    reader.page.go_back()
    expect_claim(reader, "c54")
    expect_count(reader, State(verdict=("outdated",)))
    reader.page.go_forward()
    expect(panel.get_by_role("heading", level=2)).to_have_text(
        re.compile(f"^{geodata.panel('chinese-border').title}: known"), timeout=WAIT
    )
    reader.page.get_by_role("link", name="Back to the ledger").click()
    expect_claim(reader, "c54")
    assert reader.page.url.startswith(f"{reader.server.url}/claims?")


def test_the_keyboard_alone_opens_claims_from_the_list_and_from_the_table(look):
    window = look("/claims")
    window.page.get_by_role("combobox", name="Open a claim").focus()
    window.page.keyboard.type("c54")
    window.page.keyboard.press("Enter")
    expect_claim(window, "c54")
    window.page.get_by_test_id("data-grid-canvas").focus()
    order = [claim.id for claim in CLAIMS]
    for step in (1, 2):
        window.page.keyboard.press("ArrowDown")
        expect_claim(window, order[order.index("c54") + step])


def test_back_returns_to_the_claim_before(look):
    window = look(f"/claims?claim={FIRST}")
    expect_claim(window, FIRST)
    window.page.get_by_role("button", name="Next", exact=True).click()
    expect_claim(window, SECOND)
    window.page.go_back()
    expect_claim(window, FIRST)


def test_sorting_in_the_table_opens_the_row_that_was_clicked(reader):
    reader.visit("/claims?claim=c54")
    expect_claim(reader, "c54")
    for head in ("↑ No.", "↓ No."):
        reader.page.get_by_test_id("stDataFrame").click(position={"x": 42, "y": 18})
        expect(reader.page.locator('[data-testid="stDataFrame"] canvas th').first).to_have_text(head)
    scroller = reader.page.locator(".dvn-scroller")
    scroller.evaluate("(one) => one.scrollTo(0, 0)")
    expect(reader.page.get_by_test_id("glide-cell-1-0")).to_have_text(CLAIMS[-1].id)
    click_row(reader, 0)
    expect_claim(reader, max(claim.id for claim in CLAIMS))
    assert scroller.evaluate("(one) => one.scrollTop") == 0, "a row chosen in the table stays where it is"


@pytest.mark.parametrize(
    ("label", "name"), [("CSV", "gate-unguarded-claims.csv"), ("JSON", "gate-unguarded-claims.json")]
)
def test_the_whole_ledger_downloads_whatever_the_filters(reader, label, name):
    reader.visit("/claims?verdict=outdated")
    taken, content = reader.download(f"Whole ledger as {label}")
    assert taken == name
    body = content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(body))) if label == "CSV" else json.loads(body)["claims"]
    assert [row["id"] for row in rows] == [claim.id for claim in CLAIMS]


def test_a_bad_claim_gets_one_sentence_and_the_page_works_on(reader):
    reader.visit("/claims?claim=c999")
    note = reader.page.get_by_role("alert")
    expect(note).to_have_count(1)
    expect(note).to_contain_text("has been left out")
    click_row(reader, 0)
    expect_claim(reader, FIRST)


def test_words_in_the_address_are_shown_as_they_are_and_load_nothing(look):
    words = "![x](https://example.org/x.png) **bold** <img src=/x>"
    window = look(f"/claims?q={quote(words)}")
    expect_count(window, State(words=words))
    assert window.page.locator(".stMain img").count() == 0


def test_on_a_phone_the_claims_are_cards_and_the_open_one_stands_above_them(look):
    window = look("/claims", viewport=PHONE)
    assert window.page.get_by_test_id("stDataFrame").is_hidden()
    cards = window.page.locator(".gate-cards > li")
    expect(cards).to_have_count(len(CLAIMS))
    loaded = window.page.evaluate("() => (window.loaded = 1)")
    for row in (2, 5):
        cards.nth(row).locator("h3 a").click()
        expect_claim(window, CLAIMS[row].id)
        heading = window.page.locator('[class*="st-key-claim-c"] h2')
        expect(heading).to_be_in_viewport(timeout=WAIT)
        assert heading.bounding_box()["y"] < cards.first.bounding_box()["y"]
        expect(window.page.locator(".gate-cards [aria-current]")).to_have_attribute("data-claim", CLAIMS[row].id)
    assert window.page.evaluate("() => window.loaded") == loaded
