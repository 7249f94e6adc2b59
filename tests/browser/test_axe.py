"""What axe-core says of every page and of the map's frame, in both themes, wide and narrow."""

import importlib.util
import tomllib
from pathlib import Path

import geodata
from tests.browser.browsing import DESK, PHONE
from ui.borders.page import offered

EXCEPTIONS = Path(__file__).with_name("axe_exceptions.toml")
AXE = Path(importlib.util.find_spec("axe_playwright_python").origin).with_name("axe.min.js")
# All rules that axe runs by default; a theme changes nothing but colours.
COLOURS = ["color-contrast", "link-in-text-block"]
LOOKS = [(DESK, "light", None), (DESK, "dark", COLOURS), (PHONE, "dark", COLOURS), (PHONE, "light", None)]
RUN = """async (only) => {
  const wanted = { iframes: false, preload: false, resultTypes: ["violations"] };
  if (only) wanted.runOnly = only;
  const found = await axe.run(document, wanted);
  return found.violations.flatMap((one) =>
    one.nodes.map((node) => [one.id, node.target.join(" "), node.html.slice(0, 160), node.failureSummary]));
}"""


def states():
    """Addresses of every page and of what is chosen there."""
    place = next(place.id for place in geodata.places() if place.kind == geodata.atlas().kinds[0].id)
    claim = next(claim.id for claim in geodata.claims() if claim.verdict == "contradicted" and claim.places)
    event, written = geodata.events()[0].id, geodata.article().years.written
    source = geodata.source_keys()[0]
    yield from ("/", f"/?place={place}&claim={claim}", "/story?step=2", f"/?embed=true&place={place}")
    yield from ("/timeline", f"/timeline?from={written - 6}&to={written - 1}", f"/timeline?since=1&event={event}")
    yield from ("/claims", f"/claims?claim={claim}", f"/sources?source={source}")
    yield from (f"/borders?part={part}" for part in offered())


def found(reader, only):
    """What axe finds on the page and in the frame of the map, if there is one."""
    frames = [reader.page.main_frame, *(one for one in reader.page.frames if "streamlit_folium" in one.url)]
    for frame in frames:
        if not frame.evaluate("() => Boolean(window.axe)"):
            frame.evaluate(AXE.read_text(encoding="utf-8"))
        yield from frame.evaluate(RUN, only)


def look(reader, viewport, theme, only):
    reader.page.set_viewport_size(viewport)
    reader.page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    # What is drawn anew is told to screen readers a moment later than it is seen.
    reader.still(frames=3 if only else 10)


def test_axe_finds_nothing_on_any_page_in_either_theme_at_either_width(reader):
    known = tomllib.loads(EXCEPTIONS.read_text(encoding="utf-8"))["exception"]
    used, failures = set(), []

    def check(where, looks):
        for viewport, theme, only in looks:
            look(reader, viewport, theme, only)
            for rule, node, html, why in found(reader, only):
                number = next((n for n, e in enumerate(known) if e["rule"] == rule and e["node"] in node), None)
                if number is None:
                    failures.append(f"{where} {viewport['width']} {theme}: {rule}: {node}\n  {html}\n  {why}")
                used.add(number)

    reader.visit("/")
    for address in states():
        reader.go(address)
        check(address, LOOKS)
    # The panel lies over the page, so that this is checked with it.
    reader.page.set_viewport_size(DESK)
    reader.visit("/?place=" + geodata.places()[0].id)
    reader.page.get_by_role("button", name="Share", exact=True).click()
    reader.page.get_by_role("dialog").wait_for()
    check("the share panel", LOOKS)

    assert not failures, "\n".join(failures)
    assert [e for n, e in enumerate(known) if n not in used] == [], "exceptions that nothing needs any more"
    assert all(e["reason"] for e in known)
