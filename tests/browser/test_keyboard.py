"""Every page walked through with the keyboard alone: real key presses, and where the focus is after each."""

import re

from playwright.sync_api import expect

import geodata
from tests.browser.mapping import Mapped
from ui import panel, timeline, twin
from ui.address.state import State
from ui.ledger import cards
from ui.timeline import told

# The element that has the focus, also within the map's frame: where it is and what it is called.
FOCUS = """() => {
  const frame = document.activeElement.contentDocument;
  const one = frame ? frame.activeElement : document.activeElement;
  const named = one.getAttribute("aria-label") || one.labels?.[0]?.innerText || one.innerText || "";
  const key = one.closest('[class*="st-key-"]')?.className.match(/st-key-([^ ]+)/)?.[1] || "";
  return [frame ? "map" : key, one.tagName, named.trim().replace(/\\s+/g, " ")];
}"""
MOST = 90


class Keys:
    """A reader with a keyboard and nothing else."""

    def __init__(self, reader):
        self.reader, self.page = reader, reader.page

    def focus(self):
        return self.page.evaluate(FOCUS)

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def to(self, wanted, key="Tab"):
        """Press a key until what has the focus is called so; what that is."""
        for _ in range(MOST):
            self.press(key)
            found = self.focus()
            if re.search(wanted, found[2]):
                return found
        raise AssertionError(f"{wanted} was not reached; the last is {found}")

    def stays(self, wanted):
        """Hold that the page has come to rest with the focus on what is called so."""
        self.reader.still(20)
        found = self.focus()
        assert re.search(wanted, found[2]), found

    def skip(self, words):
        """Go to the top of the page and from there past the controls."""
        self.page.evaluate("() => { document.activeElement.blur(); getSelection().collapse(document.body, 0); }")
        self.to(f"^{words}$")
        self.press("Enter")


def titled(reader, place):
    # What stood there before may stay below for a moment.
    expect(reader.page.locator('[class*="st-key-panel"]:not(.gate-ahead) h2').first).to_have_text(
        panel.headed(geodata.panel(place), geodata.place(place)), timeout=15_000
    )
    assert reader.query()["place"] == place


def test_the_map_page(reader):
    labels = {line.id: re.escape(line.label) for line in twin.lines()}
    order = [line.id for line in twin.lines()]
    keys = Keys(reader.open())
    reader.settle()

    # Into the map, along its places in the order of the article, and out again on either side.
    keys.skip("Skip to the map")
    assert keys.focus()[0] == "map"
    for place in order:
        keys.press("Tab")
        assert re.fullmatch(labels[place], keys.focus()[2])
    lit = reader.map().evaluate("() => [...document.querySelectorAll('path.is-hovered')].length")
    assert lit
    while keys.focus()[0] == "map":
        keys.press("Tab")
    keys.to(labels[order[-1]], "Shift+Tab")
    while keys.focus()[0] == "map":
        keys.press("Shift+Tab")

    # Three places by their shapes; what has the focus keeps it while page and map are drawn anew.
    for place, key in ((order[0], "Enter"), (order[1], "Space"), (order[6], "Enter")):
        keys.to(labels[place])
        keys.press(key)
        titled(reader, place)
        keys.stays(labels[place])
        assert reader.shape(place)["selected"]
        assert reader.map().locator(".gate-stops [aria-pressed=true]").get_attribute("data-place") == place
        expect(reader.page.locator(".gate-voice")).to_have_text(
            panel.headed(geodata.panel(place), geodata.place(place))
        )
        before = reader.view()
        keys.press("ArrowRight")
        reader.settle()
        assert reader.view()[1] > before[1]
        keys.press("+")
        reader.settle()
        assert reader.view()[2] > before[2]
        keys.press("Escape")
        reader.settle()
        keys.stays(labels[place])
        assert "place" not in reader.query()

    # One from the map as text, one from the list, one from a button in the panel.
    keys.press("t")
    assert keys.focus()[2].startswith("The map as text")
    named = f"^{re.escape(geodata.place(order[7]).name)}$"
    keys.to(named)
    keys.press("Enter")
    titled(reader, order[7])
    keys.stays(named)
    keys.to("^Places$", "Shift+Tab")
    keys.press(*"Lyaur", "Enter")
    titled(reader, "lyaur")
    keys.stays("^Places$")
    keys.skip("Skip to the text")
    assert keys.focus()[0].startswith("panel")
    keys.press("PageDown")
    reader.page.wait_for_function(
        "() => document.querySelector('[class*=st-key-panel]:not(.gate-ahead)').scrollTop > 100"
    )
    keys.to(f"^{geodata.place('dushanbe').name}$")
    keys.press("Enter")
    titled(reader, "dushanbe")
    keys.stays(f"^{geodata.panel('dushanbe').title}")
    assert keys.focus()[1] == "H2"

    # A layer; what had been opened gives the focus back.
    keys.skip("Skip to the map")
    keys.to("^Layers", "Shift+Tab")
    keys.press("Enter")
    reader.page.wait_for_function("() => document.activeElement.closest('[data-testid=stPopoverBody]')")
    first = keys.focus()[2]
    keys.press("Space")
    reader.page.wait_for_function("() => location.search.includes('layers=')")
    keys.stays(re.escape(first))
    keys.press("Escape")
    keys.stays("^Layers")
    keys.to("^Overview", "Shift+Tab")
    keys.press("Enter")
    reader.page.wait_for_function("() => !location.search.includes('place=')")
    keys.stays("^Overview")

    # Keys that are good everywhere, and the way back from each.
    keys.press("?")
    expect(reader.map().get_by_role("dialog")).to_be_visible()
    keys.press("Escape")
    keys.stays("^Overview")
    keys.press("/")
    expect(reader.page.locator(".gate-find")).to_be_visible()
    keys.press("Escape")
    keys.stays("^Overview")
    reader.context.grant_permissions(["clipboard-read", "clipboard-write"])
    keys.to("Share$", "Shift+Tab")
    keys.press("Enter")
    expect(reader.page.get_by_role("dialog").get_by_role("button", name="Copy").first).to_be_visible()
    reader.still()
    keys.to("^Copy")
    keys.press("Enter")
    expect(reader.page.get_by_role("dialog").get_by_role("status").first).to_have_text("Copied.")
    assert "layers=" in reader.page.evaluate("() => navigator.clipboard.readText()")
    keys.press("Escape")
    keys.stays("Share$")


