"""What comes out of the printer: every page on A4, in full, without what only a screen can use."""

import pytest
from playwright.sync_api import expect
from pypdfium2 import PdfDocument

import geodata
from ui import pages

A4 = (595, 842)
# Per page: what to open, and what has to be on paper though the screen folds it away or scrolls to it.
PRINTED = {
    "map": ("/?place=ceded-pamir", ["Ceded Pamir land", "Claims about this place", "c60", "Sources (", "S167"]),
    "story": ("/story?step=4", ["What this step rests on", "c71"]),
    "timeline": (
        "/timeline?event=e03&since=1",
        ["In the article, 1991 to 2018", "Sources (", "S34", "What became of it"],
    ),
    "claims": (
        "/claims",
        [
            f"All {len(geodata.claims())} claims",
            geodata.claims()[0].id,
            geodata.claims()[-1].id,
            "Contradictions and tensions",
        ],
    ),
    "borders": (
        "/borders?part=parcels",
        ["Measured", "Quoted", "Inferred", "Method: how this is measured", "pyproj.Geod"],
    ),
    "sources": ("/sources", ["SHA-256 as built", geodata.fact_sources()[-1].key, "Method and limits"]),
}

# Which side of the ceded land a map shows in full: that of whose pane nothing is cut off.
UNCLIPPED = """(map) => ["before", "after"].filter((side) => {
  const corners = map.querySelector(`.leaflet-${side}-pane`).style.clipPath.match(/-?[0-9.]+(?=px)/g).map(Number);
  const across = corners.filter((_, n) => n % 2 === 0);
  return Math.max(...across) > Math.min(...across);
})"""


def printed(window):
    """The words on the sheets of what a window shows."""
    document = PdfDocument(window.page.pdf(format="A4"))
    assert all(page.get_size() == pytest.approx(A4, abs=1.5) for page in document)
    return " ".join("\n".join(page.get_textpage().get_text_range() for page in document).split())


@pytest.mark.parametrize("page", pages.PAGES, ids=lambda page: page.id)
def test_a_page_is_printed_in_full_and_without_navigation(look, page):
    address, wanted = PRINTED[page.id]
    window = look(address, color_scheme="dark")
    words = printed(window)
    assert [one for one in wanted if one not in words] == []
    assert f"This view: {window.server.url}{address}" in words
    for other in pages.PAGES:
        assert f" {other.label} {pages.PAGES[1].label}" not in words
    for control in ("Share", "Overview", "Whole ledger as CSV", "Everything (ZIP)", "Back Next"):
        assert f" {control} " not in words


def test_an_open_claim_is_printed_without_the_ledger(look):
    window = look("/claims?claim=c54")
    words = printed(window)
    assert "Our check" in words
    assert "S77" in words
    assert words.index("Outdated: the article says that") < words.index("414 km")
    assert f"All {len(geodata.claims())} claims" not in words


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_map_is_on_paper_as_it_was_on_the_screen(look, scheme):
    window = look("/?place=ceded-pamir", color_scheme=scheme)
    seen = window.view()
    size = window.map().evaluate("() => [innerWidth, innerHeight]")
    window.page.emulate_media(media="print", color_scheme=scheme)
    window.page.set_viewport_size({"width": 688, "height": 990})
    window.settle()
    assert window.view() == seen
    assert window.map().evaluate("() => [innerWidth, innerHeight]") == size
    box = window.page.locator(".st-key-map iframe").bounding_box()
    room = window.page.locator(".st-key-map").bounding_box()
    assert 300 < box["width"] <= room["width"] + 1
    assert box["height"] == pytest.approx(room["height"], abs=2)
    ground = window.page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    assert ground == "rgb(255, 255, 255)"


def test_before_and_after_are_two_maps_on_paper(look):
    window = look("/borders?part=parcels&swipe=20")
    handle = window.map().locator(".gate-grip").get_attribute("aria-valuenow")
    window.page.emulate_media(media="print")
    sides = window.map().locator(".gate-paper > .leaflet-container")
    assert [side.locator(".gate-side strong").inner_text() for side in sides.all()] == ["Before", "After"]
    boxes = [side.bounding_box() for side in sides.all()]
    assert boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"] + 0.5
    seen = [side.evaluate(UNCLIPPED) for side in sides.all()]
    assert seen == [["before"], ["after"]]
    legend = window.page.locator("ul.legend").first.inner_text()
    assert "Before: " in legend
    assert "After: " in legend
    window.page.emulate_media(media="screen")
    expect(sides).to_have_count(0)
    assert window.map().locator(".gate-grip").get_attribute("aria-valuenow") == handle == "20"
    words = printed(window)
    assert words.index("Before Tajikistan") < words.index("After China")
