"""Every control of every page is either a choice that the address keeps, or leads elsewhere; none is forgotten."""

import re

import pytest

import geodata
from tests.app.running import run_page

# Kept in the address; tests/browser/test_share.py sets each and opens the address elsewhere.
CHOICES = (
    "places",
    "overview",
    "layers",
    "basemap",
    "open .+ [a-z0-9-]+",
    "since",
    "years to [0-9]+",
    "timeline entries .+",
    "ledger (words|place|verdict|where|voice|kind|claim|table|listed|Previous|Next)",
    "ledger .+ c[0-9]+",
    "part",
    "border",
    "km [a-z-]+",
    "km [a-z0-9.,-]+ [a-z0-9.,-]+",
    "tolerance",
    "old",
    "when",
    "parcel",
    "borders [ab]",
    "own point",
    "over",
    "over point",
    "outline",
    "source",
)
# Kept in the address of what is shared, not of the page: tests/app/test_share_panel.py and tests/browser/test_share.py.
SHARED = ("(sources|share) (cite|embed) version",)
# Lead to another page, open something over this one, or undo one of the choices above.
OTHERS = (
    "share",
    "claims of .+",
    "take .+",
    "all years",
)
UNNAMED = {
    "Put the claim away",
    "Close this claim",
    "Return to .+",
    "Remove the point",
    "Run again",
    "Return to the .+",
}
VISITS = {
    "map": ("", {}),
    "map, place": ("", {"place": "danghara-attack", "claim": "c03"}),
    "story": ("pages/story.py", {"step": "2"}),
    "story, place": ("pages/story.py", {"step": "2", "place": "lyaur"}),
    "timeline": ("pages/timeline.py", {"since": "1", "event": "e03"}),
    "claims": ("pages/claims.py", {}),
    "claims, open": ("pages/claims.py", {"claim": "c03"}),
    **{
        f"borders, {part}": ("pages/borders.py", {"part": part, "point": "38.1000,69.4000"})
        for part in geodata.comparison().parts
    },
    "sources": ("pages/sources.py", {}),
}
KINDS = ("button", "button_group", "checkbox", "multiselect", "radio", "selectbox", "slider", "select_slider")
KINDS += ("text_input", "text_area", "number_input", "toggle", "date_input", "download_button")


@pytest.mark.parametrize("visit", VISITS)
def test_every_control_is_known(visit):
    script, query = VISITS[visit]
    app = run_page(script, **query)
    found = [widget for kind in KINDS for widget in app.get(kind)]
    assert found
    unknown = []
    for widget in found:
        key = getattr(widget, "key", None) or ""
        named = any(re.fullmatch(pattern, key) for pattern in (*CHOICES, *SHARED, *OTHERS))
        label = getattr(widget, "label", "") or widget.proto.label
        if not named and not any(re.fullmatch(pattern, label) for pattern in UNNAMED):
            unknown.append((widget.type, key, label))
    assert unknown == []


@pytest.mark.parametrize("visit", VISITS)
def test_every_page_offers_to_search_everything_and_says_by_which_key(visit):
    script, query = VISITS[visit]
    (button,) = [
        one.proto.body for one in run_page(script, **query).get("html") if 'class="gate-search"' in one.proto.body
    ]
    assert re.search(r'<button [^>]*aria-keyshortcuts="/"', button)
    assert re.search(r'data-index="[^"]*/component/ui\.search\.served\.files/index\.json\?[0-9a-f]{12}"', button)