def test_who_has_moved_the_map_and_goes_to_another_page_is_not_led_back(reader):
    keys = Keys(reader.open())
    reader.settle()
    keys.skip("Skip to the map")
    keys.press("Tab", "ArrowRight", "+")
    reader.settle()
    assert "view" in reader.query()
    reader.page.locator(".st-key-navigation").get_by_role("link", name="Story").focus()
    keys.press("Enter")
    expect(reader.page.locator(".gate-steps")).to_be_visible(timeout=20_000)
    reader.page.wait_for_timeout(1500)
    expect(reader.page.locator(".gate-steps")).to_be_visible()
    assert "/story" in reader.page.url


def test_the_claims_page(reader):
    keys = Keys(reader.visit("/claims"))
    # The table is one stop; coming into it chooses nothing, and moving there does.
    on_grid = "() => Boolean(document.activeElement.closest('[data-testid=stDataFrame] canvas'))"
    keys.to("^Fullscreen")
    keys.press("Tab")
    reader.still(20)
    assert reader.page.evaluate(on_grid)
    assert "claim" not in reader.query()
    keys.press("ArrowDown")
    reader.page.wait_for_function("() => location.search.includes('claim=c02')")
    reader.still(20)
    assert reader.page.evaluate(on_grid)
    keys.press("Tab")
    assert not reader.page.evaluate(on_grid)
    keys.press("Shift+Tab")
    # From what scrolls the table one comes back to it, or has passed it if it has just been drawn.
    if reader.page.evaluate(on_grid):
        keys.press("Shift+Tab")
    assert keys.focus()[2].startswith("Fullscreen")

    keys.skip("Skip to the text")
    keys.to("^Close this claim")
    keys.press("Enter")
    keys.stays("^Every claim, checked")

    keys.to("^Table$", "Shift+Tab")
    keys.press("ArrowRight", "Space")
    reader.page.wait_for_function("() => location.search.includes('listed=cards')")
    keys.stays("^Cards$")
    assert cards.NAME in reader.page.locator("h2").all_inner_texts()


