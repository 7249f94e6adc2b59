"""The list beside a map, as HTML: the map's own script opens places from it and hides what is not drawn."""

from __future__ import annotations

import html
from functools import lru_cache

from ui.twin.sentences import lines

NAME = "The map as text"


@lru_cache(8)
def markup(events: tuple[str, ...] = (), choosing: bool = True) -> str:
    """Return the folded list of what the map can draw, each with its sentence.

    Parameters
    ----------
    events
        Ids of the later events that the page draws.
    choosing
        Whether a click on the map chooses a place there; if it takes points instead, names are no buttons.
    """
    items = []
    for line in lines(events):
        name = html.escape(line.name)
        named = f'<button type="button" data-place="{html.escape(line.id)}">{name}</button>' if choosing else name
        items.append(f'<li data-place="{html.escape(line.id)}">{named}: {html.escape(line.told)}.</li>')
    return f'<details class="gate-twin"><summary>{NAME}</summary><ol>{"".join(items)}</ol></details>'
