"""The beginning of a panel, for the browser to show while the panel itself is on its way."""

from __future__ import annotations

import geodata
from geodata.errors import GeodataError
from geodata.model import Place
from ui.markup import page_text
from ui.panel import place as panel


def beginning(place: Place) -> str:
    """Return the heading of a place's panel and what stands below it down to its lead; empty if it cannot be read.

    It is the HTML with which :func:`ui.panel.show` begins, so that the lines break where those of the panel do.
    """
    try:
        return page_text(panel.begun(geodata.panel(place.id), place))
    except GeodataError:
        return ""
