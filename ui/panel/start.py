"""What the overview offers a reader who has just arrived: three ways in."""

from __future__ import annotations

from markupsafe import Markup

import geodata
from geodata import text
from geodata.model import Panel
from ui import pages
from ui.markup import NOTHING, element, lines, open_place


def ways(panel: Panel) -> Markup:
    """Return the three ways in: the story, the map from the first place that the panel leads to, the claims."""
    offered = {one.id for one in pages.offered()}
    links = [
        _way("Read the story", "menu_book", href="story", data_within="on") if "story" in offered else NOTHING,
        open_place(first, _icon("map"), " Explore the map") if (first := _first(panel)) else NOTHING,
        _way("Check the claims", "fact_check", href="claims", data_within="on") if "claims" in offered else NOTHING,
    ]
    return element("div", lines(*links), class_="ways-in")


def _way(label: str, icon: str, **link: str) -> Markup:
    return element("a", _icon(icon), f" {label}", **link)


def _icon(name: str) -> Markup:
    return element("i", name, class_="icon", translate="no", aria_hidden="true")


def _first(panel: Panel) -> str:
    leading = [one for one in panel.sections if not one.speaker]
    named = [target for one in leading for kind, target in text.links(one.body) if kind == "place"]
    return next(iter((*named, *(place.id for place in geodata.places()))), "")
