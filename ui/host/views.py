"""A view by its address: what is chosen there, and what its page is called and says before it runs.

Addresses come from anybody: they are read within bounds, and what is not known in them is passed over, as the page will
say once it runs.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import parse_qs

import geodata
from geodata.errors import GeodataError
from ui import brief, frame, pages, panel
from ui.address import State, links, parameters, query, session
from ui.words import plain

# Bytes of a query string, and names in it, beyond which it opens the page as such.
LONGEST, MOST = 4_000, 64


@dataclass(frozen=True, slots=True)
class Told:
    """What a view is called and says of itself: plain words, but ``lead``, which is Markdown; whether it has a map."""

    title: str
    description: str
    heading: str
    lead: str
    mapped: bool


def read(page_id: str, written: str) -> State:
    """Return the choices that a query string writes; those of the page as such if it is none that anybody would."""
    values = parsed(written)
    state, _ = parameters.parse(values, session.vocabulary())
    return parameters.as_made(state, values) if page_id == "borders" else state


def parsed(written: str) -> dict[str, list[str]]:
    """Return the names and values of a query string; none of them if it is too long."""
    try:
        return parse_qs(written, keep_blank_values=True, max_num_fields=MOST) if len(written) <= LONGEST else {}
    except ValueError:
        return {}


def told(page_id: str, state: State) -> Told:
    """Return what a view says of itself; of a page whose records are broken, only what it is called."""
    try:
        # Where the map looks and what is searched for change no word of it, and would be without number.
        return _told(page_id, replace(state, view=None, words="", swipe=State().swipe))
    except GeodataError:
        page = pages.page(page_id)
        return Told(page.title, page.description, page.label, page.description, mapped=False)


@lru_cache(maxsize=256)
def _told(page_id: str, state: State) -> Told:
    page = pages.page(page_id)
    view = brief.view(page_id, state)
    chosen = bool(query(replace(state, version=""), page.keeps))
    return Told(
        title=frame.titled(page_id, state, links.LOCAL) if chosen else page.title,
        description=view.description if chosen else page.description,
        heading=_heading(page_id, state) or view.title,
        lead=plain(geodata.panel(state.place or "overview").lead) if page_id == "map" else view.description,
        mapped=view.drawn is not None,
    )


def _heading(page_id: str, state: State) -> str:
    """What stands over the text of the Map page, which no other page has so short."""
    if page_id != "map":
        return ""
    place = geodata.place(state.place) if state.place else None
    return panel.headed(geodata.panel(state.place or "overview"), place)