def test_story_timeline_and_downloads(reader):
    steps = geodata.steps()
    keys = Keys(reader.open("/story"))
    reader.settle()
    keys.to("^Next$")
    keys.press("Enter")
    expect(reader.page.locator(".gate-steps [aria-current=step]")).to_have_text("2")
    keys.stays("^Next$")
    keys.to(f"^Step {len(steps)}:")
    keys.press("Enter")
    expect(reader.page.locator(".gate-steps [aria-current=step]")).to_have_text(str(len(steps)))
    keys.to("^Next$", "Shift+Tab")
    keys.press("Enter")
    keys.stays("^Next$")
    place = steps[-1].places[0]
    keys.to(f"^{re.escape(geodata.place(place).name)}$")
    keys.press("Enter")
    titled(reader, reader.query().get("place") or place)
    reader.still(20)
    assert keys.focus()[1] == "H2"
    keys.to("^Return to step", "Shift+Tab")
    keys.press("Enter")
    reader.page.wait_for_function("() => !location.search.includes('place=')")
    reader.still(20)
    assert keys.focus()[1] == "H2"
    assert re.match("step-", keys.focus()[0])

    reader.open("/timeline")
    reader.settle()
    keys.to("^Entries")
    keys.press(*"Civil", "Enter")
    reader.page.wait_for_function("() => location.search.includes('event=')")
    expect(reader.page.locator('[class*="st-key-panel"]:not(.gate-ahead) h2')).to_have_text("Civil war", timeout=15_000)
    keys.stays("^Entries")
    keys.to("The dates as a table")
    keys.press("Enter")
    entries = timeline.view(State()).entries
    chart = reader.page.locator(".st-key-timeline-told")
    expect(chart.locator("table")).to_be_visible()
    expect(chart.locator("tbody tr")).to_have_count(len(entries))
    expect(chart).to_contain_text(told.summary(entries))

    reader.visit("/sources")
    keys.to(r"^Places \(CSV\)$")
    with reader.page.expect_download(timeout=60_000) as started:
        keys.press("Enter")
    assert started.value.suggested_filename.endswith("-places.csv")


def test_what_is_no_longer_in_sight_is_no_stop_but_keeps_the_focus_it_has(browser):
    page = browser.new_page()
    mapped = Mapped(page).apply()
    stops = mapped.frame.locator(".gate-stops button")
    expect(mapped.frame.locator(".gate-stops button:visible")).to_have_count(2)
    assert [one.get_attribute("data-place") for one in stops.all()] == ["two", "one", "later"]
    assert mapped.get("[...document.querySelectorAll('path.gate-place, path.gate-ring')].map((p) => p.tabIndex)") == [
        -1
    ] * mapped.get("document.querySelectorAll('path.gate-place, path.gate-ring').length")
    mapped.frame.locator("#map_div").focus()
    page.keyboard.press("Tab")
    expect(stops.first).to_be_focused()
    assert mapped.marked("is-hovered") == ["two", "two"]
    mapped.get("map_div.setView([38.5, 68.5], 10, { animate: false }) && 0")
    expect(mapped.frame.locator(".gate-stops button:visible")).to_have_count(2)
    expect(stops.first).to_be_focused()
    page.keyboard.press("Tab")
    expect(stops.nth(1)).to_be_focused()
    expect(stops.first).to_be_hidden()
    page.keyboard.press("Space")
    assert [value["place"] for value in mapped.get("sent")] == ["one"]
    # Where points are asked for, nothing is chosen by a shape.
    mapped.apply(point=True)
    expect(mapped.frame.locator(".gate-stops button:visible")).to_have_count(0)
    page.close()


# How strong a tile is when it has arrived; one that fades in begins with nothing.
ARRIVED = """new Promise((done) => L.tileLayer("data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=")
  .on("tileload", ({ tile }) => done(tile.style.opacity)).addTo(map_div))"""
# What becomes of a thing that fades in and slides, as Streamlit draws while a page runs.
MOVING = """() => {
  const one = document.body.appendChild(document.createElement("i"));
  one.style.cssText = "transition: opacity 1s; animation: slide 1s";
  const { animationName, transitionDuration } = getComputedStyle(one);
  one.remove();
  return [animationName, transitionDuration];
}"""


def test_no_motion_is_wanted_and_nothing_fades_or_slides(look):
    window = look("/?place=lyaur")
    page, frame = window.page, window.map()
    assert page.evaluate(MOVING) == frame.evaluate(MOVING) == ["none", "0s"]
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(MOVING) == frame.evaluate(MOVING) == ["slide", "1s"]


def test_no_motion_is_wanted_and_the_map_is_where_it_goes_at_once(browser):
    context = browser.new_context(reduced_motion="reduce")
    mapped = Mapped(context.new_page()).apply()
    before = mapped.get("map_div.getCenter().lng")
    mapped.get("(L.PosAnimation.prototype.run = () => { window.glides = true; }) && 0")
    mapped.frame.locator("#map_div").focus()
    mapped.page.keyboard.press("ArrowRight")
    assert not mapped.get("Boolean(window.glides)")
    assert mapped.get("map_div.getCenter().lng") > before
    mapped.page.keyboard.press("+")
    assert not mapped.get("Boolean(map_div._animatingZoom)")
    assert mapped.get(ARRIVED) == ""
    mapped.page.emulate_media(reduced_motion="no-preference")
    mapped.page.keyboard.press("ArrowRight")
    assert mapped.get("Boolean(window.glides)")
    assert mapped.get(ARRIVED) == "0"
    context.close()
